"""Who is picked, and how they differ, as a worker finds it out; of kept members whatever becomes of the map."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from scipy.stats import mannwhitneyu

from seg.core.columns import Kind
from seg.core.condition import Condition
from seg.core.errors import SegError
from seg.core.recipe import Filter
from seg.core.selection import Selection
from seg.tasks import kept, segments, selections
from seg.tasks.desk import workspace
from tests import small_shop as world
from tests import tea_shop as tea

EVERYWHERE = ((-9.0, -9.0), (9.0, -9.0), (9.0, 9.0), (-9.0, 9.0))
BEST = Selection("segments", segments=("s1",))


@pytest.fixture
def recipe(shop):
    return world.recipe_of(shop)


@pytest.fixture
def solved(recipe):
    return kept.kept_solutions(workspace(), recipe)


@pytest.fixture
def circled(recipe, solved):
    """Keeps the customers of these rows of the file: `circled(rows)`."""
    segmentation = world.segmentation(recipe)

    def keep(rows):
        area = Selection("area", "a map of last year", EVERYWHERE)
        return replace(area, own=workspace().add_own_segment(segmentation.id, area, np.asarray(rows)).id)

    return keep


def asked(recipe, one, other=None, k=3):
    """The contrast that the task leaves."""
    ids = kept.kept_solutions(workspace(), recipe).solutions.by_k[k].ids
    selections.contrast(
        {"recipe": recipe.as_json(), "k": k, "ids": list(ids), "one": one.as_json(),
         "other": other.as_json() if other else None},
        world.silent,
    )  # fmt: skip
    return selections.kept_contrast(workspace(), selections.contrast_key(recipe, k, ids, one, other))


def mask(recipe, selection, solved, k=3):
    solution = solved.solutions.by_k[k]
    return selections.mask_of(workspace(), recipe, selection, solved.rows, solution.labels, solution.ids)


def test_members_by_segment_and_one_by_one(recipe, solved, circled):
    solution = solved.solutions.by_k[3]
    assert (mask(recipe, BEST, solved) == (solution.labels == solution.ids.index("s1"))).all()
    assert sorted(solved.rows[mask(recipe, circled([4, 7]), solved)].tolist()) == [4, 7]


def test_members_that_are_not_there_any_more_are_said(recipe, solved):
    with pytest.raises(SegError, match="own_segment_unknown"):
        mask(recipe, Selection("own", own="gone"), solved)


def test_who_fulfils_a_rule(recipe, solved):
    """Kind 1, every third row from the second, lives in Poland; ages are 20 and more by row."""
    poles = Condition("country", Kind.NOMINAL, among=("Poland",))
    older = Condition("age", Kind.NUMBER, above=29.0)
    found = mask(recipe, Selection("rule", conditions=(poles, older)), solved)
    assert sorted(solved.rows[found].tolist()) == list(range(10, 30, 3))
    with pytest.raises(SegError, match="dimensions_unknown"):
        mask(recipe, Selection("rule", conditions=(replace(older, dimension="weather"),)), solved)


def test_a_rule_is_counted_as_the_recipe_counts(tea_shop):
    """By March the regulars had ordered twice, by the last day six times; the others never came so often."""
    rule = Selection("rule", conditions=(Condition("orders:frequency", Kind.COUNT, above=3.0, whole=True),))
    rows = np.arange(30)
    count = lambda as_of: selections.mask_of(  # noqa: E731
        workspace(), replace(tea_shop.recipe, as_of=as_of), rule, rows, np.zeros(30, np.uint8), ("s1",)
    ).sum()
    assert (count("2024-03-01"), count(tea_shop.recipe.as_of)) == (0, 15)


def test_one_kind_of_customers_against_everybody_else(recipe, circled):
    """Kind 0, every third row, comes daily (100 and more visits) and lives on Malta."""
    found = asked(recipe, circled(range(0, 30, 3)))
    assert (found.sizes, found.shared) == ((10, 20), 0)
    by_name = {part.dimension: part for part in found.differences}
    assert (by_name["visits"].one.median, by_name["visits"].other.median) == (104.5, 12.0)
    assert by_name["country"].levels[by_name["country"].level] == "Malta"
    assert (by_name["visits"].forming, by_name["visits"].p, by_name["age"].forming) == (True, None, False)
    assert by_name["age"].p > 0.05


def test_two_groups_and_who_is_in_both(recipe, circled):
    one, other = circled(range(12)), circled(range(10, 24))
    found = asked(recipe, one, other)
    assert (found.sizes, found.shared) == ((10, 12), 2)
    inner = asked(recipe, circled(range(30)), circled(range(10)))
    assert (inner.sizes, inner.shared) == ((20, 10), 10)


def test_too_few_for_numbers(recipe, circled):
    assert asked(recipe, circled(range(9))).few


def test_who_is_filtered_out_counts_nowhere(recipe, circled):
    fewer = replace(recipe, filters=(Filter("country", ("Netherlands", "Poland")),))
    segments.solve({"recipe": fewer.as_json()}, world.silent)
    found = asked(fewer, circled([*range(1, 30, 3), 0, 3]))
    assert found.sizes == (10, 10)
    visits = next(part for part in found.differences if part.dimension == "visits")
    assert (visits.one.median, visits.other.median) == (24.5, 3.0)


def test_the_number_of_segments_matters_only_to_segments(recipe):
    kept_ones = Selection("own", own="x")
    key = lambda one, k, ids: selections.contrast_key(recipe, k, ids, one, None)  # noqa: E731
    assert key(kept_ones, 3, ("a",)) == key(kept_ones, 5, ("b",))
    assert key(BEST, 3, ("a",)) != key(BEST, 5, ("a",))
    assert key(BEST, 3, ("a",)) != key(BEST, 3, ("b",))
    assert key(kept_ones, 3, ()) != selections.contrast_key(replace(recipe, describing=()), 3, (), kept_ones, None)
    assert key(kept_ones, 3, ()) != selections.contrast_key(recipe, 3, (), kept_ones, BEST)


def test_segments_that_are_not_computed_are_said(recipe):
    other = {**recipe.as_json(), "seed": 1}
    arguments = {"recipe": other, "k": 3, "ids": [], "one": BEST.as_json(), "other": None}
    with pytest.raises(SegError, match="not_computed"):
        selections.contrast(arguments, world.silent)


def test_dimensions_that_come_from_events(tea_shop):
    """Those who come each month against all others, each counted by pandas: a row that stands there twice counts once,
    what went back and what was cancelled is no order."""
    area = Selection("area", "a map of last year", EVERYWHERE)
    own = workspace().add_own_segment(tea_shop.id, area, np.arange(tea.REGULARS)).id
    found = asked(tea_shop.recipe, replace(area, own=own), k=2)
    orders = pd.DataFrame(list(tea.rows()), columns=tea.HEADER).drop_duplicates().query("status == 'paid'")
    end = pd.Timestamp(tea.AS_OF)
    orders["days"] = (end - pd.to_datetime(orders.ordered_at).dt.normalize()).dt.days
    each = orders.groupby("customer_id")
    expected = {
        "orders:frequency": each.order_id.nunique(),
        "orders:recency_days": each.days.min(),
        "orders:monetary(days=90)": orders.amount.where(orders.days < 90, 0).groupby(orders.customer_id).sum(),
    }
    assert (found.sizes, found.as_of) == ((15, 15), tea.AS_OF)
    assert {part.dimension for part in found.differences} == set(expected)
    for part in found.differences:
        values = expected[part.dimension]
        one, other = (values[values.index.str.startswith(letter)] for letter in "AB")
        for typical, theirs in ((part.one, one), (part.other, other)):
            assert (typical.n, typical.mean, typical.median) == (15, pytest.approx(theirs.mean()), theirs.median())
        assert np.sign(part.effect) == np.sign(one.mean() - other.mean())
        assert part.stands_out
        forms = part.dimension in tea.RECIPE["forming"]
        p = None if forms else pytest.approx(mannwhitneyu(one, other, method="asymptotic").pvalue)
        assert (part.forming, part.p) == (forms, p)
