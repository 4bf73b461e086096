"""Why somebody is here, in the units of the file: what is usual here and in the next segment, and who says most."""

from seg.core.columns import Column, Kind
from seg.data.events.of_customer import History
from seg.segments.profiles import DimensionProfile, Typical
from seg.segments.why import Pull
from seg.tasks.one_customer import Seen, Standing
from seg.ui.one_customer.why_here import Reason, reasons
from seg.ui.words.words import words

EN = words("en")
COLUMNS = {
    "spend": Column("c1", "spend", kind=Kind.MONEY, unit="EUR"),
    "city": Column("c2", "city", kind=Kind.NOMINAL),
    "age": Column("c3", "age", kind=Kind.COUNT, unit="years"),
}


def profile(name, kind, segments, levels=(), unit=""):
    return DimensionProfile(name, kind, "", unit, False, True, levels, 0.5, "clearly", segments[0], segments)


PROFILE = (
    profile("spend", Kind.MONEY, (Typical(5, median=240.0), Typical(9, median=790.0)), unit="EUR"),
    profile("city", Kind.NOMINAL, (Typical(5, shares=(0.75, 0.25)), Typical(9, shares=(0.1, 0.9))), ("Rome", "Oslo")),
    profile("age", Kind.COUNT, (Typical(5, median=30.0), Typical(9, median=31.0)), unit="years"),
)


def seen(**values):
    pulls = (Pull("spend", 6.0), Pull("city", -3.0), Pull("age", 0.5), Pull("", 0.5))
    standings = tuple(Standing(name, value, 14, 0, 1) for name, value in values.items())
    return Seen(History((), ()), standings, 0, pulls)


def test_values_in_their_units_with_the_share_of_all_pulls():
    told = reasons(seen(spend=812.0, city="Rome", age=33.0), PROFILE, COLUMNS, 1, EN, "2026-01-01")
    assert told == (
        Reason("spend", "€812", "€790", "€240", 0.6),
        Reason("age", "33 years", "31 years", "30 years", 0.05),
        Reason("city", "Rome", "10%", "75%", -0.3, of_level=True),
    )


def test_sentences():
    money, _, city = reasons(seen(spend=812.0, city="Rome", age=33.0), PROFILE, COLUMNS, 1, EN, "2026-01-01")
    assert EN.say(money.fact("Loyal"), markdown=False) == (
        "**spend** is nearer to the others here: €812. Usual here is €790, in “Loyal” €240."
    )
    assert EN.say(city.fact("Loyal"), markdown=False) == (
        "**city** is Rome, as for 75% in “Loyal”, but only 10% of those here."
    )


def test_what_is_not_known_says_nothing():
    told = reasons(seen(spend=None, city="Paris", age=33.0), PROFILE, COLUMNS, 1, EN, "2026-01-01")
    assert [reason.dimension for reason in told] == ["age", "city"]
    assert not told[1].of_level, "a city that is in no level has no share"
