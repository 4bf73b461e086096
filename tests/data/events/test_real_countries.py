"""Customers of a real shop by country: what they spent, and month by month, against pandas and SciPy on the file."""

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest
from scipy import stats

from seg.core.columns import Kind
from seg.data.events.by_month import monthly
from seg.data.events.choices import Choices
from seg.data.events.compute import computed
from seg.segments.outcomes.compare import compare
from seg.segments.outcomes.groups import grouping
from seg.segments.outcomes.measured import outcome
from seg.segments.over_time import ACTIVE, AMOUNT, ORDERS, over_time
from tests.data.tables import ONLINE_RETAIL
from tests.samples import column

AS_OF, SPEND = "2011-12-09", "orders:monetary"
COUNTRIES = ("United Kingdom", "Germany", "France")
"""Each a group of its own; all others are the last one."""


@pytest.fixture(scope="module")
def lines(online_retail):
    """The lines of buyers, each once, that are a sale or take something back; with their `group` by country.

    Who bought from several countries belongs to that of the first line.
    """
    every = pd.read_csv(ONLINE_RETAIL, dtype="string[pyarrow]", engine="pyarrow").dropna(subset="CustomerID")
    every = every[(every.CustomerID != "") & ~every.Description.str.lower().str.startswith("test ")].drop_duplicates()
    quantity, price = every.Quantity.astype(int), every.UnitPrice.astype(float)
    back = (quantity < 0) | (price < 0)
    bought = (price > 0) & ~back & ~every.InvoiceNo.str.startswith("C")
    every = every.assign(value=quantity * price, back=back, month=every.InvoiceDate.str.slice(0, 7))[bought | back]
    every = every[~every.groupby("CustomerID").back.transform("all")]
    country = every.groupby("CustomerID").Country.first().map({name: at for at, name in enumerate(COUNTRIES)})
    return every.assign(group=every.CustomerID.map(country.fillna(len(COUNTRIES)).astype(int)))


@pytest.fixture(scope="module")
def group_of(online_retail, lines):
    """(n,) the group of each customer of the dataset."""
    ids = pq.read_table(online_retail.customers)["customer_id"].to_pylist()
    return lines.groupby("CustomerID").group.first().loc[ids].to_numpy()


@pytest.fixture(scope="module")
def spend(online_retail):
    files = {"orders": online_retail.events[0]}
    found = computed(online_retail.dataset, online_retail.customers, files, [SPEND], AS_OF, Choices())
    return outcome(found.values, column(SPEND, Kind.MONEY), AS_OF)


def home_and_abroad(lines):
    """What each customer of the first country spent, and each other one: sums rounded, so that equal ones are ties."""
    of_each = lines.groupby("CustomerID").agg(group=("group", "first"), value=("value", "sum")).round(6)
    return [of_each.value[(of_each.group == 0) == is_home].to_numpy() for is_home in (True, False)]


def test_spend_of_one_country_against_all_others(lines, group_of, spend):
    home, abroad = home_and_abroad(lines)
    found = compare(spend, grouping([group_of == 0], everybody_else=True), AS_OF)
    assert [group.n for group in found.groups] == [len(home), len(abroad)]
    assert [group.typical.median for group in found.groups] == pytest.approx([np.median(home), np.median(abroad)])
    mean, rank = found.gaps
    assert (mean.one, mean.other) == pytest.approx((home.mean(), abroad.mean()))
    assert mean.difference == pytest.approx(home.mean() - abroad.mean())
    assert mean.p == pytest.approx(stats.ttest_ind(home, abroad, equal_var=False).pvalue)
    more = stats.mannwhitneyu(home, abroad)
    assert rank.difference == pytest.approx(more.statistic / len(home) / len(abroad))
    assert rank.p == pytest.approx(more.pvalue)
    assert [mean.chance, rank.chance] == pytest.approx(stats.false_discovery_control([mean.p, rank.p]))


def test_where_the_difference_of_spend_is(lines, group_of, spend):
    """Few large customers abroad decide: the percentiles lie as SciPy draws them, not evenly around the difference."""
    mean = compare(spend, grouping([group_of == 0], everybody_else=True), AS_OF).gaps[0]
    drawn = stats.bootstrap(
        home_and_abroad(lines), lambda one, other, axis: one.mean(axis) - other.mean(axis), n_resamples=2_000,
        batch=200, method="percentile", rng=np.random.default_rng(1),
    ).confidence_interval  # fmt: skip
    assert (mean.low, mean.high) == pytest.approx(tuple(drawn), abs=0.1 * (drawn.high - drawn.low))
    assert mean.difference - mean.low > 1.1 * (mean.high - mean.difference)


def test_months_by_country(online_retail, lines, group_of):
    """December 2010 to November 2011: the month that ends with the file is not over."""
    k, months = len(COUNTRIES) + 1, pd.period_range("2010-12", "2011-11", freq="M").astype(str)
    (table,) = online_retail.dataset.tables
    found = monthly(group_of, k, table, online_retail.events[0], AS_OF, Choices())

    def laid(counted):
        return counted.unstack("month").reindex(index=range(k), columns=months).fillna(0).to_numpy()

    orders = lines[~lines.back].groupby(["group", "CustomerID", "InvoiceNo"]).month.min().reset_index()
    by_month = orders.groupby(["group", "month"])
    expected = {
        AMOUNT: laid(lines.groupby(["group", "month"]).value.sum()),
        ORDERS: laid(by_month.size()),
        ACTIVE: laid(by_month.CustomerID.nunique()),
    }
    assert (found.first, found.months) == (2010 * 12 + 11, 12)
    sizes = np.bincount(group_of)
    for measure, values in expected.items():
        np.testing.assert_allclose(getattr(found, measure), values, atol=1e-6)
        for series, own, n, active in zip(
            over_time(found, sizes, measure, "orders").groups,
            values / sizes[:, None],
            sizes,
            expected[ACTIVE],
            strict=True,
        ):
            shown = [None if 0 < many < 10 else pytest.approx(value) for value, many in zip(own, active, strict=True)]
            assert (series.n, list(series.values)) == (n, shown)
            slope = stats.theilslopes(own)[0]
            assert series.trend.slope == pytest.approx(slope)
