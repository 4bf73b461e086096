"""What segments are: typical values against pandas and by hand."""

import json
from datetime import date

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from scipy.stats import chi2_contingency, kruskal

from seg.core.columns import Kind
from seg.core.results import Model, Solution
from seg.segments.profiles import DimensionProfile, Typical, markers_per_segment, membership, profiles, strength
from tests.samples import SHOP_COLUMNS, column, shop
from tests.segments import every_kind

AS_OF = "2026-01-01"


def labelled(labels, k):
    """A solution of which only the labels matter."""
    return Solution(
        k,
        np.asarray(labels, np.uint8),
        np.zeros((k, 1)),
        np.zeros(len(labels), np.uint8),
        (),
        0.0,
        0.0,
        Model("kmeans", k, {}),
    )


def profile(values, kind, labels, k=2, **words):
    """The profile of one column over these labels."""
    each = column("x", kind, **words)
    return profiles(pa.table({"x": values}), {"x": each}, frozenset({"x"}), {k: labelled(labels, k)}, AS_OF)[k][0]


@pytest.mark.parametrize(("kind", "value"), [(Kind.MONEY, 7.0), (Kind.NUMBER, 0.1), (Kind.COUNT, 3.0)])
def test_what_all_have_alike_sets_nobody_apart(kind, value):
    """Means of many equal numbers differ in their last digit: that is no difference."""
    found = profile([value] * 400, kind, np.arange(400) % 7 // 3, 3)
    assert found.separation == 0
    assert [abs(part.effect) < 1e-9 for part in found.segments] == [True] * 3


def test_numbers_by_hand():
    found = profile([1.0, 3, None, 10, 20, 30], Kind.MONEY, [0, 0, 0, 1, 1, 1])
    low, high = found.segments
    assert (found.overall.n, low.n, high.n) == (5, 2, 3)
    assert (low.mean, low.median, high.mean, high.median) == (2, 2, 20, 20)
    assert (low.lower, low.upper) == (1.5, 2.5)
    assert (low.index, high.index) == (pytest.approx(100 * 2 / 12.8), pytest.approx(100 * 20 / 12.8))
    assert low.effect < 0 < high.effect
    assert low.marker
    assert high.marker


def test_shares_by_hand():
    found = profile([*"aaabbb", None], Kind.NOMINAL, [0, 0, 0, 0, 1, 1, 1])
    assert found.levels == ("a", "b")
    assert found.overall.shares == (0.5, 0.5)
    assert found.segments[0].shares == (0.75, 0.25)
    assert found.segments[1].shares == (0, 1)
    assert found.segments[1].n == 2
    assert found.levels[found.segments[1].level] in "ab"
    assert abs(found.segments[1].effect) == pytest.approx(1)


def test_a_binary_speaks_of_its_yes():
    found = profile(["no", "yes", "no", "no"], Kind.BINARY, [0, 0, 1, 1], levels=("no", "yes"))
    assert found.levels[found.segments[0].level] == "yes"
    assert (found.segments[0].index, found.segments[1].index) == (200, 0)


def test_dates_are_days_before_and_ordinals_positions_without_an_index():
    joined = profile([date(2025, 12, 31), date(2025, 12, 30), None, date(2025, 12, 2)], Kind.DATE, [0, 0, 1, 1])
    assert [part.mean for part in joined.segments] == [1.5, 30]
    assert joined.segments[0].index is None
    size = profile(["S", "L", "L", "M"], Kind.ORDINAL, [0, 0, 1, 1], levels=("S", "M", "L"))
    assert size.levels == ("S", "M", "L")
    assert [part.mean for part in size.segments] == [1, 1.5]
    unordered = profile(["S", "L", "L", "M"], Kind.ORDINAL, [0, 0, 1, 1])
    assert unordered.levels == ("L", "M", "S")
    assert [part.n for part in unordered.segments] == [2, 2]


def test_a_value_that_can_be_negative_has_no_index():
    found = profile([-5.0, 5, 10, 20], Kind.MONEY, [0, 0, 1, 1])
    assert [part.index for part in found.segments] == [None, None]


@pytest.mark.parametrize("kind", [each.kind for each in SHOP_COLUMNS])
@pytest.mark.parametrize("levels", [(), ("no", "yes")])
def test_a_column_without_values_and_a_segment_without_customers_have_a_profile(kind, levels, recwarn):
    empty = profile(pa.nulls(6), kind, [0, 0, 0, 1, 1, 1], k=3, levels=levels)
    assert (empty.overall.n, [part.n for part in empty.segments], empty.separation) == (0, [0, 0, 0], 0)
    same = profile(
        ["yes"] * 6 if kind not in (Kind.MONEY, Kind.COUNT, Kind.NUMBER, Kind.DATE) else pa.nulls(6), kind, [0] * 6
    )
    assert same.separation == 0
    assert not recwarn.list


def test_separation_is_the_share_that_segments_explain():
    random = np.random.default_rng(0)
    labels = random.integers(3, size=600)
    money = np.exp(random.normal(size=600) + labels)
    h = kruskal(*(money[labels == label] for label in range(3))).statistic
    assert profile(money, Kind.MONEY, labels, 3).separation == pytest.approx(h / 599)
    noise = [f"c{code}" for code in random.integers(4, size=600)]
    assert profile(noise, Kind.NOMINAL, labels, 3).separation < 0.1
    assert profile([f"c{label}" for label in labels], Kind.NOMINAL, labels, 3).separation == pytest.approx(1, abs=0.01)
    tags = ["x;y" if label == 2 else "y" for label in labels]
    assert profile(tags, Kind.MULTI_VALUE, labels, 3, separator=";").separation == pytest.approx(1, abs=0.01)


def test_what_sets_apart_strongly_stands_before_what_does_so_clearly():
    """V .45 is a larger number than eta squared .20, and a smaller difference."""
    labels = np.repeat([0, 1], 200)
    answers = np.r_[np.repeat(["yes", "no"], [160, 40]), np.repeat(["yes", "no"], [70, 130])]
    ages = labels + np.tile([-1.0, 1.0], 200)
    table, columns = pa.table({"app": answers, "age": ages}), {"app": Kind.BINARY, "age": Kind.NUMBER}
    columns = {label: column(label, kind, levels=("no", "yes")) for label, kind in columns.items()}
    age, app = profiles(table, columns, frozenset(), {2: labelled(labels, 2)}, AS_OF)[2]
    assert (age.dimension, age.words, app.words) == ("age", "strongly", "clearly")
    assert age.separation == pytest.approx(0.2)
    assert app.separation > 0.4


@pytest.mark.parametrize(
    ("separation", "kind", "levels", "k", "word"),
    [(0.009, "money", 0, 4, "barely"), (0.01, "money", 0, 4, "somewhat"), (0.06, "money", 0, 4, "clearly"),
     (0.14, "money", 0, 4, "strongly"), (0.29, "binary", 2, 4, "somewhat"), (0.3, "binary", 2, 4, "clearly"),
     (0.3, "nominal", 5, 4, "strongly"), (0.17, "nominal", 5, 4, "somewhat")],
)  # fmt: skip
def test_words_for_effects_are_cohens(separation, kind, levels, k, word):
    assert strength(separation, kind, levels, k) == word


def test_profiles_of_all_kinds_agree_with_pandas_and_survive_json():
    _, customers, truth = shop()
    columns = {each.label: each for each in SHOP_COLUMNS}
    found = profiles(customers, columns, frozenset({"spend"}), {3: labelled(truth, 3)}, AS_OF)[3]
    assert [part.separation for part in found] == sorted((part.separation for part in found), reverse=True)
    by_name = {part.dimension: part for part in found}
    groups = customers.to_pandas().groupby(truth)
    for name in ("spend", "orders", "age"):
        described = groups[name].describe()
        for label, part in enumerate(by_name[name].segments):
            expected = described.loc[label, ["count", "mean", "50%", "25%", "75%"]].tolist()
            assert [part.n, part.mean, part.median, part.lower, part.upper] == pytest.approx(expected)
    channels = groups["channel"].value_counts(normalize=True)
    for label, part in enumerate(by_name["channel"].segments):
        assert dict(zip(by_name["channel"].levels, part.shares, strict=True)) == pytest.approx(
            channels[label].to_dict()
        )
    assert tuple(DimensionProfile.from_json(json.loads(json.dumps(part.as_json()))) for part in found) == found


def test_profiles_of_a_world_with_ties_and_gaps_are_those_of_pandas():
    """Every kind, every third value missing, one segment empty: all figures told again in another way."""
    customers = every_kind.customers(600, missing=0.3, seed=4)
    labels = np.random.default_rng(4).choice([0, 1, 3], 600)
    columns = {each.label: each for each in every_kind.COLUMNS}
    for part in profiles(customers, columns, frozenset(), {4: labelled(labels, 4)}, AS_OF)[4]:
        told = _share_figures if part.levels and part.kind != Kind.ORDINAL else _number_figures
        expected = told(customers[part.dimension].to_pandas(), columns[part.dimension], part.levels, labels)
        for typical, figures in zip((part.overall, *part.segments), expected["groups"], strict=True):
            assert {name: getattr(typical, name) for name in figures} == pytest.approx(figures, rel=1e-9, abs=1e-12)
        assert part.separation == pytest.approx(expected["separation"], rel=1e-9)
        assert part.segments[2] == Typical(0)


def _number_figures(x, column, levels, labels):
    if column.kind is Kind.DATE:
        x = (pd.Timestamp(AS_OF) - pd.to_datetime(x)).dt.days
    if column.kind is Kind.ORDINAL:
        x = x.map({level: at for at, level in enumerate(levels)})
    x = x.astype(float)
    amounts = column.kind in (Kind.MONEY, Kind.COUNT)
    even, ranked = (np.arcsinh(x / x[x > 0].median()), x.rank()) if amounts else (x, x)
    groups = [np.ones(len(x), bool), *(labels == label for label in range(4))]
    figures = [
        {"n": x[own].count(), "mean": x[own].mean(), "median": x[own].median(),
         "lower": x[own].quantile(0.25), "upper": x[own].quantile(0.75),
         "effect": (even[own].mean() - even.mean()) / even.std(ddof=0)}
        if x[own].count() else {"n": 0, "mean": None} for own in groups
    ]  # fmt: skip
    between = sum(
        ranked[own].count() * (ranked[own].mean() - ranked.mean()) ** 2 for own in groups if ranked[own].any()
    )
    return {"groups": figures, "separation": between / (ranked.var(ddof=0) * ranked.count())}


def _share_figures(x, column, levels, labels):
    apart = lambda cell: {tag.strip() for tag in cell.strip("[](){} ").split("|")}  # noqa: E731
    parts = x.dropna().map(apart if column.separator else lambda cell: {cell})
    named = set(levels) - {""}
    has = pd.DataFrame({
        level: parts.map(lambda own, level=level: level in own if level else not own & named) for level in levels
    }).astype(float)  # fmt: skip
    groups = [has, *(has[labels[has.index] == label] for label in range(4))]
    figures = [{"n": len(own), "shares": tuple(own.mean())} if len(own) else {"n": 0, "shares": ()} for own in groups]
    own = labels[has.index]
    tables = (
        [pd.crosstab(own, has[level]) for level in levels] if column.separator else [pd.crosstab(own, has.idxmax(1))]
    )
    return {"groups": figures, "separation": max(_bias_corrected_v(table) for table in tables)}


def _bias_corrected_v(table):
    n, (r, c) = table.to_numpy().sum(), table.shape
    phi = max(0, chi2_contingency(table, correction=False).statistic / n - (r - 1) * (c - 1) / (n - 1))
    return np.sqrt(phi / min(r - 1 - (r - 1) ** 2 / (n - 1), c - 1 - (c - 1) ** 2 / (n - 1)))


@pytest.mark.parametrize("label", ["channel", "member", "interests"])
def test_who_has_a_level_takes_a_byte(label):
    """Ten million customers in thirty places."""
    _, customers, _ = shop(per_group=10)
    (asked,) = (each for each in SHOP_COLUMNS if each.label == label)
    levels, member = membership(customers[label].combine_chunks(), asked)
    assert member.nbytes == len(customers) * len(levels)


def test_fewest_markers_count_only_where_there_are_enough_dimensions():
    _, customers, truth = shop()
    columns = {each.label: each for each in SHOP_COLUMNS}
    found = lambda labels, forming: profiles(customers, columns, frozenset(forming), {3: labelled(labels, 3)}, AS_OF)[3]  # noqa: E731
    count = lambda *forming: markers_per_segment(found(truth, forming), 3)  # noqa: E731
    assert count("spend", "orders") == 2
    assert count(*columns) >= 2
    assert markers_per_segment(found(np.arange(len(truth)) % 3, columns), 3) == 0
    mixed = truth.copy()
    mixed[::2] = 2  # half of everybody belongs to none: that sets nobody apart, and is not asked to
    whole, left_out = (markers_per_segment(found(mixed, columns), named) for named in (3, 2))
    assert whole < left_out
