"""How values lie in segments: bars by hand, and none of which one person could be read."""

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from seg.core.columns import Kind
from seg.core.settings import setting
from seg.segments.cards import counter_facts, headlines
from seg.segments.fairness.counter import counters
from seg.segments.lines import lines
from seg.segments.profiles import profiles
from seg.segments.spread import BARS, Spread, drawn_bars, spread
from seg.ui.words.words import words
from tests.samples import column
from tests.segments.test_profiles import AS_OF, labelled, profile

HALVES = np.repeat([0, 1], 20)


def lies(values, kind, labels=HALVES, k=2, **kinds):
    part = profile(values, kind, np.where(labels < k, labels, 0), k, **kinds)
    return spread(pa.table({"x": values}), column("x", kind, **kinds), part, labels, k, AS_OF)


def test_few_whole_numbers_have_a_bar_each():
    found = lies([1.0] * 20 + [1.0] * 10 + [3.0] * 10, Kind.COUNT)
    assert found.edges == (0.5, 1.5, 2.5, 3.5)
    assert found.bars == ((30, 0, 10), (20, 0, 0), (10, 0, 10))
    assert (found.above, found.below) == ((10, 0, 10), (30, 20, 10))


def test_one_typing_error_presses_no_others_into_one_bar():
    found = lies([*range(39), 1e9], Kind.NUMBER)
    assert len(found.bars[0]) == BARS
    assert found.edges[-1] < 200
    assert sum(found.bars[0]) == 40
    assert sum(count > 0 for count in found.bars[0]) >= 5


def test_later_dates_lie_to_the_right():
    days = np.datetime64("2026-01-01") - np.repeat([100, 7], 20).astype("timedelta64[D]")
    found = lies(pa.array(days), Kind.DATE)
    assert (found.bars[1][0], found.bars[2][-1]) == (20, 20)
    assert (found.above, found.below) == ((20, 0, 20), (20, 20, 0))


def test_levels_lie_in_their_order_and_what_is_not_known_nowhere():
    found = lies(["S", None] * 10 + ["L"] * 20, Kind.ORDINAL, levels=("S", "M", "L"))
    assert found.bars == ((10, 0, 20), (10, 0, 0), (0, 0, 20))
    assert lies(["a"] * 20 + ["b"] * 20, Kind.NOMINAL) is None
    assert lies(pa.nulls(40, pa.float64()), Kind.MONEY) is None
    assert lies([5.0] * 40, Kind.MONEY).bars == ((40,), (20,), (20,))


def test_who_is_not_included_counts_nowhere():
    part = profile([1.0] * 20 + [2.0] * 10, Kind.COUNT, np.repeat([0, 1], [20, 10]))
    everybody = pa.table({"x": [1.0] * 20 + [2.0] * 10 + [9.0] * 10})
    labels = np.repeat([0, 1, 255], [20, 10, 10]).astype(np.uint8)
    found = spread(everybody, column("x", Kind.COUNT), part, labels, 2, AS_OF)
    assert found.bars == ((20, 10), (20, 0), (0, 10))
    assert Spread.from_json(found.as_json()) == found


@given(st.lists(st.integers(0, 40), min_size=1, max_size=14))
def test_no_bar_is_drawn_of_few_customers(counts):
    drawn, least = drawn_bars(tuple(counts)), setting("min_cell_customers")
    if sum(counts) < least:
        assert drawn == ()
        return
    assert sum(wide for wide, _ in drawn) == len(counts)
    assert sum(wide * share for wide, share in drawn) == pytest.approx(1)
    inside = [round(wide * share * sum(counts)) for wide, share in drawn]
    assert not [count for count in inside if 0 < count < least]


def told(values, kind, segment=1, **kinds):
    """The counter-facts of a segment, in English."""
    part = profile(values, kind, HALVES, **kinds)
    found = lies(values, kind, **kinds)
    every = lines((part,), {}, every_level=True)
    facts = counter_facts(headlines(every, segment), {"x": found} if found else {}, segment)
    return [words("en").say(fact) for fact in facts]


def test_the_other_side_of_a_headline_is_counted():
    young_and_old = [20.0] * 10 + [60.0] * 10 + [20.0] * 4 + [60.0] * 6 + [70.0] * 10
    assert told(young_and_old, Kind.NUMBER) == []  # four persons
    mixed = [20.0] * 10 + [50.0] * 10 + [20.0] * 10 + [90.0] * 10
    assert told(mixed, Kind.NUMBER) == [
        "50% have a lower x than the average customer",
        "of all whose x is higher than average, 50% are in other segments",
    ]
    assert told(["no"] * 10 + ["yes"] * 10 + ["no"] * 10 + ["yes"] * 10, Kind.BINARY, levels=("no", "yes")) == []
    answers = ["no"] * 20 + ["yes"] * 10 + ["no"] * 10
    assert told(answers, Kind.BINARY, levels=("no", "yes")) == []  # nobody elsewhere says yes
    assert told(["a"] * 10 + ["b"] * 10 + ["a"] * 20, Kind.NOMINAL, segment=0) == []  # nobody elsewhere is b


def test_both_pages_hold_a_headline_against_the_same_middle():
    """Three large orders draw the mean of all, 14.6, above most of who spends much: the middle one, 6, is typical."""
    values = [1.0] * 40 + [6.0] * 20 + [9.0] * 20 + [1.0] * 12 + [8.0] * 25 + [400.0] * 3
    labels = np.repeat([0, 1], [80, 40])
    amounts, each = pa.table({"x": values}), column("x", Kind.MONEY)
    (part,) = profiles(amounts, {"x": each}, frozenset(), {2: labelled(labels, 2)}, AS_OF)[2]
    found = next(found for found in counters(amounts, {"x": each}, [part], labels, 2) if found.label == 1)
    here, elsewhere = counter_facts(
        headlines(lines((part,), {}), 1), {"x": spread(amounts, each, part, labels, 2, AS_OF)}, 1
    )
    assert here["share"] == found.across == 12 / 40
    assert elsewhere["share"] == 20 / 48


def test_categories_are_counted_by_their_value():
    random = np.random.default_rng(0)
    labels = np.repeat([0, 1], 200)
    values = np.where(random.random(400) < np.where(labels == 0, 0.6, 0.2), "web", "shop")
    web = [int(((values == "web") & (labels == s)).sum()) for s in (0, 1)]
    shares = [f"{(200 - web[0]) / 200:.0%}", f"{web[1] / sum(web):.0%}"]
    sentences = {
        Kind.NOMINAL: "for {} x is not web|of all whose x is web, {} are",
        Kind.MULTI_VALUE: "{} do not have web among x|of all who have web among x, {} are",
    }
    for kind, said in sentences.items():
        table, each = pa.table({"x": values}), column("x", kind, separator=";")
        part = profiles(table, {"x": each}, frozenset(), {2: labelled(labels, 2)}, AS_OF)[2]
        every = tuple(line for line in lines(part, {}, every_level=True) if line.level_name == "web")
        facts = counter_facts(headlines(every, 0), {}, 0)
        expected = [text.format(share) for text, share in zip(said.split("|"), shares, strict=True)]
        assert [words("en").say(fact)[: len(text)] for fact, text in zip(facts, expected, strict=True)] == expected
