"""How two groups differ: the numbers of a hand, those of the profiles, and nothing that would tell of few persons."""

import json

import numpy as np
import pyarrow as pa
import pytest
from scipy import stats

from seg.core.columns import Kind
from seg.core.results import Model, Solution
from seg.segments.contrast import NEITHER, ONE, OTHER, Contrast, contrast, sides
from seg.segments.profiles import profiles
from tests.samples import SHOP_COLUMNS, column, shop

COLUMNS = {each.label: each for each in SHOP_COLUMNS}
FORMING = frozenset({"spend", "channel"})
AS_OF = "2026-01-01"


@pytest.fixture(scope="module")
def world():
    """Customers of three groups: the wine lovers are one, the rest the other; and the contrast of these."""
    _, customers, truth = shop(per_group=600)
    labels = np.where(truth == 0, ONE, OTHER).astype(np.uint8)
    return customers, labels, contrast(customers, COLUMNS, FORMING, labels, AS_OF)


def as_text(found):
    """A hidden share is no number, and equals nothing."""
    return json.dumps(found.as_json())


def of(found, label):
    return next(part for part in found.differences if part.dimension == label)


def compared(values, kind, labels, **words):
    """The one difference of a single dimension that describes."""
    table = pa.table({"d": pa.array(values)})
    return contrast(table, {"d": column("d", kind, **words)}, frozenset(), np.asarray(labels, np.uint8), AS_OF)


def test_the_planted_differences_come_first(world):
    _, _, found = world
    assert found.sizes == (600, 2100)
    assert {part.dimension for part in found.differences} == set(COLUMNS)
    assert [part.marker for part in found.differences] == sorted((p.marker for p in found.differences), reverse=True)
    assert all(part.stands_out for part in found.differences)
    assert of(found, "spend").one.median > 700 > 300 > of(found, "spend").other.median
    channel = of(found, "channel")
    assert channel.levels[channel.level] == "shop"
    assert channel.effect > 1


@pytest.mark.parametrize("label", list(COLUMNS))
def test_values_and_effects_are_those_of_a_profile_of_two_segments(world, label):
    customers, labels, found = world
    solution = Solution(2, labels, np.zeros((2, 1)), labels, ("a", "b"), 0.0, 0.0, Model("kmeans", 2, {}))
    (part,) = profiles(customers, {label: COLUMNS[label]}, FORMING, {2: solution}, AS_OF)[2]
    mine, (one, other) = of(found, label), part.segments
    for ours, theirs in ((mine.one, one), (mine.other, other)):
        assert (ours.n, ours.mean, ours.median, ours.lower, ours.upper) == pytest.approx(
            (theirs.n, theirs.mean, theirs.median, theirs.lower, theirs.upper)
        )
        hidden = np.isnan(ours.shares)
        assert np.array(ours.shares)[~hidden] == pytest.approx(np.array(theirs.shares)[~hidden])
    if mine.level is None or mine.level == one.level == other.level:
        assert mine.effect == pytest.approx(one.effect - other.effect)


def test_only_what_describes_is_tested_and_all_tests_are_counted(world):
    customers, labels, found = world
    assert {part.dimension for part in found.differences if part.p is None} == FORMING
    ages = np.array([np.nan if age is None else age for age in customers["age"].to_pylist()])
    one, other = ages[(labels == ONE) & ~np.isnan(ages)], ages[(labels == OTHER) & ~np.isnan(ages)]
    assert of(found, "age").p == pytest.approx(stats.ttest_ind(one, other, equal_var=False).pvalue, rel=1e-6)
    orders = customers["orders"].to_numpy()
    by_rank = stats.mannwhitneyu(orders[labels == ONE], orders[labels == OTHER], method="asymptotic").pvalue
    assert of(found, "orders").p == pytest.approx(by_rank, rel=1e-6)
    tested = [part for part in found.differences if part.p is not None]
    assert [part.q for part in tested] == pytest.approx(stats.false_discovery_control([part.p for part in tested]))


def test_by_hand():
    """Means 2 and 5 in twenty and twenty: the sd of both together is 1.5, and 3 is more than half of 5."""
    found = compared([2.0] * 20 + [5.0] * 20, Kind.NUMBER, [ONE] * 20 + [OTHER] * 20)
    (part,) = found.differences
    assert (part.one.median, part.other.mean, part.effect, part.marker) == (2.0, 5.0, -2.0, True)
    assert part.p < 1e-8, "ranks say so where nothing varies within"


def test_a_share_by_hand():
    """15 of 20 against 15 of 60 say yes: 30 of 80 together."""
    values = ["yes"] * 150 + ["no"] * 50 + ["yes"] * 150 + ["no"] * 450
    part = compared(values, Kind.BINARY, [ONE] * 200 + [OTHER] * 600, levels=("no", "yes")).differences[0]
    assert (part.one.shares, part.other.shares, part.level) == ((0.25, 0.75), (0.25 * 3, 0.25), 1)
    assert part.effect == pytest.approx(0.5 / np.sqrt(0.375 * 0.625))
    table = [[50, 150], [450, 150]]
    assert part.p == pytest.approx(stats.chi2_contingency(table, correction=False).pvalue)


@pytest.mark.parametrize(("yes", "told"), [(0, (0.0, "")), (1, (0.1, "under")), (9, (0.1, "under")), (10, (0.1, "")),
                                           (90, (0.9, "")), (91, (0.9, "over")), (99, (0.9, "over")),
                                           (100, (1.0, ""))])  # fmt: skip
def test_a_share_of_few_persons_is_told_as_a_bound(yes, told):
    values = ["yes"] * yes + ["no"] * (100 - yes) + ["yes"] * 50 + ["no"] * 50
    (part,) = compared(values, Kind.BINARY, [ONE] * 100 + [OTHER] * 100, levels=("no", "yes")).differences
    assert (part.one.shares[1], part.bounds[0]) == told
    exact = told[1] == ""
    assert np.isnan(part.one.shares[0]) != exact, "the rest of the whole would tell"
    assert part.effect == pytest.approx((told[0] - 0.5) / np.sqrt((told[0] + 0.5) / 2 * (1 - (told[0] + 0.5) / 2)))


@pytest.mark.parametrize(
    ("one", "other", "way"),
    [
        ((1, 20), (9, 100), 0),  # under 50 % may be less than under 10 %, and is: 5 % against 9 %
        ((1, 25), (20, 100), 0),  # under 40 % is less than 20 %
        ((3, 20), (0, 100), 0),  # and may be hardly more than nobody
        ((19, 25), (80, 100), 0),  # over 60 % may be more than 80 %
        ((3, 100), (30, 100), -1),  # under 10 % is less than 30 %
        ((95, 100), (3, 100), 1),  # over 90 % is more than under 10 %
    ],
)
def test_a_bound_is_no_difference_where_it_leaves_open_who_has_more(one, other, way):
    (yes, some), (more, others) = one, other
    values = ["yes"] * yes + ["no"] * (some - yes) + ["yes"] * more + ["no"] * (others - more)
    labels = [ONE] * some + [OTHER] * others
    (part,) = compared(values, Kind.BINARY, labels, levels=("no", "yes")).differences
    assert np.sign(part.effect) == way
    assert part.marker == (way != 0)


def test_a_share_that_is_small_either_way_is_not_told():
    values = ["yes"] * 6 + ["no"] * 6 + ["yes"] * 50 + ["no"] * 50
    (part,) = compared(values, Kind.BINARY, [ONE] * 12 + [OTHER] * 100, levels=("no", "yes")).differences
    assert not part.told
    assert np.isnan(part.one.shares).all()


def test_nothing_differs_where_chance_decided():
    random = np.random.default_rng(3)
    table = pa.table({f"x{at}": random.normal(size=400) for at in range(20)})
    columns = {name: column(name, Kind.NUMBER) for name in table.column_names}
    found = contrast(table, columns, frozenset(), random.integers(0, 2, 400).astype(np.uint8), AS_OF)
    assert not any(part.stands_out for part in found.differences)


def test_a_large_difference_of_few_customers_is_not_believed():
    values = [0.0, 1.0] * 5 + [0.0] * 7 + [1.0] * 3
    part = compared(values, Kind.NUMBER, [ONE] * 10 + [OTHER] * 10).differences[0]
    assert abs(part.effect) >= 0.3
    assert part.q > 0.05
    assert not part.stands_out


@pytest.mark.parametrize("labels", [[ONE] * 9 + [OTHER] * 50, [OTHER] * 9 + [ONE] * 50, [OTHER] * 59])
def test_groups_that_are_too_small_get_no_numbers(labels):
    found = compared(np.arange(59.0), Kind.NUMBER, labels)
    assert found.few
    assert found.differences == ()


def test_where_too_few_are_known_nothing_is_told():
    values = [1.0] * 9 + [None] * 11 + [2.0] * 30
    part = compared(values, Kind.NUMBER, [ONE] * 20 + [OTHER] * 30).differences[0]
    assert not part.told
    assert (part.one.n, part.one.mean, part.p, part.effect) == (0, None, None, 0.0)


def test_small_cells_are_hidden_and_cannot_be_worked_out():
    """Three of a hundred live on Gozo: neither they nor, from the rest of the sum, their number is told."""
    values = ["Malta"] * 50 + ["Sicily"] * 37 + ["Crete"] * 10 + ["Gozo"] * 3
    values += ["Malta"] * 25 + ["Sicily"] * 30 + ["Crete"] * 25 + ["Gozo"] * 20
    (part,) = compared(values, Kind.NOMINAL, [ONE] * 100 + [OTHER] * 100).differences
    one, other = (dict(zip(part.levels, side.shares, strict=True)) for side in (part.one, part.other))
    assert part.levels[part.level] == "Malta"
    assert (one["Malta"], one["Sicily"]) == (0.5, 0.37)
    assert np.isnan([one["Gozo"], one["Crete"]]).all()
    assert list(other.values()) == pytest.approx([0.25, 0.3, 0.25, 0.2])


def test_tags_are_looked_at_one_by_one():
    values = ["wine;sport"] * 30 + ["wine"] * 30 + ["sport"] * 60
    (part,) = compared(values, Kind.MULTI_VALUE, [ONE] * 60 + [OTHER] * 60, separator=";").differences
    assert part.levels[part.level] == "wine"
    assert (part.one.shares[part.level], part.other.shares[part.level]) == (1.0, 0.0)
    table = [[60, 0], [0, 60]]
    assert part.p == pytest.approx(2 * stats.chi2_contingency(table, correction=False).pvalue)


def test_who_is_in_neither_group_counts_nowhere(world):
    customers, labels, found = world
    twice = pa.concat_tables([customers, customers])
    again = contrast(twice, COLUMNS, FORMING, np.append(labels, np.full(len(labels), NEITHER)), AS_OF)
    assert as_text(again) == as_text(found)


def test_who_is_in_both_is_left_out_unless_one_group_is_inside_the_other():
    masks = np.array([[1, 1, 1, 0, 0], [0, 1, 1, 1, 0], [0, 1, 1, 0, 0], [1, 1, 1, 1, 1]], bool)
    first, second, inner, everybody = masks
    assert sides(first, second).tolist() == [ONE, NEITHER, NEITHER, OTHER, NEITHER]
    assert sides(first, inner).tolist() == [ONE, OTHER, OTHER, NEITHER, NEITHER]
    assert sides(inner, first).tolist() == [OTHER, ONE, ONE, NEITHER, NEITHER]
    assert sides(first, ~first).tolist() == [ONE, ONE, ONE, OTHER, OTHER]
    assert sides(everybody, everybody).tolist() == [OTHER] * 5, "nobody is left to be the first"


def test_comes_back_from_json(world):
    _, _, found = world
    again = Contrast.from_json(json.loads(json.dumps(found.as_json())))
    assert as_text(again) == as_text(found)
    assert [part.told for part in again.differences] == [part.told for part in found.differences]
