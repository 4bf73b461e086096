"""What the map tells of a single customer: a few dimensions in bands, never an exact value, never an id."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from seg.core.columns import NUMERIC_KINDS, Column, Kind
from seg.segments.encoders import level_codes, numbers, value_counts
from seg.ui.map.legend import HoverTable
from seg.ui.words.words import Words

MOST_LEVELS = 20


def hover_table(customers: pa.Table, columns: tuple[Column, ...], words: Words) -> HoverTable | None:
    """Bands of up to three `columns` (by `Column.name`) for each row of `customers`; None without a column."""
    if not columns:
        return None
    banded = [_bands(customers[column.name].combine_chunks(), column, words) for column in columns[:3]]
    bands = np.stack([codes for codes, _ in banded], axis=1).astype(np.uint8)
    return HoverTable(bands, tuple(words.dimension(c.label) for c in columns[:3]), tuple(named for _, named in banded))


def _bands(values: pa.Array, column: Column, words: Words) -> tuple[np.ndarray, tuple[str, ...]]:
    """Band number per row and the names of the bands; the last one is "unknown"."""
    if column.kind in NUMERIC_KINDS:
        return _quarters(numbers(values), column, words)
    if column.kind is Kind.DATE:
        years = pc.year(values).cast(pa.string())
        return _levels(years, column.label, words)
    return _levels(values, column.label, words)


def _quarters(x: np.ndarray, column: Column, words: Words) -> tuple[np.ndarray, tuple[str, ...]]:
    """Quarters of the customers by value."""
    seen = x[~np.isnan(x)]
    cuts = np.unique(np.quantile(seen, [0.25, 0.5, 0.75])) if len(seen) else np.array([])
    codes = np.searchsorted(cuts, x, side="left")
    codes[np.isnan(x)] = len(cuts) + 1
    written = [str(round(cut)) if column.unit == "year" else words.number(cut) for cut in cuts]
    inner = [f"{low} – {high}" for low, high in pairwise(written)]
    ends = (f"≤ {written[0]}", f"> {written[-1]}") if written else ("", "")
    return codes, (ends[0], *inner, ends[1], words.text("unknown")) if written else ("", words.text("unknown"))


def _levels(values: pa.Array, label: str, words: Words) -> tuple[np.ndarray, tuple[str, ...]]:
    counts = sorted(value_counts(values).items(), key=lambda item: (-item[1], item[0]))
    levels = [level for level, _ in counts[:MOST_LEVELS]]
    codes = level_codes(values, levels, unknown=len(levels))
    codes[codes < 0] = len(levels) + 1
    called = (words.level(label, level) for level in levels)
    return codes, (*called, words.text("other"), words.text("unknown"))
