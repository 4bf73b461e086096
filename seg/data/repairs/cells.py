"""Repairs of cells: each says for the values of one column what is written instead."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import ibis.expr.types as ir
from ibis.backends.duckdb import Backend

from seg.core.columns import NUMERIC_KINDS, Column, Kind
from seg.core.steps import Step
from seg.data.cast import typed
from seg.data.counted import tallies
from seg.data.repairs.registry import REPAIRS, CellRepair, bad_values
from seg.data.spellings import alike_ids, alike_words, word_key


def cell_repair(name: str) -> Callable[[Callable], Callable]:
    """Registers a function (engine, table, column, step) -> {value: what is written instead, None for missing}."""

    def register(instead: Callable[[Backend, ir.Table, Column, Step], Mapping[str, str | None]]):
        REPAIRS.add(name)(CellRepair(instead))
        return instead

    return register


@cell_repair("missing_values")
def missing_values(backend: Backend, table: ir.Table, column: Column, step: Step) -> dict[str, None]:
    """values: spellings that only say that nothing is known, in capitals or not."""
    if not step.values or not all(text.strip() for text in step.values):
        raise bad_values(step)
    low = {text.strip().lower() for text in step.values}
    texts = tallies(backend, table, (column,))[column.name]["text"].to_pylist()
    return dict.fromkeys(text for text in texts if text.lower() in low)


@cell_repair("same_spelling")
def same_spelling(backend: Backend, table: ir.Table, column: Column, step: Step) -> dict[str, str]:
    """values: the spelling that is kept, then those that become it."""
    kept, *others = [text.strip() for text in step.values] or [""]
    if not kept or not others or kept in others or not all(others):
        raise bad_values(step)
    return dict.fromkeys(others, kept)


@cell_repair("alike_spellings")
def alike_spellings(backend: Backend, table: ir.Table, column: Column, step: Step) -> dict[str, str]:
    """values: the spellings that are kept; what differs from one in case, accents or blanks alone becomes it.

    Without values, of each word the spelling that most rows have.
    """
    kept = {word_key(text): text.strip() for text in step.values}
    if not all(kept) or len(kept) < len(step.values):
        raise bad_values(step)
    tally = tallies(backend, table, (column,))[column.name]
    if not kept:
        return {other: most for most, *others in alike_words(tally) for other in others}
    texts = tally["text"].to_pylist()
    return {text: word for text in texts if (word := kept.get(word_key(text))) not in {None, text}}


@cell_repair("implausible_years")
def implausible_years(backend: Backend, table: ir.Table, column: Column, step: Step) -> dict[str, None]:
    """values: the first and the last year that can be; others become missing."""
    if len(step.values) != 2 or not all(text.isdecimal() for text in step.values):
        raise bad_values(step)
    first, last = map(int, step.values)
    if first > last or column.kind not in NUMERIC_KINDS | {Kind.DATE}:
        raise bad_values(step)
    cast = typed(table.select(column.name), (column,))
    year = cast[column.name].year() if column.kind is Kind.DATE else cast[column.name]
    texts = cast.filter((year < first) | (year > last)).select(text=cast[f"text_{column.name}"]).distinct()
    return dict.fromkeys(sorted(backend.to_pyarrow(texts)["text"].to_pylist()))


@cell_repair("bare_ids")
def bare_ids(backend: Backend, table: ir.Table, column: Column, step: Step) -> dict[str, str]:
    """Ids that differ in zeros in front, a `.0` at the end or capitals alone get the spelling that most rows have."""
    if step.values:
        raise bad_values(step)
    return {other: kept for kept, *others in alike_ids(backend, table, column) for other in others}
