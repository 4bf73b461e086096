"""Ids of customers: found by their beginning, and shown so that a screen in a room does not give them away."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

MOST_MATCHES = 20
HIDDEN = "••••"
MOST_SHOWN = 5
"""Signs of an id that stay readable, at its end: never more than half of it, rounded up."""


@dataclass(frozen=True)
class Matches:
    """The first ids that begin so, in the order of their letters, and how many there are in all."""

    ids: tuple[str, ...]
    count: int


def matches(ids: pa.Array, beginning: str) -> Matches:
    """The ids that begin with a text, whatever its capitals; the one that is the very text comes first."""
    wanted = beginning.strip()
    found = ids.filter(pc.starts_with(ids, wanted, ignore_case=True))
    smallest = pc.select_k_unstable(found, MOST_MATCHES, [("ids", "ascending")])
    first = found.take(smallest).to_pylist()
    if row_of(found, wanted) is not None:
        first = [wanted, *(other for other in first if other != wanted)][:MOST_MATCHES]
    return Matches(tuple(first), len(found))


def row_of(ids: pa.Array, customer: str) -> int | None:
    """The row of the customer with exactly this id; None where there is none."""
    row = pc.index(ids, pa.scalar(customer, ids.type)).as_py()
    return row if row >= 0 else None


def masked(customer: str, open_signs: int = 0) -> str:
    """The end of an id, with dots in place of the rest; the first `open_signs`, which somebody typed, stay too."""
    rest = customer[open_signs:]
    shown = min(MOST_SHOWN, (len(rest) + 1) // 2)
    if shown == len(rest):  # one sign at most: of all that there is, it would be everything
        return customer if open_signs else HIDDEN
    return customer[:open_signs] + HIDDEN + rest[len(rest) - shown :]


def told_apart(customers: tuple[str, ...], open_signs: int) -> tuple[str, ...]:
    """Ids that begin alike, masked; those that would look the same are shown in full."""
    found = [masked(customer, open_signs) for customer in customers]
    alike = Counter(found)
    return tuple(mask if alike[mask] == 1 else full for mask, full in zip(found, customers, strict=True))
