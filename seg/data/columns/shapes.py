"""The shape of a column's values: contact detail, yes or no, number, date, ordered, several values, or text."""

from __future__ import annotations

from dataclasses import dataclass, field

import ibis.expr.types as ir
import numpy as np
from ibis.backends.duckdb import Backend

from seg.core.columns import Kind
from seg.core.facts import Fact
from seg.data.columns.contacts import MOST_NAMES, contact_shape, names_share
from seg.data.columns.dates import DateReading, date_reading
from seg.data.columns.levels import MOST_ANSWERS, answers, bands, labelled_answers, likert, scale, separator
from seg.data.columns.lexicon import plain_words, yes_and_no
from seg.data.columns.measures import PLAIN, number_style, numbers_in, units_of
from seg.data.columns.names import plain
from seg.data.columns.sentinels import Counted, odd_days, odd_numbers, texts_of
from seg.data.columns.values import Values
from seg.data.numbers import NumberStyle, pattern

MOST = 0.9
"""The share of values that must have a shape for the column to have it."""

NEVER_NEGATIVE = {
    *("age", "birth_year", "children", "count", "duration", "engagement"),
    *("household", "income", "orders", "recency", "tenure", "visits"),
}
"""Concepts of which nothing can be below 0."""


@dataclass(frozen=True)
class Shape:
    """What the values are, `share` of them. `fits` are the words that the lexicon's concepts ask for.

    For numbers: `style`, the `units` that cells name (codes of currencies, %, `kg`), whether they are `whole`, the
    `lowest`, the kind that their distribution suggests, and `row_numbers` when they count 1, 2, 3 (or 0, 1, 2)
    without a gap. `odd` are values that may stand for a missing one, `opinions` tells that texts judge something.
    """

    name: str
    fits: frozenset[str]
    share: float = 1.0
    levels: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    date_format: str = ""
    separator: str = ""
    style: NumberStyle = PLAIN
    units: tuple[str, ...] = ()
    whole: bool = False
    lowest: float = 0.0
    numeric_kind: Kind = Kind.NUMBER
    row_numbers: bool = False
    odd: tuple[str, ...] = ()
    opinions: bool = False
    evidence: tuple[Fact, ...] = field(default=())


def shape_of(values: Values, named: set[str], backend: Backend, table: ir.Table, name: str) -> Shape:
    """The first shape that most values have. `named` are the concepts that the column's name speaks of."""
    if values.looked_at == 0:
        return _text(values)
    return (
        _contact(values, named)
        or _binary(values)
        or _ordered(values)
        or _date(values, backend, table, name)
        or _number(values, named)
        or _several(values)
        or _text(values)
    )


def _contact(values: Values, named: set[str]) -> Shape | None:
    found = contact_shape(values, named)
    return found and Shape(found[0], frozenset({found[0], "text"}), found[1])


def _binary(values: Values) -> Shape | None:
    texts = tuple(values.texts.to_pylist())
    if len(texts) != 2 or values.distinct - len(values.placeholders) != 2 or values.placeholders:
        return None
    ordered = tuple(sorted(texts))
    both = ordered if ordered in {("0", "1"), ("0.0", "1.0")} else yes_and_no(ordered)
    if both is None:
        return None
    fact = Fact.of("column.two_values", no=both[0], yes=both[1])
    return Shape("binary", frozenset({"binary"}), levels=both, words=both, evidence=(fact,))


def _ordered(values: Values) -> Shape | None:
    texts = values.few
    found = texts and (bands(texts) or scale(texts) or labelled_answers(texts))
    if not found:
        return None
    fact = Fact.of("column.ordered", count=len(found), first=found[0], last=found[-1])
    return Shape("ordinal", frozenset({"ordinal"}), levels=found, opinions=_opinions(values), evidence=(fact,))


def _date(values: Values, backend: Backend, table: ir.Table, name: str) -> Shape | None:
    reading = date_reading(values, backend, table, name)
    if reading is None:
        return None
    odd = odd_days(values)
    return Shape(
        "date", frozenset({"date"}), date_format=reading.date_format, odd=odd, evidence=_date_evidence(values, reading)
    )


def _date_evidence(values: Values, reading: DateReading) -> tuple[Fact, ...]:
    facts = [Fact.of("column.dates", example=values.texts[0].as_py())]
    if reading.other:
        facts.append(Fact.of("column.date_order_unsure", example=reading.unsure, other=reading.other))
    if reading.examples:
        most, other = reading.examples
        facts.append(Fact.of("column.two_date_formats", example=most, other=other, count=reading.count))
    return tuple(facts)


def _number(values: Values, named: set[str]) -> Shape | None:
    if values.share("leading zero") > 0.02 or values.share("long digits") > 0.02:
        return None  # a code: as a number it would lose its zeros or its last digits
    style = number_style(values)
    if style is None:
        return None
    numbers = numbers_in(values, style)
    whole = bool(np.all(numbers == np.round(numbers)))
    few = values.few if whole and values.distinct <= MOST_ANSWERS else ()
    found = few and (answers(few) if "satisfaction" in named else likert(few))
    kind = kind_by_distribution(numbers, whole)
    counted = Counted.of(numbers)
    money = kind is Kind.MONEY or bool(named & {"amount", "income", "discount"})
    odd = odd_numbers(counted, bool(named & NEVER_NEGATIVE), money, "quantity" in named)
    usual = counted.without(np.array(odd)).numbers
    return Shape(
        "number",
        frozenset({"number"} | ({"phone"} if values.share("digits of a phone") >= MOST else set())),
        share=values.share(pattern(style)),
        levels=found or (),
        style=style,
        units=units_of(values),
        whole=whole,
        lowest=float(usual.min() if len(usual) else numbers.min()),
        numeric_kind=kind,
        row_numbers=_row_numbers(values, numbers),
        odd=texts_of(odd, values, style) if odd else (),
        evidence=_number_evidence(numbers, whole, style, found),
    )


def kind_by_distribution(numbers: np.ndarray, whole: bool) -> Kind:
    """Amounts and counts are rarely negative and skewed: many small, few large. Even numbers stay numbers."""
    spread = numbers.std()
    if len(numbers) < 3 or spread == 0 or np.mean(numbers < 0) > 0.02:
        return Kind.NUMBER
    skew = float(np.mean(((numbers - numbers.mean()) / spread) ** 3))
    if whole and numbers.max() <= 50 and numbers.min() >= 0:
        return Kind.COUNT if numbers.min() <= 1 else Kind.NUMBER
    if skew <= 1:
        return Kind.NUMBER
    return Kind.COUNT if whole and numbers.max() < 1_000 else Kind.MONEY


def _row_numbers(values: Values, numbers: np.ndarray) -> bool:
    first, last = numbers.min(), numbers.max()
    return first in (0, 1) and last - first + 1 == len(numbers) == values.looked_at and values.unique_share == 1.0


def _number_evidence(numbers: np.ndarray, whole: bool, style: NumberStyle, found: tuple | None) -> tuple[Fact, ...]:
    low, high = float(numbers.min()), float(numbers.max())
    if found:
        return (Fact.of("column.answers", low=int(low), high=int(high)),)
    if whole:
        return (Fact.of("column.whole_numbers", low=int(low), high=int(high)),)
    if style != PLAIN:
        return (Fact.of("column.written_numbers", low=low, high=high, decimal=style.decimal),)
    return (Fact.of("column.numbers", low=low, high=high),)


def _several(values: Values) -> Shape | None:
    sign = separator(values)
    if not sign:
        return None
    fact = Fact.of("column.several_values", separator=sign)
    return Shape("multi", frozenset({"multi", "text"}), separator=sign, evidence=(fact,))


def _text(values: Values) -> Shape:
    words = {"text"} | ({"code"} if values.looked_at and values.share("code") >= MOST else set())
    if values.looked_at and values.share("digits of a phone") >= MOST:
        words |= {"phone"}
    fact = Fact.of("column.texts", count=values.distinct)
    if (share := names_share(values)) >= MOST_NAMES:
        return Shape("person", frozenset(words), share, evidence=(fact,))
    return Shape("text", frozenset(words), opinions=_opinions(values), evidence=(fact,))


def _opinions(values: Values) -> bool:
    """Whether at least half of the few different texts judge or agree."""
    judging = sum(plain(text) in plain_words("opinions") for text in values.few)
    return judging >= 2 and judging >= 0.5 * len(values.few)
