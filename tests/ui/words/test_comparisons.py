"""What comparisons and cards say, in every language: the right plural, its numbers, no blank left, no English left."""

import re
from dataclasses import replace

import numpy as np
import pytest

from seg.core.facts import Fact
from seg.segments.cards import COUNTER
from seg.segments.outcomes.compare import compare
from seg.segments.outcomes.found import Group
from seg.segments.outcomes.measured import AMOUNT
from seg.segments.outcomes.sentences import answer, difference, limits
from seg.ui.words.languages import LANGUAGES
from seg.ui.words.words import words
from tests.segments.outcomes.answers import grouped, numbers, yes_or_no

NAMES, OUTCOME, LEVEL = ("Qaaa", "Qbbb"), "orders", "Qlll"
"""Names of no language: what users wrote stays as it is."""
SHARED = {  # language -> how customers are called who are in several groups, where they are 1, 2, 5 and 22
    "en": ("1 customer is", "2 customers are", "5 customers are", "22 customers are"),
    "nl": ("1 klant zit", "2 klanten zitten", "5 klanten zitten", "22 klanten zitten"),
    "pl": ("1 klient jest", "2 klientów jest", "5 klientów jest", "22 klientów jest"),
    "ru": ("1 клиент входит", "2 клиента входят", "5 клиентов входят", "22 клиента входят"),
    "ms": ("1 pelanggan berada", "2 pelanggan berada", "5 pelanggan berada", "22 pelanggan berada"),
    "mt": ("Klijent wieħed jinsab", "Żewġ klijenti jinsabu", "5 klijenti jinsabu", "22 klijent jinsabu"),
}
COUNTS = (1, 2, 5, 22)
COMMA = frozenset({"nl", "pl", "ru"})
"""Languages that write 24,5; the others write 24.5."""
ENGLISH = frozenset({
    "the", "and", "than", "this", "that", "with", "customer", "customers", "groups", "differ", "difference",
    "against", "others", "higher", "lower", "average", "among", "whose", "segments", "other", "have",
    "cannot", "seen", "known", "left", "out",
})  # fmt: skip
"""Words of these sentences that no other language of Seg has."""

pytestmark = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture(scope="module")
def spend():
    """The first group spends 24.5, the other 20.5, each with the same spread."""
    spread = np.tile([-2.0, -1, 0, 1, 2], 8)
    return compare(numbers(np.concatenate([24.5 + spread, 20.5 + spread]), AMOUNT), grouped(40, 40))


def of_comparisons(spend):
    """Facts that differ, that do not, of amounts, ranks and shares, and whom they are not about."""
    members = compare(yes_or_no([1] * 30 + [0] * 10 + [1] * 10 + [0] * 30), grouped(40, 40))
    same = compare(numbers(np.tile([0.0, 1, 2, 3], 20)), grouped(40, 40))
    for found in (spend, members, same):
        for count in COUNTS:
            groups = (Group(40 + count, 40, told=True), replace(found.groups[1], told=True))
            about = replace(found, shared=count, groups=groups)
            yield from limits(about, NAMES)
            yield Fact.of("outcome.within.left_out", count=count)
            yield Fact.of("outcome.unseen.date", count=count)
        yield from answer(found, NAMES)
        yield from (difference(found, gap, NAMES) for gap in found.gaps)


def of_cards():
    for ways in COUNTER.values():
        for key in (key for way in ways for key in way):
            yield Fact.of(key, share=0.25, dimension=OUTCOME, level=LEVEL)


def of_months():
    """Whom the months are about, and what cannot be told; and why groups are not told at all."""
    for count in COUNTS:
        for key in ("months.newcomers", "months.left_out", "months.late"):
            yield Fact.of(key, count=count)
        for key in ("months.no_trend", "months.no_year"):
            yield Fact.of(key, needed=24, count=count)
    day = "2024-01-31"
    yield Fact.of("months.fixed", as_of_date=day)
    yield Fact.of("months.refused", found=12, needed=20, day_date=day, as_of_date="2024-06-30")
    yield Fact.of("months.looking_back", as_of_date=day)
    yield Fact.of("months.few", groups=NAMES)
    yield Fact.of("months.not_shown", few=10)
    yield from map(Fact.of, ("months.regress", "months.kept", "months.listed", "months.no_start", "months.made_of"))
    yield Fact.of("error.groups_too_near", group=NAMES[0], near=NAMES[1], few=10)
    yield Fact.of("error.nearly_everybody", group=NAMES[0], few=10)


def plain(sentence):
    return re.sub("[\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]", " ", sentence)


def test_customers_are_counted_in_the_form_of_the_language(language, spend):
    for count, starts in zip(COUNTS, SHARED[language], strict=True):
        (said,) = (fact for fact in limits(replace(spend, shared=count), NAMES) if fact.key == "outcome.shared")
        assert words(language).say(said).startswith(starts + " ")


def test_days_of_every_number_have_a_form_of_their_own(language):
    forms = {
        "en": 2,
        "nl": 2,
        "pl": 2,
        "ru": 2,
        "ms": 1,
        "mt": 4,
    }  # after "less than", 2 days are as 5 in Polish and Russian
    said = [words(language).say(Fact.of("outcome.unseen.date", count=count)) for count in COUNTS]
    shapes = [sentence.replace(str(count), "#", 1) for sentence, count in zip(said, COUNTS, strict=True)]
    assert len(set(shapes)) == forms[language]
    assert shapes[0] != shapes[1] or language == "ms"


def test_numbers_are_written_as_the_language_writes_them(language, spend):
    (sentence,) = (words(language).say(fact) for fact in answer(spend, NAMES))
    right, wrong = ("24,5", "24.5") if language in COMMA else ("24.5", "24,5")
    assert right in sentence
    assert right.replace("24", "20") in sentence
    assert wrong not in sentence
    quarter = plain(words(language).say(Fact.of("card.lower", share=0.25, dimension=OUTCOME)))
    assert ("25 %" if language == "ru" else "25%") in quarter


def test_no_blank_and_no_english_is_left(language, spend):
    own, english = words(language), words("en")
    for fact in (*of_comparisons(spend), *of_cards(), *of_months()):
        said, source = own.say(fact, markdown=False), english.say(fact, markdown=False)
        assert not re.search(r"[{}]|\bNone\b|\bnan\b", said), said
        for name in (name for name in (*NAMES, LEVEL) if name in source):
            assert name in said, f"{fact.key}: {name} is lost in {said!r}"
        if language != "en":
            left = ENGLISH & set(re.findall(r"[^\W\d_]+", said.replace(OUTCOME, "").lower()))
            assert said != source
            assert not left, f"{fact.key}: {sorted(left)} in {said!r}"
