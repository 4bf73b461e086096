"""The map as a plain picture, for browsers that cannot draw the interactive one."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go

from seg.ui.map.legend import LegendEntry
from seg.ui.words.escape import chart_escape

MOST_SHOWN = 20_000


def shown_rows(labels: np.ndarray, most: int) -> np.ndarray:
    """Rows to draw, ascending: all, or `most` of them, each segment with its share and at least one customer."""
    if len(labels) <= most:
        return np.arange(len(labels))
    first_of_each = np.unique(labels, return_index=True)[1]
    by_segment = np.argsort(labels, kind="stable")
    spread = by_segment[np.linspace(0, len(labels) - 1, most - len(first_of_each)).astype(int)]
    return np.union1d(spread, first_of_each)


def fallback_figure(
    xy: np.ndarray, labels: np.ndarray, legend: Sequence[LegendEntry], sample: int = 5_000, dark: bool = False
) -> go.Figure:
    """At most `sample` (never above 20,000) of the customers, one trace per segment, without axes.

    Drawn as SVG, because Plotly's faster traces need the WebGL that is missing; hence the small default.
    """
    rows = shown_rows(labels, min(sample, MOST_SHOWN))
    traces = [
        go.Scatter(
            x=xy[of_segment, 0],
            y=xy[of_segment, 1],
            mode="markers",
            name=chart_escape(entry.name),
            marker={"color": (dark and entry.dark) or entry.colour, "size": 4, "opacity": 0.7},
            hoverinfo="name",
        )
        for entry in legend
        if len(of_segment := rows[labels[rows] == entry.label])
    ]
    return go.Figure(traces, _layout())


def _layout() -> go.Layout:
    bare = {"visible": False, "showgrid": False, "zeroline": False}
    return go.Layout(
        xaxis=bare,
        yaxis=bare | {"scaleanchor": "x"},
        legend={"itemsizing": "constant", "itemclick": False, "itemdoubleclick": False, "y": 0.9},  # all are counted
        dragmode="lasso",
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        showlegend=True,
    )
