"""The English sentence of every key: one file per area, merged here.

Each file holds `SENTENCES`: key -> sentence, or (singular, plural) chosen by the value named `count`.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

Sentence = str | tuple[str, str]


def sentences() -> dict[str, Sentence]:
    """All sentences by key. Raises `ValueError` when two areas word the same key."""
    merged: dict[str, Sentence] = {}
    for found in sorted(iter_modules(__path__), key=lambda module: module.name):
        area = import_module(f"{__name__}.{found.name}").SENTENCES
        if twice := sorted(merged.keys() & area.keys()):
            raise ValueError(f"worded twice: {', '.join(twice)}")
        merged |= area
    return merged
