"""Pictures of comparisons: intervals, curves, months and combinations stand where their numbers are."""

import pytest

from seg.ui.charts.combinations import Column, Row, combinations_figure
from seg.ui.charts.curves import Curved, curves_figure
from seg.ui.charts.intervals import Axis, Span, axis_ticks, intervals_figure
from seg.ui.charts.months import Border, Line, months_figure, value_ticks
from seg.ui.charts.names import LINE, two_lines
from seg.ui.words.words import words

AXIS = Axis("Difference", 0.0, "less", "more")


def span(value, low, high, clear=True, name="A <b>"):
    return Span(name, value, low, high, "6 against 4", (name, "more"), "#0b76cb", clear)


def test_each_interval_lies_where_it_is_and_chance_is_hollow():
    spans = (span(2, 1, 3), span(-1, -3, 1, clear=False))
    figure = intervals_figure(spans, AXIS, {0.0: "0"})
    *bars, dots = figure.data
    assert [tuple(bar.x) for bar in bars] == [(1, 3), (-3, 1)]
    assert tuple(dots.x) == (2, -1)
    assert [colour.startswith("#") for colour in dots.marker.color] == [True, False]
    low, high = figure.layout.xaxis.range
    assert low < -3 < 3 < high
    assert "&lt;b&gt;" in figure.layout.yaxis.ticktext[0]


def test_a_long_name_has_two_lines_and_the_room_for_them():
    words_of_it = "High visits to the shop, low spend on everything else, long"
    short, long = (intervals_figure((span(2, 1, 3, name=name),), AXIS, {0.0: "0"}) for name in ("A", words_of_it))
    first, second, values = long.layout.yaxis.ticktext[0].split("<br>")
    assert f"{first} {second}" == words_of_it
    assert "6 against 4" in values
    assert long.layout.height - short.layout.height == LINE
    assert two_lines("one two three", 5) == ["one", "two…"]


@pytest.mark.parametrize(("low", "high"), [(-3.0, 1.0), (2.0, 9.0), (20_000.0, 31_000.0), (-0.004, -0.001)])
def test_ticks_are_round_and_hold_the_place_of_no_difference(low, high):
    ticks = axis_ticks((span((low + high) / 2, low, high),), AXIS)
    assert 0.0 in ticks
    assert 3 <= len(ticks) <= 11
    step = ticks[1] - ticks[0]
    assert f"{step:.0e}"[0] in "125"


def test_a_curve_goes_on_to_its_end():
    figure = curves_figure([Curved("A", "#0b76cb", (0.0, 3.0), (1.0, 0.5), 10.0)], "Left", "days", words("en"))
    assert (tuple(figure.data[0].x), tuple(figure.data[0].y)) == ((0.0, 3.0, 10.0), (1.0, 0.5, 0.5))
    assert figure.data[0].line.shape == "hv"


def test_a_month_of_few_is_a_gap():
    figure = months_figure([Line("A", "#0b76cb", (1.0, None, 3.0), ("x", "y", "z"))], ("Jan", "Feb", "Mar"), {0.0: "0"})
    assert tuple(figure.data[0].y) == (1.0, None, 3.0)
    assert not figure.data[0].connectgaps


def test_months_before_the_members_were_found_are_pale():
    line = Line("A", "#0b76cb", (1.0, 2.0, 3.0), ("x", "y", "z"))
    figure = months_figure([line], ("Jan", "Feb", "Mar"), {0.0: "0"}, border=Border(2, "Since <then>"))
    veil, border = figure.layout.shapes
    assert (veil.x0, veil.x1, border.x0, border.x1) == (-0.5, 1.5, 1.5, 1.5)
    assert (figure.layout.annotations[0].text, figure.layout.annotations[0].xanchor) == ("Since &lt;then&gt;", "right")


@pytest.mark.parametrize(("highest", "ticks"), [(20.4, [0, 5, 10, 15, 20, 25]), (0.9, [0, 0.2, 0.4, 0.6, 0.8, 1.0]),
                                                (0.0, [0])])  # fmt: skip
def test_ticks_of_values(highest, ticks):
    assert value_ticks(highest) == pytest.approx(ticks)


def test_ticks_of_months_when_more_went_back_than_was_spent():
    assert value_ticks(14.0, -7.0) == [-10, -5, 0, 5, 10, 15]
    assert value_ticks(-1.0, -7.0)[:4] == [-8, -6, -4, -2]


def test_a_combination_has_a_bar_and_its_dots():
    figure = combinations_figure(
        [Column((0, 2), 30, "30", "A and C: 30")], [Row("A", "1"), Row("B", "2"), Row("C", "3")]
    )
    bars, ground, dots = figure.data
    assert tuple(bars.y) == (30,)
    assert len(ground.x) == 3
    assert (tuple(dots.x), tuple(dots.y)) == ((0, 0), (0, 2))
