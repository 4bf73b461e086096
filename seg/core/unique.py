"""Names that are told apart."""

from __future__ import annotations

from collections.abc import Iterable


def unique(names: Iterable[str]) -> list[str]:
    """The names with a number behind those that were there before, as a table needs them: "Young", "Young (2)"."""
    found: list[str] = []
    for name in names:
        free, number = name, 1
        while free in found:
            number += 1
            free = f"{name} ({number})"
        found.append(free)
    return found
