"""Bars that can be compared: the same reach to both sides, the given order, names that cannot break the chart."""

import pytest

from seg.ui.charts.contrast import FAINT, LESS, LONGEST, MORE, Bar, Texts, contrast_figure
from seg.ui.words.words import words

TEXTS = Texts("less than <b>", "more than <b>", "sd")
BARS = (
    Bar("Spend", 1.6, "700 against 50", ("Spend", "700 against 50", "q < 0.001"), True),
    Bar("Visits & <i>calls</i> $x$", -0.7, "2 against 9", ("Visits",), True),
    Bar("A" * 60, 0.1, "1 against 1", ("A",), False),
)


@pytest.mark.parametrize("shade", ["light", "dark"])
def test_colour_says_more_less_or_not_worth_a_word(shade):
    (drawn,) = contrast_figure(BARS, TEXTS, words("en"), dark=shade == "dark").data
    assert list(drawn.marker.color) == [MORE[shade], LESS[shade], FAINT[shade]]
    assert list(drawn.x) == [1.6, -0.7, 0.1]


def test_as_far_to_both_sides_and_the_first_on_top():
    layout = contrast_figure(BARS, TEXTS, words("en")).layout
    low, high = layout.xaxis.range
    assert low == -high
    assert high > 1.6
    assert layout.yaxis.range[0] > layout.yaxis.range[1], "0 is on top"
    assert len(layout.yaxis.ticktext) == 3
    assert contrast_figure(BARS * 2, TEXTS, words("en")).layout.height > layout.height


def test_names_are_shown_as_they_are_and_long_ones_cut():
    figure = contrast_figure(BARS, TEXTS, words("en"))
    _, odd, long = figure.layout.yaxis.ticktext
    assert "Visits &amp; &lt;i&gt;calls&lt;/i&gt; &#36;x&#36;" in odd
    assert "2 against 9" in odd
    assert long.startswith("A" * (LONGEST - 1) + "…")
    assert "<b>" not in "".join(note.text for note in figure.layout.annotations)
    assert figure.data[0].hovertext[0] == "Spend<br>700 against 50<br>q &lt; 0.001"


def test_numbers_are_the_readers():
    assert "−0,5" in [
        tick.replace("-", "−") for tick in contrast_figure(BARS, TEXTS, words("nl")).layout.xaxis.ticktext
    ]


def test_steps_are_written_as_short_as_they_are():
    layout = contrast_figure(BARS, TEXTS, words("pl")).layout
    assert list(layout.xaxis.ticktext) == ["-1,5", "-1", "-0,5", "0", "0,5", "1", "1,5"]
