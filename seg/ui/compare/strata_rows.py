"""The differences within the levels or quarters of a third dimension, as a table. No Streamlit."""

from __future__ import annotations

from collections.abc import Sequence

from seg.core.columns import Column, Kind
from seg.segments.outcomes.found import Comparison, Gap
from seg.segments.outcomes.sentences import Shown, day_of
from seg.ui.compare.numbers import apart, shown_in
from seg.ui.one_customer.dimension_rows import value_text
from seg.ui.words.words import MISSING, Words


def strata_table(found: Comparison, names: Sequence[str], column: Column, words: Words) -> dict[str, list[str]]:
    """A row for each group that differs in the first measure and level that is spoken of; a column for each stratum,
    under its number, and one for all together."""
    shown = shown_in(found, words)
    level = found.strongest.level
    gaps = [gap for gap in found.main if gap.within and gap.level == level]
    columns = {"group": [names[gap.group] for gap in gaps]}
    for at in range(len(stratum_names(found, column, words))):
        columns[str(at)] = [_cell(found, gap, at, words, shown) for gap in gaps]
    return columns | {"together": [apart(found, gap.within, gap.measure, words, shown) for gap in gaps]}


def _cell(found: Comparison, gap: Gap, at: int, words: Words, shown: Shown) -> str:
    part = next((part for part in gap.within.strata if part.code == at), None)
    return apart(found, part, gap.measure, words, shown) if part else MISSING


def stratum_names(found: Comparison, column: Column, words: Words) -> tuple[str, ...]:
    """What the strata are called."""
    count = len(found.strata_levels) or len(found.strata_cuts) + 1
    return tuple(_name(found, column, at, words) for at in range(count))


def _name(found: Comparison, column: Column, at: int, words: Words) -> str:
    """What a stratum is called: its level, or from where to where it goes."""
    if found.strata_levels:
        return words.level(column.label, found.strata_levels[at]) or words.text("other")
    cuts = found.strata_cuts
    low, high = cuts[at - 1] if at else None, cuts[at] if at < len(cuts) else None
    if column.kind is Kind.DATE:  # measured as days before the as-of date: the first stratum is the latest
        low, high = (None if edge is None else words.date(day_of(found, -edge)) for edge in (high, low))
    else:
        low, high = (None if edge is None else value_text(column, edge, words) for edge in (low, high))
    if low is None:
        return words.text("up to {high}", high=high, markdown=False) if high else words.text("all")
    if high is None:
        return words.text("over {low}", low=low, markdown=False)
    return words.text("over {low} to {high}", low=low, high=high, markdown=False)
