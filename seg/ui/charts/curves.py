"""To how many of each group something has not happened yet, as time goes by: steps from 100 % down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from seg.ui.charts.months import DASHES, INK, value_ticks
from seg.ui.words.escape import chart_escape
from seg.ui.words.words import Words

HEIGHT = 320


@dataclass(frozen=True)
class Curved:
    """One group: the share that is left from each of `times` on, up to `limit`."""

    name: str
    colour: str
    times: tuple[float, ...]
    shares: tuple[float, ...]
    limit: float


def curves_figure(curves: Sequence[Curved], title: str, unit: str, words: Words, dark: bool = False) -> go.Figure:
    """A line of steps for each group."""
    drawn = [_steps(curve, at, words) for at, curve in enumerate(curves)]
    ink = INK["dark" if dark else "light"]
    ticks = value_ticks(max((curve.limit for curve in curves), default=0.0))
    shares = [0.0, 0.25, 0.5, 0.75, 1.0]
    return go.Figure(
        drawn,
        go.Layout(
            height=HEIGHT,
            margin={"l": 8, "r": 8, "t": 24, "b": 8},
            font={"color": ink},
            dragmode=False,
            hovermode="closest",
            hoverlabel={"align": "left"},
            legend={"orientation": "h", "x": 0, "y": -0.16, "yanchor": "top"}
            | {"itemclick": False, "itemdoubleclick": False},
            annotations=[{"x": 0, "y": 1.02, "xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "bottom",
                          "showarrow": False, "text": chart_escape(title), "font": {"color": ink, "size": 12}}],
            xaxis={"tickvals": ticks, "ticktext": [f"{words.number(at)} {chart_escape(unit)}".rstrip() for at in ticks],
                   "range": [0, max(ticks[-2:][0], *(curve.limit for curve in curves))], "automargin": True,
                   "fixedrange": True, "showgrid": False, "zeroline": False},
            yaxis={"tickvals": shares, "ticktext": [words.percent(share) for share in shares], "range": [0, 1.02],
                   "automargin": True, "fixedrange": True, "zeroline": False},
        ),
    )  # fmt: skip


def _steps(curve: Curved, at: int, words: Words) -> go.Scatter:
    times, shares = (*curve.times, curve.limit), (*curve.shares, curve.shares[-1])
    told = [f"{curve.name}, {words.number(round(time, 1))}: {words.percent(share)}"
            for time, share in zip(times, shares, strict=True)]  # fmt: skip
    return go.Scatter(
        x=times, y=shares, mode="lines", name=chart_escape(curve.name), hoverinfo="text",
        hovertext=[chart_escape(text) for text in told],
        line={"color": curve.colour, "width": 2.5, "dash": DASHES[at % len(DASHES)], "shape": "hv"},
    )  # fmt: skip
