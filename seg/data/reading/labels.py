"""Clean, unique names for columns, and the names of files as they are shown."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from seg.core.facts import Fact
from seg.core.settings import setting

UNSEEN = re.compile("[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u00ad]")
CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ufffd\ud800-\udfff]+")
SHOWN = 20
"""Names and lines listed in one sentence."""


def shown(text: str, most: int) -> str:
    """Text for display: NFC, one line, without characters that reverse or hide, at most `most` characters."""
    text = CONTROL.sub(" ", UNSEEN.sub("", text))
    return " ".join(unicodedata.normalize("NFC", text).split())[:most].rstrip()


def shown_file_name(name: str) -> str:
    """The last part of a path, of any system, fit to be shown; never used to open anything."""
    return shown(re.split(r"[/\\]", name)[-1], 120) or "file"


def clean_labels(raw: Sequence[str]) -> tuple[tuple[str, ...], tuple[Fact, ...]]:
    """Unique names for the cells of a header, and notes on what was changed.

    Names are made unique without regard to case: `Email`, `email` -> `Email`, `email_2`; an empty one
    becomes `column_<position>`.
    """
    most = int(setting("max_header_characters"))
    labels: list[str] = []
    taken: set[str] = set()
    unnamed, repeated, altered, cut = [], [], [], []
    for position, cell in enumerate(raw, 1):
        name = shown(cell, most)
        if not name:
            name = f"column_{position}"
            unnamed.append(name)
        elif len(shown(cell, len(cell))) > most:
            cut.append(name)
        elif name != cell:
            altered.append(name)
        label = _unique(name, taken)
        if label != name:
            repeated.append(label)
        labels.append(label)
        taken.add(label.casefold())
    return tuple(labels), _notes(unnamed, repeated, altered, cut)


def _unique(name: str, taken: set[str]) -> str:
    label, number = name, 1
    while label.casefold() in taken:
        number += 1
        label = f"{name}_{number}"
    return label


def _notes(unnamed: list[str], repeated: list[str], altered: list[str], cut: list[str]) -> tuple[Fact, ...]:
    most = int(setting("max_header_characters"))
    found = (
        (unnamed, Fact.of("reading.columns_unnamed", count=len(unnamed), names=tuple(unnamed[:SHOWN]))),
        (repeated, Fact.of("reading.columns_repeated", count=len(repeated), names=tuple(repeated[:SHOWN]))),
        (altered, Fact.of("reading.columns_cleaned", count=len(altered), names=tuple(altered[:SHOWN]))),
        (cut, Fact.of("reading.columns_cut", count=len(cut), names=tuple(cut[:SHOWN]), limit=most)),
    )
    return tuple(fact for names, fact in found if names)
