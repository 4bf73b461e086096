"""What could be behind a difference is found; what could not is not named."""

import numpy as np
import pyarrow as pa
import pytest

from seg.core.columns import Kind
from seg.segments.outcomes.compare import compare, strata_of, with_thirds
from seg.segments.outcomes.thirds import explained, thirds
from tests.samples import column
from tests.segments.outcomes.answers import grouped, numbers, times

N = 400


@pytest.fixture(scope="module")
def world():
    """Age makes the difference. Height goes with the groups alone, luck with the orders alone, twice is the orders."""
    random = np.random.default_rng(7)
    own = np.repeat([0, 1], N // 2)
    age = random.normal(40 + 12 * own, 10)
    luck = random.normal(size=N)
    orders = age / 4 + 2 * luck
    kinds = dict.fromkeys(("age", "height", "luck", "twice"), Kind.NUMBER)
    kinds |= {"town": Kind.NOMINAL, "tags": Kind.MULTI_VALUE}
    town = np.where(random.random(N) < 0.2 + 0.6 * own, "Rome", "Oslo")
    table = pa.table(
        {
            "age": age,
            "height": random.normal(170 + 8 * own, 6),
            "luck": luck,
            "twice": orders * 2,
            "town": town,
            "tags": ["a"] * N,
        }
    )
    return orders, table, {label: column(label, kind) for label, kind in kinds.items()}


def test_the_one_that_could_is_named_with_what_the_groups_have(world):
    orders, table, columns = world
    outcome, groups = numbers(orders), grouped(N // 2, N // 2)
    found = with_thirds(compare(outcome, groups), outcome, groups, table, columns)
    assert found.thirds[0].dimension == "age"
    assert {"luck", "twice", "tags"}.isdisjoint(third.dimension for third in found.thirds)
    age = np.array(table["age"])
    assert found.thirds[0].typical == pytest.approx((np.median(age[:200]), np.median(age[200:])))
    inside = strata_of(table, columns["age"], outcome, groups, "")
    (gap,) = compare(outcome, groups, inside=inside).gaps
    assert abs(gap.within.difference) < abs(gap.difference) / 2
    assert strata_of(table, columns["tags"], outcome, groups, "") is None


def test_what_could_be_behind_how_long_it_took(world):
    """The older the longer, whatever the group; half of them are not waited for to the end."""
    _, table, columns = world
    random = np.random.default_rng(3)
    until, seen = random.exponential(np.exp((np.array(table["age"]) - 40) / 12)), random.exponential(2.0, N)
    outcome, groups = times(np.minimum(until, seen), until <= seen), grouped(N // 2, N // 2)
    found = with_thirds(compare(outcome, groups), outcome, groups, table, columns)
    assert found.thirds[0].dimension == "age"
    assert {"luck", "tags"}.isdisjoint(third.dimension for third in found.thirds)


def test_a_category_is_told_by_its_shares_and_not_of_few(world):
    _, table, columns = world
    own = np.repeat([0, 1], N // 2)
    town = np.array(table["town"].to_pylist())
    y = (town == "Rome") * 1.0 + np.random.default_rng(1).normal(size=N)
    (third,) = thirds(table, {"town": columns["town"]}, own, 2, y, "")
    rome = (town[:200] == third.level).mean(), (town[200:] == third.level).mean()
    assert third.typical == pytest.approx(rome)
    rare = np.where(np.arange(N) < 5, "Rome", np.where(np.arange(N) < 200, "Oslo", "Rome"))
    y = (rare == "Rome") * 1.0 + np.random.default_rng(1).normal(size=N)
    (third,) = thirds(pa.table({"town": rare}), {"town": columns["town"]}, own, 2, y, "")
    assert None in third.typical


def test_nothing_is_named_where_chance_decided():
    random = np.random.default_rng(9)
    for _ in range(30):
        table = pa.table({f"x{at}": random.normal(size=200) for at in range(10)})
        columns = {name: column(name, Kind.NUMBER) for name in table.column_names}
        assert thirds(table, columns, random.integers(0, 3, 200), 3, random.normal(size=200), "") == ()


def test_what_goes_with_the_outcome_by_chance_alone_is_not_named():
    """Thirty customers: one dimension in six would explain a tenth of the outcome by chance."""
    random = np.random.default_rng(4)
    own = np.repeat([0, 1], 15)
    named = 0
    for _ in range(200):
        table = pa.table({"height": random.normal(170 + 20 * own, 5)})
        named += bool(thirds(table, {"height": column("height", Kind.NUMBER)}, own, 2, random.normal(size=30), ""))
    assert named / 200 < 0.07


def test_explained_is_nothing_by_chance():
    random = np.random.default_rng(2)
    found = [explained(random.normal(size=60), random.integers(0, 4, 60), 4) for _ in range(200)]
    assert np.mean(found) < 0.03
    assert explained(np.repeat([0.0, 1.0], 30), np.repeat([0, 1], 30), 2) == 1.0
