"""What stands on the card of a segment: sentences from facts, spreads in place, and nothing of few persons."""

import numpy as np
import pyarrow as pa

from seg.core.columns import Kind
from seg.core.condition import Condition
from seg.segments.explaining.rules import Figures
from seg.segments.explaining.shortest import ShortRule
from seg.segments.profiles import profiles
from seg.ui.profile.card import mixes, plain_text, short_text, traits
from seg.ui.words.words import words
from tests.samples import column, with_a_hidden_total
from tests.segments.test_profiles import AS_OF, labelled
from tests.ui.profile.world import described, shop_lines, written

HALVES = np.repeat([0, 1], 20)


def card(values, kind, segment=1, held=frozenset(), **kinds):
    every, spreads = described(pa.table({"age": values}), {"age": column("age", kind, **kinds)}, HALVES, 2, True, held)
    return traits(every, spreads, segment, words("en"), AS_OF)


MIXED = [20.0] * 10 + [40.0] * 10 + [20.0] * 10 + [90.0] * 10


def test_a_number_with_its_spread():
    (trait,), but = card(MIXED, Kind.NUMBER, unit="years")
    assert (trait.more, trait.text, trait.values) == (True, "High age", "55 years, all customers 30 years")
    assert trait.bar.own[0] <= trait.bar.own[1] <= trait.bar.own[2]
    assert 0 <= trait.bar.everyone[0] <= trait.bar.everyone[2] <= 1
    assert trait.bar.own[1] > trait.bar.everyone[1]
    assert but == ""  # nobody above the average is elsewhere


def test_how_many_are_not_like_the_headline_and_how_many_who_are_belong_elsewhere():
    _, but = card([10.0] * 10 + [50.0] * 10 + [30.0] * 10 + [90.0] * 10, Kind.NUMBER)
    assert but == (
        "But 50% have a lower age than the average customer; of all whose age is higher than average, 50% are in other "
        "segments."
    )


def test_equal_middles_are_told_by_their_means():
    values = [1.0] * 20 + [1.0] * 10 + [5.0] * 9 + [1.0]
    (trait,), _ = card(values, Kind.COUNT)
    assert trait.values == "2.8 on average, all customers 1.9"


def test_a_date_is_earlier_or_later():
    days = pa.array(np.datetime64("2026-01-01") - np.repeat([100, 10], 20).astype("timedelta64[D]"))
    (trait,), _ = card(days, Kind.DATE)
    assert (trait.more, trait.text) == (True, "Later age")
    assert trait.bar.own[1] > trait.bar.everyone[1]


def test_a_question_is_told_by_its_share():
    (trait,), but = card(["no"] * 10 + ["yes"] * 10 + ["no"] * 0 + ["yes"] * 20, Kind.BINARY, levels=("no", "yes"))
    assert (trait.text, trait.values, but) == ("Age: more often yes", "100%, all customers 75%", "")
    assert (trait.bar.share, trait.bar.own[2]) == (True, 1.0)


def test_a_card_without_traits_says_why():
    """Nobody differs; nine who may not be told of; and twenty of whom a part is hidden with those nine."""
    sizes, columns = [100, 20, 9], {"age": column("age", Kind.NUMBER), "member": column("member", Kind.BINARY)}
    labels = np.repeat([0, 1, 2], sizes)
    table = pa.table(
        {"age": [40.0] * 129, "member": ["yes"] * 50 + ["no"] * 50 + ["yes"] * 10 + ["no"] * 10 + ["no"] * 9}
    )
    every, _ = described(table, columns, labels, 3, True)
    told = [plain_text(every, segment, words("en")) for segment in range(3)]
    assert told[0].startswith("Close to the average")
    assert told[1] == "Hidden so that small groups cannot be worked out."
    assert told[2] == "Too few customers to tell anything of them."


def test_what_is_held_back_is_not_told():
    assert card(MIXED, Kind.NUMBER, held=frozenset({"age"})) == ((), "")


def test_at_most_three_more_and_one_less():
    every, spreads = shop_lines(every_level=True)
    for segment in range(3):
        told, _ = traits(every, spreads, segment, words("en"), AS_OF)
        assert sum(trait.more for trait in told) <= 3
        assert sum(not trait.more for trait in told) <= 1
        assert [trait.more for trait in told] == sorted((trait.more for trait in told), reverse=True)
    told, but = traits(every, spreads, 2, words("en"), AS_OF)
    assert told
    assert but.startswith("But ")


def test_the_shortest_rule_with_what_it_did_on_others():
    spend = Condition("spend", Kind.MONEY, above=500.0)
    columns = {"spend": column("spend", Kind.MONEY, unit="EUR")}
    rules = (ShortRule(1, (spend,), Figures(10, 9, 12, 40)), ShortRule(2, (spend,), Figures(12, 3, 3, 40)))
    told = [short_text(rules, segment, columns, words("en")) for segment in range(3)]
    assert told == [
        "",
        "In short: spend over €500 (finds 75% of them; 90% of those it finds are of this segment).",
        "In short: spend over €500 (tried on too few customers).",
    ]


def test_a_mix_names_what_is_not_of_few():
    channels = ["web"] * 11 + ["shop"] * 9 + ["web"] * 20 + ["shop"] * 30 + ["app"] * 10 + ["web"] * 20
    columns = {"channel": column("channel", Kind.NOMINAL)}
    labels = labelled(np.repeat([0, 1, 2], [20, 20, 60]), 3)
    found = profiles(pa.table({"channel": channels}), columns, frozenset(), {3: labels}, AS_OF)[3]
    assert mixes(found, 0, 20, words("en")) == ()  # nine of the shop, whom eleven of the web would tell
    (mix,) = mixes(found, 1, 20, words("en"))
    assert [(part.name, part.text) for part in mix.parts] == [("web", "100%, all customers 51%")]
    assert mixes((), 0, 20, words("en")) == ()


def test_a_hidden_total_stands_nowhere_on_a_card():
    """As many of all customers are "Sip" as tells of the few who are so in the small segments."""
    values, labels = with_a_hidden_total()
    columns = {"tier": column("tier", Kind.NOMINAL)}
    every, spreads = described(pa.table({"tier": values}), columns, labels, 5, True)
    sip = next(line for line in every if line.level_name == "Sip")
    assert sip.hidden[0]
    told, but = traits(every, spreads, 2, words("en"), AS_OF)
    assert [(trait.text, trait.values, trait.bar) for trait in told if trait.more] == [("Tier: Sip", "89%", None)]
    assert "Sip" not in but
    found = profiles(pa.table({"tier": values}), columns, frozenset(), {5: labelled(labels, 5)}, AS_OF)[5]
    assert [part.text for part in mixes(found, 2, 370, words("en"))[0].parts if part.name == "Sip"] == ["89%"]


MOST_BUY_ONCE = [2.0] * 40 + [1.0] * 110 + [50.0] * 60
"""The first 40 order twice, the others mostly once, and some so often that the first have fewer orders on average."""


def test_a_middle_that_lies_on_the_other_side_is_not_told():
    columns, labels = {"orders": column("orders", Kind.COUNT)}, np.repeat([0, 1], [40, 170])
    every, spreads = described(pa.table({"orders": MOST_BUY_ONCE}), columns, labels, 2, True)
    (line,) = every
    assert (line.effects[0] < 0, line.figure(1, "median"), line.figure(0, "median")) == (True, 2, 1)
    (trait,), _ = traits(every, spreads, 0, words("en"), AS_OF)
    assert (trait.text, trait.values) == ("Low orders", "2 on average, all customers 15.2")
    shown = written(every, spreads, statistics=("median", "mean", "index", "difference"), markers=False)
    typical, mean, index, difference = (row.cells[1] for row in shown.rows)
    assert (typical.text, typical.step) == ("2", 0)  # more than the 1 beside it: not shaded as less
    assert [cell.step < 0 for cell in (mean, index, difference)] == [True] * 3
    assert typical.told.startswith("2 on average, all customers 15.2; ")
