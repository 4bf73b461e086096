"""Numbers among the values of a column: in which style, how large, and measured in what."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from seg.data.columns.values import Values
from seg.data.numbers import CODES, STYLES, NumberStyle, currency, parse_number, pattern, unit

MOST = 0.9
"""The share of values that must be numbers in a style."""
PLAIN = NumberStyle()
MOST_NAME_IT = 0.5
"""The share of cells that name a unit where the column has one."""
SIGNS = CODES | {"%"}
UNITS_CHECKED = 2_000
"""Different values with something beside the number that are looked at for what it is."""


def number_style(values: Values) -> NumberStyle | None:
    """The plainest style that reads the most values; None when none reads most of them.

    Where a sign can both group thousands and part decimals (`1,234`), it groups when it always has three
    digits behind it in at least five different values and no number from 1000 on goes without it.
    """
    if values.share_if_most(pattern(PLAIN)) == 1.0 and values.share(r"\.") == 0:
        return PLAIN  # whole numbers, the most frequent case
    shares = {style: values.share_if_most(pattern(style)) for style in STYLES}
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
    mark = style.decimal.replace(".", r"\.")
    bare = pc.match_substring_regex(values.texts, rf"^[-+]?\d{{1,15}}(?:{mark}\d{{1,15}})?$")
    plain = pc.replace_substring(values.texts.filter(bare), style.decimal, ".").cast(pa.float64()).to_numpy(False)
    others = [parse_number(text, style) for text in values.texts.filter(pc.invert(bare)).to_pylist()]
    numbers = np.concatenate([plain, np.array(others, float)])
    counts = np.concatenate([values.counts.filter(mask).to_numpy(False) for mask in (bare, pc.invert(bare))])
    known = ~np.isnan(numbers)
    return np.repeat(numbers[known], counts[known])


def units_of(values: Values) -> tuple[str, ...]:
    """The currencies, % and units that cells name, the most frequent first.

    Units are named by most cells, or by none: the letters of some codes (`84029G`) are no grams.
    """
    odd = pc.match_substring_regex(values.texts, r"[^\d\s.,'’()+−-]")
    texts = values.texts.filter(odd).slice(0, UNITS_CHECKED).to_pylist()
    counts = values.counts.filter(odd).slice(0, UNITS_CHECKED).to_pylist()
    named: Counter[str] = Counter()
    for text, count in zip(texts, counts, strict=True):
        named[currency(text) or unit(text)] += count
    odd_share = (pc.sum(values.counts.filter(odd)).as_py() or 0) / max(1, values.looked_at)
    in_units = sum(count for name, count in named.items() if name and name not in SIGNS)
    most = in_units / max(1, sum(counts)) * odd_share >= MOST_NAME_IT
    return tuple(name for name, _ in named.most_common() if name in SIGNS or (name and most))
