"""A column as another kind: what was guessed for the old one is forgotten, what the new one needs is found."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import ibis
import ibis.expr.types as ir
from ibis.backends.duckdb import Backend

from seg.core.columns import NUMERIC_KINDS, Column, Kind
from seg.core.errors import SegError
from seg.data.columns.dates import date_reading
from seg.data.columns.levels import SEPARATORS, bands, labelled_answers, scale, separator
from seg.data.columns.lexicon import yes_and_no
from seg.data.columns.measures import number_style
from seg.data.columns.values import Values, all_values
from seg.data.engine import opened
from seg.data.numbers import STYLES, parse_number, pattern
from seg.data.text import cleaned

MOST_LEVELS = 1_000
"""A longer order cannot be told by anybody."""


def as_kind(raw: Path, column: Column, kind: Kind) -> Column:
    """The column as `kind`. Raises `SegError` when none of its values can be that."""
    if kind is column.kind or {kind, column.kind} <= NUMERIC_KINDS:
        return replace(column, kind=kind)
    plain = forgotten(column, kind)
    if kind in {Kind.TEXT, Kind.NOMINAL}:
        return plain
    with opened(raw) as (backend, table):
        values = all_values(backend, table, (column.name,))[column.name]
        found = _details(plain, values, backend, table) if values.looked_at else plain
    if found is None:
        raise SegError("kind_does_not_fit", column=column.label, kind=kind.value)
    return found


def forgotten(column: Column, kind: Kind) -> Column:
    """The column as another kind, without anything that only the old kind had."""
    fresh = Column("", "")
    details = ("levels", "date_format", "decimal", "thousands", "separator", "unit")
    return replace(column, kind=kind, **{detail: getattr(fresh, detail) for detail in details})


def _details(column: Column, values: Values, backend: Backend, table: ir.Table) -> Column | None:
    """The column with what its kind needs; None when it cannot be had."""
    if column.kind in NUMERIC_KINDS:
        style = number_style(values) or max(STYLES, key=lambda style: values.share(pattern(style)))
        fits = values.share(pattern(style)) > 0
        return replace(column, decimal=style.decimal, thousands=style.thousands) if fits else None
    if column.kind is Kind.DATE:
        reading = date_reading(values, backend, table, column.name)
        return replace(column, date_format=reading.date_format) if reading else None
    if column.kind is Kind.MULTI_VALUE:
        sign = separator(values) or _most_used_separator(values)
        return replace(column, separator=sign) if sign else None
    if column.kind in {Kind.ORDINAL, Kind.BINARY}:
        levels = (_both if column.kind is Kind.BINARY else _ordered)(_different(values, backend, table[column.name]))
        return None if levels is None else replace(column, levels=levels)
    raise AssertionError(column.kind)


def _most_used_separator(values: Values) -> str:
    shares = {sign: values.share(f".[{sign}].") for sign in SEPARATORS}
    best = max(SEPARATORS, key=shares.__getitem__)
    return best if shares[best] > 0 else ""


def _different(values: Values, backend: Backend, texts: ir.StringColumn) -> tuple[str, ...]:
    """All different values but those that say that nothing is known; one more than `MOST_LEVELS` at most."""
    different = cleaned(texts).name("text").as_table().filter(ibis._.text.notnull()).distinct()
    found = backend.to_pyarrow(different.order_by("text").limit(MOST_LEVELS + 1 + len(values.placeholders)))
    return tuple(text for text in found["text"].to_pylist() if text not in values.placeholders)


def _both(texts: tuple[str, ...]) -> tuple[str, ...] | None:
    """(no, yes); () where everybody has the same."""
    return (yes_and_no(texts) or texts) if len(texts) == 2 else None if len(texts) > 2 else ()


def _ordered(texts: tuple[str, ...]) -> tuple[str, ...] | None:
    """From low to high where bands, a scale or numbers say so, else by letter."""
    if len(texts) > MOST_LEVELS:
        return None
    return bands(texts) or scale(texts) or labelled_answers(texts) or _by_size(texts) or texts


def _by_size(texts: tuple[str, ...]) -> tuple[str, ...] | None:
    for style in STYLES:
        sizes = {text: parse_number(text, style) for text in texts}
        if None not in sizes.values():
            return tuple(sorted(texts, key=sizes.__getitem__))
    return None
