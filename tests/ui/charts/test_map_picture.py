"""The plain picture shows every segment, in its colours, and never more customers than a browser draws as SVG."""

import numpy as np
import pytest

from seg.ui.charts.map_picture import MOST_SHOWN, fallback_figure, shown_rows
from seg.ui.map.legend import LegendEntry

LEGEND = (
    LegendEntry(0, "Many", "#0b76cb", 99_990, dark="#329eff"),
    LegendEntry(1, "Few", "#d47801", 10),
    LegendEntry(2, "Nobody", "#12847d", 0),
)


def few_and_many() -> tuple[np.ndarray, np.ndarray]:
    labels = np.zeros(100_000, "u1")
    labels[::10_000] = 1
    return np.random.default_rng(0).normal(size=(100_000, 2)).astype("f4"), labels


def test_all_customers_while_they_are_few():
    xy = np.array([[0, 1], [2, 3], [4, 5]], "f4")
    figure = fallback_figure(xy, np.array([0, 1, 0], "u1"), LEGEND)
    assert [(t.name, t.marker.color, list(t.x), list(t.y)) for t in figure.data] == [
        ("Many", "#0b76cb", [0, 4], [1, 5]),
        ("Few", "#d47801", [2], [3]),
    ]


def test_a_sample_keeps_the_shares_and_every_segment():
    _, labels = few_and_many()
    rows = shown_rows(labels, 1_000)
    assert len(rows) <= 1_000
    assert len(set(rows.tolist())) == len(rows)
    assert (labels[rows] == 0).sum() >= 990
    assert (labels[rows] == 1).sum() >= 1


@pytest.mark.parametrize("asked", [20_000, 90_000])
def test_never_more_than_a_browser_can_draw(asked):
    figure = fallback_figure(*few_and_many(), LEGEND, sample=asked)
    assert sum(len(trace.x) for trace in figure.data) <= MOST_SHOWN
    assert {trace.type for trace in figure.data} == {"scatter"}  # scattergl would need the missing WebGL


def test_colours_follow_the_ground():
    xy, labels = few_and_many()
    assert fallback_figure(xy, labels, LEGEND, dark=True).data[0].marker.color == "#329eff"


def test_a_name_that_a_person_typed_is_shown_and_never_run():
    legend = (LegendEntry(0, '<a href="http://x">a</a> $b$', "#000000", 3),)
    figure = fallback_figure(np.zeros((3, 2), np.float32), np.zeros(3, np.uint8), legend)
    assert figure.data[0].name == '&lt;a href="http://x"&gt;a&lt;/a&gt; &#36;b&#36;'
