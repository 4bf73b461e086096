"""The lines of the snake plot, and the bars of the segment profile plot."""

import pytest

from seg.ui.charts.segment_profile import FAINT, Panel, segment_profile_figure
from seg.ui.charts.snake import FAR, Snake, Texts, snake_figure
from seg.ui.words.words import words

TEXTS = Texts("less", "more", "deviations")
NAMES = ("spend", "<b>age</b>", "a name that is much longer than any axis has room for")
SNAKES = (
    Snake("Regulars", "#0b76cb", (0.5, -1.2, 9.0), ("a", "b", "c")),
    Snake("Others", "#d47801", (None, 0.2, -0.1), ("d", "e", "f")),
)


def test_a_line_for_each_segment_through_its_effects():
    figure = snake_figure(NAMES, SNAKES, TEXTS, words("en"))
    first, second = figure.data
    assert (first.x[:2], second.x) == ((0.5, -1.2), (None, 0.2, -0.1))
    assert FAR < first.x[2] < FAR * 1.1  # at the end of the axis, and the pointer tells
    assert first.y == (0, 1, 2)
    assert "<b>" not in figure.layout.yaxis.ticktext[1]
    assert len(figure.layout.yaxis.ticktext[2]) < 40
    assert figure.layout.xaxis.range[0] == -figure.layout.xaxis.range[1]


@pytest.mark.parametrize("dark", [False, True])
def test_markers_are_in_colour_and_the_others_grey(dark):
    panels = tuple(
        Panel(f"Segment {s}", "#0b76cb", (0.9, 0.1, None), (True, False, False), ("a", "b", "c")) for s in range(5)
    )
    figure = segment_profile_figure(NAMES, panels, (0.5, 0.4, 0.2), "share", words("en"), True, dark)
    bars = [trace for trace in figure.data if trace.type == "bar"]
    faint = FAINT["dark" if dark else "light"]
    assert [tuple(trace.marker.color) for trace in bars] == [("#0b76cb", faint, faint)] * 5
    assert [trace.x for trace in figure.data if trace.type == "scatter"] == [(0.5, 0.4, 0.2)] * 5
    assert figure.layout.xaxis.range == (0.0, 1.0)
    assert figure.layout.yaxis.range == (2.5, -0.5)


def test_differences_lie_around_the_average_of_all():
    panel = Panel("Segment", "#0b76cb", (2.0, -7.0, 0.0), (True, True, False), ("a", "b", "c"))
    figure = segment_profile_figure(NAMES, (panel,), (), "deviations", words("en"), False)
    (bars,) = figure.data
    low, high = figure.layout.xaxis.range
    assert (low, bars.x[1]) == (-high, low)
