"""The kind of a column: what its values are, made finer by what its name says where both agree."""

from __future__ import annotations

from seg.core.columns import NUMERIC_KINDS, Kind, Role
from seg.core.settings import setting
from seg.data.columns.lexicon import Concept
from seg.data.columns.shapes import Shape
from seg.data.columns.values import Values
from seg.data.numbers import CODES

SHAPES = {"binary": Kind.BINARY, "date": Kind.DATE, "ordinal": Kind.ORDINAL, "multi": Kind.MULTI_VALUE}
MANY_DIGITS = {"postcode", "region"}
"""Concepts whose codes are groups however many there are."""


def kind_of(values: Values, shape: Shape, concept: Concept | None) -> Kind:
    if shape.name == "number":
        return Kind.TEXT if len(shape.units) > 1 else _kind_of_numbers(values, shape, concept)
    if (
        shape.name == "binary"
        and concept
        and concept.kind is Kind.NOMINAL
        and not set(values.few) <= {"0", "1"} | set(shape.words)
    ):
        return Kind.NOMINAL
    return SHAPES.get(shape.name) or (Kind.NOMINAL if _groups(values, concept) else Kind.TEXT)


def _kind_of_numbers(values: Values, shape: Shape, concept: Concept | None) -> Kind:
    few = bool(values.few) and shape.whole
    named = concept.kind if concept else None
    if named is Kind.NOMINAL:
        return Kind.NOMINAL if few or concept.name in MANY_DIGITS else Kind.TEXT if shape.whole else Kind.NUMBER
    if concept and concept.name in {"id", "customer_id"}:
        return Kind.NOMINAL if few else Kind.TEXT
    if concept and concept.codes and few:
        return Kind.NOMINAL
    if shape.levels and named in {None, Kind.ORDINAL}:
        return Kind.ORDINAL
    if named in NUMERIC_KINDS - {Kind.COUNT}:
        return named
    if named is Kind.COUNT:
        return Kind.COUNT if shape.lowest >= 0 else Kind.NUMBER
    if concept and concept.name in {"recency", "tenure"}:
        return Kind.COUNT if shape.whole and shape.numeric_kind is not Kind.NUMBER else Kind.NUMBER
    two_codes = len(values.few) == 2 and shape.whole and concept is None
    return Kind.NOMINAL if two_codes else _kind_by_values(shape)


def _kind_by_values(shape: Shape) -> Kind:
    """Money where cells name a currency, and never where they name another unit."""
    if set(shape.units) & CODES:
        return Kind.MONEY
    measured = shape.numeric_kind is Kind.MONEY and bool(shape.units)
    return Kind.NUMBER if measured else shape.numeric_kind


def _groups(values: Values, concept: Concept | None) -> bool:
    """Whether texts are names of groups rather than free text: few, or places, and used again and again."""
    if values.distinct <= setting("max_levels") and values.distinct <= 0.5 * values.present:
        return True
    place = concept is not None and concept.role is Role.LOCATION
    return place or (values.distinct <= 1_000 and values.distinct <= 0.2 * values.present)
