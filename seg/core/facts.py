"""Sentences as data: a key into the words, and the values for its blanks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Value = str | int | float | bool | None | tuple[str, ...]


@dataclass(frozen=True)
class Fact:
    """One statement that changes language without being computed again.

    `values` are formatted by the end of their name, in the reader's language: `*_share` (0..1) as a
    percentage, `*_date` (ISO text) as a date, other numbers with the language's separators, tuples as a
    list. `count` chooses the plural form where the sentence has one.
    """

    key: str
    values: tuple[tuple[str, Value], ...] = ()

    @classmethod
    def of(cls, key: str, **values: Value) -> Fact:
        return cls(key, tuple(sorted(values.items())))

    def __getitem__(self, name: str) -> Value:
        return dict(self.values)[name]

    def as_json(self) -> dict:
        return {"key": self.key, "values": {n: list(v) if isinstance(v, tuple) else v for n, v in self.values}}

    @classmethod
    def from_json(cls, raw: Mapping) -> Fact:
        return cls.of(raw["key"], **{n: tuple(v) if isinstance(v, list) else v for n, v in raw["values"].items()})
