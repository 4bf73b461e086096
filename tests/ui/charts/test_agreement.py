"""The boxes as data: their quartiles, which are filled, and what stands on the axes in each language."""

import numpy as np
import pytest

from seg.core.results import Stability
from seg.ui.charts.agreement import Box, Texts, agreement_figure
from seg.ui.words.words import words

AGREEMENTS = (0.7, 0.9, 0.8, 0.6, 0.95)
TEXTS = Texts("Holds", "Something else", "Agreement", "0.80 < is asked")


def box(k, holds, agreements=AGREEMENTS):
    return Box(Stability(k, agreements, ((0.9,) * k,) * len(agreements)), holds, str(k), (f"{k} segments", "<b>"))


def figure(*boxes, language="en", dark=False):
    return agreement_figure(boxes, 0.8, TEXTS, words(language), dark)


def drawn(found, kind):
    return [trace for trace in found.data if trace.type == kind]


def test_quartiles_are_those_that_are_told_elsewhere():
    (trace,) = drawn(figure(box(3, True)), "box")
    q1, median, q3 = np.quantile(AGREEMENTS, [0.25, 0.5, 0.75])
    found = [trace[part][0] for part in ("x", "lowerfence", "q1", "median", "q3", "upperfence")]
    assert found == pytest.approx([3, 0.6, q1, median, q3, 0.95])


def test_those_that_hold_are_filled_and_the_others_are_not():
    holds, other = drawn(figure(box(2, True), box(3, False), box(4, True)), "box")
    assert (list(holds.x), list(other.x)) == ([2, 4], [3])
    assert (holds.name, other.name) == ("Holds", "Something else")
    assert holds.line.color != other.line.color
    assert other.fillcolor.endswith("0)")
    assert [trace.name for trace in drawn(figure(box(2, False)), "box")] == ["Something else"]


def test_the_line_that_is_asked_for_crosses_all_boxes():
    line = next(trace for trace in drawn(figure(box(2, True), box(9, False)), "scatter") if trace.mode == "lines")
    assert list(line.y) == [0.8, 0.8]
    assert line.x[0] < 2 < 9 < line.x[1]
    assert line.name == "0.80 &lt; is asked"


def test_what_a_pointer_brings_up_is_plain_text():
    (points,) = [trace for trace in drawn(figure(box(5, True)), "scatter") if trace.mode == "markers"]
    assert list(points.hovertext) == ["5 segments<br>&lt;b&gt;"]


def test_worse_than_chance_is_on_the_axis_too():
    low, high = figure(box(2, False, (-0.2, 0.1))).layout.yaxis.range
    assert low < -0.2
    assert high > 1


def test_numbers_follow_the_language_and_colours_the_ground():
    english, polish = figure(box(2, True)), figure(box(2, True), language="pl", dark=True)
    assert "0.8" in english.layout.yaxis.ticktext
    assert "0,8" in polish.layout.yaxis.ticktext
    assert drawn(english, "box")[0].line.color != drawn(polish, "box")[0].line.color
