"""What names of columns mean, in twelve languages: data files, and the search in them.

`concepts.json` lists the concepts, the more telling first: what a column of that meaning is, and what values it
must have (`fits`) for its name to be believed. `words/<language>.json` lists the words of each concept. A word
may start or end with `*`; a phrase also matches when it is written as one word; one that starts with `=` matches
whole names alone (`=race` is no word of `race_distance_km`). `held_values.json` lists values that tell what nobody
should be sorted by, `units.json` how quantities are measured, `first_names.json` how people are called.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from seg.core.columns import Basis, Kind, Role
from seg.data.columns.names import name_parts, plain, unmarked

FOLDER = Path(__file__).parent.parent / "lexicon"
LONGEST = 5
"""Words in a phrase."""
SAY_LITTLE = frozenset({"count"})
"""Concepts that are no more telling when many words say them: the `number of` something is that something."""


@dataclass(frozen=True)
class Concept:
    """What a name can mean. `kind` None leaves it to the values; `codes`: few whole numbers are codes.

    `held` is "special" for a special category of art. 9 GDPR, "proxy" for what can stand in for one, else "".
    """

    name: str
    rank: int
    role: Role
    kind: Kind | None
    basis: Basis
    sensitive: bool
    unit: str
    fits: frozenset[str]
    codes: bool
    held: str


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
            spec.get("held", ""),
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
def plain_words(group: str) -> frozenset[str]:
    """As `words_for`, plain."""
    return frozenset(map(plain, words_for(group)))


@cache
def scales() -> tuple[tuple[str, ...], ...]:
    """Words in order, from little to much, plain."""
    return tuple(tuple(plain(word) for word in scale) for lang in languages().values() for scale in lang["scales"])


@cache
def months() -> dict[str, int]:
    """How months are called, lower case without accents -> 1..12."""
    named = [
        (name, at) for lang in languages().values() for at, names in enumerate(lang["months"], 1) for name in names
    ]
    return {unmarked(name): at for name, at in named}


@cache
def held_values() -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """Concept -> values that tell it by themselves, and values that do only beside those (`green`, `other`); plain."""
    raw = json.loads((FOLDER / "held_values.json").read_text("utf-8"))
    return {
        concept: (frozenset(map(plain, values["sure"])), frozenset(map(plain, values["beside"])))
        for concept, values in raw.items()
    }


@cache
def first_names() -> frozenset[str]:
    """How people are called, plain."""
    raw = json.loads((FOLDER / "first_names.json").read_text("utf-8"))
    return frozenset(plain(name) for names in raw.values() for name in names)


def yes_and_no(values: tuple[str, str]) -> tuple[str, str] | None:
    """Two values as (no, yes) when one language has them so; None otherwise."""
    for language in languages().values():
        for no, yes in (values, values[::-1]):
            if plain(no) in map(plain, language["no"]) and plain(yes) in map(plain, language["yes"]):
                return no, yes
    return None


@dataclass(frozen=True)
class Phrases:
    """Concepts by the words that say them: `exact` phrases, `whole` names, and `loose` ones with `*`."""

    exact: dict[tuple[str, ...], set[str]]
    whole: dict[str, set[str]]
    loose: tuple[tuple[tuple[str, ...], str], ...]


@cache
def _phrases() -> Phrases:
    found = Phrases({}, {}, ())
    loose = []
    for language in languages().values():
        for concept, phrases in language["concepts"].items():
            for phrase in phrases:
                words = tuple(plain(phrase.removeprefix("=")).split())
                if phrase.startswith("="):
                    found.whole.setdefault("".join(words), set()).add(concept)
                elif "*" in phrase:
                    loose.append((words, concept))
                else:
                    found.exact.setdefault(words, set()).add(concept)
                    found.exact.setdefault(("".join(words), *[""] * (len(words) - 1)), set()).add(concept)
    return replace(found, loose=tuple(loose))


def meanings(label: str) -> tuple[Meaning, ...]:
    """What a name may mean: what more words say first, then by rank. Empty when no word is known.

    A special category is not meant by a word within a longer phrase (`health` in `health score`).
    """
    parts, known = name_parts(label), concepts()
    found = dict.fromkeys(_phrases().whole.get("".join(parts), ()), len(parts))
    said = [
        (start, size, words, c) for start, size in _windows(parts) for c, words in _said(parts[start : start + size])
    ]
    for start, size, words, concept in said:
        within = any(s <= start and start + size <= s + longer and longer > size for s, longer, _, _ in said)
        if not (within and known[concept].held):
            found[concept] = max(found.get(concept, 0), 1 if concept in SAY_LITTLE else words)
    return tuple(
        Meaning(known[name], words) for name, words in sorted(found.items(), key=lambda f: (-f[1], known[f[0]].rank))
    )


def _windows(parts: tuple[str, ...]) -> list[tuple[int, int]]:
    """Start and size of each run of words that may be a phrase."""
    return [(start, size) for start in range(len(parts)) for size in range(1, min(LONGEST, len(parts) - start) + 1)]


def _said(window: tuple[str, ...]) -> set[tuple[str, int]]:
    """The concepts that a run of words names, and by how many words; one word may be a phrase written together."""
    phrases, size = _phrases(), len(window)
    said = {(c, size) for c in phrases.exact.get(window, ())}
    said |= {(c, size) for words, c in phrases.loose if len(words) == size and all(map(_matches, words, window))}
    if size == 1:
        joined = [(n, (window[0], *[""] * (n - 1))) for n in range(2, LONGEST + 1)]
        said |= {(c, n) for n, words in joined for c in phrases.exact.get(words, ())}
    return said


def _matches(pattern: str, word: str) -> bool:
    if pattern.startswith("*"):
        return word.endswith(pattern[1:])
    return word.startswith(pattern[:-1]) if pattern.endswith("*") else word == pattern
