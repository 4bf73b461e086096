"""Who is where when one cuts in another way: any two numbers of segments, or two segmentations of the same data."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pandas as pd
import streamlit as st

from seg.core.settings import setting
from seg.core.unique import unique
from seg.segments.movement import Movement, movement
from seg.store.segmentations import SavedSegmentation
from seg.ui import cache
from seg.ui.how_many.cut import Cut, cuts
from seg.ui.opened import Opened, segments_in
from seg.ui.services import services
from seg.ui.session import t, tn, words
from seg.ui.words.escape import md_escape
from seg.ui.words.words import MISSING

MOST_MOVES = 3
HERE = ""
LIVES_ON = "background-color: #0b76cb33"


@dataclass(frozen=True)
class Side:
    """One of the two that are compared: a number of segments of the open segmentation or of another one."""

    saved: SavedSegmentation
    k: int
    title: str

    @cached_property
    def cut(self) -> Cut:
        """Its segments; loaded only where they are looked at. Of fewer segments where `k` are not to be had."""
        found = cuts(self.saved)
        return found[max((k for k in found if k <= self.k), default=min(found))]

    @property
    def key(self) -> str:
        """Names the labels of all customers."""
        return f"{self.saved.recipe.solutions_key()}/{self.cut.k}"


def moved_view(now: Opened, ks: tuple[int, ...], best: int | None) -> None:
    """The choice of two, then who stays together and who moved. `ks` are the numbers of the open segmentation, `best`
    is the recommended one, where one is."""
    st.subheader(t("Who moves"), anchor=False)
    others, gone = _others(now)
    sides = {f"{HERE}/{k}": _here(now, k) for k in ks} | others
    if gone:
        st.caption(t("Not offered, because they are not computed at present: {names}.", names=tuple(gone)))
    if len(sides) < 2:
        st.caption(
            t("There is nothing to compare with: one number of segments, and no other segmentation of this data.")
        )
        return
    one, other = _chosen(now, sides, best)
    if one is other:
        st.caption(t("Choose two that differ."))
        return
    moved = cache.made(f"moved/{one.key}/{other.key}", lambda: _movement(one.cut, other.cut))
    moved_told(moved, one.cut.names, other.cut.names)


def _here(now: Opened, k: int) -> Side:
    title = words().plural("{count} segment", "{count} segments", segments_in(now.recipe, k), markdown=False)
    if k == now.k:
        title = words().text("{title} (shown)", title=title, markdown=False)
    return Side(now.saved, k, title)


def _others(now: Opened) -> tuple[dict[str, Side], list[str]]:
    """Other segmentations of this dataset at their number of segments, and the names of those that are not kept."""
    found, gone, workspace = {}, [], services().workspace
    for saved in workspace.segmentations(now.saved.dataset):
        if saved.id == now.saved.id:
            continue
        if workspace.has_result(saved.recipe.solutions_key()):
            k = Opened(saved, now.dataset).k
            found[saved.id] = Side(saved, k, _title(saved, k))
        else:
            gone.append(saved.name)
    return found, gone


def _title(saved: SavedSegmentation, k: int) -> str:
    count = segments_in(saved.recipe, k)
    return words().plural("{name}: {count} segment", "{name}: {count} segments", count, name=saved.name, markdown=False)


def _chosen(now: Opened, sides: dict[str, Side], best: int | None) -> tuple[Side, Side]:
    """The two that are compared: at first the shown number and the recommended one, else one beside it."""
    options, shown = list(sides), f"{HERE}/{now.k}"
    start = options.index(shown)
    beside = next(at for at in (start + 1, start - 1) if 0 <= at < len(options))
    if best not in (None, now.k):
        beside = options.index(f"{HERE}/{best}")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        asked = {"options": options, "format_func": lambda option: sides[option].title, "width": 360}
        one = st.selectbox(t("From"), index=start, key=f"moved-from/{now.saved.id}/{now.k}", **asked)
        other = st.selectbox(t("To"), index=beside, key=f"moved-to/{now.saved.id}/{now.k}", **asked)
    return sides[one], sides[other]


def _movement(one: Cut, other: Cut) -> Movement:
    return movement(one.rows, one.solution, other.rows, other.solution)


def moved_told(moved: Movement, names: tuple[str, ...], other_names: tuple[str, ...]) -> None:
    """How many stay together, the largest moves in sentences, and the table of all; names are in label order."""
    if not moved.compared:
        st.caption(t("No customer is in both."))
        return
    left, right = st.columns([2, 9], gap="large")
    with left:
        st.metric(t("Stay together"), words().percent(moved.together / moved.compared))
    with right:
        moves = _moves(moved, names, other_names) or [
            t("No move is of {least} customers or more.", least=int(setting("min_cell_customers")))
        ]
        st.markdown("\n".join(f"- {line}" for line in moves))
        st.caption(" ".join(_counted(moved)))
    _table(moved, names, other_names)


def _moves(moved: Movement, names: tuple[str, ...], other_names: tuple[str, ...]) -> list[str]:
    """The largest moves, each in a sentence."""
    return [
        tn(
            "{count} customer of **{origin}** ({share} of it) goes to **{target}**.",
            "{count} customers of **{origin}** ({share} of it) go to **{target}**.",
            move.count, share=move.share, origin=names[move.origin], target=other_names[move.target],
        )
        for move in moved.moves(int(setting("min_cell_customers")))[:MOST_MOVES]
    ]  # fmt: skip


def _counted(moved: Movement) -> list[str]:
    told = [t("A segment lives on in the one that it overlaps with most; its customers there stay together.")]
    told.append(tn("{count} customer is compared.", "{count} customers are compared.", moved.compared))
    if moved.only_one:
        told.append(tn("{count} is in the first only.", "{count} are in the first only.", moved.only_one))
    if moved.only_other:
        told.append(tn("{count} is in the second only.", "{count} are in the second only.", moved.only_other))
    return told


def _table(moved: Movement, names: tuple[str, ...], other_names: tuple[str, ...]) -> None:
    frame, css = movement_frame(moved, names, other_names)
    number = {
        name: st.column_config.TextColumn(name, alignment="right", width=150, help=md_escape(name))
        for name in frame.columns[1:]
    }
    first = st.column_config.TextColumn(t("From, to"), pinned=True, width=280)
    st.dataframe(
        frame.style.apply(lambda _: css, axis=None), hide_index=True, height="content", key="moved",
        column_config={frame.columns[0]: first, **number},
        alt=t("How many customers of each segment are in each segment of the other."),
    )  # fmt: skip
    least = int(setting("min_cell_customers"))
    st.caption(t("Shaded: where a segment lives on. Cells of fewer than {least} customers are hidden.", least=least))


def movement_frame(
    moved: Movement, names: tuple[str, ...], other_names: tuple[str, ...]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """A line per segment of the first, a column per segment of the second, and the CSS of every cell.

    Columns stand in the order of the lines that live on in them, those that nobody lives on in behind.
    """
    least = int(setting("min_cell_customers"))
    order = [to for to in moved.lives_on if to is not None]
    order += [to for to in range(len(other_names)) if to not in order]

    def cell(count: int) -> str:
        return MISSING if count == 0 else words().number(count) if count >= least else f"< {least}"

    headings = unique(["from", *(other_names[to] for to in order)])
    lines = [[name, *(cell(int(line[to])) for to in order)] for name, line in zip(names, moved.counts, strict=True)]
    shades = [["", *(LIVES_ON if home == to else "" for to in order)] for home in moved.lives_on]
    return pd.DataFrame(lines, columns=headings, dtype=str), pd.DataFrame(shades, columns=headings)
