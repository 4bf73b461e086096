"""A table of events laid beside customers before they become a dataset."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from seg.core.events import About, Part


@dataclass(frozen=True)
class Attached:
    """The events of a reading, as they will be understood: their name in labels, what they are about, which column is
    which part.

    `customer` is the label of the column that says whose an event is, "" while nobody knows. `parts` pair a part with
    the label of its column as those of an `EventTable` do; for the part of the customer `customer` decides, so that
    there is one answer. `bare` ids fit those of the customers once what programs add to them is left out.
    """

    reading: str
    name: str
    about: About
    customer: str
    parts: tuple[tuple[Part, str], ...] = ()
    bare: bool = False

    def __post_init__(self) -> None:
        whose = ((Part.CUSTOMER, self.customer),) if self.customer else ()
        others = tuple((part, label) for part, label in self.parts if part is not Part.CUSTOMER)
        object.__setattr__(self, "parts", (*whose, *others))

    def as_json(self) -> dict:
        raw = {name: getattr(self, name) for name in self.__dataclass_fields__}
        return raw | {"parts": [[part, label] for part, label in self.parts]}

    @classmethod
    def from_json(cls, raw: Mapping) -> Attached:
        parts = tuple((Part(part), label) for part, label in raw["parts"])
        return cls(**{**raw, "about": About(raw["about"]), "parts": parts})
