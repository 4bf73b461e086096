"""The table of dimensions on the page: what travels to the browser, and the ticks that come back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import streamlit as st

from seg.core.columns import CATEGORY_KINDS, Basis, Column, Kind
from seg.core.recipe import Recipe
from seg.core.settings import setting
from seg.data.events.summary import Glance
from seg.ui.dimensions.available import Available, Group, shown_first
from seg.ui.dimensions.changes import DESCRIBES, FORMS, change, ticked
from seg.ui.dimensions.glances import Known
from seg.ui.dimensions.meaning import meaning
from seg.ui.elements import component
from seg.ui.opened import Opened, key
from seg.ui.session import say, t, words

_table = component("seg_dimensions", Path(__file__).with_name("table.js"))
LEVELS_TOLD = 6
"""Categories that the words for a picture name."""


def dimensions_table(now: Opened, there: Available, known: Known) -> None:
    """All dimensions by basis and source, to be found, looked at and ticked."""
    name = key(now, "table")
    bases = [
        {
            "id": basis,
            "name": words().name_of(Basis(basis)),
            "groups": [_group(now, there, known, basis, group) for group in groups],
        }
        for basis, groups in there.by_basis().items()
    ]
    _table(
        key=name,
        data={"seen": _seen(now), "words": _words(), "bases": bases, "picture": False},
        on_ticks_change=lambda: _ticked(now, st.session_state[name]["ticks"] or [], there.columns),
    )


def picture(now: Opened, column: Column, seen: Glance | None) -> None:
    """One dimension as it stands in the table, without anything to tick."""
    shown = row(column, seen, meaning(now, column.label)) | {"chosen": "", "first": True}
    basis = {"id": "alone", "name": "", "groups": [{"id": "alone/", "name": "", "rows": [shown]}]}
    data = {"seen": 0, "words": _words(), "bases": [basis], "picture": True}
    _table(key=key(now, "picture"), data=data)


def _seen(now: Opened) -> int:
    """The number of the last tick that was taken."""
    return st.session_state.get(key(now, "seen"), 0)


def _ticked(now: Opened, ticks: Iterable[Mapping], columns: Mapping[str, Column]) -> None:
    """Keep what was ticked since the last time."""
    new = [tick for tick in ticks if tick["n"] > _seen(now)]
    st.session_state[key(now, "seen")] = max((tick["n"] for tick in new), default=_seen(now))
    change(now, lambda recipe: with_ticks(recipe, new, columns))


def with_ticks(recipe: Recipe, ticks: Iterable[Mapping], columns: Mapping[str, Column]) -> Recipe:
    """The recipe after these ticks, one after the other, of dimensions that are there. What is held back forms only
    for a reason, and that is not given here.
    """
    for tick in ticks:
        column = columns.get(tick["label"])
        if column and not (tick["on"] and tick["kind"] == FORMS and column.held):
            recipe = ticked(recipe, column.label, tick["kind"], tick["on"])
    return recipe


def _words() -> dict[str, str]:
    return {
        "search": t("Search dimensions"),
        "only_chosen": t("Only chosen"),
        "nothing": t("No dimension fits."),
        "counted": t("{chosen} of {available} chosen", chosen="{chosen}", available="{available}", markdown=False),
        "more": t("Show {count} more", count="{count}", markdown=False),
        "fewer": t("Show fewer"),
        "forms": t("Forms"),
        "forms_means": t("Decides who belongs to which segment."),
        "describes": t("Describes"),
        "describes_means": t("Appears in the profile, but has no say in who belongs where."),
        "name": t("Dimension"),
        "glance": t("At a glance"),
        "glance_means": t("How many customers have which value: from low to high, or group by group."),
        "missing": t("Unknown"),
        "missing_means": t("The share of customers of whom it is not known."),
        "kind": t("Kind"),
        "held": t("Held back"),
        "held_means": t(
            "Tells of something like health or faith. It may describe; to let it form segments too, tick it here and "
            "give a reason on the page Segments."
        ),
    }  # fmt: skip


def _group(now: Opened, there: Available, known: Known, basis: str, group: Group) -> dict:
    first = {*shown_first(group, there.suggested), *there.built}
    forming, describing = {part.dimension for part in now.recipe.forming}, set(now.recipe.describing)

    def shown(column: Column) -> dict:
        label, failed = column.label, known.failed.get(column.label)
        chosen = FORMS if label in forming else DESCRIBES if label in describing else ""
        told = row(column, known.glances.get(label), meaning(now, label), waits=bool(group.source) and not failed)
        note = {"note": say(failed, markdown=False), "missing": ""} if failed else {}
        return {**told, **note, "chosen": chosen, "first": label in first}

    name = words().events(group.source) if group.source else t("From the customer list")
    return {"id": f"{basis}/{group.source}", "name": name, "rows": [shown(column) for column in group.columns]}


def row(column: Column, seen: Glance | None, means: str, waits: bool = True) -> dict:
    """What the table shows of a dimension. One that `waits` comes from events: its values arrive later."""
    shown = seen.column if seen else column
    known = seen is not None or not waits
    constant = known and shown.distinct < 2
    return {
        "label": column.label,
        "name": words().dimension(column.label),
        "means": means,
        "held": column.held,
        "can": [] if constant else [DESCRIBES] if column.held else [FORMS, DESCRIBES],
        "note": _constant(shown) if constant else "",
        "waiting": not known,
        "bars": list(shown.distribution) if known else [],
        "apart": column.kind in CATEGORY_KINDS,
        "glance": _told(column, seen) if seen else "",
        "missing": words().percent(shown.missing_share) if known else "",
        "often_missing": known and shown.missing_share > setting("max_missing_share"),
        "kind": _kind(column),
    }


def _constant(column: Column) -> str:
    if column.distinct == 0:
        return t("Not known of any customer.")
    return t("The same for every customer: it tells nobody apart.")


def _kind(column: Column) -> str:
    """The kind, and what it is counted in."""
    units = {"days": t("days"), "times": t("times"), "share": t("share"), "year": t("year"), "years": t("years")}
    unit = units.get(column.unit, column.unit)
    if column.unit == "share":
        return unit[:1].upper() + unit[1:]
    return ", ".join(filter(None, (words().name_of(column.kind), unit)))


def _told(column: Column, seen: Glance) -> str:
    """The picture in words."""
    if seen.range:
        values = dict(zip(("low", "middle", "high"), (_value(column, value) for value in seen.range), strict=True))
        return t("From {low} to {high}, half of the customers up to {middle}", **values, markdown=False)
    told = [(words().level(column.label, level), count) for level, count in seen.levels if count]
    shares = [f"{level} {words().percent(count / seen.customers)}" for level, count in told[:LEVELS_TOLD]]
    return " · ".join(shares)


def _value(column: Column, value: float) -> str:
    if column.kind is Kind.MONEY:
        return words().money(value, column.unit)
    return words().percent(value) if column.unit == "share" else words().number(value)
