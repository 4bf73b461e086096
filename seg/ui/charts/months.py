"""Groups month by month, a line for each; what few did leaves a gap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor

import plotly.graph_objects as go

from seg.ui.charts.palette import GROUNDS
from seg.ui.words.escape import chart_escape

INK = {"light": "#5b6672", "dark": "#a7b1bd"}
DASHES = ("solid", "dot", "dash", "longdash", "dashdot", "longdashdot")
"""A sign of its own for each, for who cannot tell the colours apart."""
MOST_TICKS = 13
HEIGHT, HEAD = 360, 26


@dataclass(frozen=True)
class Line:
    """One group: a value for each place of the axis, None for a gap, each with what a pointer brings up."""

    name: str
    colour: str
    values: tuple[float | None, ...]
    told: tuple[str, ...]


@dataclass(frozen=True)
class Border:
    """A line between months that says what begins there; the `before` months on its left are pale."""

    before: int
    text: str


def months_figure(
    lines: Sequence[Line],
    labels: Sequence[str],
    ticks: dict[float, str],
    dark: bool = False,
    border: Border | None = None,
) -> go.Figure:
    """The lines over months that are called `labels`; `ticks` word the places of the other axis."""
    places = list(range(len(labels)))
    drawn = [
        go.Scatter(
            x=places, y=list(line.values), mode="lines+markers", name=chart_escape(line.name),
            line={"color": line.colour, "width": 2.5, "dash": DASHES[at % len(DASHES)]}, marker={"size": 5},
            hovertext=[chart_escape(text) for text in line.told], hoverinfo="text", connectgaps=False,
        )
        for at, line in enumerate(lines)
    ]  # fmt: skip
    shade = "dark" if dark else "light"
    figure = go.Figure(drawn, _layout(labels, ticks, INK[shade]))
    if border:
        _part(figure, border, len(labels), shade)
    return figure


def _part(figure: go.Figure, border: Border, months: int, shade: str) -> None:
    at, over_all = border.before - 0.5, {"y0": 0, "y1": 1, "yref": "paper", "layer": "above"}
    veil = {"fillcolor": GROUNDS[shade == "dark"], "opacity": 0.6, "line": {"width": 0}}
    figure.add_shape(type="rect", x0=-0.5, x1=at, **veil, **over_all)
    figure.add_shape(type="line", x0=at, x1=at, line={"color": INK[shade], "width": 1.5, "dash": "dot"}, **over_all)
    figure.add_annotation(
        text=chart_escape(border.text), x=at, y=1, yref="paper", yanchor="bottom", showarrow=False,
        xanchor="left" if border.before < months / 2 else "right", font={"color": INK[shade], "size": 12},
    )  # fmt: skip
    figure.update_layout(margin={"t": HEAD})


def _layout(labels: Sequence[str], ticks: dict[float, str], ink: str) -> go.Layout:
    step = -(-len(labels) // MOST_TICKS) if labels else 1
    at = list(range((len(labels) - 1) % step, len(labels), step))
    return go.Layout(
        height=HEIGHT,
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
        font={"color": ink},
        dragmode=False,
        hovermode="closest",
        hoverlabel={"align": "left"},
        legend={"orientation": "h", "x": 0, "y": -0.12, "yanchor": "top", "itemclick": False, "itemdoubleclick": False},
        xaxis={
            "tickvals": at, "ticktext": [chart_escape(labels[place]) for place in at], "automargin": True,
            "range": [-0.5, len(labels) - 0.5], "fixedrange": True, "showgrid": False, "zeroline": False,
        },
        yaxis={
            "tickvals": list(ticks), "ticktext": [chart_escape(text) for text in ticks.values()], "automargin": True,
            "rangemode": "tozero", "fixedrange": True, "zeroline": False,
        },
    )  # fmt: skip


def value_ticks(highest: float, lowest: float = 0.0) -> list[float]:
    """About five round places from 0 up, and down to the lowest where more went back than was spent."""
    low, high = min(lowest, 0.0), max(highest, 0.0)
    if low == high:
        return [0.0]
    size = 10.0 ** int(f"{(high - low) / 5:e}".split("e")[1])
    step = next(size * part for part in (1, 2, 5, 10) if size * part >= (high - low) / 5)
    return [at * step for at in range(floor(low / step), int(high / step) + 2)]
