"""Lines of the profile table: figures by hand, against pandas and the table engine, and the published profile."""

import csv
from dataclasses import replace

import ibis
import numpy as np
import pyarrow as pa
import pytest

from seg.core.columns import Kind
from seg.segments.cards import headlines
from seg.segments.lines import STATISTICS, lines
from seg.segments.methods import METHODS
from seg.segments.methods.method import silent
from seg.segments.methods.solution import solution_of
from seg.segments.profiles import profiles
from seg.segments.spread import spread
from tests.samples import SHOP_COLUMNS, column, material, shop
from tests.segments.published_answers import DATA
from tests.segments.test_profiles import AS_OF, labelled, profile
from tests.segments.test_published import there

DATES = pa.array(np.datetime64("2026-01-01") - np.repeat([10, 40], 20).astype("timedelta64[D]"))
HALVES = np.repeat([0, 1], 20)


def line(values, kind, labels=HALVES, k=2, every_level=False, **words):
    """The lines of one column over these labels, with how it lies."""
    part, each = profile(values, kind, labels, k, **words), column("x", kind, **words)
    lies = spread(pa.table({"x": values}), each, part, np.asarray(labels), k, AS_OF)
    return lines((part,), {"x": lies} if lies else {}, every_level)


def told(found, group):
    return {statistic: found.figure(group, statistic) for statistic in STATISTICS}


def test_amounts_by_hand():
    values, labels = [10.0] * 20 + [30.0] * 20 + [40.0] * 30 + [120.0] * 10, np.repeat([0, 1], 40)
    (spend,) = line(values, Kind.MONEY, labels)
    assert told(spend, 0) == {"median": 35, "mean": 40, "share": 5 / 40, "total": 3200, "total_share": 1, "index": 100,
                              "difference": None}  # fmt: skip
    assert told(spend, 1) == {"median": 20, "mean": 20, "share": 0, "total": 800, "total_share": 0.25, "index": 50,
                              "difference": -20}  # fmt: skip
    assert told(spend, 2)["share"] == 5 / 20
    assert spend.markers == (False, False)  # neither a quarter of the span nor more than half of the mean
    assert spend.effects[0] == pytest.approx(-spend.effects[1])


def test_who_is_above_average_is_not_told_of_few_nor_by_what_is_left_of_all():
    """3, 15 and 20 of 40 each: all customers less the last two would tell the three."""
    values = [0.0] * 37 + [9.0] * 3 + [0.0] * 25 + [9.0] * 15 + [0.0] * 20 + [9.0] * 20
    (spend,) = line(values, Kind.MONEY, np.repeat([0, 1, 2], 40), 3)
    assert [spend.hides(group, "share") for group in spend.groups] == [False, True, True, False]
    assert [spend.figure(group, "share") for group in spend.groups] == [38 / 120, None, None, 0.5]
    assert [spend.bound(group, "share") for group in (1, 2)] == [("under", 0.25), None]
    assert not any(spend.hides(group, "mean") or spend.bound(group) for group in spend.groups)


def test_what_does_not_add_up_has_no_total_and_amounts_below_0_no_part_of_it():
    (days,) = line([float(at) for at in range(40)], Kind.COUNT, unit="days")
    assert (days.figure(1, "total"), days.figure(1, "total_share"), days.figure(1, "mean")) == (None, None, 9.5)
    (balance,) = line([-5.0, 5.0] * 10 + [1.0] * 20, Kind.MONEY)
    assert [balance.figure(2, name) for name in ("total", "total_share", "index")] == [20, None, None]


def test_later_dates_are_more():
    (joined,) = line(DATES, Kind.DATE)
    assert (joined.figure(1, "mean"), joined.figure(1, "difference"), joined.figure(1, "share")) == (10, 15, 1)
    assert joined.effects[0] > 0 > joined.effects[1]


def test_ordinals_are_places_of_their_levels():
    (size,) = line(["S"] * 10 + ["M"] * 20 + ["L"] * 10, Kind.ORDINAL, levels=("S", "M", "L"))
    assert [size.figure(1, name) for name in ("median", "mean", "difference", "share")] == [0.5, 0.5, -0.5, 0]
    assert size.figure(2, "share") == 0.5


def test_of_a_category_the_value_that_differs_most_stands_first():
    values = ["web"] * 20 + ["shop"] * 10 + ["app"] * 10
    first, *others = line(values, Kind.NOMINAL, every_level=True)
    assert first.level_name == "web"
    assert {each.level_name for each in others} == {"shop", "app"}
    assert told(first, 1) == {"median": 1, "mean": 1, "share": 1, "total": 20, "total_share": 1, "index": 200,
                              "difference": 0.5}  # fmt: skip
    assert line(values, Kind.NOMINAL)[0].level_name == "web"
    assert [each.figure(2, "share") for each in (first, *others)] == [0, 0.5, 0.5]


def test_a_question_is_told_by_its_yes():
    (member,) = line(["yes"] * 10 + ["no"] * 30, Kind.BINARY, levels=("no", "yes"))
    assert (member.level_name, member.figure(1, "share"), member.figure(1, "total_share")) == (None, 0.5, 1)
    assert (member.effects[0] > 0, member.markers) == (True, (True, True))


def test_what_is_known_of_few_is_not_told():
    (spend,) = line([1.0] * 9 + [None] * 11 + [2.0] * 20, Kind.MONEY)
    assert spend.hidden == (False, True, True)  # the sum of all less that of the others would tell of those nine
    assert set(told(spend, 1).values()) == {None}
    assert spend.figure(0, "mean") == pytest.approx(49 / 29)
    (member,) = line(["yes"] * 15 + ["no"] * 5 + ["no"] * 20, Kind.BINARY, levels=("no", "yes"))
    assert member.hidden == (True, True, False)  # five who are not; as nobody else is, all customers would tell them
    places = line(["a"] * 5 + ["b"] * 15 + ["b"] * 20, Kind.NOMINAL, every_level=True)
    (rare,) = (each for each in places if each.level_name == "a")
    assert rare.hidden == (True, True, False)
    assert rare.figure(2, "difference") is None  # it would tell of those five


def test_a_segment_of_which_nothing_is_known_has_no_figures():
    for kind, values in ((Kind.MONEY, [None] * 20 + [2.0] * 20), (Kind.NOMINAL, [None] * 20 + ["a"] * 10 + ["b"] * 10)):
        (first, *_) = line(pa.array(values), kind)
        assert set(told(first, 1).values()) == {None}
        assert (first.effects[0], first.markers[0]) == (0, False)
    assert line(pa.nulls(40), Kind.NOMINAL) == ()


@pytest.fixture(scope="module")
def shops():
    """The shop by its planted groups: customers, groups, and the lines of every dimension by label."""
    _, customers, truth = shop()
    columns = {each.label: each for each in SHOP_COLUMNS}
    found = profiles(customers, columns, frozenset(columns), {3: labelled(truth, 3)}, AS_OF)[3]
    spreads = {part.dimension: spread(customers, columns[part.dimension], part, truth, 3, AS_OF) for part in found}
    told = lines(found, {label: lies for label, lies in spreads.items() if lies}, every_level=True)
    return customers, truth, {(each.part.dimension, each.level_name): each for each in told}


def test_statistics_agree_with_pandas(shops):
    customers, truth, found = shops
    frame = customers.to_pandas()
    for label in ("spend", "orders", "age"):
        groups, each = frame[label].groupby(truth), found[label, None]
        whole = frame[label]
        more = whole.gt(whole.mean()).groupby(truth).sum()
        expected = {
            "mean": groups.mean(), "median": groups.median(), "total": groups.sum(),
            "total_share": groups.sum() / whole.sum(), "index": 100 * groups.mean() / whole.mean(),
            "difference": groups.mean() - whole.mean(),
            "share": more / groups.count(),
        }  # fmt: skip
        for statistic, values in expected.items():
            if statistic.startswith("total") and not each.adds_up:
                continue
            for s, value in enumerate(values):
                assert each.hides(1 + s, statistic) or each.figure(1 + s, statistic) == pytest.approx(value), statistic
    web = frame["channel"].eq("web").groupby(truth)
    shown = [found["channel", "web"].figure(1 + s, "share") for s in range(3)]
    assert [share for share in shown if share is not None] == pytest.approx([web.mean()[1]])
    assert web.sum()[0] < 10  # hidden, and another one with it


def test_the_table_engine_gives_the_same(shops):
    """The profile and how values lie, in an independent way: DuckDB's own aggregates."""
    customers, truth, found = shops
    table = ibis.memtable(
        customers.select(["spend", "member"]).append_column("group", pa.array(truth.astype(np.int64)))
    )
    mean = table.spend.mean().execute()
    asked = table.group_by("group").aggregate(
        median=table.spend.median(), mean=table.spend.mean(), total=table.spend.sum(),
        share=(table.spend > mean).mean(), member=(table.member == "yes").sum(),
    )  # fmt: skip
    rows = asked.order_by("group").to_pyarrow().to_pylist()
    for s, row in enumerate(rows):
        for statistic in ("median", "mean", "total", "share"):
            spend = found["spend", None]
            assert spend.hides(1 + s, statistic) or spend.figure(1 + s, statistic) == pytest.approx(row[statistic])
        assert found["member", None].figure(1 + s, "total") in (row["member"], None)


@pytest.fixture(scope="module")
def mcdonalds():
    """The four segments of McDonald's (Dolnicar, Grün & Leisch 2018): their lines by dimension."""
    with there(DATA / "mcdonalds" / "mcdonalds.csv").open() as file:
        rows = list(csv.DictReader(file))
    asked = list(rows[0])[:11]
    x = np.array([[float(row[name] == "Yes") for name in asked] for row in rows])
    likes = {"I hate it!-5": "-5", "I love it!+5": "5"}
    table = pa.table(
        {name: [row[name].lower() for row in rows] for name in asked}
        | {"Like": [float(likes.get(row["Like"], row["Like"])) for row in rows]}
        | {"Age": [float(row["Age"]) for row in rows]}
        | {"Female": ["yes" if row["Gender"] == "Female" else "no" for row in rows]}
    )  # fmt: skip
    answers = material(x - x.mean(axis=0))
    models = (METHODS["kmeans"].fit(answers, (4,), seed, True, silent)[4] for seed in range(3))
    solution = min((solution_of(model, answers) for model in models), key=lambda solution: solution.sse)
    columns = {name: column(name, Kind.BINARY, levels=("no", "yes")) for name in (*asked, "Female")}
    columns |= {name: column(name, Kind.NUMBER) for name in ("Like", "Age")}
    found = profiles(table, columns, frozenset(asked), {4: solution}, AS_OF)[4]
    return {each.part.dimension: each for each in lines(found)}


def test_the_profile_of_mcdonalds_is_recovered(mcdonalds):
    """Means by methods 13.1; each of the four found by what its customers like."""
    order = np.argsort([-mcdonalds["Like"].figure(1 + s, "mean") for s in range(4)])
    figures = lambda label, statistic: [mcdonalds[label].figure(1 + int(s), statistic) for s in order]  # noqa: E731
    assert figures("Like", "mean") == pytest.approx([2.67, 2.12, -1.50, -2.67], abs=0.06)
    assert figures("Female", "share") == pytest.approx([0.60, 0.48, 0.59, 0.42], abs=0.02)
    assert figures("Age", "mean") == pytest.approx([43.5, 39.9, 49.1, 48.0], abs=0.4)
    means = {"yummy": .55, "convenient": .91, "spicy": .09, "fattening": .87, "greasy": .53, "fast": .90, "cheap": .60,
             "tasty": .64, "expensive": .36, "healthy": .20, "disgusting": .24}  # fmt: skip
    assert {name: round(mcdonalds[name].figure(0, "share"), 2) for name in means} == means
    marked = [{(name, mcdonalds[name].effects[s] > 0) for name in means if mcdonalds[name].markers[s]} for s in order]
    assert marked[0] >= {("tasty", True), ("cheap", True), ("expensive", False)}
    assert marked[1] >= {("tasty", True), ("expensive", True), ("cheap", False)}
    assert marked[2] >= {("tasty", False), ("cheap", True), ("expensive", False)}
    assert marked[3] >= {("tasty", False), ("expensive", True), ("disgusting", True)}
    assert not any(("convenient", True) in each for each in marked)


def test_headlines_are_the_largest_differences_that_may_be_told(shops):
    _, _, found = shops
    every = tuple(found.values())
    first = headlines(every, 0)  # the planted group that spends most
    assert {each.part.dimension for each in first.more} <= {"spend", "member", "channel", "interests", "orders",
                                                           "satisfaction", "age"}  # fmt: skip
    assert len(first.more) == 3
    assert all(each.effects[0] >= 0.3 for each in first.more)
    assert [each.effects[0] for each in first.more] == sorted((each.effects[0] for each in first.more), reverse=True)
    held = tuple(replace(each, held=each.part.dimension == first.more[0].part.dimension) for each in every)
    assert first.more[0].part.dimension not in {each.part.dimension for each in headlines(held, 0).more}
