"""Facts that are told once, however many columns say them."""

from seg.core.columns import Kind
from seg.segments.names import proposed_names
from seg.segments.one_fact import each_once
from seg.segments.profiles import DimensionProfile, Typical


def part(dimension, levels, overall, *segments, n=100, kind=Kind.NOMINAL):
    """Shares of the first of two levels: among all, and in each segment."""
    groups = [Typical(n, shares=(share, 1 - share), level=0, effect=2.0) for share in (overall, *segments)]
    return DimensionProfile(
        dimension, kind, "behavioural", "", False, True, levels, 0.5, "strongly", groups[0], tuple(groups[1:])
    )


INTERNET = part("internet", ("no", "fibre"), 0.2, 0.9, 0.05)
TV = part("streaming television", ("no internet service", "yes"), 0.2, 0.9, 0.05)
PHONE = part("phone", ("landline", "none"), 0.2, 0.9, 0.06)
NUMBER = DimensionProfile(
    "spend", Kind.MONEY, "behavioural", "", False, True, (), 0.5, "strongly", Typical(100), (Typical(100),) * 2
)


def dimensions(*told):
    return [one.dimension for one, _ in each_once(told, lambda each: each)]


def test_what_the_same_customers_have_is_told_once_in_the_fewest_letters():
    assert dimensions((TV, 0), (PHONE, 0), (INTERNET, 0)) == ["internet", "phone"]
    assert dimensions((INTERNET, 0), (TV, 0), (PHONE, 0)) == ["internet", "phone"]


def test_who_has_not_is_the_same_customers_too():
    opposite = part("has internet", ("yes", "no"), 0.8, 0.1, 0.95, kind=Kind.BINARY)
    assert dimensions((opposite, 0), (INTERNET, 0)) == ["internet"]


def test_as_large_shares_of_others_are_not():
    assert dimensions((INTERNET, 0), (part("tv", ("no", "yes"), 0.2, 0.9, 0.05, n=90), 0)) == ["internet", "tv"]
    assert dimensions((NUMBER, None), (INTERNET, 0), (NUMBER, None)) == ["spend", "internet"]


def test_a_name_says_nothing_twice():
    facts = [fact for name in proposed_names((TV, INTERNET, PHONE)) for fact in name]
    assert {value for fact in facts for _, value in fact.values if value in ("internet", "streaming television")} == {
        "internet"
    }
