"""The colours of the points when they are not those of the segments: of a dimension, or of confidence."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pyarrow as pa

from seg.core.columns import Column
from seg.core.fingerprint import fingerprint
from seg.ui import cache
from seg.ui.charts.palette import GREYS, LIGHT, segment_colour
from seg.ui.charts.scale import scale
from seg.ui.map.legend import HoverTable
from seg.ui.map.marks import Bands, Tint
from seg.ui.map_page.bands import Banded, banded, hover_table
from seg.ui.map_page.display import BY_CONFIDENCE, BY_SEGMENT, Display
from seg.ui.opened import Opened
from seg.ui.session import t, words
from seg.ui.solution_shown import Shown

STEPS = 7
"""Bands of a number: as many as one can tell apart on a scale."""
CONFIDENCE_STEPS = 5


def confidence_bands(seen: Shown) -> Bands | None:
    """How surely each customer belongs, in five bands of 20; None before every number of segments is computed."""
    if not seen.settled:
        return None
    codes = np.minimum(seen.solution.confidence // 20, CONFIDENCE_STEPS - 1).astype(np.uint8)
    lows = range(0, 100, 100 // CONFIDENCE_STEPS)
    return Bands(codes, tuple(f"{words().number(low)} – {words().number(low + 20)}" for low in lows))


def tint(now: Opened, seen: Shown, wanted: Display) -> Tint | None:
    """The colours that were asked for; None for those of the segments, or while a dimension is not derived yet."""
    if wanted.colour == BY_SEGMENT:
        return None
    if wanted.colour == BY_CONFIDENCE:
        bands = confidence_bands(seen)
        return None if bands is None else _tint(t("Confidence"), Banded(bands.codes, bands.names, True))
    return _once(now, seen, "tint", (wanted.colour,), lambda values, columns: _of_dimension(values, columns[0]))


def _of_dimension(values: pa.Table, column: Column) -> Tint:
    found = banded(values[column.name].combine_chunks(), column, words(), STEPS, most_levels=len(LIGHT) - 1)
    return _tint(words().dimension(column.label), _used(found), unknown=True)


def card_facts(now: Opened, seen: Shown, wanted: Display) -> HoverTable | None:
    """What the card at the pointer tells of each customer."""
    return _once(now, seen, "card", wanted.card, lambda values, columns: hover_table(values, columns, words()))


def _once(now: Opened, seen: Shown, kind: str, labels: tuple[str, ...], make: Callable):
    """What `make` gives of the dimensions of those in the picture (a table by `Column.name`) and their columns, once.

    None without a dimension, or while one of them is not derived yet.
    """
    columns = tuple(now.dimension(label) for label in labels)
    found = {column.name: cache.dimension_values(now.dataset, now.recipe, column) for column in columns}
    if not found or any(values is None for values in found.values()):
        return None
    who = (now.dataset.id, now.recipe.encoding_key(), now.as_of, words().language)
    name = fingerprint(kind, who, [repr(column) for column in columns])
    return cache.made(name, lambda: make(pa.table(found).take(pa.array(seen.rows)), columns))


def _used(found: Banded) -> Banded:
    """Without bands that nobody is in, but for the last, "unknown"."""
    there = np.flatnonzero(np.bincount(found.codes, minlength=len(found.names)))
    kept = [*(code for code in there if code < len(found.names) - 1), len(found.names) - 1]
    place = np.zeros(len(found.names), np.uint8)
    place[kept] = np.arange(len(kept))
    return Banded(place[found.codes], tuple(found.names[code] for code in kept), found.ordered)


def _tint(title: str, found: Banded, unknown: bool = False) -> Tint:
    """Colours for bands; the last one is grey where it is `unknown`, and left out where that is nobody."""
    names, known = found.names, len(found.names) - unknown
    greys: tuple[str, ...] = GREYS if unknown else ()
    if unknown and not (found.codes == known).any():
        names, greys = names[:known], ()
    light, dark = (_colours(known, found.ordered, ground) + greys[ground : ground + 1] for ground in (False, True))
    return Tint(title, found.codes, names, light, dark, found.ordered, unknown=bool(greys))


def _colours(count: int, ordered: bool, dark: bool) -> tuple[str, ...]:
    return scale(count, dark) if ordered else tuple(segment_colour(number, dark) for number in range(count))
