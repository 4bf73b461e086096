"""What each column of a text table is, from its name and its values, with the evidence for it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import ibis.expr.types as ir
from ibis.backends.duckdb import Backend

from seg.core.columns import NUMERIC_KINDS, Basis, Column, Kind, Role
from seg.core.facts import Fact
from seg.core.settings import setting
from seg.data.columns.identity import chosen_id
from seg.data.columns.lexicon import Concept, Meaning, meanings
from seg.data.columns.shapes import Shape, shape_of
from seg.data.columns.values import Values, all_values
from seg.data.engine import opened

CONTACT_SHAPES = {
    "email": "column.looks_like_email",
    "iban": "column.looks_like_iban",
    "ip": "column.looks_like_ip",
    "phone": "column.looks_like_phone",
    "street": "column.looks_like_street",
}
"""Shapes that are contact details whatever the name, and what is told of them."""


@dataclass(frozen=True)
class Seen:
    """One column while it is guessed: its names, its values, their shape and what the name may mean."""

    name: str
    label: str
    values: Values
    shape: Shape
    meanings: tuple[Meaning, ...]

    @property
    def concept(self) -> Concept | None:
        """The most telling meaning that the values do not contradict."""
        fitting = [m for m in self.meanings if m.concept.fits & (self.shape.fits | {"any"})]
        bare_name = fitting and fitting[0].concept.name == "person_name" and fitting[0].words == 1
        if bare_name and len(fitting) > 1:  # "product name", "city name": the name of something else
            fitting = fitting[1:]
        return fitting[0].concept if fitting else None


def guess_columns(raw: Path, labels: tuple[str, ...]) -> tuple[Column, ...]:
    """The columns `c0..cn` of a Parquet file of text, in file order; at most one of them is the id.

    Missing and distinct values are counted over all rows, blanks as missing; patterns are matched on the
    first `guess_rows`; the order of day and month is decided from all values.
    """
    with opened(raw) as (backend, table):
        names = tuple(f"c{at}" for at in range(len(labels)))
        values = all_values(backend, table, names)
        seen = [_seen(name, label, values[name], backend, table) for name, label in zip(names, labels, strict=True)]
    chosen = chosen_id([(one.values, one.shape, one.meanings) for one in seen])
    return tuple(_column(one, at == chosen) for at, one in enumerate(seen))


def _seen(name: str, label: str, values: Values, backend: Backend, table: ir.Table) -> Seen:
    found = meanings(label)
    named = {meaning.concept.name for meaning in found}
    return Seen(name, label, values, shape_of(values, named, backend, table, name), found)


def _column(seen: Seen, is_id: bool) -> Column:
    """Facts of the values first, then of the name; each adds to the evidence."""
    column = Column(
        seen.name,
        seen.label,
        missing_share=seen.values.missing_share,
        distinct=seen.values.distinct,
        evidence=_first_evidence(seen),
    )
    if seen.values.distinct == 0:
        return column
    if is_id:
        return _told(replace(column, role=Role.ID, kind=Kind.TEXT), _id_evidence(seen))
    if seen.shape.name in CONTACT_SHAPES:
        fact = Fact.of(CONTACT_SHAPES[seen.shape.name], matching_share=seen.shape.share)
        return _told(replace(column, role=Role.CONTACT, kind=Kind.TEXT, basis=Basis.DEMOGRAPHIC), fact)
    return _described(column, seen)


def _described(column: Column, seen: Seen) -> Column:
    concept, shape = seen.concept, seen.shape
    column = replace(
        column,
        kind=_kind(seen),
        levels=shape.levels,
        date_format=shape.date_format,
        decimal=shape.style.decimal,
        thousands=shape.style.thousands,
        separator=shape.separator,
        unit=shape.unit,
        evidence=(*column.evidence, *shape.evidence),
    )
    column = _named(column, concept) if concept else replace(column, basis=_basis(column))
    return _consistent(column)


def _named(column: Column, concept: Concept) -> Column:
    """What the name says about role, basis, unit and sensitivity."""
    if concept.name in {"id", "customer_id"}:
        return _told(column, Fact.of("column.named_id_not_chosen"))
    role = (
        Role.DATE if column.kind is Kind.DATE and concept.role is Role.TRAIT and not concept.sensitive else concept.role
    )
    unit = column.unit or (concept.unit if column.kind in NUMERIC_KINDS else "")
    told = replace(column, role=role, basis=concept.basis, sensitive=concept.sensitive, unit=unit)
    told = _told(told, Fact.of(f"concept.{concept.name}"))
    return _told(told, Fact.of("column.sensitive")) if concept.sensitive else told


def _basis(column: Column) -> Basis:
    """Without a telling name: answers on a scale are attitudes, everything else is behaviour."""
    return Basis.PSYCHOGRAPHIC if column.kind is Kind.ORDINAL else Basis.BEHAVIOURAL


def _consistent(column: Column) -> Column:
    """Contact details are text; details of another kind are dropped; dates have the role of dates."""
    if column.role is Role.CONTACT:
        column = replace(column, kind=Kind.TEXT, basis=Basis.DEMOGRAPHIC, sensitive=False)
    if column.kind is Kind.DATE and column.role is Role.TRAIT and not column.sensitive:
        column = replace(column, role=Role.DATE)
    numeric, plain = column.kind in NUMERIC_KINDS, Column("", "")
    return replace(
        column,
        levels=column.levels if column.kind in {Kind.ORDINAL, Kind.BINARY} else (),
        decimal=column.decimal if numeric else plain.decimal,
        thousands=column.thousands if numeric else plain.thousands,
        unit=column.unit if numeric else "",
        separator=column.separator if column.kind is Kind.MULTI_VALUE else "",
    )


def _kind(seen: Seen) -> Kind:
    """The kind of the values, made finer by the name where both agree."""
    concept, shape, values = seen.concept, seen.shape, seen.values
    if shape.name == "number":
        return _kind_of_numbers(concept, shape, values)
    if (
        shape.name == "binary"
        and concept
        and concept.kind is Kind.NOMINAL
        and not set(values.few) <= {"0", "1"} | set(shape.words)
    ):
        return Kind.NOMINAL
    kinds = {"binary": Kind.BINARY, "date": Kind.DATE, "ordinal": Kind.ORDINAL, "multi": Kind.MULTI_VALUE}
    if shape.name in kinds:
        return kinds[shape.name]
    return Kind.NOMINAL if _groups(values, concept) else Kind.TEXT


def _kind_of_numbers(concept: Concept | None, shape: Shape, values: Values) -> Kind:
    few = bool(values.few) and shape.whole
    if concept and concept.kind is Kind.NOMINAL:
        return (
            Kind.NOMINAL if few or concept.name in {"postcode", "region"} else Kind.TEXT if shape.whole else Kind.NUMBER
        )
    if concept and concept.name in {"id", "customer_id"}:
        return Kind.NOMINAL if few else Kind.TEXT
    if concept and concept.codes and few:
        return Kind.NOMINAL
    if shape.levels and (concept is None or concept.kind in {None, Kind.ORDINAL}):
        return Kind.ORDINAL
    if concept and concept.kind in NUMERIC_KINDS - {Kind.COUNT}:
        return concept.kind
    if concept and concept.kind is Kind.COUNT and shape.lowest >= 0:
        return Kind.COUNT
    if concept and concept.name in {"recency", "tenure"}:
        return Kind.COUNT if shape.numeric_kind is Kind.MONEY else shape.numeric_kind
    two_codes = len(values.few) == 2 and shape.whole and (concept is None or concept.kind is None)
    return Kind.NOMINAL if two_codes else shape.numeric_kind


def _groups(values: Values, concept: Concept | None) -> bool:
    """Whether texts are names of groups rather than free text: few, or places, and used again and again."""
    if values.distinct <= setting("max_levels") and values.distinct <= 0.5 * values.present:
        return True
    place = concept is not None and concept.role is Role.LOCATION
    return place or (values.distinct <= 1_000 and values.distinct <= 0.2 * values.present)


def _first_evidence(seen: Seen) -> tuple[Fact, ...]:
    values = seen.values
    if values.distinct == 0:
        return (Fact.of("column.empty"),)
    facts = [Fact.of("column.constant")] if values.distinct == 1 else []
    if values.placeholders:
        words = values.placeholders[:3]
        facts.append(Fact.of("column.placeholders", words=words, placeholder_share=1 - values.known_share))
    return tuple(facts)


def _id_evidence(seen: Seen) -> Fact:
    if seen.values.unique_share == 1.0:
        return Fact.of("column.id_unique", count=seen.values.distinct)
    return Fact.of("column.id_repeats", count=seen.values.distinct, rows=seen.values.present)


def _told(column: Column, *facts: Fact) -> Column:
    return replace(column, evidence=(*column.evidence, *facts))
