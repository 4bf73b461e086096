"""Text becomes what its column says, and whatever does not is told."""

from datetime import date
from math import isclose

import ibis
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seg.core.columns import Column, Kind
from seg.data.cast import cast_problem, casts, typed, uncast
from seg.data.engine import ROW, one_row, opened
from seg.data.numbers import STYLES, NumberStyle, parse_number
from tests.data.tables import write_raw


@pytest.fixture
def cast(tmp_path):
    """Casts the texts of one column and returns the values and the problems."""

    def run(column, texts):
        write_raw(tmp_path / "raw.parquet", {column.label: texts})
        with opened(tmp_path / "raw.parquet") as (backend, table):
            values = backend.to_pyarrow(typed(table, (column,)).order_by(ROW))[column.name].to_pylist()
            if not casts(column):
                return values, ()
            count = one_row(backend, typed(table, (column,)).aggregate(n=ibis._.pipe(uncast, column).sum()))["n"]
            return values, (cast_problem(backend, table, column, count),) if count else ()

    return run


def number_column(decimal=".", thousands=""):
    return Column("c0", "Spend", kind=Kind.MONEY, decimal=decimal, thousands=thousands)


def test_numbers(cast):
    values, problems = cast(number_column(), ["1", " 2.5 ", "-3", "1e3", None, "  ", "+4"])
    assert values == [1, 2.5, -3, 1000, None, None, 4]
    assert problems == ()


def test_what_is_no_usable_number_is_told_with_its_row(cast):
    texts = ["5", "1e309", "inf", "NaN", "-Infinity", "1e16", "oops", "1_000", "7"]
    values, (problem,) = cast(number_column(), texts)
    assert values == [5, *[None] * 7, 7]
    assert problem.key == "cast.not_a_number"
    assert (problem["count"], problem["row"], problem["column"]) == (7, 2, "Spend")
    assert problem["examples"] == ("1e309", "inf", "NaN", "-Infinity", "1e16")


def test_the_largest_number_that_is_believed(cast):
    assert cast(number_column(), ["1e15", "-1e15", "1000000000000001"])[0] == [1e15, -1e15, None]


def test_numbers_with_currency_and_brackets(cast):
    values, problems = cast(number_column(".", ","), ["$1,234.50", "(3,000)", "-$5", "12 %", "1,23"])
    assert values == [1234.5, -3000, -5, 12, None]
    assert problems[0]["count"] == 1


def test_a_minus_behind_the_digits_and_units(cast):
    values, problems = cast(number_column(",", "."), ["1.234,50-", "5- EUR", "12 kg", "-5-", "3 Stück"])
    assert values == [-1234.5, -5, 12, None, 3]
    assert problems[0]["examples"] == ("-5-",)


@pytest.mark.parametrize(
    ("style", "texts", "numbers"),
    [
        (
            NumberStyle(",", "."),
            ["12,-", "12,--", "€ 3.123,-", "12,–", "12,— €", "-12,-", "(12,-)", "5-", "1.234,50-"],
            [12, 12, 3123, 12, 12, -12, -12, -5, -1234.5],
        ),
        (NumberStyle(".", "'"), ["CHF 12.-", "CHF 1'234.--", "12.–", "12.", "12.50-"], [12, 1234, 12, 12, -12.5]),
        (NumberStyle(",", "."), ["12,---", "12,-e5", "12,5,-", "12--", ",-"], [None] * 5),
    ],
)
def test_a_dash_for_no_cents_is_no_minus(cast, style, texts, numbers):
    assert cast(number_column(style.decimal, style.thousands), texts)[0] == numbers
    assert [parse_number(text, style) for text in texts] == numbers


def test_a_point_is_no_decimal_sign_where_a_comma_is(cast):
    assert cast(number_column(",", "."), ["1.234", "1,5", "1.234,5", "1.23"])[0] == [1234, 1.5, 1234.5, None]
    assert cast(number_column(",", ""), ["1.234", "1,5"])[0] == [None, 1.5]


@given(
    numbers=st.lists(st.integers(-(10**11), 10**11), min_size=30, max_size=60),
    style=st.sampled_from(STYLES),
    around=st.sampled_from([("", ""), ("€ ", ""), ("$", ""), ("", " zł"), ("", "%"), ("", " EUR"), (" ", " ")]),
    places=st.integers(0, 3),
)
@settings(max_examples=25, deadline=None)
def test_a_number_written_in_any_style_comes_back(tmp_path_factory, numbers, style, around, places):
    before, after = around
    texts = [before + written(number, style, places) + after for number in numbers]
    path = tmp_path_factory.mktemp("cast") / "raw.parquet"
    pq.write_table(pa.table({"c0": texts}), path)
    with opened(path) as (backend, table):
        column = number_column(style.decimal, style.thousands)
        values = backend.to_pyarrow(typed(table, (column,)).order_by(ROW))["c0"].to_pylist()
    wanted = [number / 10**places for number in numbers]
    assert all(v is not None and isclose(v, w, rel_tol=1e-12) for v, w in zip(values, wanted, strict=True))
    assert [parse_number(text, style) for text in texts] == values


def written(number, style, places):
    """`number` / 10**`places` as a person of that style writes it."""
    digits = str(abs(number)).rjust(places + 1, "0")
    whole, rest = digits[: len(digits) - places], digits[len(digits) - places :]
    grouped = f"{int(whole):,}".replace(",", style.thousands)
    return "-" * (number < 0) + grouped + (style.decimal + rest if places else "")


def test_dates(cast):
    column = Column("c0", "Since", kind=Kind.DATE, date_format="%d/%m/%Y")
    values, (problem,) = cast(column, ["01/02/2024", "13/2/2024", "30/02/2024", "2024-02-01", "01/02/24", None])
    assert values == [date(2024, 2, 1), date(2024, 2, 13), None, None, None, None]
    assert problem.key == "cast.not_a_date"
    assert problem["examples"] == ("30/02/2024", "2024-02-01", "01/02/24")


def test_moments_become_days(cast):
    column = Column("c0", "At", kind=Kind.DATE, date_format="%Y-%m-%d %H:%M:%S.%f")
    assert cast(column, ["2010-01-22 23:59:00.000"])[0] == [date(2010, 1, 22)]


def test_two_formats_in_one_column(cast):
    column = Column("c0", "Since", kind=Kind.DATE, date_format="%d.%m.%Y|%Y-%m-%d")
    values, (problem,) = cast(column, ["31.12.2024", "2024-12-30", "30.02.2024", "2024-02-30", "soon", None])
    assert values == [date(2024, 12, 31), date(2024, 12, 30), None, None, None, None]
    assert problem["examples"] == ("30.02.2024", "2024-02-30", "soon")


def test_months_in_words_become_days(cast):
    column = Column("c0", "Since", kind=Kind.DATE, date_format="%d %b %Y")
    assert cast(column, ["5 stycznia 2024", "31 GRUDNIA 2023"])[0] == [date(2024, 1, 5), date(2023, 12, 31)]


def test_nobody_was_born_in_the_future(cast):
    texts = ["05.01.45", "05.01.29", "05.01.30", "05.01.99"]
    born = Column("c0", "Born", kind=Kind.DATE, date_format="%d.%m.%y", sensitive=True)
    assert [day.year for day in cast(born, texts)[0]] == [1945, 2029, 1930, 1999]
    ends = Column("c0", "Ends", kind=Kind.DATE, date_format="%d.%m.%y")
    assert [day.year for day in cast(ends, texts)[0]] == [2045, 2029, 2030, 1999]


def test_levels_that_the_column_does_not_have_are_told(cast):
    column = Column("c0", "Often", kind=Kind.ORDINAL, levels=("low", "high"))
    values, (problem,) = cast(column, ["low", " high ", "unknown", None])
    assert values == ["low", "high", None, None]
    assert (problem.key, problem["count"], problem["examples"]) == ("cast.not_a_level", 1, ("unknown",))


def test_text_keeps_everything_but_outer_blanks(cast):
    texts = ["00123", " 1E5\t", "a  b", "\u00a0x\u00a0", "'q'", "NULL"]
    assert cast(Column("c0", "Code", kind=Kind.NOMINAL), texts) == (["00123", "1E5", "a  b", "x", "'q'", "NULL"], ())


def test_several_values_lose_brackets_and_quotes(cast):
    column = Column("c0", "Likes", kind=Kind.MULTI_VALUE, separator=",")
    assert cast(column, ["[sport, 'garden']", "sport", "{}"])[0] == ["sport, garden", "sport", None]
