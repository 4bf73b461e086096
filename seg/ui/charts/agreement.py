"""How far the trials of each number of segments agree: a box for each, and a line for what is asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from seg.core.results import Stability
from seg.ui.words.escape import chart_escape
from seg.ui.words.words import Words

LIGHT = {True: "#0b76cb", False: "#7d8896"}
DARK = {True: "#329eff", False: "#8b96a3"}
"""Of the numbers that hold, and of the others."""
INK = {"light": "#5b6672", "dark": "#a7b1bd"}
HEIGHT = 300


@dataclass(frozen=True)
class Box:
    """The trials of one number of segments: whether it is a candidate, what stands below the axis, and what a pointer
    brings up."""

    stability: Stability
    holds: bool
    label: str
    told: tuple[str, ...]


@dataclass(frozen=True)
class Texts:
    """What a filled box, an empty one and the line mean, and what the axis measures."""

    holds: str
    other: str
    axis: str
    needed: str


def agreement_figure(boxes: Sequence[Box], needed: float, texts: Texts, words: Words, dark: bool = False) -> go.Figure:
    """Median, quartiles and the whole span of the agreements of each box, side by side.

    Quartiles are drawn as they are told elsewhere: Plotly would work out others. The figure has no title.
    """
    traces = [_trace(boxes, holds, texts, dark) for holds in (True, False)]
    drawn = [*(trace for trace in traces if trace), _line(boxes, needed, texts, dark), _hover(boxes)]
    return go.Figure(drawn, _layout(boxes, texts, words, dark))


def _trace(boxes: Sequence[Box], holds: bool, texts: Texts, dark: bool) -> go.Box | None:
    own = [box for box in boxes if box.holds is holds]
    if not own:
        return None
    colour = (DARK if dark else LIGHT)[holds]
    known = [box.stability for box in own]
    return go.Box(
        x=[each.k for each in known],
        q1=[each.lower for each in known],
        median=[each.median for each in known],
        q3=[each.upper for each in known],
        lowerfence=[min(each.agreements) for each in known],
        upperfence=[max(each.agreements) for each in known],
        name=chart_escape(texts.holds if holds else texts.other),
        line={"color": colour, "width": 1.5},
        fillcolor=colour + "66" if holds else "rgba(0, 0, 0, 0)",
        hoverinfo="skip",
        width=0.5,
    )


def _line(boxes: Sequence[Box], needed: float, texts: Texts, dark: bool) -> go.Scatter:
    """What is asked for, across all boxes; named in the legend, where it hides no box."""
    ks = [box.stability.k for box in boxes]
    return go.Scatter(
        x=[min(ks) - 0.5, max(ks) + 0.5],
        y=[needed, needed],
        mode="lines",
        line={"color": _ink(dark), "width": 1.5, "dash": "dot"},
        name=chart_escape(texts.needed),
        hoverinfo="skip",
    )


def _hover(boxes: Sequence[Box]) -> go.Scatter:
    """What is told of each box; Plotly's own labels are English."""
    return go.Scatter(
        x=[box.stability.k for box in boxes],
        y=[box.stability.median for box in boxes],
        mode="markers",
        marker={"size": 24, "opacity": 0},
        hovertext=["<br>".join(map(chart_escape, box.told)) for box in boxes],
        hoverinfo="text",
        showlegend=False,
    )


def _layout(boxes: Sequence[Box], texts: Texts, words: Words, dark: bool) -> go.Layout:
    ks = [box.stability.k for box in boxes]
    lowest = min([0.0, *(min(box.stability.agreements) for box in boxes)])
    ticks = [0.0, 0.2, 0.4, 0.6, 0.8, 1.0]
    return go.Layout(
        height=HEIGHT,
        margin={"l": 56, "r": 8, "t": 8, "b": 56},
        font={"color": _ink(dark)},
        dragmode=False,
        hovermode="x",
        hoverlabel={"align": "left"},
        legend={"orientation": "h", "x": 0, "y": 0, "yanchor": "bottom", "yref": "container"}
        | {"itemclick": False, "itemdoubleclick": False},
        xaxis={
            "tickvals": ks,
            "ticktext": [chart_escape(box.label) for box in boxes],
            "range": [ks[0] - 0.6, ks[-1] + 0.6], "fixedrange": True, "showgrid": False, "zeroline": False,
        },
        yaxis={
            "range": [lowest - 0.02, 1.04],
            "tickvals": ticks,
            "ticktext": [words.number(tick) for tick in ticks],
            "title_text": chart_escape(texts.axis),
            "fixedrange": True, "zeroline": False,
        },
    )  # fmt: skip


def _ink(dark: bool) -> str:
    return INK["dark" if dark else "light"]
