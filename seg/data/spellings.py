"""Values that are one but for how they are written: ids with and without zeros in front, words in capitals."""

from __future__ import annotations

import re
from collections.abc import Iterable

import ibis
import ibis.expr.types as ir
import pyarrow as pa
from ibis.backends.duckdb import Backend

from seg.core.columns import Column
from seg.data.columns.names import plain
from seg.data.engine import ROW
from seg.data.text import cleaned

Group = tuple[str, ...]
"""Spellings of one value: the one that most rows have first, of equals the one that is there first."""


def word_key(text: str) -> str:
    """What is left of a value when case, accents and blanks do not count."""
    return re.sub(r"\s", "", plain(text))


def bare_id(text: ir.StringValue) -> ir.StringValue:
    """What is left of an id when case, zeros in front and a `.0` at the end do not count."""
    low = text.lower()
    whole = low.endswith(".0").ifelse(low.re_replace(r"\.0+$", ""), low)
    return whole.startswith("0").ifelse(whole.re_replace("^0+", ""), whole)


def alike_words(tally: pa.Table) -> tuple[Group, ...]:
    """Groups of spellings of the same word among the values of a column (see `tallies`), the most frequent first."""
    return _groups((word_key(text), text) for text in tally["text"].to_pylist())


def alike_ids(backend: Backend, table: ir.Table, column: Column) -> tuple[Group, ...]:
    """Groups of spellings of the same id in a column."""
    texts = table.select(ROW, text=cleaned(table[column.name])).filter(ibis._.text.notnull())
    each = texts.group_by("text").aggregate(n=ibis._.count(), at=ibis._[ROW].min())
    counted = each.mutate(bare=bare_id(ibis._.text))
    several = counted.group_by("bare").aggregate(spellings=ibis._.count()).filter(ibis._.spellings > 1)
    found = backend.to_pyarrow(counted.semi_join(several, "bare").order_by(ibis.desc("n"), "at")).to_pydict()
    return _groups(zip(found["bare"], found["text"], strict=True))


def _groups(keyed: Iterable[tuple[str, str]]) -> tuple[Group, ...]:
    """Texts of the same key, in the order given; keys with one text are left out."""
    found: dict[str, list[str]] = {}
    for key, text in keyed:
        found.setdefault(key, []).append(text)
    return tuple(tuple(texts) for texts in found.values() if len(texts) > 1)
