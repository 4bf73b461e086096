"""Whole comparisons: the numbers of SciPy and of a hand, and nothing that would tell of few persons."""

import json

import numpy as np
import pytest
from scipy import stats

from seg.segments.grouped import cramers_v
from seg.segments.outcomes.compare import compare
from seg.segments.outcomes.figures import shares_apart, superiority
from seg.segments.outcomes.found import EVERYBODY_ELSE, Comparison
from seg.segments.outcomes.groups import Grouping
from seg.segments.outcomes.measured import AMOUNT, ORDER
from seg.segments.outcomes.sentences import answer
from seg.segments.outcomes.several import holm
from seg.segments.outcomes.strata import Strata
from tests.segments.outcomes.answers import categories, grouped, numbers, times, yes_or_no


@pytest.fixture(scope="module")
def orders():
    """60, 100 and 90 customers; the first order more, one in ten of all is not known."""
    random = np.random.default_rng(1)
    x = np.concatenate([random.lognormal(1.2, 0.8, 60), random.lognormal(0.5, 0.8, 190)])
    x[::10] = np.nan
    return x, grouped(60, 100, 90)


def test_two_groups(orders):
    x, _ = orders
    found = compare(numbers(x, AMOUNT), grouped(60, 190))
    one, other = x[:60][~np.isnan(x[:60])], x[60:][~np.isnan(x[60:])]
    mean, rank = found.gaps
    assert [(group.n, group.known, group.told) for group in found.groups] == [(60, 54, True), (190, 171, True)]
    assert (mean.one, mean.other) == pytest.approx((one.mean(), other.mean()))
    assert mean.difference == pytest.approx(mean.one - mean.other)
    assert mean.low < mean.difference < mean.high
    assert mean.p == pytest.approx(stats.ttest_ind(one, other, equal_var=False).pvalue)
    assert rank.difference == superiority(np.sort(one), np.sort(other)).value
    assert rank.p == pytest.approx(stats.mannwhitneyu(one, other, method="asymptotic").pvalue)
    assert (mean.chance, rank.chance) == pytest.approx(stats.false_discovery_control([mean.p, rank.p]))
    assert found.p is None, "the difference itself is the test"
    assert found.groups[0].typical.median == np.median(one)


def test_several_groups_are_held_against_all_others(orders):
    x, groups = orders
    found = compare(numbers(x, AMOUNT), groups)
    parts = [x[groups.labels == at] for at in range(3)]
    parts = [part[~np.isnan(part)] for part in parts]
    assert found.p == pytest.approx(stats.alexandergovern(*parts).pvalue)
    assert [(gap.group, gap.against) for gap in found.main] == [(at, EVERYBODY_ELSE) for at in range(3)]
    rest = np.concatenate(parts[1:])
    assert found.gaps[0].p == pytest.approx(stats.ttest_ind(parts[0], rest, equal_var=False).pvalue)
    assert found.gaps[0].clear
    family = [found.p, *(gap.p for gap in found.gaps)]
    rates = stats.false_discovery_control(family)
    for measure in ("mean", "rank"):
        places = [at for at, gap in enumerate(found.gaps) if gap.measure == measure]
        for at, corrected in zip(places, holm([found.gaps[at].p for at in places]), strict=True):
            assert found.gaps[at].chance == pytest.approx(max(rates[at + 1], corrected, rates[0]))


def test_each_is_held_against_one(orders):
    """By two tests of each measure, Holm's for two: the smaller p counts twice. In all five, with that of all three."""
    x, groups = orders
    found = compare(numbers(x, AMOUNT), groups, against=1)
    parts = [x[groups.labels == at][~np.isnan(x[groups.labels == at])] for at in range(3)]
    assert [(gap.group, gap.against) for gap in found.main] == [(0, 1), (2, 1)]
    means, ranks = found.gaps[:2], found.gaps[2:]
    for gap in means:
        own, other = parts[gap.group], parts[1]
        assert (gap.one, gap.other) == pytest.approx((own.mean(), other.mean()))
        assert gap.low < own.mean() - other.mean() < gap.high
        assert gap.p == pytest.approx(stats.ttest_ind(own, other, equal_var=False).pvalue)
    for gap in ranks:
        tested = stats.mannwhitneyu(parts[gap.group], parts[1], method="asymptotic")
        assert gap.p == pytest.approx(tested.pvalue)
    overall, *rates = stats.false_discovery_control([found.p, *(gap.p for gap in found.gaps)])
    for own, rated in ((means, rates[:2]), (ranks, rates[2:])):
        small, large = min(gap.p for gap in own), max(gap.p for gap in own)
        for_both = [2 * small if gap.p == small else max(2 * small, large) for gap in own]
        expected = [max(overall, rate, holm) for rate, holm in zip(rated, for_both, strict=True)]
        assert [gap.chance for gap in own] == pytest.approx(expected)
    assert [gap.clear for gap in means] == [True, False]
    turned = compare(numbers(x[:160], AMOUNT), grouped(60, 100), against=0).gaps[0]
    assert (turned.group, turned.difference) == pytest.approx((1, -means[0].difference))


def test_shares_are_held_against_one():
    """56 of 70, 48 of 80 and 45 of 75, against the last: chi-squared by pairs."""
    yes = np.repeat([1, 0, 1, 0, 1, 0], [56, 14, 48, 32, 45, 30])
    found = compare(yes_or_no(yes), grouped(70, 80, 75), against=2)
    first, second = found.gaps
    assert (first.one, first.other, second.one, second.other) == (0.8, 0.6, 0.6, 0.6)
    assert second.p == pytest.approx(1)
    assert first.p == pytest.approx(stats.chi2_contingency([[56, 14], [45, 30]], correction=False).pvalue)
    all_three = stats.chi2_contingency([[56, 14], [48, 32], [45, 30]], correction=False).pvalue
    assert found.p == pytest.approx(all_three)
    rates = stats.false_discovery_control([all_three, first.p, second.p])
    assert first.chance == pytest.approx(max(rates[0], rates[1], 2 * first.p))


def test_nobody_is_held_against_too_few():
    found = compare(numbers(np.arange(109.0)), grouped(50, 9, 50), against=1)
    assert not found.told
    assert [fact.key for fact in answer(found, "abc")] == ["outcome.reference_few"]
    (gap,) = compare(numbers(np.arange(109.0)), grouped(50, 9, 50), against=0).gaps
    assert (gap.group, gap.against) == (2, 0)
    of_few = compare(numbers(np.arange(68.0)), grouped(9, 50, 9), against=1)
    assert [fact.key for fact in answer(of_few, "abc")] == ["outcome.too_few"], "it is the others that are few"


def test_holm_by_hand():
    assert holm([0.01, None, 0.04, 0.03, 0.005]) == pytest.approx((0.03, None, 0.06, 0.06, 0.02))
    assert holm([0.9, 0.8]) == (1.0, 1.0)


def test_shares():
    yes = np.repeat([1, 0, 1, 0], [56, 14, 48, 32])
    (gap,) = compare(yes_or_no(yes), grouped(70, 80)).gaps
    theirs = shares_apart(56, 70, 48, 80)
    assert (gap.one, gap.other, gap.difference, gap.low, gap.high) == (0.8, 0.6, theirs.value, theirs.low, theirs.high)
    assert gap.p == pytest.approx(stats.chi2_contingency([[56, 14], [48, 32]], correction=False).pvalue)
    assert gap.visible == pytest.approx(0.2, abs=0.03)


def test_categories_level_by_level():
    codes = np.concatenate([np.repeat([0, 1, 2], [50, 30, 20]), np.repeat([0, 1, 2], [60, 120, 120])])
    found = compare(categories(codes, "abc"), grouped(100, 300))
    table = np.array([[50, 30, 20], [60, 120, 120]])
    assert found.p == pytest.approx(stats.chi2_contingency(table, correction=False).pvalue)
    assert found.separation == pytest.approx(cramers_v(table))
    assert [(found.levels[gap.level], gap.one, gap.other) for gap in found.gaps] == [
        ("a", 0.5, 0.2), ("b", 0.3, 0.4), ("c", 0.2, 0.4)
    ]  # fmt: skip


def test_of_two_levels_one_says_it_all():
    found = compare(categories(np.repeat([0, 1, 0, 1], [60, 40, 30, 70]), "ab"), grouped(100, 100))
    assert [gap.level for gap in found.gaps] == [0]
    assert found.p is None


def test_ordered_levels_are_compared_by_rank_alone():
    x = np.concatenate([np.repeat([0, 1, 2], [10, 30, 60]), np.repeat([0, 1, 2], [60, 30, 10])])
    (gap,) = compare(numbers(x, ORDER, ("low", "mid", "high")), grouped(100, 100)).gaps
    assert (gap.measure, gap.more, gap.clear) == ("rank", True, True)
    assert gap.difference == pytest.approx(
        0.6 * 0.6 + 0.6 * 0.3 + 0.5 * (0.1 * 0.6 + 0.3 * 0.3 + 0.6 * 0.1) + 0.3 * 0.6
    )


def test_times():
    random = np.random.default_rng(2)
    until, seen = np.concatenate([random.exponential(20, 80), random.exponential(60, 80)]), random.uniform(20, 90, 160)
    found = compare(times(np.minimum(until, seen), until <= seen), grouped(80, 80))
    (gap,) = found.gaps
    assert found.limit > 20
    assert gap.one < gap.other < found.limit
    assert gap.clear
    assert found.groups[0].typical.median < 30
    assert found.groups[0].curve.times[-1] <= found.limit


def test_what_groups_were_made_of_is_not_tested(orders):
    x, groups = orders
    inside = Strata("age", "number", np.arange(250) % 3, cuts=(1.0, 2.0))
    found = compare(numbers(x), groups, circular=True, inside=inside)
    assert found.gaps[0].low > 0
    assert {found.p, found.chance, *(gap.p for gap in found.gaps), *(gap.chance for gap in found.gaps)} == {None}
    assert {part for gap in found.gaps for part in (gap.visible, gap.within.p, gap.within.differ_p)} == {None}


def test_groups_of_few_are_compared_with_nobody():
    """Nine are too few; and their numbers cannot be worked out from what is said of the others."""
    x = np.arange(109.0)
    found = compare(numbers(x), grouped(50, 9, 50))
    assert [group.told for group in found.groups] == [True, False, True]
    (gap,) = found.gaps
    assert (gap.group, gap.against, gap.other) == (0, 2, x[59:].mean())
    assert not compare(numbers(x[:59]), grouped(50, 9)).told


@pytest.mark.parametrize(
    ("yes", "share"), [(0, 0.0), (1, 0.1), (9, 0.1), (10, 0.1), (90, 0.9), (91, 0.9), (99, 0.9), (100, 1.0)]
)
def test_few_who_say_yes_or_no_are_told_as_a_bound(yes, share):
    (gap,) = compare(yes_or_no([1] * yes + [0] * (100 - yes) + [1] * 50 + [0] * 50), grouped(100, 100)).gaps
    assert (gap.one, gap.other, gap.bound) == (share, 0.5, yes not in (0, 10, 90, 100))
    assert gap.p == pytest.approx(stats.chi2_contingency([[share * 100, 100 - share * 100], [50, 50]], False).pvalue)


def test_a_bound_never_makes_a_difference():
    """Five of twenty are fewer than eleven of forty, but ten of twenty would be more."""
    assert not compare(yes_or_no([1] * 5 + [0] * 15 + [1] * 11 + [0] * 29), grouped(20, 40)).told
    assert not compare(yes_or_no([1] * 5 + [0] * 6 + [1] * 20 + [0] * 20), grouped(11, 40)).told, "few either way"


def test_nobody_is_held_against_a_bound():
    """Or from what is said of the other two groups, the five of the third could be worked out."""
    yes = [1] * 40 + [0] * 60 + [1] * 20 + [0] * 80 + [1] * 5 + [0] * 95
    first, second, third = compare(yes_or_no(yes), grouped(100, 100, 100)).gaps
    assert (first.one, first.other, second.other) == (0.4, 0.2, 0.4)
    assert (third.one, third.other, third.bound) == (0.1, 0.3, True)


def test_a_bound_cannot_be_worked_out_from_the_other_levels():
    codes = np.concatenate([np.repeat([0, 1, 2], [61, 34, 5]), np.repeat([0, 1, 2], [20, 50, 30])])
    found = compare(categories(codes, "abc"), grouped(100, 100))
    assert found.groups[0].typical.shares == pytest.approx((0.61, 0.3, 0.1))
    assert [(gap.level, gap.one, gap.bound) for gap in found.gaps] == [(0, 0.61, False), (2, 0.1, True)]


def test_many_customers_are_pulled_in():
    random = np.random.default_rng(3)
    x = random.lognormal(2, 1, 24_000)
    x[0] = 1e9
    found = compare(numbers(x, AMOUNT), grouped(12_000, 12_000))
    mean = found.gaps[0]
    assert abs(mean.difference) < 1, "one customer does not decide"
    assert found.pulled_in[1] < 500
    assert mean.difference == pytest.approx(mean.one - mean.other)
    assert (mean.low + mean.high) / 2 == pytest.approx(mean.difference)


def test_where_nothing_varies():
    found = compare(numbers(np.ones(60)), grouped(30, 30))
    assert (found.gaps[0].difference, found.gaps[0].low, found.gaps[0].p, found.gaps[0].visible) == (
        0.0,
        0.0,
        None,
        None,
    )
    assert not found.gaps[0].clear
    apart = compare(numbers(np.repeat([1.0, 2.0], 30)), grouped(30, 30))
    assert apart.gaps[0].clear


def test_comes_back_from_json(orders):
    x, groups = orders
    inside = Strata("age", "number", np.arange(250) % 3, cuts=(1.0, 2.0))
    found = compare(numbers(x, AMOUNT), groups, "2026-01-01", inside=inside)
    assert found.gaps[0].within is not None
    assert Comparison.from_json(json.loads(json.dumps(found.as_json()))) == found


def _screen(random, at):
    """One screen where chance alone decided: any form, two to six groups, looked into within quarters or not."""
    n, k = 300, int(random.integers(2, 7))
    groups = Grouping(random.integers(0, k, n).astype(np.int16), k)
    quarters = Strata("age", "number", random.integers(0, 4, n), cuts=(1.0, 2.0, 3.0))
    outcome = (
        lambda: numbers(random.lognormal(0, 1, n), AMOUNT),
        lambda: numbers(random.normal(size=n)),
        lambda: yes_or_no(random.random(n) < 0.4),
        lambda: categories(random.integers(0, 4, n)),
        lambda: numbers(random.integers(0, 5, n), ORDER, tuple("abcde")),
    )[at % 5]()
    return compare(outcome, groups, inside=quarters if at % 2 else None, drawn=2)


def _claims(found):
    chances = [found.chance, *(gap.chance for gap in found.gaps)]
    chances += [c for gap in found.gaps if gap.within for c in (gap.within.chance, gap.within.differ_chance)]
    return [chance for chance in chances if chance is not None and chance < 0.05]


def test_of_500_screens_where_chance_decided_no_more_than_5_in_100_claim_anything():
    random = np.random.default_rng(11)
    claiming = sum(bool(_claims(_screen(random, at))) for at in range(500))
    assert claiming / 500 <= 0.05
    assert claiming / 500 >= 0.01, "and it is not that nothing is ever claimed"
