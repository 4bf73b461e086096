"""One column while it is guessed: what its name may mean, and which of that its values do not contradict."""

from __future__ import annotations

import re
from dataclasses import dataclass

import ibis.expr.types as ir
from ibis.backends.duckdb import Backend

from seg.data.columns.contacts import CONTACTS
from seg.data.columns.lexicon import Concept, Meaning, meanings
from seg.data.columns.shapes import Shape, shape_of
from seg.data.columns.values import Values

UNNAMED = r"column_\d+"
"""What the reader calls a column without a name."""


@dataclass(frozen=True)
class Seen:
    """One column while it is guessed: its names, its values, their shape and what the name may mean."""

    name: str
    label: str
    values: Values
    shape: Shape
    meanings: tuple[Meaning, ...]

    @property
    def fitting(self) -> tuple[Meaning, ...]:
        """The meanings that the values do not contradict, the most telling first."""
        return tuple(m for m in self.meanings if m.concept.fits & (self.shape.fits | {"any"}))

    @property
    def concept(self) -> Concept | None:
        fitting = self.fitting
        bare_name = fitting and fitting[0].concept.name == "person_name" and fitting[0].words == 1
        if bare_name and len(fitting) > 1:  # "product name", "city name": the name of something else
            fitting = fitting[1:]
        return fitting[0].concept if fitting else None

    @property
    def unnamed(self) -> bool:
        return re.fullmatch(UNNAMED, self.label) is not None

    @property
    def is_contact(self) -> bool:
        person = self.shape.name == "person"
        return self.shape.name in CONTACTS and not (person and self.concept and self.concept.name != "person_name")


def seen_as(name: str, label: str, values: Values, backend: Backend, table: ir.Table) -> Seen:
    """The column `name` of a text table, which the file calls `label`."""
    found = meanings(label)
    named = {meaning.concept.name for meaning in found}
    return Seen(name, label, values, shape_of(values, named, backend, table, name), found)
