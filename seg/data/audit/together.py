"""Findings on columns that nearly say the same: two of them that form segments count twice.

Numbers by Pearson's r, after amounts and counts were drawn in with asinh(x / median), as for segments; groups by
Cramér's V, corrected for chance (Bergsma 2013). Both on a sample; see the methods reference, section 1.4.
"""

from __future__ import annotations

from itertools import combinations

import ibis
import ibis.expr.types as ir
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from ibis.backends.duckdb import Backend

from seg.core.columns import CATEGORY_KINDS, Column, Kind
from seg.core.dataset import Finding
from seg.core.facts import Fact
from seg.core.settings import setting
from seg.data.audit.sameness import leave_one_out
from seg.data.counted import SIZED, cast_sizes
from seg.data.engine import ROW
from seg.data.text import OUTER_BLANKS

FEWEST = 20
"""Rows with both values: fewer go together by accident."""

MOST_TOLD = 20

Pairs = dict[tuple[Column, Column], float]


def together_findings(backend: Backend, table: ir.Table, columns: tuple[Column, ...], rows: int) -> list[Finding]:
    asked = tuple(column for column in columns if column.forms)[: setting("columns_compared")]
    numbers = tuple(c for c in asked if c.kind in SIZED or (c.kind is Kind.ORDINAL and c.levels))
    groups = tuple(c for c in asked if c.kind in CATEGORY_KINDS and c not in numbers)
    if max(len(numbers), len(groups)) < 2:
        return []
    every = max(1, -(-rows // setting("rows_compared")))
    names = [column.name for column in (*numbers, *groups)]
    values = backend.to_pyarrow(table.filter(ibis._[ROW] % every == 0).select(names))
    texts = {c: pc.utf8_trim(values[c.name], OUTER_BLANKS) for c in (*numbers, *groups)}
    sizes = cast_sizes(backend, {c: texts[c] for c in numbers if c.kind in SIZED})
    sizes |= {c: _places(texts[c], c.levels) for c in numbers if c.kind is Kind.ORDINAL}
    r = correlations({c: _drawn_in(sizes[c], c) for c in numbers})
    v = associations({c: _codes(texts[c]) for c in groups})
    close = [
        *((pair, Fact.of("audit.correlated", **_named(pair), r=round(x, 2))) for pair, x in _told(r, "correlated")),
        *((pair, Fact.of("audit.associated", **_named(pair), v=round(x, 2))) for pair, x in _told(v, "associated")),
    ]
    return [
        Finding("note", column.label, fact, leave_one_out(column, other))
        for (other, column), fact in close
        if not texts[column].equals(texts[other])  # said already, of all rows
    ]


def correlations(columns: dict[Column, np.ndarray]) -> Pairs:
    """Pearson's r of each two columns of numbers, on the rows that have both; those with fewer than 20 are left out."""
    kept = {c: (x - np.nanmean(x)) / spread for c, x in columns.items() if (spread := _spread(x)) > 0}
    if len(kept) < 2:
        return {}
    x = np.column_stack(list(kept.values()))
    there = (~np.isnan(x)).astype(float)
    x = np.nan_to_num(x)
    n, sums, squares = there.T @ there, x.T @ there, (x**2).T @ there
    with np.errstate(divide="ignore", invalid="ignore"):
        variance = squares - sums**2 / n
        r = (x.T @ x - sums * sums.T / n) / np.sqrt(variance * variance.T)
    pairs = combinations(range(len(kept)), 2)
    of = list(kept)
    return {(of[i], of[j]): float(r[i, j]) for i, j in pairs if n[i, j] >= FEWEST and np.isfinite(r[i, j])}


def associations(columns: dict[Column, np.ndarray]) -> Pairs:
    """Cramér's V of each two columns of codes (-1 = missing), on the rows that have both; those with fewer than 20,
    or with more levels than segments can use, are left out."""
    kept = {c: codes for c, codes in columns.items() if 0 < codes.max(initial=-1) < setting("max_levels")}
    found = {(a, b): cramers_v(kept[a], kept[b]) for a, b in combinations(kept, 2)}
    return {pair: v for pair, v in found.items() if v is not None}


def cramers_v(a: np.ndarray, b: np.ndarray) -> float | None:
    """Corrected for chance; None on fewer than 20 rows or where one of the two does not vary."""
    both = (a >= 0) & (b >= 0)
    a, b = a[both], b[both]
    n = len(a)
    if n < FEWEST:
        return None
    width = int(b.max()) + 1
    table = np.bincount(a * width + b, minlength=(int(a.max()) + 1) * width).reshape(-1, width)
    table = table[table.any(axis=1)][:, table.any(axis=0)]
    rows, columns = table.shape
    expected = table.sum(axis=1, keepdims=True) * table.sum(axis=0, keepdims=True) / n
    by_chance = (rows - 1) * (columns - 1) / (n - 1)
    phi = max(0.0, float(((table - expected) ** 2 / expected).sum()) / n - by_chance)
    most = min(rows - (rows - 1) ** 2 / (n - 1), columns - (columns - 1) ** 2 / (n - 1)) - 1
    return float(np.sqrt(phi / most)) if most > 0 else None


def _spread(x: np.ndarray) -> float:
    seen = x[~np.isnan(x)]
    return float(seen.std()) if seen.size else 0.0


def _places(texts: pa.ChunkedArray, levels: tuple[str, ...]) -> np.ndarray:
    """(rows,) float64: the place of each level, NaN where there is none."""
    places = pc.index_in(texts, value_set=pa.array(levels, pa.string()))
    return places.to_numpy().astype(float)


def _drawn_in(x: np.ndarray, column: Column) -> np.ndarray:
    """Amounts and counts on the scale that segments use; other numbers as they are."""
    positive = x[x > 0]
    return np.arcsinh(x / np.median(positive)) if column.kind in {Kind.MONEY, Kind.COUNT} and positive.size else x


def _codes(texts: pa.ChunkedArray) -> np.ndarray:
    """(rows,) a number for each different value, -1 where there is none."""
    there = pc.if_else(pc.equal(texts, ""), None, texts).combine_chunks()
    return there.dictionary_encode().indices.fill_null(-1).to_numpy()


def _told(pairs: Pairs, least: str) -> list[tuple[tuple[Column, Column], float]]:
    """The pairs beyond a setting, the closest first, each later column with the one that it is closest to."""
    close = sorted((pair for pair in pairs.items() if abs(pair[1]) > setting(least)), key=lambda pair: -abs(pair[1]))
    met: dict[str, tuple[tuple[Column, Column], float]] = {}
    for pair, x in close:
        met.setdefault(pair[1].name, (pair, x))
    return list(met.values())[:MOST_TOLD]


def _named(pair: tuple[Column, Column]) -> dict[str, str]:
    return {"column": pair[1].label, "other": pair[0].label}
