"""What one customer did on a line of time: a lane for each table, how much it was as height, what counts as colour."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import plotly.graph_objects as go
from babel.dates import format_skeleton

from seg.ui.words.escape import chart_escape
from seg.ui.words.words import Words

COUNTS, TAKEN_OFF, OUT = "counts", "taken_off", "out"
LIGHT = {COUNTS: "#0b76cb", TAKEN_OFF: "#d47801", OUT: "#7d8896"}
DARK = {COUNTS: "#329eff", TAKEN_OFF: "#e89136", OUT: "#8b96a3"}
SYMBOLS = {COUNTS: "circle", TAKEN_OFF: "triangle-down", OUT: "x-thin-open"}
"""A sign of its own for each, for who cannot tell the colours apart."""
SHADES = {"light": "rgba(11, 118, 203, 0.07)", "dark": "rgba(50, 158, 255, 0.13)"}
INK = {"light": "#5b6672", "dark": "#a7b1bd"}

TALLEST, LEAST_TALL, ALL_TALL, FLAT, GAP = 240, 110, 400, 44, 34
"""Pixels: of a single lane with heights, of one of many, of all of these together; of a lane without heights; and above
each, where its name stands."""
LABEL, FOOT = 17, 64
"""Pixels of one line of text above the lanes, and of the axis and the legend below them."""
LEAST_DAYS = 60
"""A single purchase is shown with this much around it, not as a line of one day."""
MOST_TICKS = 9
MONTHS_APART = (1, 2, 3, 6, 12, 24, 60, 120)


@dataclass(frozen=True)
class Mark:
    """One thing that happened. `height` is how much it was, None where nobody knows; `told` are the lines that a
    pointer brings up."""

    at: datetime
    height: float | None
    how: str
    told: tuple[str, ...]


@dataclass(frozen=True)
class Lane:
    """The marks of one table. `unit` says what the heights are: the ISO code of a currency or "" for plain numbers."""

    name: str
    marks: tuple[Mark, ...]
    unit: str = ""

    @property
    def heights(self) -> tuple[float, ...]:
        return tuple(mark.height for mark in self.marks if mark.height is not None)


@dataclass(frozen=True)
class Window:
    """The last days up to the as-of day, itself included."""

    days: int
    name: str


@dataclass(frozen=True)
class Texts:
    """What stands on the chart: what a colour means, by `how`, and beside the line of the as-of day."""

    hows: dict[str, str]
    as_of: str


def time_line(
    lanes: Sequence[Lane],
    as_of: date,
    windows: Sequence[Window],
    texts: Texts,
    words: Words,
    dark: bool = False,
) -> go.Figure:
    """The lanes one below the other over one axis of time, which ends at the as-of day or the last event after it.

    The figure has no title: what it shows is said around it.
    """
    figure = go.Figure(layout=_layout(lanes, windows, dark))
    begin, end = _span(lanes, as_of, windows)
    _time_axis(figure, begin, end, words)
    named: set[str] = set()
    for number, (lane, domain) in enumerate(zip(lanes, _domains(lanes), strict=True), 1):
        _lane_axis(figure, number, lane, domain, words)
        for trace in _traces(number, lane, texts, named, dark):
            figure.add_trace(trace)
        _name_of_lane(figure, lane, domain[1], dark)
    _as_of(figure, as_of, windows, texts, dark)
    return figure


def _heights(lanes: Sequence[Lane]) -> list[int]:
    """Pixels of each lane: the fewer there are, the taller."""
    tall = sum(bool(lane.heights) for lane in lanes)
    each = max(LEAST_TALL, min(TALLEST, ALL_TALL // max(tall, 1)))
    return [each if lane.heights else FLAT for lane in lanes]


def _drawn(lanes: Sequence[Lane]) -> int:
    return sum(_heights(lanes)) + GAP * len(lanes)


def _domains(lanes: Sequence[Lane]) -> Iterator[tuple[float, float]]:
    """Where each lane lies, as shares of the drawing from its foot; above each there is room for its name."""
    total = _drawn(lanes)
    foot = total
    for pixels in _heights(lanes):
        foot -= pixels + GAP
        yield foot / total, (foot + pixels) / total


def _layout(lanes: Sequence[Lane], windows: Sequence[Window], dark: bool) -> go.Layout:
    head = LABEL * (len(windows) + 1) + 4
    legend = {"orientation": "h", "x": 0, "y": 0, "yanchor": "bottom", "yref": "container"}
    return go.Layout(
        height=head + _drawn(lanes) + FOOT,
        margin={"l": 64, "r": 16, "t": head, "b": FOOT},
        hovermode="closest",
        dragmode=False,
        legend=legend | {"itemclick": False, "itemdoubleclick": False},
        hoverlabel={"align": "left"},
        font={"color": _ink(dark)},
        showlegend=True,
    )


def _ink(dark: bool) -> str:
    return INK["dark" if dark else "light"]


def _span(lanes: Sequence[Lane], as_of: date, windows: Sequence[Window]) -> tuple[datetime, datetime]:
    """From before the first mark and the longest window to after the last mark and the as-of day."""
    close = _end_of(as_of)
    moments = [mark.at for lane in lanes for mark in lane.marks]
    begin = min([*moments, *(close - timedelta(window.days) for window in windows), close])
    end = max([*moments, close])
    begin = min(begin, end - timedelta(LEAST_DAYS))
    edge = (end - begin) * 0.02
    return begin - edge, end + edge


def _end_of(day: date) -> datetime:
    return datetime.combine(day, time()) + timedelta(1)


def _time_axis(figure: go.Figure, begin: datetime, end: datetime, words: Words) -> None:
    ticks = list(month_ticks(begin.date(), end.date()))
    figure.update_xaxes(
        type="date",  # else a first lane without events lets it be taken for numbers
        range=[begin, end],
        tickvals=ticks,
        ticktext=[chart_escape(format_skeleton("yMMM", tick, locale=words.locale)) for tick in ticks],
        showgrid=True,
        zeroline=False,
        fixedrange=True,
        anchor="free",
        position=0,
    )


def month_ticks(begin: date, end: date) -> Iterator[date]:
    """First days of months between two days, evenly apart and no more than fit."""
    months = (end.year - begin.year) * 12 + end.month - begin.month
    apart = next((step for step in MONTHS_APART if months / step <= MOST_TICKS), MONTHS_APART[-1])
    first = begin.year * 12 + begin.month - 1
    for month in range(first - first % apart, first + months + 1, apart):
        day = date(month // 12, month % 12 + 1, 1)
        if begin <= day <= end:
            yield day


def _lane_axis(figure: go.Figure, number: int, lane: Lane, domain: tuple[float, float], words: Words) -> None:
    axis = {"domain": domain, "fixedrange": True, "anchor": "x", "zeroline": True}
    if lane.heights:
        low, high = min(0.0, *lane.heights), max(0.0, *lane.heights)
        room = (high - low or 1) * 0.12
        ticks = [tick for tick in (low, 0.0, high) if tick == 0 or abs(tick) > 0.2 * (high - low)]
        ticks = list(dict.fromkeys(ticks))
        shown = {"tickvals": ticks, "ticktext": [_compact(tick, lane, words) for tick in ticks], "showgrid": False}
        axis |= shown | {"range": [low - (room if low < 0 else 0), high + room]}
    else:
        axis |= {"range": [-1, 1], "showticklabels": False, "showgrid": False}
    figure.update_layout({_axis("yaxis", number): axis})


def _compact(number: float, lane: Lane, words: Words) -> str:
    short = abs(number) < 1_000
    return chart_escape(words.money(number, lane.unit) if short and lane.unit else words.compact(number))


def _axis(name: str, number: int) -> str:
    return name if number == 1 else f"{name}{number}"


def _traces(number: int, lane: Lane, texts: Texts, named: set[str], dark: bool) -> Iterator[go.Scatter]:
    """For each colour the stems of its marks, then the marks; each colour is named once in the legend.

    A lane without marks has an empty trace: Plotly draws no axis that nothing stands on.
    """
    if not lane.marks:
        yield go.Scatter(x=[None], y=[None], showlegend=False, xaxis="x", yaxis=_axis("y", number))
    for how in (COUNTS, TAKEN_OFF, OUT):
        marks = [mark for mark in lane.marks if mark.how == how]
        if not marks:
            continue
        colour = (DARK if dark else LIGHT)[how]
        on = {"xaxis": "x", "yaxis": _axis("y", number), "legendgroup": how}
        stems = [mark for mark in marks if mark.height]
        if stems:
            x = [at for mark in stems for at in (mark.at, mark.at, None)]
            y = [end for mark in stems for end in (0, mark.height, None)]
            line = {"color": colour, "width": 2 if how != OUT else 1}
            yield go.Scatter(x=x, y=y, mode="lines", line=line, hoverinfo="skip", showlegend=False, **on)
        yield go.Scatter(
            x=[mark.at for mark in marks],
            y=[mark.height or 0 for mark in marks],
            mode="markers",
            marker={"color": colour, "size": 9, "symbol": SYMBOLS[how], "opacity": 0.85, "line": _outline(how, colour)},
            hovertext=["<br>".join(map(chart_escape, mark.told)) for mark in marks],
            hoverinfo="text",
            name=chart_escape(texts.hows[how]),
            showlegend=how not in named,
            **on,
        )
        named.add(how)


def _outline(how: str, colour: str) -> dict:
    return {"width": 2, "color": colour} if how == OUT else {"width": 0}


def _name_of_lane(figure: go.Figure, lane: Lane, top: float, dark: bool) -> None:
    figure.add_annotation(
        text=f"<b>{chart_escape(lane.name)}</b>",
        x=0,
        xref="paper",
        xanchor="left",
        y=top,
        yref="paper",
        yanchor="bottom",
        yshift=4,
        showarrow=False,
        font={"color": _ink(dark)},
    )


def _as_of(figure: go.Figure, as_of: date, windows: Sequence[Window], texts: Texts, dark: bool) -> None:
    """The line up to which everything counts, and before it the windows, the longest named on top."""
    close = _end_of(as_of)
    over_all = {"y0": 0, "y1": 1, "yref": "paper", "x1": close}
    for place, window in enumerate(sorted(windows, key=lambda window: window.days), 1):
        begin = close - timedelta(window.days)
        shade = SHADES["dark" if dark else "light"]
        figure.add_shape(type="rect", x0=begin, fillcolor=shade, line={"width": 0}, layer="below", **over_all)
        _label(figure, begin, "left", window.name, LABEL * place, dark)
    line = {"color": _ink(dark), "width": 1.5, "dash": "dot"}
    figure.add_shape(type="line", x0=close, line=line, **over_all)
    _label(figure, close, "right", texts.as_of, 0, dark)


def _label(figure: go.Figure, x: datetime, anchor: str, text: str, shift: int, dark: bool) -> None:
    figure.add_annotation(
        text=chart_escape(text),
        x=x,
        xanchor=anchor,
        y=1,
        yref="paper",
        yanchor="bottom",
        yshift=shift,
        showarrow=False,
        font={"color": _ink(dark), "size": 12},
    )
