"""Proposed names: unique, true, and silent about what is sensitive."""

from dataclasses import replace

import numpy as np

from seg.core.columns import Kind
from seg.core.facts import Fact
from seg.core.results import Model
from seg.segments.names import alternative_names, proposed_names
from seg.segments.profiles import DimensionProfile, Typical


def profile(dimension, *effects, kind=Kind.NUMBER, levels=(), level=None, **words):
    """One dimension with these effects, one per segment; `level` is the level that differs most."""
    segments = tuple(Typical(10, effect=effect, level=level) for effect in effects)
    known = {"sensitive": False, "forming": True} | words
    return DimensionProfile(
        dimension, kind, "behavioural", "", known["sensitive"], known["forming"],
        levels, 0.5, "clearly", Typical(20), segments,
    )  # fmt: skip


def words(*profiles):
    """(key after the point, dimension or level) of every fact of every name."""
    return [
        [(fact.key.removeprefix("name."), *(v for _, v in fact.values)) for fact in name]
        for name in proposed_names(profiles)
    ]


def test_the_two_largest_differences_make_the_name():
    spend, orders, visits = profile("spend", 2.0, -1.0), profile("orders", -0.5, 0.2), profile("visits", 0.6, -0.4)
    assert words(orders, visits, spend) == [
        [("high", "spend"), ("high", "visits")],
        [("low", "spend"), ("low", "visits")],
    ]


def test_of_two_that_are_as_large_one_that_points_the_other_way():
    """Within a twentieth of a standard deviation of the second, and forming as it is."""
    spend, orders = profile("spend", 2.0), profile("orders", 1.0)
    high_low = [[("high", "spend"), ("low", "returns")]]
    assert words(spend, orders, profile("returns", -0.96)) == high_low
    assert words(spend, orders, profile("visits", 0.97), profile("returns", -0.96)) == high_low
    of_one_side = [[("high", "spend"), ("high", "orders")]]
    assert words(spend, orders, profile("returns", -0.94)) == of_one_side
    assert words(spend, orders, profile("returns", -1.0, forming=False)) == of_one_side
    assert words(profile("spend", -2.0), orders, profile("returns", -1.0)) == [[("low", "spend"), ("high", "orders")]]


def test_forming_dimensions_come_before_larger_differences_of_others():
    assert words(profile("income", 3.0, forming=False), profile("spend", 0.4)) == [
        [("high", "spend"), ("high", "income")]
    ]


def test_sensitive_dimensions_name_nobody():
    assert words(profile("age", 5.0, -5.0, sensitive=True), profile("spend", 0.1, 0.2)) == [
        [("average",)],
        [("average",), ("number", 2)],
    ]


def test_each_kind_has_its_words():
    spoken = {
        ("yes", "member"): profile("member", 1.0, kind=Kind.BINARY, levels=("no", "yes"), level=1),
        ("no", "member"): profile("member", -1.0, kind=Kind.BINARY, levels=("no", "yes"), level=1),
        ("level", "channel", "web"): profile("channel", 1.0, kind=Kind.NOMINAL, levels=("web", ""), level=0),
        ("not_level", "channel", "web"): profile("channel", -1.0, kind=Kind.NOMINAL, levels=("web", ""), level=0),
        ("other", "channel"): profile("channel", 1.0, kind=Kind.NOMINAL, levels=("web", ""), level=1),
        ("not_other", "tags"): profile("tags", -1.0, kind=Kind.MULTI_VALUE, levels=("a", ""), level=1),
        ("earlier", "joined"): profile("joined", 1.0, kind=Kind.DATE),
        ("later", "joined"): profile("joined", -1.0, kind=Kind.DATE),
    }
    for expected, part in spoken.items():
        assert words(part) == [[expected]]


def test_names_are_unique_also_when_their_facts_come_in_another_order():
    a, b, c = profile("a", 2.0, 1.0, 2.0, 2.0), profile("b", 1.0, 2.0, 1.0, 1.0), profile("c", 0.0, 0.5, 0.0, 0.0)
    found = words(a, b, c)
    assert found[0] == [("high", "a"), ("high", "b")]
    assert found[1] == [("high", "b"), ("high", "a"), ("high", "c")]
    assert found[2] == [("high", "a"), ("high", "b"), ("number", 3)]
    assert len({frozenset(name) for name in found}) == 4


def test_nothing_to_describe_has_no_names():
    assert proposed_names(()) == ()
    assert proposed_names((profile("spend", 0.29, -0.29),))[0] == (Fact.of("name.average"),)


MONEY, AWAY = "orders:monetary", "orders:recency_days"


def worth(*indices, effects=None):
    """What the segments are worth, as an index of their mean."""
    segments = tuple(Typical(10, 1, 1, 1, 1, index=i, effect=e)
                     for i, e in zip(indices, effects or [0.9] * len(indices), strict=True))  # fmt: skip
    overall = Typical(20, 1, 1, 1, 1, index=100)
    return DimensionProfile(MONEY, Kind.MONEY, "behavioural", "EUR", False, True, (), 0.5, "", overall, segments)


def away(*medians):
    """How many days ago the typical member was there; of all customers a quarter 30 or less, a quarter 90 or more."""
    segments = tuple(Typical(10, median=median, effect=0.8) for median in medians)
    overall = Typical(20, median=60, lower=30, upper=90)
    return DimensionProfile(AWAY, Kind.NUMBER, "behavioural", "days", False, True, (), 0.5, "", overall, segments)


def test_value_and_recency_come_first_where_they_are_known():
    visits = profile("visits", 2.0, -1.0, 0.5)
    assert words(worth(150, 67, 149), away(30, 90, 60), visits) == [
        [("value_high",), ("recent",), ("high", "visits")],
        [("value_low",), ("away",), ("low", "visits")],
        [("high", MONEY), ("high", AWAY)],
    ]


def test_money_of_a_column_or_of_some_orders_is_no_tier():
    """Nothing new is known: names are what they were."""
    for label in ("spend", "orders:monetary(days=30)", "orders:average_order_value"):
        named = replace(worth(200, 50), dimension=label)
        assert words(named) == [[("high", label)], [("high", label), ("number", 2)]]


def other_words(*profiles, model=None):
    return [[[(fact.key.removeprefix("name."), *(v for _, v in fact.values)) for fact in name] for name in own]
            for own in alternative_names(profiles, model)]  # fmt: skip


def test_alternatives_are_as_true_and_never_twice_the_same():
    parts = [profile("a", 2.0, 1.9), profile("b", 1.0, 0.8), profile("c", 0.5, -0.7), profile("d", 0.4, 0.35)]
    found = other_words(*parts)
    assert found[0] == [[("high", "a"), ("high", "c")], [("high", "a"), ("high", "d")], [("high", "b"), ("high", "c")]]
    every = [frozenset(name) for own in (words(*parts), *found) for name in own]
    assert len(set(every)) == len(every)
    assert all(2 <= len(own) <= 3 for own in found)


def test_alternatives_by_value_and_recency():
    found = other_words(worth(200, 100), away(20, 60), profile("visits", 2.0, -1.0), profile("returns", 0.5, 0.1))
    assert [("value_high",), ("high", "visits")] in found[0]
    assert not any(("high", MONEY) in name and ("value_high",) in name for name in found[0])


def test_no_name_at_all_speaks_of_what_is_sensitive():
    age = profile("age", 5.0, -5.0, sensitive=True)
    money = replace(worth(300, 20), sensitive=True)
    parts = (age, money, profile("spend", 2.0, -1.0), profile("visits", 1.0, 0.8), profile("returns", 0.6, 0.5))
    every = [fact for own in (proposed_names(parts), *alternative_names(parts)) for name in own for fact in name]
    assert every
    assert not {"age", MONEY} & {value for fact in every for _, value in fact.values}
    assert not {"name.value_high", "name.value_low"} & {fact.key for fact in every}


def test_segments_that_are_values_have_no_other_names():
    model = Model("column", 2, {"values": np.array(["gold", ""])}, {"column": np.array(["tier"])})
    assert alternative_names((profile("spend", 2.0, -1.0),), model) == ((), ())
    left = Model("hdbscan", 2, {}, unassigned=True)
    assert alternative_names((profile("spend", 2.0, -1.0), profile("visits", 1.0, 0.4)), left)[1] == ()
