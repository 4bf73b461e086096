"""How segments split and join as their number grows: a column for each number, customers as streams between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import wrap

import numpy as np
import plotly.graph_objects as go

from seg.ui.words.escape import chart_escape

INK = {"light": "#5b6672", "dark": "#a7b1bd"}
PAPER = {"light": "rgba(255, 255, 255, 0.82)", "dark": "rgba(17, 22, 29, 0.78)"}
"""Behind names that stand on streams."""
HEIGHT = 460
GAP = 0.03
"""Between two segments of a column, where all customers are 1."""
HALF = 0.045
"""Of the width of a column, where two columns are 1 apart."""
STREAM = {"light": "59", "dark": "73"}
"""How opaque a stream is, as two hexadecimal digits."""
STEPS = np.linspace(0, 1, 17)
LETTERS, LINE = 26, 0.045
"""Of a line of a name, and its height where all customers are 1."""


@dataclass(frozen=True)
class Block:
    """One segment of a column: `told` are the lines that a pointer brings up; `one_origin` where nearly all of it
    comes from one segment of the column before."""

    name: str
    colour: str
    told: tuple[str, ...]
    one_origin: bool = False


@dataclass(frozen=True)
class Column:
    """The segments of one number, in label order, with their sizes; `shown` for the one that carries its names."""

    k: int
    heading: str
    blocks: tuple[Block, ...]
    sizes: tuple[int, ...]
    shown: bool = False


@dataclass(frozen=True)
class Stream:
    """The customers who are in `origin` of the column before `column` and in `target` of it: positions of labels."""

    column: int
    origin: int
    target: int
    count: int
    told: str


def flow_figure(columns: Sequence[Column], streams: Sequence[Stream], dark: bool = False) -> go.Figure:
    """Columns from left to right, everybody in each; streams in the colour of where they come from.

    The figure has no title. No customer is in it, only counts.
    """
    tops = placed(columns, streams)
    bands = [
        _band(columns[stream.column - 1], stream, left, right, dark)
        for stream, left, right in _joined(columns, streams, tops)
    ]
    blocks = [
        (at, block, top, _height(column, size), column.shown)
        for at, column in enumerate(columns)
        for block, size, top in zip(column.blocks, column.sizes, tops[at], strict=True)
    ]
    drawn = [_block(at, block, top, height, dark) for at, block, top, height, _ in blocks]
    names = [_name(at, block, top, height, dark) for at, block, top, height, shown in blocks if shown]
    return go.Figure([*bands, *drawn], _layout(columns, names, dark))


def placed(columns: Sequence[Column], streams: Sequence[Stream]) -> list[list[float]]:
    """The top of every segment, in label order for each column, counted down from 0.

    A segment stands where its customers come from, so that few streams cross: the first column by size, every other
    by the mean place of its customers in the column before.
    """
    most = max(len(column.blocks) for column in columns)
    tops: list[list[float]] = []
    for at, column in enumerate(columns):
        order = list(range(len(column.blocks)))
        if at:
            order = sorted(order, key=_places(columns, streams, at, tops[-1]).__getitem__)
        y = (most - len(order)) * GAP / 2
        own = [0.0] * len(order)
        for label in order:
            own[label] = y
            y += _height(column, column.sizes[label]) + GAP
        tops.append(own)
    return tops


def _places(columns: Sequence[Column], streams: Sequence[Stream], at: int, tops: list[float]) -> list[float]:
    """Where in the column before the customers of each segment are, in the mean; those of nobody last."""
    before = columns[at - 1]
    centres = [top + _height(before, size) / 2 for top, size in zip(tops, before.sizes, strict=True)]
    sums, counts = np.zeros(len(columns[at].blocks)), np.zeros(len(columns[at].blocks))
    for stream in (stream for stream in streams if stream.column == at):
        sums[stream.target] += stream.count * centres[stream.origin]
        counts[stream.target] += stream.count
    return [float(total / count) if count else 2.0 for total, count in zip(sums, counts, strict=True)]


def _height(column: Column, count: int) -> float:
    return count / max(sum(column.sizes), 1)


Edge = tuple[float, float]


def _joined(
    columns: Sequence[Column], streams: Sequence[Stream], tops: list[list[float]]
) -> Iterator[tuple[Stream, Edge, Edge]]:
    """Each stream with its upper and lower end on the left and on the right, side by side on every segment."""
    for at in range(1, len(columns)):
        own = [stream for stream in streams if stream.column == at]
        left, right = dict(enumerate(tops[at - 1])), dict(enumerate(tops[at]))
        ends: dict[Stream, Edge] = {}
        for stream in sorted(own, key=lambda stream: tops[at][stream.target]):
            high = _height(columns[at - 1], stream.count)
            ends[stream] = (left[stream.origin], left[stream.origin] + high)
            left[stream.origin] += high
        for stream in sorted(own, key=lambda stream: tops[at - 1][stream.origin]):
            high = _height(columns[at], stream.count)
            yield stream, ends[stream], (right[stream.target], right[stream.target] + high)
            right[stream.target] += high


def _band(origin: Column, stream: Stream, left: Edge, right: Edge, dark: bool) -> go.Scatter:
    bend = STEPS**2 * (3 - 2 * STEPS)  # level at both ends
    x = stream.column - 1 + HALF + STEPS * (1 - 2 * HALF)
    upper, lower = (from_ + (to - from_) * bend for from_, to in zip(left, right, strict=True))
    colour = origin.blocks[stream.origin].colour + STREAM["dark" if dark else "light"]
    return _filled([*x, *x[::-1]], [*upper, *lower[::-1]], colour, chart_escape(stream.told))


def _block(at: int, block: Block, top: float, height: float, dark: bool) -> go.Scatter:
    x, y = [at - HALF, at + HALF, at + HALF, at - HALF, at - HALF], [top, top, top + height, top + height, top]
    line = {"color": _ink(dark), "width": 1.5 if block.one_origin else 0}
    return _filled(x, y, block.colour, "<br>".join(map(chart_escape, block.told)), line)


def _filled(x: list[float], y: list[float], colour: str, told: str, line: dict | None = None) -> go.Scatter:
    """An area that tells something wherever it is pointed at; `told` is escaped."""
    return go.Scatter(
        x=x, y=y, mode="lines", fill="toself", fillcolor=colour, line=line or {"width": 0}, hoveron="fills",
        hoverinfo="text", text=told, hoverlabel={"bordercolor": colour[:7]}, showlegend=False,
    )  # fmt: skip


def written(name: str, height: float) -> str:
    """A name in as many lines as its segment is high, at least one; what does not fit is cut off."""
    return "<br>".join(map(chart_escape, wrap(name, LETTERS, max_lines=max(1, int(height / LINE)), placeholder="…")))


def _name(at: int, block: Block, top: float, height: float, dark: bool) -> go.layout.Annotation:
    return go.layout.Annotation(
        text=written(block.name, height), x=at + HALF, xanchor="left", xshift=3, y=top + height / 2, yanchor="middle",
        showarrow=False, align="left", bgcolor=PAPER["dark" if dark else "light"], borderpad=1,
        font={"size": 12, "color": "#e8edf3" if dark else "#1d2733"},
    )  # fmt: skip


def _layout(columns: Sequence[Column], names: list[go.layout.Annotation], dark: bool) -> go.Layout:
    headings = [chart_escape(column.heading) for column in columns]
    most = max(len(column.blocks) for column in columns)
    room = 0.9 if columns[-1].shown else 0.1  # names stand to the right of their column
    return go.Layout(
        annotations=names,
        height=HEIGHT,
        margin={"l": 32, "r": 32, "t": 34, "b": 8},  # half a heading on either side
        font={"color": _ink(dark)},
        dragmode=False,
        hovermode="closest",
        hoverlabel={"align": "left"},
        showlegend=False,
        xaxis={
            "side": "top", "range": [-0.1, len(columns) - 1 + room], "tickvals": list(range(len(columns))),
            "ticktext": [f"<b>{heading}</b>" if column.shown else heading
                         for heading, column in zip(headings, columns, strict=True)],
            "fixedrange": True, "showgrid": False, "zeroline": False,
        },
        yaxis={"range": [1 + (most - 1) * GAP + 0.01, -0.01], "visible": False, "fixedrange": True},
    )  # fmt: skip


def _ink(dark: bool) -> str:
    return INK["dark" if dark else "light"]
