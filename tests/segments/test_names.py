"""Proposed names: unique, true, and silent about what is sensitive."""

from seg.core.columns import Kind
from seg.core.facts import Fact
from seg.segments.names import proposed_names
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
