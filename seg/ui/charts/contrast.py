"""How two groups differ: a bar to the right where the first has more, to the left where it has less."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from seg.ui.charts.names import one_line
from seg.ui.words.escape import chart_escape
from seg.ui.words.words import Words

MORE = {"light": "#0b76cb", "dark": "#329eff"}
LESS = {"light": "#d47801", "dark": "#e89136"}
FAINT = {"light": "#a3a8b0", "dark": "#6c727b"}
"""Of differences that are too small to speak of, or that chance brings about as well."""
INK = {"light": "#5b6672", "dark": "#a7b1bd"}
NAME = {"light": "#1d2733", "dark": "#e6ebf1"}
ROW, MARGIN = 40, 64
LONGEST = 34
"""Letters of a name that are shown; the pointer brings up the rest."""


@dataclass(frozen=True)
class Bar:
    """One dimension: the difference in standard deviations, what is typical of both groups, what a pointer brings up,
    and whether it stands out."""

    name: str
    effect: float
    values: str
    told: tuple[str, ...]
    stands_out: bool


@dataclass(frozen=True)
class Texts:
    """What the two directions mean, and what is measured along them."""

    less: str
    more: str
    axis: str


def contrast_figure(bars: Sequence[Bar], texts: Texts, words: Words, dark: bool = False) -> go.Figure:
    """A bar for each dimension, in the given order from the top, with its name and both values at its left.

    The axis reaches as far to both sides, so that bars can be compared; Plotly's own labels are left out, as they are
    English.
    """
    shade = "dark" if dark else "light"
    reach = max([1.0, *(abs(bar.effect) for bar in bars)]) * 1.05
    drawn = go.Bar(
        x=[bar.effect for bar in bars],
        y=list(range(len(bars))),
        orientation="h",
        width=0.5,
        marker={"color": [_colour(bar, shade) for bar in bars]},
        hovertext=["<br>".join(map(chart_escape, bar.told)) for bar in bars],
        hoverinfo="text",
    )
    return go.Figure([drawn], _layout(bars, texts, words, reach, shade))


def _colour(bar: Bar, shade: str) -> str:
    if not bar.stands_out:
        return FAINT[shade]
    return (MORE if bar.effect > 0 else LESS)[shade]


def _label(bar: Bar, shade: str) -> str:
    name = one_line(bar.name, LONGEST)
    return f"{name}<br><span style='color:{INK[shade]};font-size:12px'>{chart_escape(bar.values)}</span>"


def _layout(bars: Sequence[Bar], texts: Texts, words: Words, reach: float, shade: str) -> go.Layout:
    step = 0.5 if reach < 2 else 1.0
    ticks = [step * at for at in range(-int(reach / step), int(reach / step) + 1)]
    ends = [(-reach, "left", f"← {texts.less}"), (reach, "right", f"{texts.more} →")]
    return go.Layout(
        height=MARGIN + ROW * len(bars),
        margin={"l": 8, "r": 12, "t": 26, "b": 38},
        dragmode=False,
        showlegend=False,
        hoverlabel={"align": "left"},
        xaxis={
            "range": [-reach, reach],
            "tickvals": ticks,
            "ticktext": [words.number(tick) for tick in ticks],
            "tickfont": {"color": INK[shade]},
            "title_text": chart_escape(texts.axis), "title_font_color": INK[shade], "title_font_size": 12,
            "title_standoff": 4,
            "fixedrange": True, "zeroline": True, "zerolinecolor": INK[shade], "zerolinewidth": 1,
        },
        yaxis={
            "tickvals": list(range(len(bars))),
            "ticktext": [_label(bar, shade) for bar in bars],
            "tickfont": {"color": NAME[shade], "size": 13},
            "range": [len(bars) - 0.5, -0.5],
            "automargin": True, "fixedrange": True, "showgrid": False, "zeroline": False,
        },
        annotations=[
            {
                "x": x, "y": 1, "yref": "paper", "xanchor": anchor, "yanchor": "bottom", "showarrow": False,
                "text": chart_escape(text), "font": {"color": INK[shade], "size": 12},
            }
            for x, anchor, text in ends
        ],
    )  # fmt: skip
