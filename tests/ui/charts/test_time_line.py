"""The time line as data: where marks stand, what is shaded, what a colour means, and what stands on the axes."""

from datetime import date, datetime
from itertools import pairwise

import pytest

from seg.ui.charts.time_line import (
    COUNTS,
    LEAST_DAYS,
    MOST_TICKS,
    OUT,
    TAKEN_OFF,
    Lane,
    Mark,
    Texts,
    Window,
    month_ticks,
    time_line,
)
from seg.ui.words.words import words

AS_OF = date(2024, 3, 31)
TEXTS = Texts({COUNTS: "Counts", TAKEN_OFF: "Taken off", OUT: "Does not count"}, "Counted to here")
ORDERS = Lane(
    "Orders",
    (
        Mark(datetime(2023, 10, 1, 9), 20.0, COUNTS, ("Order 1", "€20")),
        Mark(datetime(2023, 12, 24, 18, 30), 1500.0, COUNTS, ("Order 2",)),
        Mark(datetime(2024, 1, 3, 10), -15.0, TAKEN_OFF, ("Order 3",)),
        Mark(datetime(2024, 4, 2, 12), 5.0, OUT, ("Order 4", "After the as-of date")),
    ),
    "EUR",
)
VISITS = Lane("<b>Visits</b>", (Mark(datetime(2024, 3, 31, 23, 59), None, COUNTS, ("a $ & <i>b</i>",)),))
LAST_90 = Window(90, "Last 90 days")


def figure(*lanes, windows=(), language="en", dark=False):
    return time_line(lanes, AS_OF, windows, TEXTS, words(language), dark)


def markers(drawn):
    return [trace for trace in drawn.data if trace.mode == "markers"]


def test_marks_stand_at_their_moment_and_height_by_colour():
    counts, taken, out = markers(figure(ORDERS))
    assert list(counts.x) == [datetime(2023, 10, 1, 9), datetime(2023, 12, 24, 18, 30)]
    assert list(counts.y) == [20.0, 1500.0]
    assert list(taken.y) == [-15.0]
    assert list(out.hovertext) == ["Order 4<br>After the as-of date"]
    assert [trace.name for trace in (counts, taken, out)] == ["Counts", "Taken off", "Does not count"]


def test_colours_and_signs_both_tell_what_counts():
    for dark in (False, True):
        found = markers(figure(ORDERS, dark=dark))
        assert len({trace.marker.color for trace in found}) == 3
        assert len({trace.marker.symbol for trace in found}) == 3
    assert markers(figure(ORDERS))[0].marker.color != markers(figure(ORDERS, dark=True))[0].marker.color


def test_stems_lead_from_nothing_to_the_mark():
    stems = next(trace for trace in figure(ORDERS).data if trace.mode == "lines")
    assert list(stems.y) == [0, 20.0, None, 0, 1500.0, None]
    assert stems.x[0] == stems.x[1] == datetime(2023, 10, 1, 9)
    assert stems.hoverinfo == "skip"


def test_each_colour_is_named_once():
    drawn = figure(ORDERS, Lane("Till", ORDERS.marks))
    named = [trace.name for trace in drawn.data if trace.showlegend]
    assert named == ["Counts", "Taken off", "Does not count"]


def test_lanes_lie_one_below_the_other_without_touching():
    drawn = figure(ORDERS, VISITS, ORDERS)
    domains = [drawn.layout[axis].domain for axis in ("yaxis", "yaxis2", "yaxis3")]
    ends = [end for domain in reversed(domains) for end in domain]
    assert ends == sorted(ends)
    assert ends[0] == 0
    assert ends[-1] < 1
    assert {trace.yaxis for trace in drawn.data} == {"y", "y2", "y3"}


def test_an_event_without_a_number_lies_on_the_line():
    (mark,) = markers(figure(VISITS))
    assert list(mark.y) == [0]
    assert not [trace for trace in figure(VISITS).data if trace.mode == "lines"]


def test_what_people_wrote_is_shown_to_the_letter():
    drawn = figure(VISITS)
    assert markers(drawn)[0].hovertext == ("a &#36; &amp; &lt;i&gt;b&lt;/i&gt;",)
    assert "<b>&lt;b&gt;Visits&lt;/b&gt;</b>" in [note.text for note in drawn.layout.annotations]


def test_the_as_of_day_is_inside_and_the_line_at_its_end():
    line = next(shape for shape in figure(ORDERS, VISITS).layout.shapes if shape.type == "line")
    assert line.x0 == line.x1 == datetime(2024, 4, 1)
    assert VISITS.marks[0].at < line.x0


def test_a_window_is_as_many_days_as_it_says():
    drawn = figure(ORDERS, windows=(LAST_90, Window(365, "Last 365 days")))
    shades = {shape.x0: shape.x1 for shape in drawn.layout.shapes if shape.type == "rect"}
    assert shades == {datetime(2024, 1, 2): datetime(2024, 4, 1), datetime(2023, 4, 2): datetime(2024, 4, 1)}
    heights = {note.text: note.yshift for note in drawn.layout.annotations}
    assert heights["Last 365 days"] > heights["Last 90 days"] > heights["Counted to here"]
    begin, end = drawn.layout.xaxis.range
    assert begin < datetime(2023, 4, 2)
    assert end > datetime(2024, 4, 2, 12)


def test_one_purchase_has_room_around_it():
    begin, end = figure(VISITS).layout.xaxis.range
    assert (end - begin).days >= LEAST_DAYS


def test_no_events_at_all_are_an_empty_line():
    (nothing,) = figure(Lane("Orders", ())).data
    assert (list(nothing.x), nothing.showlegend) == ([None], False)
    assert figure().layout.xaxis.range[0] < datetime(2024, 3, 31)


def test_numbers_and_months_follow_the_language():
    ticks = {language: figure(ORDERS, language=language).layout for language in ("en", "pl")}
    assert ticks["en"].yaxis.ticktext == ("€0", "1.5K")
    assert "Jan 2024" in ticks["en"].xaxis.ticktext
    assert "sty 2024" in ticks["pl"].xaxis.ticktext


@pytest.mark.parametrize(
    ("begin", "end", "first", "apart"),
    [
        (date(2023, 11, 15), date(2024, 3, 15), date(2023, 12, 1), 1),
        (date(2022, 1, 1), date(2024, 1, 1), date(2022, 1, 1), 3),
        (date(1999, 5, 1), date(2024, 3, 1), date(2000, 1, 1), 60),
        (date(2024, 3, 2), date(2024, 3, 30), None, 1),
    ],
)
def test_ticks_are_first_days_of_months_evenly_apart(begin, end, first, apart):
    ticks = list(month_ticks(begin, end))
    assert len(ticks) <= MOST_TICKS + 1
    assert all(begin <= tick <= end and tick.day == 1 for tick in ticks)
    months = [tick.year * 12 + tick.month for tick in ticks]
    assert {later - sooner for sooner, later in pairwise(months)} <= {apart}
    assert ticks[:1] == ([first] if first else [])
