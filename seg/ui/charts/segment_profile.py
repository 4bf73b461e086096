"""The segment profile plot: bars for every segment, its markers in its colour and everything else in grey.

After Dolnicar, Grün & Leisch (2018) and the bar chart of flexclust: dimensions that go together stand together, and a
point at each share says where all customers are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from seg.ui.charts.names import one_line, two_lines
from seg.ui.charts.snake import FAR, GRID, INK, LONGEST, NAME
from seg.ui.words.escape import chart_escape
from seg.ui.words.words import Words

FAINT = {"light": "#c3c8cf", "dark": "#454e59"}
ROW, HEAD, FOOT = 24, 56, 44
ACROSS = 4
"""Segments side by side."""
WIDE = 112
"""Letters that the titles of all panels side by side have room for."""


@dataclass(frozen=True)
class Panel:
    """One segment: a bar for each dimension (None where nothing may be told), if it is a marker, and what a pointer
    brings up."""

    name: str
    colour: str
    bars: tuple[float | None, ...]
    markers: tuple[bool, ...]
    told: tuple[str, ...]


def segment_profile_figure(
    names: Sequence[str], panels: Sequence[Panel], overall: Sequence[float], axis: str, words: Words, shares: bool,
    dark: bool = False,
) -> go.Figure:  # fmt: skip
    """Panels of at most `ACROSS` in a row, dimensions from the top in the given order.

    With `shares` the bars are shares from 0 to 1, and `overall` those of all customers, which get a point; else they
    are standardised differences, and all customers are the line at 0.
    """
    shade = "dark" if dark else "light"
    across = min(ACROSS, len(panels))
    rows = -(-len(panels) // across)
    titles = ["<br>".join(two_lines(panel.name, WIDE // across)) for panel in panels]
    figure = make_subplots(
        rows, across, shared_yaxes=True, horizontal_spacing=0.02, subplot_titles=titles,
        vertical_spacing=min(0.12, (HEAD + 16) / _height(names, rows)) if rows > 1 else None,
    )  # fmt: skip
    limits = (0.0, 1.0) if shares else _limits(panels)
    for at, panel in enumerate(panels):
        place = {"row": at // across + 1, "col": at % across + 1}
        figure.add_trace(_bars(panel, limits, shade), **place)
        if overall:
            figure.add_trace(_points(overall, shade), **place)
    _lay_out(figure, names, axis, words, limits, shares, rows, shade)
    return figure


def _height(names: Sequence[str], rows: int) -> int:
    return HEAD + FOOT + rows * (ROW * len(names) + HEAD)


def _limits(panels: Sequence[Panel]) -> tuple[float, float]:
    seen = [abs(bar) for panel in panels for bar in panel.bars if bar is not None]
    reach = min(FAR, max([1.0, *seen])) * 1.05
    return -reach, reach


def _bars(panel: Panel, limits: tuple[float, float], shade: str) -> go.Bar:
    low, high = limits
    return go.Bar(
        x=[None if bar is None else max(low, min(high, bar)) for bar in panel.bars],
        y=list(range(len(panel.bars))),
        orientation="h",
        width=0.66,
        marker={"color": [panel.colour if marker else FAINT[shade] for marker in panel.markers]},
        hovertext=[f"<b>{chart_escape(panel.name)}</b><br>{chart_escape(told)}" for told in panel.told],
        hoverinfo="text",
    )


def _points(overall: Sequence[float], shade: str) -> go.Scatter:
    return go.Scatter(
        x=list(overall), y=list(range(len(overall))), mode="markers", hoverinfo="skip",
        marker={"color": NAME[shade], "size": 6, "symbol": "diamond"},
    )  # fmt: skip


def _lay_out(figure, names, axis, words, limits, shares, rows, shade) -> None:
    ticks = [0, 0.5, 1] if shares else list(range(-int(limits[1]), int(limits[1]) + 1))
    figure.update_layout(
        height=_height(names, rows), margin={"l": 8, "r": 12, "t": HEAD, "b": FOOT}, showlegend=False, dragmode=False,
        hoverlabel={"align": "left"}, bargap=0,
    )  # fmt: skip
    figure.update_annotations(font={"size": 13, "color": NAME[shade]})
    figure.update_xaxes(
        range=list(limits), tickvals=ticks,
        ticktext=[words.percent(x) if shares else words.number(x, 0) for x in ticks],
        tickfont_color=INK[shade], gridcolor=GRID[shade], zeroline=True, zerolinecolor=INK[shade], fixedrange=True,
    )  # fmt: skip
    figure.update_xaxes(
        title_text=chart_escape(axis),
        title_font_size=12,
        title_font_color=INK[shade],
        title_standoff=4,
        row=rows,
        col=1,
    )
    figure.update_yaxes(
        tickvals=list(range(len(names))), ticktext=[one_line(name, LONGEST) for name in names], automargin=True,
        range=[len(names) - 0.5, -0.5], fixedrange=True, showgrid=False, zeroline=False,
        tickfont={"size": 12, "color": NAME[shade]},
    )  # fmt: skip
