"""The tables of the guard: one line for each attribute, and who is in which segment."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from seg.core.settings import setting
from seg.core.unique import unique
from seg.segments.fairness.audit import Audited
from seg.tasks.fairness import Guard
from seg.ui.explain.said import answer_text
from seg.ui.opened import Opened
from seg.ui.session import t, words
from seg.ui.solution_shown import Shown
from seg.ui.tables.profile import LESS, MORE
from seg.ui.words.words import MISSING

COLOURS = {"red": "background-color: #d0342c40", "amber": "background-color: #e8a51f40",
           "note": "background-color: #0b76cb1f", "": ""}  # fmt: skip
STEPS = (5, 10, 20)
"""Percentage points from all customers at which the shading gets stronger."""


def attributes_table(found: Guard) -> None:
    """The gravest first."""
    table = pd.DataFrame(
        {
            "name": [attribute_label(each) for each in found.attributes],
            "grade": [grades()[each.grade] for each in found.attributes],
            "v": [_with_limits(each) for each in found.attributes],
            "segment": [_area(each.proxy.segment if each.proxy else None) for each in found.attributes],
            "inputs": [_area(each.proxy.inputs if each.proxy else None) for each in found.attributes],
            "known": [words().number(each.association.customers) for each in found.attributes],
            "forms": [t("yes") if each.forming else t("no") for each in found.attributes],
        }
    )
    css = pd.DataFrame("", index=table.index, columns=table.columns)
    css["grade"] = [COLOURS[each.grade] for each in found.attributes]
    st.dataframe(
        table.style.apply(lambda _: css, axis=None), hide_index=True, height="content", key="guard-attributes",
        column_config={
            "name": st.column_config.TextColumn(t("Attribute"), width=170),
            "grade": st.column_config.TextColumn(t("How grave"), width=90),
            "v": st.column_config.TextColumn(
                t("Goes with the segments"), width=180, help=t("V, and between which limits it is in 95 of 100 cases.")
            ),
            "segment": st.column_config.TextColumn(t("Can be told from the segment"), width=190, alignment="right"),
            "inputs": st.column_config.TextColumn(
                t("Can be told from what forms them"), width=220, alignment="right",
                help=t("From all dimensions that form the segments, without the attribute itself."),
            ),
            "known": st.column_config.TextColumn(t("Known of"), width=90, alignment="right"),
            "forms": st.column_config.TextColumn(t("Forms segments"), width=110),
        },
    )  # fmt: skip


def attribute_label(each: Audited) -> str:
    name = words().dimension(each.dimension)
    return f"{name}: {words().level(each.dimension, each.tag)}" if each.tag else name


def grades() -> dict[str, str]:
    """What each grade is called."""
    return {"red": t("red"), "amber": t("amber"), "note": t("note"), "": t("none")}


def _with_limits(each: Audited) -> str:
    v, low, high = (words().number(x, 2) for x in (each.association.v, each.association.low, each.association.high))
    return words().text("{v} ({low} to {high})", v=v, low=low, high=high, markdown=False)


def _area(value: float | None) -> str:
    return MISSING if value is None else words().number(value, 2)


def cells_table(now: Opened, seen: Shown, audited: Audited) -> None:
    """Segments by levels: the share, the index against all customers, and the percentage points between."""
    columns = {column.label: column for column in (*now.dataset.columns, *now.dimensions)}
    levels = unique([answer_text(level, columns, words()) for level in audited.levels])
    everybody = [words().percent(share) for share in audited.base]
    rows = [[t("All customers"), *everybody]]
    shading = [[""] * (len(levels) + 1)]
    for label, name in enumerate(seen.names):
        rows.append([name, *(_cell(audited, label, at) for at in range(len(levels)))])
        shading.append(["", *(_shade(audited.points(label, at)) for at in range(len(levels)))])
    headings = [t("Segment"), *levels]
    text, css = pd.DataFrame(rows, columns=headings, dtype=str), pd.DataFrame(shading, columns=headings)
    st.dataframe(
        text.style.apply(lambda _: css, axis=None), hide_index=True, height="content", key="guard-cells",
        column_config={headings[0]: st.column_config.TextColumn(headings[0], width=380, pinned=True)},
    )  # fmt: skip
    st.caption(
        t(
            "The share of each segment, its index against all customers (100) and the percentage points between. "
            "Cells of fewer than {count} customers are hidden, and others that would give them away. Counts are varied "
            "at random by about 2, so that nobody can be found out by filtering.",
            count=setting("min_cell_customers"),
        )
    )


def _cell(audited: Audited, segment: int, level: int) -> str:
    share, index = audited.shares[segment][level], audited.index(segment, level)
    if share is None or index is None:
        return t("hidden")
    points = round(audited.points(segment, level))
    sign = "+" if points > 0 else ""
    return f"{words().percent(share)} · {words().number(index, 0)} · {sign}{words().number(points, 0)}"


def _shade(points: float | None) -> str:
    if points is None:
        return ""
    step = sum(abs(points) >= limit for limit in STEPS)
    colour = (MORE if points > 0 else LESS)[step]
    return f"background-color: {colour}" if colour else ""
