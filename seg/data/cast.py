"""From text to typed columns, and what did not cast: nothing is lost in silence."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir
from ibis.backends.duckdb import Backend

from seg.core.columns import NUMERIC_KINDS, Column, Kind
from seg.core.facts import Fact
from seg.core.settings import setting
from seg.data.days import moment
from seg.data.engine import ROW
from seg.data.numbers import BLANK, LARGEST, NO_CENTS, NumberStyle, pattern
from seg.data.text import cleaned

EXAMPLES = 5


def typed(table: ir.Table, columns: tuple[Column, ...]) -> ir.Table:
    """`columns` of a text table as their kinds say: double, date, or text without outer blanks; other
    columns of the table stay as they are, and each cleaned text stays beside as `text_<name>`.

    Values that are not what the kind says are null: words, infinity, anything beyond `LARGEST`, days that do not
    exist, levels that the column does not have. Plain numbers are cast as they are; only the rest goes through the
    pattern of currencies and grouping. Each step is a query of its own, so that nothing is computed twice.
    """
    table = table.mutate(**{_text(c): cleaned(table[c.name]) for c in columns})
    numeric = tuple(c for c in columns if c.kind in NUMERIC_KINDS)
    table = table.mutate(**{c.name: _first_reading(c, table[_text(c)]) for c in columns})
    written = _written_numbers(table, numeric)
    table = written.mutate(**{c.name: _checked(c, written) for c in columns})
    return table.drop(*(part for c in numeric for part in _parts(c)))


def _text(column: Column) -> str:
    return f"text_{column.name}"


def _parts(column: Column) -> tuple[str, ...]:
    return tuple(f"{part}_{column.name}" for part in ("odd", "sign", "digits", "power", "behind"))


def _first_reading(column: Column, text: ir.StringValue) -> ir.Value:
    if column.kind in NUMERIC_KINDS:
        other = "," if column.decimal == "." else "."
        odd = text.contains("_") | text.contains(other)
        return odd.ifelse(ibis.null(str), text.replace(column.decimal, ".")).try_cast("float64")
    if column.kind is Kind.DATE:
        day = moment(text, column.date_format).date()
        return _born(day) if column.sensitive and "%y" in column.date_format else day
    if column.kind in {Kind.ORDINAL, Kind.BINARY} and column.levels:
        return text.isin(column.levels).ifelse(text, ibis.null(str))
    if column.kind is Kind.MULTI_VALUE:
        return text.re_replace(r"""^[\[{(]\s*|\s*[\])}]$|["']""", "").nullif("")
    return text


def _born(day: ir.DateValue) -> ir.DateValue:
    """A date of birth with two digits for the year: nobody was born in the future."""
    return (day.year() > setting("latest_birth_year")).ifelse(day - ibis.interval(years=100), day)


def _written_numbers(table: ir.Table, numeric: tuple[Column, ...]) -> ir.Table:
    """The parts of numbers that are not plain, by the groups of the pattern; all null where a number is plain."""
    steps = {_parts(c)[0]: _finite(table[c.name]).isnull().ifelse(table[_text(c)], ibis.null(str)) for c in numeric}
    table = table.mutate(**steps)
    found = {}
    for column in numeric:
        odd, *parts = _parts(column)
        form = pattern(NumberStyle(column.decimal, column.thousands))
        found |= {part: table[odd].re_extract(form, group) for group, part in enumerate(parts, 1)}
    return table.mutate(**found)


def _checked(column: Column, table: ir.Table) -> ir.Value:
    value = table[column.name]
    if column.kind not in NUMERIC_KINDS:
        return value
    odd, sign, digits, power, behind = (table[part] for part in _parts(column))
    bare = digits.re_replace(f"{BLANK}|['’]|{NO_CENTS}", "")
    bare = bare.replace(column.thousands, "") if column.thousands in {",", "."} else bare
    size = (bare.replace(column.decimal, ".") + power).try_cast("float64")
    closed = ((sign == "(") == odd.endswith(")")) & ((sign == "") | (behind == ""))
    closed &= ((power == "") & (behind == "")) | ~digits.re_search(f"{NO_CENTS}$")
    signed = (sign.isin(["-", "−", "("]) | (behind == "-")).ifelse(-size, size)
    return ibis.coalesce(_finite(value), _finite(closed.ifelse(signed, ibis.null("float64"))))


def _finite(number: ir.FloatingValue) -> ir.FloatingValue:
    """Null for infinity and NaN too: neither is at most `LARGEST`."""
    return (number.abs() <= LARGEST).ifelse(number, ibis.null("float64"))


def casts(column: Column) -> bool:
    """Whether values of the column can fail to be what its kind says."""
    return column.kind in NUMERIC_KINDS | {Kind.DATE} or (
        column.kind in {Kind.ORDINAL, Kind.BINARY} and bool(column.levels)
    )


def uncast(cast: ir.Table, column: Column) -> ir.BooleanValue:
    """Which rows of a `typed` table have a value in the column that did not cast."""
    return cast[_text(column)].notnull() & cast[column.name].isnull()


def cast_problem(backend: Backend, table: ir.Table, column: Column, count: int) -> Fact:
    """The fact for one column of which `count` values do not cast, with up to 5 examples in file order."""
    cast = typed(table.select(ROW, column.name), (column,))
    first = cast.filter(uncast(cast, column)).select(ROW, text=cast[_text(column)])
    found = first.group_by("text").aggregate(row=ibis._[ROW].min()).order_by("row").limit(EXAMPLES)
    seen = backend.to_pyarrow(found).to_pydict()
    facts = {"column": column.label, "count": count, "examples": tuple(seen["text"]), "row": seen["row"][0] + 1}
    if column.kind is Kind.DATE:
        return Fact.of("cast.not_a_date", **facts)
    if column.kind in NUMERIC_KINDS:
        return Fact.of("cast.not_a_number", **facts)
    return Fact.of("cast.not_a_level", **facts)
