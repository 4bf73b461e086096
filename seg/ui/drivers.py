"""Whether the weights hold: what was planned for each dimension beside what sets the segments apart in the end."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from seg.core.facts import Fact
from seg.segments.profiles import strength
from seg.segments.weights import Drivers, hardly_separates
from seg.ui.opened import Opened, by_basis
from seg.ui.session import say, t, words
from seg.ui.solution_shown import Shown
from seg.ui.weights import drivers_of

INDENT = "\N{EM SPACE}"
MOST_ROWS, MOST_PIXELS = 16, 560
"""Rows that are shown without scrolling, and the height of the table when there are more."""
SHARES = ("planned", "total", "achieved")


@dataclass(frozen=True)
class DriverRow:
    """A dimension, or a basis with all of its own: its shares, 0..1, and how well it separates, "" of a basis."""

    name: str
    planned: float
    total: float
    achieved: float
    separates: str = ""


def drivers_view(now: Opened, seen: Shown) -> None:
    """The table of what was planned and what came of it, and what no weight would change."""
    drivers = drivers_of(now)
    if not drivers or len(drivers) < 2:
        return
    st.subheader(t("What sets the segments apart"), anchor=False)
    _table(driver_rows(now, drivers, seen.solution.k))
    if hardly := tuple(words().dimension(name) for name, part in drivers.items() if hardly_separates(part)):
        st.caption(f":material/info: {say(Fact.of('weights.hardly', dimensions=hardly, count=len(hardly)))}")


def driver_rows(now: Opened, drivers: Drivers, k: int) -> list[DriverRow]:
    """A row for each dimension, those of a basis together and below the sum of them where they are several."""
    rows = []
    for basis, members in by_basis(column for column in now.dimensions if column.label in drivers).items():
        own = [
            DriverRow(
                words().dimension(column.label),
                *(drivers[column.label][share] for share in SHARES),
                _separates(drivers[column.label], k),
            )
            for column in members
        ]
        if len(own) > 1:
            name = words().text("{basis}, together", basis=words().name_of(basis), markdown=False)
            rows.append(DriverRow(name, *(sum(getattr(row, share) for row in own) for share in SHARES)))
        rows += [DriverRow(INDENT + row.name, *_figures(row)) if len(own) > 1 else row for row in own]
    return rows


def _figures(row: DriverRow) -> tuple[float, float, float, str]:
    return row.planned, row.total, row.achieved, row.separates


def _separates(driver: dict[str, float], k: int) -> str:
    """Eta squared in Cohen's words; what is under two hundredths hardly separates anybody."""
    if hardly_separates(driver):
        return t("hardly")
    return {
        "barely": t("hardly"), "somewhat": t("somewhat"), "clearly": t("clearly"), "strongly": t("strongly"),
    }[strength(driver["eta_squared"], "", 0, k)]  # fmt: skip


def _table(rows: list[DriverRow]) -> None:
    alone = [row for row in rows if row.separates]  # bars of whole bases would make those of dimensions too small
    most = max(getattr(row, share) for row in alone for share in SHARES)
    table = {"name": [row.name for row in rows]}
    for share in SHARES:
        table[share] = [words().percent(getattr(row, share)) for row in rows]
        table[f"{share} bar"] = [getattr(row, share) if row.separates else None for row in rows]
    table["separates"] = [row.separates for row in rows]
    told = {
        "planned": (t("Planned"), t("What the weights say.")),
        "total": (
            t("Of all variety"),
            t("The share of all differences between customers, as they are measured: what was planned, and less only "
              "for a yes or no that nearly everybody answers alike."),
        ),
        "achieved": (
            t("Between segments"),
            t("The share of the differences between the segments. Where it is far above what was planned, this "
              "dimension decides more than you asked for."),
        ),
    }  # fmt: skip
    config = {"name": st.column_config.TextColumn(t("Dimension"), width=220)}
    for share, (heading, means) in told.items():
        config[share] = st.column_config.TextColumn(heading, help=means, width=110, alignment="right")
        config[f"{share} bar"] = st.column_config.ProgressColumn(
            " ", width=70, format=" ", max_value=most, color="blue" if share == "achieved" else "gray"
        )
    config["separates"] = st.column_config.TextColumn(
        t("Separates"), width=100,
        help=t("How much of the differences in this dimension lie between the segments, not inside (eta squared)."),
    )  # fmt: skip
    height = "content" if len(rows) <= MOST_ROWS else MOST_PIXELS
    st.dataframe(table, hide_index=True, height=height, column_config=config, key="drivers")
