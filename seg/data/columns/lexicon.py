"""What names of columns mean, in twelve languages: data files, and the search in them.

`concepts.json` lists the concepts, the more telling first: what a column of that meaning is, and what values it
must have (`fits`) for its name to be believed. `words/<language>.json` lists the words of each concept. A word
may start or end with `*`; a phrase also matches when it is written as one word.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from seg.core.columns import Basis, Kind, Role
from seg.data.columns.names import name_parts, plain

FOLDER = Path(__file__).parent.parent / "lexicon"


@dataclass(frozen=True)
class Concept:
    """What a name can mean. `kind` None leaves it to the values; `codes`: few whole numbers are codes."""

    name: str
    rank: int
    role: Role
    kind: Kind | None
    basis: Basis
    sensitive: bool
    unit: str
    fits: frozenset[str]
    codes: bool


@dataclass(frozen=True)
class Meaning:
    """A concept that a name speaks of, and how many words said so."""

    concept: Concept
    words: int


@cache
def concepts() -> dict[str, Concept]:
    raw = json.loads((FOLDER / "concepts.json").read_text("utf-8"))["concepts"]
    return {
        name: Concept(
            name,
            rank,
            Role(spec.get("role", Role.TRAIT)),
            Kind(spec["kind"]) if "kind" in spec else None,
            Basis(spec.get("basis", Basis.BEHAVIOURAL)),
            spec.get("sensitive", False),
            spec.get("unit", ""),
            frozenset(spec["fits"]),
            spec.get("codes", False),
        )
        for rank, (name, spec) in enumerate(raw.items())
    }


@cache
def languages() -> dict[str, dict]:
    """Language code -> its words, as in the file."""
    return {path.stem: json.loads(path.read_text("utf-8")) for path in sorted((FOLDER / "words").glob("*.json"))}


@cache
def words_for(group: str) -> frozenset[str]:
    """All words of a list (`missing`, `below`, `above`) in all languages, lower case."""
    return frozenset(word.casefold() for language in languages().values() for word in language[group])


@cache
def scales() -> tuple[tuple[str, ...], ...]:
    """Words in order, from little to much, plain."""
    return tuple(tuple(plain(word) for word in scale) for lang in languages().values() for scale in lang["scales"])


def yes_and_no(values: tuple[str, str]) -> tuple[str, str] | None:
    """Two values as (no, yes) when one language has them so; None otherwise."""
    for language in languages().values():
        for no, yes in (values, values[::-1]):
            if plain(no) in language["no"] and plain(yes) in language["yes"]:
                return no, yes
    return None


@cache
def _phrases() -> tuple[dict[tuple[str, ...], set[str]], list[tuple[tuple[str, ...], str]]]:
    """Phrases without `*` by their words, and those with."""
    exact: dict[tuple[str, ...], set[str]] = {}
    loose: list[tuple[tuple[str, ...], str]] = []
    for language in languages().values():
        for concept, phrases in language["concepts"].items():
            for phrase in phrases:
                words = tuple(plain(phrase).split())
                if "*" in phrase:
                    loose.append((words, concept))
                else:
                    exact.setdefault(words, set()).add(concept)
                    exact.setdefault(("".join(words), *[""] * (len(words) - 1)), set()).add(concept)
    return exact, loose


def meanings(label: str) -> tuple[Meaning, ...]:
    """What a name may mean: what more words say first, then by rank. Empty when no word is known."""
    parts = name_parts(label)
    exact, loose = _phrases()
    found: dict[str, int] = {}
    for start in range(len(parts)):
        for size in (1, 2, 3, 4, 5):
            window = parts[start : start + size]
            if len(window) < size:
                break
            said = {(c, size) for c in exact.get(window, ())}
            said |= {(c, size) for words, c in loose if len(words) == size and all(map(_matches, words, window))}
            if size == 1:
                said |= {(c, n) for n in (2, 3, 4, 5) for c in exact.get((window[0], *[""] * (n - 1)), ())}
            for concept, words in said:
                found[concept] = max(found.get(concept, 0), words)
    known = concepts()
    return tuple(
        Meaning(known[name], words) for name, words in sorted(found.items(), key=lambda f: (-f[1], known[f[0]].rank))
    )


def _matches(pattern: str, word: str) -> bool:
    if pattern.startswith("*"):
        return word.endswith(pattern[1:])
    return word.startswith(pattern[:-1]) if pattern.endswith("*") else word == pattern
