"""The different values of columns with their rows: most columns have few, and only those need be looked at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import ibis
import ibis.expr.types as ir
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from ibis.backends.duckdb import Backend

from seg.core.columns import NUMERIC_KINDS, Column, Kind
from seg.data.cast import typed
from seg.data.engine import ROW
from seg.data.text import OUTER_BLANKS

MANY = 200_000
"""Grouping more different values takes longer than it saves."""

AT_ONCE = 20
"""Columns in one query."""

SIZED = NUMERIC_KINDS | {Kind.DATE}
"""Kinds whose values have a size."""


def tallies(backend: Backend, table: ir.Table, columns: Iterable[Column]) -> dict[str, pa.Table]:
    """By name of column its values without missing ones: text without outer blanks, n = its rows, at = the first one.

    Each different value is there once, the most frequent first; in a column with many of them each row for itself.
    """
    columns = tuple(columns)
    few = [column for column in columns if column.distinct <= MANY]
    found = {c.name: _plain(backend, table, c) for c in columns if c.distinct > MANY}
    for start in range(0, len(few), AT_ONCE):
        part = few[start : start + AT_ONCE]
        narrow = table.select(ROW, *(column.name for column in part))  # wide tables make long queries
        grouped = [_grouped(narrow, column) for column in part]
        rows = backend.to_pyarrow(ibis.union(*grouped) if len(grouped) > 1 else grouped[0])
        found |= {c.name: _each_once(rows.filter(pc.equal(rows["name"], c.name))) for c in part}
    return found


@dataclass(frozen=True, eq=False)
class Sizes:
    """The values of a column of numbers or dates, (m,) all: `texts`, `sizes` (numbers, or days since 1970; NaN where a
    value is not of the kind), and how many `rows` have each."""

    texts: pa.ChunkedArray
    sizes: np.ndarray
    rows: np.ndarray

    @property
    def years(self) -> np.ndarray:
        """The years of days, NaN where there is none."""
        days = np.where(np.isnan(self.sizes), np.datetime64("NaT"), np.nan_to_num(self.sizes).astype("datetime64[D]"))
        return np.where(np.isnat(days), np.nan, days.astype("datetime64[Y]").astype(float) + 1970)

    def quantiles(self, *shares: float) -> tuple[float, ...]:
        """As if each row were there; NaN where no value has a size."""
        order = np.argsort(self.sizes)[: np.count_nonzero(~np.isnan(self.sizes))]  # NaN sorts last
        if not len(order):
            return (np.nan,) * len(shares)
        sizes, upto = self.sizes[order], np.cumsum(self.rows[order])
        places = [share * (upto[-1] - 1) for share in shares]
        ends = [sizes[np.searchsorted(upto, [np.floor(place), np.ceil(place)], side="right")] for place in places]
        return tuple(float(a + (b - a) * (place % 1)) for (a, b), place in zip(ends, places, strict=True))


def sized(
    backend: Backend, table: ir.Table, columns: Iterable[Column], tally: dict[str, pa.Table]
) -> Iterator[tuple[Column, Sizes]]:
    """The columns that are numbers or dates with their values, those of `tally` or of the table."""
    asked = [column for column in columns if column.kind in SIZED]
    sizes = cast_sizes(backend, {c: tally[c.name]["text"] for c in asked if c.name in tally})
    for column in asked:
        values = tally.get(column.name)
        if values is None:
            values = tallies(backend, table, (column,))[column.name]
            sizes = cast_sizes(backend, {column: values["text"]})
        yield column, Sizes(values["text"], sizes[column], values["n"].to_numpy())


def cast_sizes(backend: Backend, texts: dict[Column, pa.ChunkedArray]) -> dict[Column, np.ndarray]:
    """Values of columns of numbers or dates as their sizes (see `Sizes`), in the order given.

    Columns that are written in the same way are cast together: a query for each would take longer than the casting.
    """
    alike: dict[Column, list[Column]] = {}
    for column in texts:
        alike.setdefault(_notation(column), []).append(column)
    found = {}
    for notation, of in alike.items():
        chunks = [chunk for column in of for chunk in texts[column].chunks]
        sizes = _cast(backend, pa.chunked_array(chunks, pa.string()), notation)
        ends = np.cumsum([len(texts[column]) for column in of])
        found |= dict(zip(of, np.split(sizes, ends[:-1]), strict=True))
    return found


def _notation(column: Column) -> Column:
    """A column that stands for all whose values are read in the same way."""
    kind = Kind.DATE if column.kind is Kind.DATE else Kind.NUMBER
    read = {"decimal": column.decimal, "thousands": column.thousands, "date_format": column.date_format}
    return Column("text", "", kind=kind, sensitive=column.sensitive and kind is Kind.DATE, **read)


def _cast(backend: Backend, texts: pa.ChunkedArray, notation: Column) -> np.ndarray:
    numbered = pa.table({"text": texts, "place": np.arange(len(texts))})
    cast = backend.to_pyarrow(typed(ibis.memtable(numbered), (notation,)).select("place", "text"))
    sizes = cast["text"].cast(pa.int32()) if notation.kind is Kind.DATE else cast["text"]
    in_order = np.full(len(texts), np.nan)
    in_order[cast["place"].to_numpy()] = sizes.cast(pa.float64()).to_numpy()
    return in_order


def _grouped(table: ir.Table, column: Column) -> ir.Table:
    each = table.group_by(text=table[column.name]).aggregate(n=ibis._.count(), at=ibis._[ROW].min())
    return each.select("text", "n", "at", name=ibis.literal(column.name))


def _plain(backend: Backend, table: ir.Table, column: Column) -> pa.Table:
    rows = backend.to_pyarrow(table.select(text=column.name, at=ROW))
    texts = pc.utf8_trim(rows["text"], OUTER_BLANKS)
    each = pa.table({"text": texts, "n": pa.array(np.ones(len(rows), np.int64)), "at": rows["at"]})
    return each.filter(pc.not_equal(texts, ""))


def _each_once(rows: pa.Table) -> pa.Table:
    texts = pc.utf8_trim(rows["text"], OUTER_BLANKS)
    table = pa.table({"text": texts, "n": rows["n"], "at": rows["at"]}).filter(pc.not_equal(texts, ""))
    if not texts.equals(rows["text"]):
        each = table.group_by("text", use_threads=False).aggregate([("n", "sum"), ("at", "min")])
        table = each.select(["text", "n_sum", "at_min"]).rename_columns(["text", "n", "at"])
    return table.sort_by([("n", "descending"), ("at", "ascending")])
