"""Differences in words: what stands out first, with the numbers of both groups, and nothing where nothing does."""

from dataclasses import replace

import pytest

from seg.core.columns import Basis, Kind
from seg.segments.contrast import Contrast, Difference
from seg.segments.profiles import Typical
from seg.ui.selected.said import bars, proposed_name, rows, sentences
from seg.ui.words.words import words

EN = words("en")


def difference(name, kind=Kind.COUNT, one=14.0, other=5.0, effect=1.0, **more):
    """A number with these medians; a share where `level` is given."""
    if "levels" in more:
        shares = [tuple(side if at == more["level"] else float("nan") for at in range(len(more["levels"])))
                  for side in (one, other)]  # fmt: skip
        one, other = (Typical(100, shares=each, level=more["level"]) for each in shares)
    else:
        one, other = (Typical(100, mean=each + 0.25, median=each) for each in (one, other))
    part = Difference(name, kind, Basis.BEHAVIOURAL, "", False, False, True, (), one, other, effect, marker=True)
    return replace(part, **more)


ORDERS = difference("orders")
CITY = difference("city", Kind.NOMINAL, 0.41, 0.12, 0.7, levels=("Łódź", "Gdańsk", ""), level=1)
MEMBER = difference("member", Kind.BINARY, 0.1, 0.8, -1.5, levels=("no", "yes"), level=1, forming=False, q=0.0001)
JOINED = difference("joined", Kind.DATE, 10, 400, -0.9, forming=False, q=0.01)
AGE = difference("age", Kind.NUMBER, 52, 29, 0.8, forming=False, q=0.02)


def found(*parts):
    return Contrast((100, 900), 0, "2026-01-31", parts)


def plain(of, between=False, language=EN):
    return sentences(of, language, between, markdown=False)


def test_what_stands_out_with_the_numbers_of_both():
    assert plain(found(ORDERS, CITY)) == (
        "They stand out by higher orders (14 against 5) and city: more often Gdańsk (41% against 12%)."
    )


def test_what_was_no_part_of_the_map_is_a_sentence_of_its_own():
    said = plain(found(ORDERS, MEMBER, JOINED), True)
    first, second = said.split(". ")
    assert first == "A stands out from B by higher orders (14 against 5)"
    assert second.startswith("Beside what the map was drawn from, A stands out from B by member less often")
    assert "later joined (21 Jan 2026 against 27 Dec 2024)" in second


def test_no_more_than_four_and_two_of_them_news():
    many = [replace(ORDERS, dimension=f"d{at}") for at in range(6)]
    said = plain(found(*many, MEMBER, JOINED, AGE))
    assert said.count(" against ") == 4
    assert ("d1" in said, "d2" in said, "joined" in said, "age" in said) == (True, False, True, False)
    assert plain(found(MEMBER, JOINED, AGE, many[0])).count(" against ") == 4


def test_what_is_small_uncertain_or_held_back_is_no_headline():
    quiet = (replace(ORDERS, effect=0.29), replace(AGE, q=0.06), replace(MEMBER, held=True))
    assert plain(found(*quiet)) == ("They hardly differ from everybody else in anything that describes them.")
    assert plain(found(*quiet), True) == "A and B hardly differ in anything that describes them."


def test_the_other_values_and_bounds():
    rest = replace(CITY, level=2, one=Typical(100, shares=(0.1, 0.1, 0.8), level=2),
                   other=Typical(100, shares=(0.1, 0.1, 0.1), level=2), bounds=("", "under"))  # fmt: skip
    assert "city: more often other values (80% against under 10%)" in plain(found(rest))


def test_means_where_the_medians_are_the_same():
    same = replace(ORDERS, one=Typical(50, mean=2.5, median=2.0), other=Typical(50, mean=1.75, median=2.0))
    assert "(2.5 against 1.75)" in plain(found(same))
    levels = {"kind": Kind.ORDINAL, "levels": ("low", "high")}
    ordinal = replace(same, **levels, one=Typical(50, mean=0.75, median=1.0), other=Typical(50, mean=0.5, median=1.0))
    assert "(1.8 against 1.5)" in plain(found(ordinal))
    apart = replace(ordinal, other=Typical(50, mean=0.25, median=0.0))
    assert "(high against low)" in plain(found(apart))


def test_means_where_the_medians_say_the_opposite():
    """Most of these buy nothing and some buy much; the others all buy a little."""
    money = {"kind": Kind.MONEY, "unit": "EUR", "one": Typical(50, mean=40.0, median=0.0)}
    assert "higher orders (€40 against €1)" in plain(found(replace(ORDERS, **money, other=Typical(50, 1.0, 1.0))))


def test_a_mean_year_is_written_as_a_year():
    born = replace(AGE, unit="year", one=Typical(50, 1987.6, 1980.0), other=Typical(50, 1972.2, 1980.0))
    assert "(1988 against 1972)" in plain(found(born))


def test_names_of_a_file_cannot_write_markdown():
    said = sentences(found(replace(ORDERS, dimension="**o** [x](http://y)")), EN, False)
    assert "**o**" not in said
    assert "](http" not in said


def test_numbers_are_the_readers():
    assert "1.400" in plain(found(replace(ORDERS, one=Typical(50, mean=1400, median=1400))), False, words("nl"))


def test_bars_show_what_is_told_and_the_largest_on_top():
    many = [replace(ORDERS, dimension=f"d{at}", effect=2 - at / 10) for at in range(9)]
    drawn = bars(found(*many, MEMBER, JOINED), EN)
    assert [bar.effect for bar in drawn] == sorted((bar.effect for bar in drawn), key=abs, reverse=True)
    assert {"member", "joined"} <= {bar.name for bar in drawn}
    assert next(bar.effect for bar in drawn if bar.name == "joined") == 0.9, "later is to the right"
    assert len(drawn) == 8


def test_the_table_has_every_dimension_and_says_what_is_circular():
    unknown = replace(AGE, one=Typical(0), other=Typical(0), dimension="shoe size")
    told = {row.name: row for row in rows(found(ORDERS, CITY, MEMBER, unknown), EN)}
    assert (told["orders"].one, told["orders"].other, told["orders"].chance) == ("14", "5", "forms the segments")
    assert (told["city: Gdańsk"].one, told["member"].chance) == ("41%", "q < 0.001")
    assert (told["shoe size"].one, told["shoe size"].effect, told["shoe size"].chance) == (
        "–", "–", "too few are known",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("parts", "other", "name"),
    [
        ((ORDERS, CITY), False, "High orders, city: Gdańsk"),
        ((ORDERS, CITY), True, "Low orders, city: less often Gdańsk"),
        ((replace(ORDERS, sensitive=True), MEMBER), False, "Member: more often no"),
        ((replace(ORDERS, effect=0.1),), False, ""),
    ],
)
def test_a_name_is_proposed_from_what_stands_out(parts, other, name):
    assert proposed_name(found(*parts), EN, other).casefold() == name.casefold()


def test_nothing_is_proposed_while_nothing_is_known():
    assert proposed_name(None, EN) == ""
