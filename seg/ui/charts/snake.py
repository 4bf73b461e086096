"""The snake plot: for every segment a line through the standardised means of the dimensions, one below the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from seg.ui.charts.names import one_line
from seg.ui.charts.palette import GROUNDS
from seg.ui.words.escape import chart_escape
from seg.ui.words.words import Words

INK = {"light": "#5b6672", "dark": "#a7b1bd"}
NAME = {"light": "#1d2733", "dark": "#e6ebf1"}
GRID = {"light": "#e7eaef", "dark": "#263140"}
ROW, MARGIN, LONGEST = 30, 110, 36
FAR = 3.0
"""Standard deviations that the axis reaches at most: what lies beyond stands at its end, and the pointer tells."""


@dataclass(frozen=True)
class Snake:
    """One segment: its effects in the order of the dimensions (None where nothing may be told), and what a pointer
    brings up at each."""

    name: str
    colour: str
    effects: tuple[float | None, ...]
    told: tuple[str, ...]


@dataclass(frozen=True)
class Texts:
    less: str
    more: str
    axis: str


def snake_figure(
    names: Sequence[str], snakes: Sequence[Snake], texts: Texts, words: Words, dark: bool = False
) -> go.Figure:
    """A row for each dimension, in the given order from the top; 0 is the average of all customers."""
    shade = "dark" if dark else "light"
    seen = [abs(effect) for snake in snakes for effect in snake.effects if effect is not None]
    reach = min(FAR, max([1.0, *seen])) * 1.06
    return go.Figure([_line(snake, reach, dark) for snake in snakes], _layout(names, texts, words, reach, shade))


def _line(snake: Snake, reach: float, dark: bool) -> go.Scatter:
    inside = [None if effect is None else max(-reach, min(reach, effect)) for effect in snake.effects]
    return go.Scatter(
        x=inside,
        y=list(range(len(inside))),
        mode="lines+markers",
        name=chart_escape(snake.name),
        line={"color": snake.colour, "width": 2},
        marker={"color": snake.colour, "size": 8, "line": {"color": GROUNDS[dark], "width": 1}},
        connectgaps=True,
        hovertext=[f"<b>{chart_escape(snake.name)}</b><br>{chart_escape(told)}" for told in snake.told],
        hoverinfo="text",
    )


def _layout(names: Sequence[str], texts: Texts, words: Words, reach: float, shade: str) -> go.Layout:
    ticks = list(range(-int(reach), int(reach) + 1))
    ends = [(-reach, "left", f"← {texts.less}"), (reach, "right", f"{texts.more} →")]
    return go.Layout(
        height=MARGIN + ROW * len(names),
        margin={"l": 8, "r": 12, "t": 58, "b": 42},
        dragmode=False,
        hoverlabel={"align": "left"},
        legend={"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom", "yref": "paper", "font": {"size": 13}},
        xaxis={
            "range": [-reach, reach], "tickvals": ticks, "ticktext": [words.number(tick, 0) for tick in ticks],
            "tickfont": {"color": INK[shade]}, "fixedrange": True, "gridcolor": GRID[shade],
            "zeroline": True, "zerolinecolor": INK[shade], "zerolinewidth": 1.5,
            "title_text": chart_escape(texts.axis), "title_font_color": INK[shade], "title_font_size": 12,
            "title_standoff": 4,
        },
        yaxis={
            "tickvals": list(range(len(names))), "ticktext": [one_line(name, LONGEST) for name in names],
            "tickfont": {"color": NAME[shade], "size": 13}, "range": [len(names) - 0.5, -0.5],
            "automargin": True, "fixedrange": True, "gridcolor": GRID[shade], "zeroline": False,
        },
        annotations=[
            {
                "x": x, "y": 0, "yref": "paper", "yshift": -18, "xanchor": anchor, "yanchor": "top", "showarrow": False,
                "text": chart_escape(text), "font": {"color": INK[shade], "size": 12},
            }
            for x, anchor, text in ends
        ],
    )  # fmt: skip
