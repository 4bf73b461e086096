"""What nobody should be sorted by without a reason: special categories of personal data, and what stands in for one."""

from __future__ import annotations

from dataclasses import dataclass

from seg.data.columns.lexicon import Concept, Meaning, concepts, held_values
from seg.data.columns.names import plain
from seg.data.columns.values import Values

MOST = 0.5
"""The share of values that must be words of a special category, whatever the column is called."""
MOST_DIFFERENT = 300
"""Different values among which such words are looked for; a column with more is no list of groups."""


@dataclass(frozen=True)
class Held:
    """Why a column is held back: `how` is "special" or "proxy", `share` the values that say so (0 = its name does)."""

    how: str
    concept: Concept
    share: float = 0.0


def held_back(values: Values, fitting: tuple[Meaning, ...], concept: Concept | None, is_text: bool) -> Held | None:
    """Whether and why a column is held back; None when it is not.

    `fitting` are the meanings of its name that the values do not contradict, `concept` the one it is taken for. A
    name that speaks of a special category beside something else (`halal_spend`) stands in for it.
    """
    if concept and concept.held:
        return Held(concept.held, concept)
    found = by_values(values) if is_text else None
    if found:
        return found
    beside = next((meaning.concept for meaning in fitting if meaning.concept.held), None)
    return Held("proxy", beside) if beside else None


def by_values(values: Values) -> Held | None:
    """The special category that most values are words of, at least two different ones."""
    if not 2 <= len(values.texts) <= MOST_DIFFERENT:
        return None
    counts = {}
    for text, count in zip(values.texts.to_pylist(), values.counts.to_pylist(), strict=True):
        counts[plain(text)] = counts.get(plain(text), 0) + count
    for name, (sure, beside) in held_values().items():
        if not counts.keys() & sure:
            continue
        told = {text: n for text, n in counts.items() if text in sure or text in beside}
        share = sum(told.values()) / values.looked_at
        if len(told) >= 2 and share >= MOST:
            return Held(concepts()[name].held, concepts()[name], share)
    return None
