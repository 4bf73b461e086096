"""Counter-statements: the shares are counted, both ways, and none tells of few."""

from datetime import date, timedelta

import numpy as np
import pyarrow as pa
import pytest

from seg.core.columns import Kind
from seg.core.condition import Condition
from seg.core.results import Model, Solution
from seg.segments.explaining.conditions import holds
from seg.segments.fairness.counter import Counter, counter, counters
from seg.segments.fairness.overlap import overlap
from seg.segments.profiles import SHARE_KINDS, profiles
from seg.segments.small_cells import hidden_cells
from tests.samples import column, shop, with_a_hidden_total

AS_OF = "2026-01-01"


def described(customers, columns, labels):
    k = int(labels.max()) + 1
    labels = labels.astype(np.uint8)
    solution = Solution(k, labels, np.zeros((k, 1)), np.zeros(len(labels)), (), 0.0, 0.0, Model("kmeans", k, {}))
    return profiles(customers, columns, frozenset(columns), {k: solution}, AS_OF)[k]


def of(column_, values, labels, label):
    customers = pa.table({column_.label: values})
    (part,) = described(customers, {column_.label: column_}, labels)
    return counter(customers, column_, part, labels, label)


def test_older_on_average():
    """52 against 44 on average; 36 of 100 in the segment are younger than the average, and most over 50 elsewhere."""
    labels = np.repeat([0, 1], [100, 400])
    ages = np.concatenate([np.repeat([40.0, 58.75], [36, 64]), np.repeat([30.0, 53.2], [193, 207])])
    found = of(column("age", Kind.NUMBER), ages, labels, 0)
    assert (round(found.here, 1), round(found.everybody, 1)) == (52.0, 44.0)
    assert found.more
    assert not found.median
    assert found.across == pytest.approx(0.36)
    assert found.beyond == Condition("age", Kind.NUMBER, above=50)
    assert found.elsewhere == pytest.approx(207 / 271)
    assert Counter.from_json(found.as_json()) == found


def test_amounts_by_what_is_typical():
    """One large order makes a mean and no headline."""
    spend = np.concatenate([np.arange(100.0), np.arange(300, 400.0)])
    spend[0] = 1e6
    low = of(column("spend", Kind.MONEY), spend, np.repeat([0, 1], 100), 0)
    assert (low.median, low.more, low.here) == (True, False, 50.5)
    assert low.beyond.most == 200
    assert low.elsewhere == 0


def test_a_yes():
    labels = np.repeat([0, 1], 200)
    values = ["yes"] * 120 + ["no"] * 80 + ["yes"] * 60 + ["no"] * 140
    for label, more, here, elsewhere in ((0, True, 0.6, 60 / 180), (1, False, 0.7, 80 / 220)):
        found = of(column("member", Kind.BINARY, levels=("no", "yes")), values, labels, label)
        assert (found.more, found.here, found.elsewhere) == (more, here, elsewhere)
        assert found.across == pytest.approx(1 - here)
        assert found.overlap == pytest.approx(0.85)  # 60% or 30% beside the 45% of all, who have it or not
        assert found.beyond.among == (("yes",) if more else ("no",))


def test_nothing_is_told_of_few():
    """Of the segment five are known: their typical amount is nobody's to see. Of sixty, three are not so: as if ten."""
    few = np.concatenate([np.repeat([900.0, np.nan], [5, 55]), np.arange(340.0)])
    assert of(column("spend", Kind.MONEY), few, np.repeat([0, 1], [60, 340]), 0) is None
    for said in ("yes", "no"):
        values = [said] * 57 + [{"yes": "no", "no": "yes"}[said]] * 3 + ["yes", "no"] * 170
        found = of(column("member", Kind.BINARY, levels=("no", "yes")), values, np.repeat([0, 1], [60, 340]), 0)
        assert (found.here, found.across) == (50 / 60, 0.0)


def test_a_tag_and_a_level():
    labels = np.repeat([0, 1], 200)
    tags = ["wine;travel"] * 150 + ["travel"] * 50 + ["wine"] * 20 + ["travel"] * 180
    found = of(column("likes", Kind.MULTI_VALUE, separator=";"), tags, labels, 0)
    assert (found.beyond.among, found.here, found.elsewhere) == (("wine",), 0.75, 20 / 170)
    happy = ["low"] * 20 + ["high"] * 180 + ["low"] * 150 + ["high"] * 50
    found = of(column("happy", Kind.ORDINAL, levels=("low", "middle", "high")), happy, labels, 0)
    assert found.more
    assert found.beyond.among == ("high",)
    assert (found.across, found.elsewhere) == (0.1, 50 / 230)


def test_later_is_more_for_dates():
    days = [date(2025, 6, 1) + timedelta(days=at) for at in range(200)] + [date(2023, 1, 1)] * 200
    found = of(column("joined", Kind.DATE), pa.array(days), np.repeat([0, 1], 200), 0)
    assert found.more
    assert found.here > found.everybody
    assert found.beyond.above == (date(2024, 12, 31) - date(1970, 1, 1)).days
    assert (found.across, found.elsewhere) == (0, 0)


def test_every_headline_has_one():
    _, customers, truth = shop()
    from tests.samples import SHOP_COLUMNS

    columns = {each.label: each for each in SHOP_COLUMNS}
    profile = described(customers, columns, truth)
    found = counters(customers, columns, profile, truth, 3)
    told = {(each.label, each.dimension) for each in found}
    large = {(at, part.dimension) for part in profile for at in range(3) if abs(part.segments[at].effect) >= 0.5}
    assert told >= large
    for each in found:
        effect = next(part for part in profile if part.dimension == each.dimension).segments[each.label].effect
        expected = 1 - abs(each.here - each.everybody) if each.kind in SHARE_KINDS else overlap(effect)
        assert each.overlap == expected
        is_so = holds(each.beyond, customers)
        outside = int((truth[is_so] != each.label).sum())
        few = {0: 0.0, 1: 1.0}[outside >= 10] if min(outside, is_so.sum() - outside) < 10 else outside / is_so.sum()
        assert each.elsewhere == pytest.approx(few)


def test_a_total_that_the_profile_hides_is_told_here_neither():
    """As many of all customers are "Sip" as tells of the few who are so in the small segments."""
    values, labels = with_a_hidden_total()
    customers, each = pa.table({"tier": values}), column("tier", Kind.NOMINAL)
    (part,) = described(customers, {"tier": each}, labels)
    sip = part.levels.index("Sip")
    assert (part.segments[2].level, bool(hidden_cells(part)[sip, 0])) == (sip, True)
    assert counter(customers, each, part, labels, 2) is None
