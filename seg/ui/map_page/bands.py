"""Dimensions of single customers in bands, for the card at the pointer and for colours: never an exact value."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from seg.core.columns import NUMERIC_KINDS, Column, Kind
from seg.core.settings import setting
from seg.segments.encoders import level_codes, numbers, ordered_levels, value_counts
from seg.ui.map.legend import HoverTable
from seg.ui.words.words import Words

MOST_LEVELS = 20
QUARTERS = 4
ON_THE_CARD = 3


@dataclass(frozen=True, eq=False)
class Banded:
    """One dimension in bands: `codes` (n,) uint8 numbers the band of each customer; of `names`, the last is that of
    customers of whom it is not known. `ordered` from low to high, or categories by frequency."""

    codes: np.ndarray
    names: tuple[str, ...]
    ordered: bool


def hover_table(customers: pa.Table, columns: tuple[Column, ...], words: Words) -> HoverTable | None:
    """Bands of up to three `columns` (by `Column.name`) for each row of `customers`; None without a column."""
    columns = columns[:ON_THE_CARD]
    if not columns:
        return None
    found = [banded(customers[column.name].combine_chunks(), column, words) for column in columns]
    names = tuple(words.dimension(column.label) for column in columns)
    return HoverTable(np.stack([part.codes for part in found], axis=1), names, tuple(part.names for part in found))


def banded(
    values: pa.Array, column: Column, words: Words, parts: int = QUARTERS, most_levels: int = MOST_LEVELS
) -> Banded:
    """A dimension in bands: numbers and years in up to `parts` of as many customers each, categories in up to
    `most_levels` and one for the others.

    What few customers have would tell of persons: numbers that are known of fewer than `min_cell_customers` are as if
    unknown, and categories of fewer are among the others.
    """
    if column.kind in NUMERIC_KINDS:
        return _equal_parts(numbers(values), parts, column.unit == "year", words)
    if column.kind is Kind.DATE:
        return _equal_parts(numbers(pc.year(values)), parts, True, words)
    if column.kind in (Kind.ORDINAL, Kind.BINARY):
        levels = ordered_levels(values, column)[:most_levels]
        return _levels(values, column.label, levels, column.kind is Kind.ORDINAL, words)
    counts = sorted(value_counts(values).items(), key=lambda item: (-item[1], item[0]))
    levels = [level for level, count in counts if count >= setting("min_cell_customers")]
    return _levels(values, column.label, levels[:most_levels], False, words)


def _equal_parts(x: np.ndarray, parts: int, years: bool, words: Words) -> Banded:
    if np.count_nonzero(~np.isnan(x)) < setting("min_cell_customers"):
        x = np.full(len(x), np.nan)
    seen = x[~np.isnan(x)]
    cuts = np.unique(np.quantile(seen, np.linspace(0, 1, parts + 1)[1:-1])) if len(seen) else np.array([])
    cuts = cuts[cuts < seen.max(initial=-np.inf)]  # nobody is above the largest value
    codes = np.searchsorted(cuts, x, side="left")
    codes[np.isnan(x)] = len(cuts) + 1
    written = [str(round(cut)) if years else words.number(cut) for cut in cuts]
    inner = [f"{low} – {high}" for low, high in pairwise(written)]
    ends = (f"≤ {written[0]}", f"> {written[-1]}") if written else ("", "")
    if not written:
        only = "" if not len(seen) else str(round(seen[0])) if years else words.number(float(seen[0]))
        return Banded(codes.astype(np.uint8), (only, words.text("unknown")), True)
    return Banded(codes.astype(np.uint8), (ends[0], *inner, ends[1], words.text("unknown")), True)


def _levels(values: pa.Array, label: str, levels: list[str], ordered: bool, words: Words) -> Banded:
    codes = level_codes(values, levels, unknown=len(levels))
    codes[codes < 0] = len(levels) + 1
    called = (words.level(label, level) for level in levels)
    return Banded(codes.astype(np.uint8), (*called, words.text("other"), words.text("unknown")), ordered)
