"""Numbers of a comparison as they stand on the screen."""

from dataclasses import replace

import numpy as np
import pytest

from seg.core.columns import Column, Kind
from seg.segments.outcomes.compare import compare
from seg.ui.compare.numbers import shown_in, third_shown
from seg.ui.words.words import words
from tests.segments.outcomes.answers import grouped, numbers


@pytest.mark.parametrize(("language", "mean"), [("en", "1985.25"), ("pl", "1985,25"), ("ru", "1985,25")])
def test_nothing_parts_the_thousands_of_a_year(language, mean):
    born = np.concatenate([np.tile([1984.0, 1986], 50), np.tile([1970.0, 1974], 50)])
    found = compare(replace(numbers(born), unit="year"), grouped(100, 100))
    shown = shown_in(found, words(language))
    assert (shown.value(1985.25), shown.value(1985.0)) == (mean, "1985")
    assert shown.end(13.0) == "13"
    columns = {"born": Column("c0", "born", kind=Kind.NUMBER, unit="year")}
    assert third_shown(columns, found, words(language))("born", 1971.0) == "1971"


def test_a_third_thing_has_its_unit():
    columns = {"idle": Column("c0", "idle", kind=Kind.NUMBER, unit="days")}
    found = compare(numbers(np.arange(40.0)), grouped(20, 20))
    assert third_shown(columns, found, words("en"))("idle", 9.0) == "9 days"
