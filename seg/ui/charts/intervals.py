"""Differences with their intervals: a dot and a bar for each, and a line where there is no difference."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from seg.ui.charts.names import LINE, two_lines
from seg.ui.words.escape import chart_escape

INK = {"light": "#5b6672", "dark": "#a7b1bd"}
NAME = {"light": "#1d2733", "dark": "#e6ebf1"}
ROW, MARGIN = 44, 62
LONGEST = 40
"""Letters of a line of a name; the pointer brings up what two have no room for."""


@dataclass(frozen=True)
class Span:
    """One difference: from `low` to `high` around `value`, in the units of the axis; what stands below the name, what a
    pointer brings up, and whether it is more than chance."""

    name: str
    value: float
    low: float
    high: float
    values: str
    told: tuple[str, ...]
    colour: str
    clear: bool


@dataclass(frozen=True)
class Axis:
    """What is measured, where there is no difference, how a place on the axis is worded, and what lies either way."""

    title: str
    neutral: float
    less: str
    more: str


def intervals_figure(spans: Sequence[Span], axis: Axis, ticks: dict[float, str], dark: bool = False) -> go.Figure:
    """The spans from the top, in the given order. What chance brings about as well has an empty dot."""
    shade = "dark" if dark else "light"
    low, high = _reach(spans, axis)
    places = list(range(len(spans)))
    bars = [_bar(at, span) for at, span in enumerate(spans)]
    dots = go.Scatter(
        x=[span.value for span in spans],
        y=places,
        mode="markers",
        marker={
            "size": 13,
            "color": [span.colour if span.clear else "rgba(0, 0, 0, 0)" for span in spans],
            "line": {"color": [span.colour for span in spans], "width": 2.5},
        },
        hovertext=["<br>".join(map(chart_escape, span.told)) for span in spans],
        hoverinfo="text",
    )
    return go.Figure([*bars, dots], _layout(spans, axis, ticks, (low, high), shade))


def _bar(at: int, span: Span) -> go.Scatter:
    line = {"color": span.colour, "width": 3}
    return go.Scatter(x=[span.low, span.high], y=[at, at], mode="lines", line=line, hoverinfo="skip")


def _reach(spans: Sequence[Span], axis: Axis) -> tuple[float, float]:
    low, high = min(axis.neutral, *(span.low for span in spans)), max(axis.neutral, *(span.high for span in spans))
    room = 0.06 * (high - low) or 1.0
    return low - room, high + room


def axis_ticks(spans: Sequence[Span], axis: Axis) -> list[float]:
    """About seven round places on the axis, the neutral one among them."""
    low, high = _reach(spans, axis)
    step = _round_step((high - low) / 8)
    first, last = int((low - axis.neutral) / step), int((high - axis.neutral) / step)
    return [axis.neutral + at * step for at in range(first, last + 1)]


def _round_step(least: float) -> float:
    size = 10.0 ** int(f"{least:e}".split("e")[1])
    return next(size * step for step in (1, 2, 5, 10) if size * step >= least)


def _label(name: Sequence[str], values: str, shade: str) -> str:
    return "<br>".join([*name, f"<span style='color:{INK[shade]};font-size:12px'>{chart_escape(values)}</span>"])


def _layout(
    spans: Sequence[Span], axis: Axis, ticks: dict[float, str], reach: tuple[float, float], shade: str
) -> go.Layout:
    names = [two_lines(span.name, LONGEST) for span in spans]
    ends = [(reach[0], "left", f"← {axis.less}"), (reach[1], "right", f"{axis.more} →")]
    return go.Layout(
        height=MARGIN + (ROW + LINE * any(len(name) > 1 for name in names)) * len(spans),
        margin={"l": 8, "r": 16, "t": 26, "b": 40},
        dragmode=False,
        showlegend=False,
        hoverlabel={"align": "left"},
        shapes=[
            {"type": "line", "x0": axis.neutral, "x1": axis.neutral, "y0": 0, "y1": 1, "yref": "paper",
             "line": {"color": INK[shade], "width": 1.5, "dash": "dot"}, "layer": "below"}
        ],
        xaxis={
            "range": list(reach), "tickvals": list(ticks), "ticktext": [chart_escape(text) for text in ticks.values()],
            "tickfont": {"color": INK[shade]}, "title_text": chart_escape(axis.title), "title_font_size": 12,
            "title_font_color": INK[shade], "title_standoff": 4, "fixedrange": True, "zeroline": False,
        },
        yaxis={
            "tickvals": list(range(len(spans))),
            "ticktext": [_label(name, span.values, shade) for name, span in zip(names, spans, strict=True)],
            "tickfont": {"color": NAME[shade], "size": 13}, "range": [len(spans) - 0.5, -0.5],
            "automargin": True, "fixedrange": True, "showgrid": False, "zeroline": False,
        },
        annotations=[
            {"x": x, "y": 1, "yref": "paper", "xanchor": anchor, "yanchor": "bottom", "showarrow": False,
             "text": chart_escape(text), "font": {"color": INK[shade], "size": 12}}
            for x, anchor, text in ends
        ],
    )  # fmt: skip
