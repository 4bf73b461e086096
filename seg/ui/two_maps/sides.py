"""The two sides: what is open on the left; on the right another day of it, or another segmentation."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import streamlit as st

from seg.core.fingerprint import fingerprint
from seg.core.results import CustomerMap
from seg.segments.identity import in_both
from seg.segments.orientation import turn_onto, turned
from seg.store.segmentations import SavedSegmentation
from seg.tasks.another_day import day_key
from seg.ui import cache
from seg.ui.address import remember_control, set_control
from seg.ui.map_place import beside, drawn_map
from seg.ui.one_customer.chooser import customer_ids
from seg.ui.opened import Opened
from seg.ui.services import services
from seg.ui.session import t, words
from seg.ui.solution_shown import Shown, shown
from seg.ui.work import answer

ANOTHER_DAY = "day"
BACK_DAYS = 182
"""How far before the day of the left the right one is at first; never in the first half of the history."""


@dataclass(frozen=True, eq=False)
class Side:
    """One of the two: what is open, its segments, and where they lie. `name` is "left" or "right"."""

    name: str
    now: Opened
    seen: Shown
    drawn: CustomerMap
    title: str


def left_side(now: Opened, seen: Shown) -> Side | None:
    """What is open; None while nothing is drawn."""
    drawn, now = drawn_map(now, seen)
    return None if drawn is None else Side("left", now, seen, drawn, _title(now.saved, _counted_to(now)))


def chosen(now: Opened) -> str | None:
    """What the reader wants on the right: `ANOTHER_DAY` or the id of a segmentation; None where there is no other."""
    others = {saved.id: saved for saved in services().workspace.segmentations() if saved.id != now.saved.id}
    days = {ANOTHER_DAY: t("The same segments on another day")} if now.dataset.tables and now.as_of else {}
    named = days | {each: _title(saved, "") for each, saved in others.items()}
    if not named:
        return None
    set_control("beside", list(named))
    return st.selectbox(
        t("On the right"), list(named), format_func=named.get, key="beside",
        on_change=remember_control, args=("beside",),
    )  # fmt: skip


def other_day(left: Side) -> Side | None:
    """The customers of another day in the segments of the left, on its map; None while they are being placed."""
    now, k = left.now, left.seen.solution.k
    day = _day(now)
    arguments = {"recipe": now.recipe.as_json(), "k": k, "day": day}
    fetch = lambda: cache.other_day(now.recipe, k, day)  # noqa: E731
    found = answer(day_key(now.recipe, k, day), fetch, "seg.tasks.another_day:assign", arguments, 1)
    then = replace(now.recipe, as_of=day)
    drawn = beside(now, then) if found is not None and then != now.recipe else left.drawn
    if found is None or drawn is None:
        return None
    solution = replace(left.seen.solution, labels=found.labels, confidence=found.confidence)
    seen = replace(left.seen, solution=solution, rows=found.rows, as_of=day)
    return Side("right", now, seen, drawn, _title(now.saved, day))


def _day(now: Opened) -> str:
    latest = date.fromisoformat(now.as_of)
    earliest = min(date.fromisoformat(table.earliest_date) for table in now.dataset.tables if table.earliest_date)
    middle = (earliest.toordinal() + latest.toordinal()) // 2
    start = date.fromordinal(max(middle, latest.toordinal() - BACK_DAYS))
    chosen = st.date_input(
        t("As of"), start, min_value=earliest, max_value=date.fromisoformat(now.latest_date or now.as_of),
        format="YYYY-MM-DD", key=f"beside-day/{now.saved.id}", width=180,
    )  # fmt: skip
    return chosen.isoformat()


def other_segmentation(left: Side, segmentation_id: str) -> Side | None:
    """Another saved segmentation: laid on the map of the left where its customers have the same dimensions and the
    reader wants that, else on a map of its own, turned onto the left by the customers that both have."""
    saved = services().workspace.segmentation(segmentation_id)
    now = Opened(saved, services().workspace.dataset(saved.dataset))
    seen, now = shown(now)
    if seen is None:
        return None
    same = all(label in {c.label for c in now.dimensions} for label in left.now.recipe.named)
    laid = same and st.toggle(
        t("Laid on the map of the left"), now.recipe.draws_as(left.now.recipe),
        key=f"laid/{left.now.saved.id}/{saved.id}",
        help=t("Everybody lies where the map on the left has room for them, by its dimensions. Else each map is drawn "
               "from its own."),
    )  # fmt: skip
    if laid:
        drawn = beside(left.now, now.recipe)
    else:
        drawn, now = drawn_map(now, seen)
        drawn = drawn and _like(left, now, seen, drawn)
    return None if drawn is None else Side("right", now, seen, drawn, _title(saved, _counted_to(now)))


def _like(left: Side, now: Opened, seen: Shown, drawn: CustomerMap) -> CustomerMap:
    key = fingerprint("like", drawn.key, left.drawn.key)  # the beginning of a key names the map in the browser

    def make() -> CustomerMap:
        here, there = same_customers(now, seen.rows, left.now, left.seen.rows)
        return replace(turned(drawn, turn_onto(drawn.xy[here], left.drawn.xy[there])), key=key)

    return cache.made(key, make)


def same_customers(
    now: Opened, rows: np.ndarray, other: Opened, other_rows: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Where in either the customers stand that both have: by row in one dataset, by id in two."""
    if now.dataset.id == other.dataset.id:
        return in_both(rows, other_rows)
    ids, other_ids = (customer_ids(each).take(pa.array(of)) for each, of in ((now, rows), (other, other_rows)))
    at = pc.index_in(ids, value_set=other_ids)
    here = np.flatnonzero(at.is_valid().to_numpy(zero_copy_only=False))
    return here, at.take(pa.array(here)).to_numpy()


def both(one: Side, other: Side) -> tuple[np.ndarray, np.ndarray]:
    """Where on either side the customers stand that both have."""
    return cache.made(
        f"both/{one.drawn.key}/{other.drawn.key}/{one.now.saved.id}/{other.now.saved.id}",
        lambda: same_customers(one.now, one.seen.rows, other.now, other.seen.rows),
    )


def _counted_to(now: Opened) -> str:
    """The day that events are counted to; "" without events."""
    return now.as_of if now.dataset.tables else ""


def _title(saved: SavedSegmentation, day: str) -> str:
    """What a side is called, as plain text."""
    if not day:
        return saved.name
    return words().text("{name}, as of {as_of_date}", name=saved.name, as_of_date=day, markdown=False)
