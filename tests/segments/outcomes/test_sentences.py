"""What a comparison says: the answer first, how small a difference could be seen, what it does not say."""

import json
from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from seg.core.facts import Fact
from seg.segments.outcomes.compare import compare
from seg.segments.outcomes.measured import AMOUNT, ORDER
from seg.segments.outcomes.sentences import Shown, answer, behind, circular, difference, inside, limits
from seg.segments.outcomes.strata import Strata, Within
from seg.segments.outcomes.thirds import Third
from seg.ui.words.english import sentences
from seg.ui.words.words import words
from tests.segments.outcomes.answers import categories, grouped, numbers, times, yes_or_no

NAMES = ("App users", "Everybody else", "Shop")
WORDS = words("en")


def said(facts):
    return [WORDS.say(fact) for fact in facts]


@pytest.fixture(scope="module")
def more():
    """App users order 6.1 a year, the others 4.2, each with the same spread."""
    spread = np.tile([-2.0, -1, 0, 1, 2], 20)
    return compare(numbers(np.concatenate([6.1 + spread, 4.2 + spread])), grouped(100, 100))


def test_the_answer_has_both_values_the_difference_and_its_interval(more):
    (sentence,) = said(answer(more, NAMES))
    assert sentence.startswith(
        "“App users” come out higher on orders than “Everybody else”: 6.1 against 4.2 on average"
    )
    assert "1.9 more (1." in sentence
    assert said(limits(more, NAMES[:2])) == [
        "This says that groups differ, not why. It does not show that being in a group brings it about."
    ]
    turned = said(answer(more, NAMES, Shown(lambda value: f"{value:.1f} EUR", lambda value: f"{value:.1f}")))
    assert "6.1 EUR against 4.2 EUR on average, 1.9 EUR more (1.5 to 2.3)" in turned[0].replace("\\", "")


def test_less_has_no_sign(more):
    gap = more.gaps[0]
    less = replace(gap, one=4.2, other=6.1, difference=-1.9, low=-2.3, high=-1.5)
    assert "1.9 less (1.5 to 2.3)" in WORDS.say(difference(replace(more, gaps=(less,)), less, NAMES))


def test_where_nothing_shows_the_smallest_visible_difference_is_said():
    x = np.tile([0.0, 1, 2, 3], 20)
    found = compare(numbers(x), grouped(40, 40))
    first, second = answer(found, NAMES)
    assert first.key == "outcome.mean.same"
    assert second["visible"] == found.gaps[0].visible
    assert "a difference under 0.7" in WORDS.say(second)
    shares = compare(yes_or_no([1, 0] * 100), grouped(100, 100))
    assert said(answer(shares, NAMES))[1].endswith("under 19 points cannot be seen.")
    several = compare(numbers(np.tile(x, 2)), grouped(40, 40, 80))
    assert [fact.key for fact in answer(several, NAMES)] == ["outcome.none_differs", "outcome.unseen.mean"]


def test_several_groups_are_spoken_of_together_first():
    x = np.concatenate([np.tile([4.0, 5, 6], 20), np.tile([1.0, 2, 3], 40)])
    first, second = said(answer(compare(numbers(x), grouped(60, 60, 60)), NAMES))
    assert first == "The 3 groups differ strongly in orders."
    assert second.startswith("“App users” come out higher on orders than all others: 5 against 2 on average, 3 more")


def test_what_the_answer_is_not_about():
    x = np.concatenate([np.tile([0.0, 1, np.nan], 20), np.tile([0.0, 1], 30), np.arange(5)])
    found = replace(compare(numbers(x), grouped(60, 60, 5), circular=True), shared=3)
    assert [fact.key for fact in limits(found, NAMES)] == [
        "outcome.not_why", "outcome.few", "outcome.shared", "outcome.unknown",
    ]  # fmt: skip
    assert "Nothing is told of Shop" in said(limits(found, NAMES))[1]
    assert circular(found)["dimension"] == "orders"


def test_what_groups_were_made_of_is_higher_only_where_the_interval_says_so():
    x = np.concatenate([np.tile([0.0, 1, 2, 3.1], 15), np.tile([0.0, 1, 2, 3], 15)])
    found = compare(numbers(x), grouped(60, 60), circular=True)
    assert answer(found, NAMES)[0].key == "outcome.mean.same"
    several = compare(numbers(x), grouped(40, 40, 40), circular=True)
    assert [fact.key for fact in answer(several, NAMES)] == ["outcome.hardly_differ"]
    apart = compare(numbers(np.concatenate([x[:60] + 3, x[60:]])), grouped(60, 60), circular=True)
    assert [fact.key for fact in answer(apart, NAMES)] == ["outcome.mean.more"]


def test_what_could_be_behind_it(more):
    third = Third("age", "number", "", 0.2, 0.3, (52.0, 38.0))
    sentence = WORDS.say(behind(replace(more, thirds=(third,)), NAMES))
    assert "also differ in age (“App users” 52, “Everybody else” 38)" in sentence
    assert "explains 30%" in sentence
    hidden = behind(replace(more, thirds=(replace(third, typical=(52.0, None)),)), NAMES)
    assert hidden.key == "outcome.behind_hidden"
    same = replace(more, gaps=tuple(replace(gap, chance=0.4) for gap in more.gaps), thirds=(third,))
    assert behind(same, NAMES) is None, "there is nothing to be behind"


def test_what_those_with_counterparts_do_not_show_is_not_explained_away():
    """All differ by 20 points; those who have counterparts by 2, with and without the third thing; or by 19."""
    (gap,) = compare(yes_or_no([1] * 70 + [0] * 30 + [1] * 50 + [0] * 50), grouped(100, 100)).gaps
    part = Within(
        (), crude=0.02, difference=0.02, low=-0.02, high=0.06, p=0.3, differ_p=None, change="same", left_out=90
    )
    there = replace(part, crude=0.19, difference=0.19, low=0.12, high=0.26)
    found = replace(compare(yes_or_no([1, 0] * 60), grouped(60, 60)), within="income")
    for of, ends in (
        (part, "unsure"),
        (there, "same"),
        (replace(there, crude=0.06, difference=0.06, low=0.01, high=0.11), "unsure"),
        (replace(part, change="gone", crude=0.19), "gone"),
        (replace(there, change="smaller", difference=0.1, low=0.05, high=0.15), "smaller"),
        (replace(part, change="smaller", crude=0.05), "unsure"),
    ):
        conclusion = inside(found, replace(gap, within=of), NAMES)[1]
        assert conclusion.key == f"outcome.within.{ends}"


def _every_comparison():
    random = np.random.default_rng(1)
    quarters = Strata("age", "number", random.integers(0, 3, 300), cuts=(1.0, 2.0))
    own = np.repeat([0.0, 0.0, 1.0], 100)
    time = random.exponential(20 + 30 * own)
    yield from (
        compare(outcome, groups, "2026-01-01", circular, quarters)
        for groups, circular in product((grouped(100, 200), grouped(100, 100, 100)), (False, True))
        for outcome in (
            numbers(random.normal(own), AMOUNT),
            replace(numbers(random.normal(own) * 50), form="date", kind="date"),
            numbers(random.integers(0, 3, 300) + own, ORDER, tuple("abcd")),
            yes_or_no(random.random(300) < 0.3 + 0.3 * own),
            categories(np.where(random.random(300) < 0.3 + 0.3 * own, 0, random.integers(1, 4, 300))),
            times(np.minimum(time, 60), time < 60),
        )
    )


def test_everything_that_can_be_said_has_words():
    for found in _every_comparison():
        names = NAMES[: len(found.groups)]
        facts = [*answer(found, names), *limits(found, names)]
        for gap in found.gaps:
            facts += [difference(found, gap, names), *inside(found, gap, names)]
        for sentence in said(facts):
            assert "{" not in sentence
        again = [Fact.from_json(json.loads(json.dumps(fact.as_json()))) for fact in facts]
        assert again == facts


def test_every_difference_is_worded_in_all_three_ways_against_a_group_and_against_all_others():
    known = sentences()
    kinds = ("mean", "date", "yes", "level", "rest", "rank", "time")
    for kind, way, end in product(kinds, ("more", "less", "same"), ("", "_than_others")):
        assert f"outcome.{kind}.{way}{end}" in known


def test_a_time_without_a_unit_is_told_with_what_it_is_counted_by():
    """Nobody of the first leaves in ten; half of the others do after five of them."""
    outcome = times([10.0] * 100 + [5.0] * 50 + [10.0] * 50, [False] * 100 + [True] * 50 + [False] * 50)
    found = compare(replace(outcome, since="tenure"), grouped(100, 100))
    assert difference(found, found.main[0], ("First", "Second"))["limit"].endswith(" (tenure)")
    months = compare(replace(outcome, since="tenure", unit="months"), grouped(100, 100))
    assert difference(months, months.main[0], ("First", "Second"))["limit"] == 10
