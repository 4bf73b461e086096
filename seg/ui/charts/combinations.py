"""Who is in several groups: a bar for each combination above a grid of dots that says which groups it is of (UpSet,
Lex et al. 2014)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from seg.ui.charts.names import LINE, two_lines
from seg.ui.words.escape import chart_escape

BAR = {"light": "#0b76cb", "dark": "#329eff"}
INK = {"light": "#5b6672", "dark": "#a7b1bd"}
NAME = {"light": "#1d2733", "dark": "#e6ebf1"}
FAINT = {"light": "#d9dde2", "dark": "#3a414b"}
BARS, ROW, MARGIN = 190, 30, 30
LONGEST = 34


@dataclass(frozen=True)
class Column:
    """One combination: the groups that it is of, how high its bar is, what stands on it and what a pointer brings
    up."""

    groups: tuple[int, ...]
    height: float
    label: str
    told: str


@dataclass(frozen=True)
class Row:
    """One group, with how many it has."""

    name: str
    size: str


def combinations_figure(columns: Sequence[Column], rows: Sequence[Row], dark: bool = False) -> go.Figure:
    """Bars above, groups below, the first on top."""
    shade = "dark" if dark else "light"
    places = list(range(len(columns)))
    bars = go.Bar(
        x=places, y=[column.height for column in columns], text=[chart_escape(column.label) for column in columns],
        textposition="outside", cliponaxis=False, marker={"color": BAR[shade]}, width=0.6,
        hovertext=[chart_escape(column.told) for column in columns], hoverinfo="text",
        textfont={"color": INK[shade], "size": 12},
    )  # fmt: skip
    ground = go.Scatter(
        x=[at for at in places for _ in rows], y=[row for _ in places for row in range(len(rows))], mode="markers",
        marker={"size": 13, "color": FAINT[shade]}, yaxis="y2", hoverinfo="skip",
    )  # fmt: skip
    joined = [_joined(at, column, BAR[shade]) for at, column in enumerate(columns)]
    return go.Figure([bars, ground, *joined], _layout(columns, rows, shade))


def _joined(at: int, column: Column, colour: str) -> go.Scatter:
    """The dots of one combination, on a line."""
    return go.Scatter(
        x=[at] * len(column.groups), y=list(column.groups), mode="lines+markers", yaxis="y2",
        marker={"size": 13, "color": colour}, line={"color": colour, "width": 2.5},
        hovertext=chart_escape(column.told), hoverinfo="text",
    )  # fmt: skip


def _layout(columns: Sequence[Column], rows: Sequence[Row], shade: str) -> go.Layout:
    names = [two_lines(row.name, LONGEST) for row in rows]
    grid = (ROW + LINE * any(len(name) > 1 for name in names)) * len(rows)
    whole = BARS + grid
    return go.Layout(
        height=whole + MARGIN,
        margin={"l": 8, "r": 8, "t": 22, "b": 8},
        dragmode=False,
        showlegend=False,
        xaxis={"visible": False, "range": [-0.6, max(len(columns), 6) - 0.4], "fixedrange": True},
        yaxis={"visible": False, "domain": [grid / whole, 1], "fixedrange": True, "rangemode": "tozero"},
        yaxis2={
            "domain": [0, grid / whole - 0.02], "range": [len(rows) - 0.5, -0.5], "automargin": True,
            "tickvals": list(range(len(rows))),
            "ticktext": [f"{'<br>'.join(name)} <span style='color:{INK[shade]};font-size:12px'>{row.size}</span>"
                         for name, row in zip(names, rows, strict=True)],
            "tickfont": {"color": NAME[shade], "size": 13}, "fixedrange": True, "showgrid": False, "zeroline": False,
        },
    )  # fmt: skip
