"""The shape of a column's values: contact detail, yes or no, number, date, ordered, several values, or text."""

from __future__ import annotations

from dataclasses import dataclass, field

import ibis.expr.types as ir
import numpy as np
from ibis.backends.duckdb import Backend

from seg.core.columns import Kind
from seg.core.facts import Fact
from seg.data.columns.dates import date_reading
from seg.data.columns.levels import MOST_ANSWERS, answers, bands, labelled_answers, likert, scale, separator
from seg.data.columns.lexicon import yes_and_no
from seg.data.columns.values import Values, is_iban
from seg.data.numbers import STYLES, NumberStyle, currency, parse_number, pattern

MOST = 0.9
"""The share of values that must have a shape for the column to have it."""


PLAIN = NumberStyle()


@dataclass(frozen=True)
class Shape:
    """What the values are, `share` of them. `fits` are the words that the lexicon's concepts ask for.

    For numbers: `style`, `unit` (a currency code or %), whether they are `whole`, the `lowest`, the kind that
    their distribution suggests, and `row_numbers` when they count 1, 2, 3 (or 0, 1, 2) without a gap.
    """

    name: str
    fits: frozenset[str]
    share: float = 1.0
    levels: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    date_format: str = ""
    separator: str = ""
    style: NumberStyle = PLAIN
    unit: str = ""
    whole: bool = False
    lowest: float = 0.0
    numeric_kind: Kind = Kind.NUMBER
    row_numbers: bool = False
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
    for what in ("email", "ip", "phone", "street"):
        if (share := values.share(what)) >= MOST:
            return Shape(what, frozenset({what, "text"}), share)
    if values.share("iban") >= MOST and (share := values.weighted(is_iban)) >= MOST:
        return Shape("iban", frozenset({"iban"}), share)
    if "phone" in named and (share := values.share("digits of a phone")) >= MOST:
        return Shape("phone", frozenset({"phone"}), share)
    return None


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
    return Shape("ordinal", frozenset({"ordinal"}), levels=found, evidence=(fact,))


def _date(values: Values, backend: Backend, table: ir.Table, name: str) -> Shape | None:
    reading = date_reading(values, backend, table, name)
    if reading is None:
        return None
    facts = [Fact.of("column.dates", example=values.texts[0].as_py())]
    if reading.either_order:
        facts.append(Fact.of("column.date_order_unsure", example=values.texts[0].as_py()))
    return Shape("date", frozenset({"date"}), date_format=reading.pattern, evidence=tuple(facts))


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
    return Shape(
        "number",
        frozenset({"number"} | ({"phone"} if values.share("digits of a phone") >= MOST else set())),
        share=values.share(pattern(style)),
        levels=found or (),
        style=style,
        unit=_unit(values),
        whole=whole,
        lowest=float(numbers.min()),
        numeric_kind=kind_by_distribution(numbers, whole),
        row_numbers=_row_numbers(values, numbers),
        evidence=_number_evidence(numbers, whole, style, found),
    )


def number_style(values: Values) -> NumberStyle | None:
    """The plainest style that reads the most values; None when none reads most of them.

    Where a sign can both group thousands and part decimals (`1,234`), it groups when it always has three
    digits behind it in at least five different values and no number from 1000 on goes without it.
    """
    shares = {style: values.share(pattern(style)) for style in STYLES}
    best = max(shares.values())
    if best < MOST:
        return None
    style = next(style for style, share in shares.items() if share == best)
    grouping = NumberStyle("," if style.decimal == "." else ".", style.decimal)
    if style.thousands or shares[grouping] < best or values.share(r"^\D*\d{4,}(?:\D|$)") > 0:
        return style
    grouped = sum(style.decimal in text for text in values.texts.to_pylist())
    return grouping if grouped >= 5 or (style.decimal == "," and grouped) else style


def numbers_in(values: Values, style: NumberStyle) -> np.ndarray:
    """The numbers among the values, one per row that was looked at, (n,) float64, without those that are none."""
    read = [
        (parse_number(text, style), n)
        for text, n in zip(values.texts.to_pylist(), values.counts.to_pylist(), strict=True)
    ]
    found = [(number, n) for number, n in read if number is not None]
    return np.repeat([number for number, _ in found], [n for _, n in found])


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


def _unit(values: Values) -> str:
    signs = {currency(text) for text in values.texts.slice(0, 200).to_pylist()}
    return next(iter(signs - {""}), "") if len(signs - {""}) == 1 else ""


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
    return Shape("text", frozenset(words), evidence=(fact,))
