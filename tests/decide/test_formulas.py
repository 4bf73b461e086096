"""No text becomes a formula, and every text comes back exactly."""

import csv
import io
import re

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seg.decide.formulas import SUSPECT, neutralise
from tests.decide.restored import restored

TRIGGERS = "=+-@\t\r\n\0|%＝＋－＠"
SKIPPED = ' \u00a0\u200b\ufeff"'
NASTY = st.text(alphabet=TRIGGERS + SKIPPED + "',;.1eEA", max_size=12)
ANY = st.one_of(NASTY, st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=12))
NUMBER = re.compile(r'[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][-+]?[0-9]+)?(?=$|[,;\t"\r\n])')
NUMBERS = st.from_regex(r"\A[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][-+]?[0-9]+)?\Z").filter(lambda text: text.isascii())


def starts_a_formula(cell):
    """Whether a spreadsheet that skips blanks, quotes and line ends finds a formula; a plain number is none."""
    bare = cell.lstrip(SKIPPED + "\t\r\n")
    return bare[:1] in set(TRIGGERS) and not NUMBER.match(bare)


@given(ANY)
@settings(max_examples=700, deadline=None)
def test_every_text_comes_back_exactly(text):
    assert restored(neutralise(text)) == text


def by_the_book(text):
    """The rule as it is written down, step by step."""

    def dangerous(part):
        return any(start[:1] in set(TRIGGERS) for start in (part, part.lstrip(SKIPPED)))

    first, *rest = re.split(r"([,;\t\r\n])", text)
    marked = first + "".join(
        f"'{part}" if part not in list(",;\t\r\n") and (part[:1] == "'" or dangerous(part)) else part for part in rest
    )
    number = re.fullmatch(r"[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][-+]?[0-9]+)?", marked)
    return f"'{marked}" if marked[:1] == "'" or (dangerous(marked) and not number) else marked


@given(ANY)
@settings(max_examples=700, deadline=None)
def test_the_rule_is_kept_to_the_letter(text):
    assert neutralise(text) == by_the_book(text)


@given(ANY, ANY)
@settings(max_examples=300, deadline=None)
def test_two_texts_never_become_one(one, other):
    assert (neutralise(one) == neutralise(other)) == (one == other)


@given(ANY)
@settings(max_examples=700, deadline=None)
def test_the_sieve_lets_nothing_through_that_changes(text):
    suspect = pc.match_substring_regex(pa.array([text]), SUSPECT)[0].as_py()
    assert suspect or neutralise(text) == text


@given(NUMBERS)
def test_plain_numbers_stay(number):
    assert neutralise(number) == number


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("=1", "'=1"),
        ("b;=1", "b;'=1"),
        ("it;'s", "it;''s"),
        ("'s", "''s"),
        ("-10", "-10"),
        ("-1,5", "'-1,5"),
        ("1,-5", "1,'-5"),
        ('  "=1', "'  \"=1"),
        ("a\n+b", "a\n'+b"),
        ("＝1", "'＝1"),
        ("me@home.example", "me@home.example"),
        ("+31 6 1234", "'+31 6 1234"),
        ("", ""),
    ],
)
def test_known_answers(text, safe):
    assert neutralise(text) == safe


def written(rows, delimiter):
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(rows)
    return file.getvalue()


@given(st.lists(st.lists(ANY, min_size=2, max_size=3), min_size=1, max_size=3), st.sampled_from(",;"))
@settings(max_examples=700, deadline=None)
def test_no_cell_starts_a_formula_whatever_separator_opens_the_file(rows, delimiter):
    safe = [[neutralise(cell) for cell in row] for row in rows]
    for opened_with in ",;\t":
        opened = csv.reader(io.StringIO(written(safe, delimiter), newline=""), delimiter=opened_with)
        assert not [cell for line in opened for cell in line if starts_a_formula(cell)]


@given(ANY)
@settings(max_examples=700, deadline=None)
def test_a_cell_of_its_own_starts_with_nothing_suspicious(text):
    safe = neutralise(text)
    assert NUMBER.fullmatch(safe) or (safe[:1] or "x") not in TRIGGERS
    assert not starts_a_formula(safe)
