"""Any table of events in one form: the same columns under the same names, whatever was there and wherever it lies.

key                              whose: text as it stands, null without one
second                           of the moment since 1970-01-01, as it is written (no zone); null without a time
day, month                       since 1970-01-01 and since year 0; whole numbers, so that every engine agrees
hour                             0..23, null where the table has days only
offset                           minutes that this clock is ahead of UTC, null where no zone is named
value, quantity, discount, duration, score      numbers; value is price x quantity where only the price is known
order, product, category, channel, type, campaign, status, place      text
currency                         text in capitals: EUR, eur and Eur are one
untimed, called_off, duplicated  what only the table as a whole can tell, for the rules
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import ibis
import ibis.expr.types as ir

from seg.core.columns import NUMERIC_KINDS, Column, Kind
from seg.core.events import NUMBER_PARTS, TEXT_PARTS, Part
from seg.data.cast import typed
from seg.data.days import moment, offset
from seg.data.engine import ROW
from seg.data.events import rules
from seg.data.ids import key_of
from seg.data.text import cleaned

SECONDS_A_DAY = 86_400
NUMBERS = (Part.VALUE, Part.QUANTITY, Part.DISCOUNT, Part.DURATION, Part.SCORE)
CALLED_OFF, MOST = r"^[cC][0-9]+$", 0.5
"""Orders of shops that put a C before the number of an order that is called off."""
HOURS = ("%H", "%I", "%T")
DUPLICATED, OFFSET = "is_a_copy", "offset"


def of_text(table: ir.Table, parts: Mapping[Part, Column], bare: bool = False) -> ir.Table:
    """The canonical columns of a table of text. `bare` ids are compared without what programs add to them."""
    numbers = {
        part: replace(column, kind=column.kind if column.kind in NUMERIC_KINDS else Kind.NUMBER)
        for part, column in parts.items()
        if part in NUMBER_PARTS
    }
    timed = Part.TIME in parts and any(hour in parts[Part.TIME].date_format for hour in HOURS)
    prefixed = _prefixed_share(cleaned(table[parts[Part.ORDER].name])) if Part.ORDER in parts else None
    table = table.mutate(**{DUPLICATED: _duplicated(table, parts, timed)})
    cast = typed(table, tuple(dict.fromkeys(numbers.values())))
    given: dict[Part, ir.Value] = {part: cast[column.name] for part, column in numbers.items()}
    given |= {part: cleaned(cast[parts[part].name]) for part in TEXT_PARTS if part in parts}
    if Part.CURRENCY in given:
        given[Part.CURRENCY] = given[Part.CURRENCY].upper()
    given[Part.CUSTOMER] = key_of(cast[parts[Part.CUSTOMER].name], bare)
    if Part.TIME in parts:
        given[Part.TIME] = moment(cleaned(cast[parts[Part.TIME].name]), parts[Part.TIME].date_format)
    selected = {part.value: value for part, value in given.items()}
    return _marked(cast.select(DUPLICATED, **selected, **{OFFSET: _offset(cast, parts)}), timed, prefixed)


def of_typed(table: ir.Table, parts: Mapping[Part, str]) -> ir.Table:
    """The canonical columns of a table whose columns have types already: a database, or Parquet that is trusted.

    Copies are not looked for: a database has its own ways against them. Times with a zone are taken in that of the
    connection, and none has an offset.
    """
    given = {part: table[name] for part, name in parts.items()}
    timed = Part.TIME in given and given[Part.TIME].type().is_timestamp()
    casts = dict.fromkeys(NUMBER_PARTS, "float64") | dict.fromkeys((Part.CUSTOMER, *TEXT_PARTS), "string")
    casts[Part.TIME] = "timestamp"
    selected = {part.value: value.cast(casts[part]) for part, value in given.items()}
    selected[Part.CUSTOMER.value] = _trimmed(selected[Part.CUSTOMER.value])
    if Part.CURRENCY in selected:
        selected[Part.CURRENCY.value] = _trimmed(selected[Part.CURRENCY.value]).upper()
    prefixed = _prefixed_share(selected[Part.ORDER]) if Part.ORDER in selected else None
    never = {DUPLICATED: ibis.literal(False), OFFSET: ibis.null("int32")}
    return _marked(table.select(**selected, **never), timed, prefixed)


def _offset(table: ir.Table, parts: Mapping[Part, Column]) -> ir.IntegerValue:
    if Part.TIME not in parts:
        return ibis.null("int32")
    return offset(cleaned(table[parts[Part.TIME].name]), parts[Part.TIME].date_format)


def _duplicated(table: ir.Table, parts: Mapping[Part, Column], timed: bool) -> ir.BooleanValue:
    """Which rows are alike in every column with one before them.

    One event told twice, if they happened at the same second or are of one order: two purchases on one day without
    either may well look alike.
    """
    if Part.TIME not in parts or not (timed or Part.ORDER in parts):
        return ibis.literal(False)
    columns = [table[name] for name in table.columns if name != ROW]
    return ibis.row_number().over(group_by=columns) > 0


def _marked(given: ir.Table, timed: bool, prefixed: ir.FloatingScalar | None) -> ir.Table:
    """From parts under their own names to the canonical columns with `met`; `prefixed` where there are orders."""
    has = {Part(name) for name in given.columns if name not in {DUPLICATED, OFFSET}}
    second, day, month, hour = _times(given, Part.TIME in has, timed)
    numbers = {part: given[part.value] for part in NUMBERS if part in has}
    if Part.VALUE not in has and Part.PRICE in has:
        numbers[Part.VALUE] = given[Part.PRICE.value] * (given[Part.QUANTITY.value] if Part.QUANTITY in has else 1.0)
    canonical = given.select(
        key=given[Part.CUSTOMER.value],
        second=second,
        day=day,
        month=month,
        hour=hour,
        offset=given[OFFSET],
        **{part.value: numbers.get(part, ibis.null("float64")) for part in NUMBERS},
        **{part.value: given[part.value] if part in has else ibis.null("string") for part in TEXT_PARTS},
        untimed=second.isnull() if Part.TIME in has else ibis.literal(False),
        called_off=ibis.literal(False) if prefixed is None else _prefixed(given[Part.ORDER.value]) & (prefixed < MOST),
        duplicated=given[DUPLICATED],
    )
    marked = canonical.mutate(met=rules.marks(canonical))
    return marked.drop("untimed", "called_off", "duplicated")


def _prefixed(order: ir.StringValue) -> ir.BooleanValue:
    """Numbers of orders with a C in front: called off, in a table where most have none."""
    begins = order.ascii_str().isin([ord("c"), ord("C")])  # most do not, and need no pattern
    return begins.ifelse(order.re_search(CALLED_OFF), ibis.literal(False)).fill_null(False)


def _trimmed(text: ir.StringValue) -> ir.StringValue:
    """Without blanks at its ends, null where nothing is left.

    Trimming is slow, so it is only done where the first or the last sign may be a blank, or there is none at all.
    """
    ends = (text.ascii_str() <= ord(" ")) | (text.right(1).ascii_str() <= ord(" "))
    return ends.ifelse(text.strip().nullif(""), text)


def _prefixed_share(order: ir.StringValue) -> ir.FloatingScalar:
    """In how many of the rows.

    From the column as it was read: taken from the rows that it decides about, engines would hold them all meanwhile.
    """
    return _prefixed(order).ifelse(1.0, 0.0).mean().as_scalar()


def _times(given: ir.Table, dated: bool, timed: bool) -> tuple[ir.Value, ir.Value, ir.Value, ir.Value]:
    """second, day, month, hour."""
    if not dated:
        return ibis.null("int64"), ibis.null("int32"), ibis.null("int32"), ibis.null("int32")
    at = given[Part.TIME.value]
    day = at.date()
    second = at.truncate("s").epoch_seconds().cast("int64")
    return (
        second,
        (day.cast("timestamp").epoch_seconds().cast("int64") // SECONDS_A_DAY).cast("int32"),
        (at.year() * 12 + at.month() - 1).cast("int32"),
        at.hour().cast("int32") if timed else ibis.null("int32"),
    )
