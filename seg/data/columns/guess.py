"""What each column of a text table is, from its name and its values, with the evidence for it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from seg.core.columns import NUMERIC_KINDS, Basis, Column, Kind, Role
from seg.core.facts import Fact
from seg.data.columns.held import Held, held_back
from seg.data.columns.identity import chosen_id
from seg.data.columns.kinds import kind_of
from seg.data.columns.lexicon import Concept
from seg.data.columns.seen import Seen, seen_as
from seg.data.columns.sentinels import sentinel_facts
from seg.data.columns.shapes import Shape
from seg.data.columns.values import all_values
from seg.data.engine import opened
from seg.data.numbers import CODES

CONTACT_SHAPES = {
    "card": "column.looks_like_card",
    "email": "column.looks_like_email",
    "handle": "column.looks_like_handle",
    "iban": "column.looks_like_iban",
    "ip": "column.looks_like_ip",
    "person": "column.looks_like_name",
    "phone": "column.looks_like_phone",
    "street": "column.looks_like_street",
}
"""What is told of each shape of contact details."""
VALUES_SAY = {
    "disability": "column.values_disability",
    "ethnicity": "column.values_ethnicity",
    "health": "column.values_health",
    "orientation": "column.values_orientation",
    "politics": "column.values_politics",
    "religion": "column.values_religion",
    "trade_union": "column.values_trade_union",
}
"""What is told when the values themselves are words of a special category."""
PLACEHOLDERS_TOLD = 10


def guess_columns(raw: Path, labels: tuple[str, ...]) -> tuple[Column, ...]:
    """The columns `c0..cn` of a Parquet file of text, in file order; at most one of them is the id.

    Missing and distinct values are counted over all rows, blanks as missing; patterns are matched on the
    first `guess_rows`; the order of day and month is decided from all values.
    """
    with opened(raw) as (backend, table):
        names = tuple(f"c{at}" for at in range(len(labels)))
        values = all_values(backend, table, names)
        seen = [seen_as(name, label, values[name], backend, table) for name, label in zip(names, labels, strict=True)]
        chosen = chosen_id([(one.values, one.shape, one.meanings, one.unnamed) for one in seen])
        odd = {one.name: one.shape.odd for at, one in enumerate(seen) if one.shape.odd and at != chosen}
        told = sentinel_facts(backend, table, odd, {name: values[name].present for name in odd})
    columns = tuple(_column(one, at == chosen) for at, one in enumerate(seen))
    columns = tuple(_told(c, told[c.name]) if c.name in told and c.role is not Role.CONTACT else c for c in columns)
    return _with_currencies(columns, seen)


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
    if seen.is_contact:
        fact = Fact.of(CONTACT_SHAPES[seen.shape.name], matching_share=seen.shape.share)
        return _told(replace(column, role=Role.CONTACT, kind=Kind.TEXT, basis=Basis.DEMOGRAPHIC), fact)
    return _described(column, seen)


def _described(column: Column, seen: Seen) -> Column:
    concept, shape = seen.concept, seen.shape
    column = replace(
        column,
        kind=kind_of(seen.values, shape, concept),
        levels=shape.levels,
        date_format=shape.date_format,
        decimal=shape.style.decimal,
        thousands=shape.style.thousands,
        separator=shape.separator,
        unit=shape.units[0] if len(shape.units) == 1 else "",
        evidence=(*column.evidence, *shape.evidence),
    )
    column = _named(column, concept) if concept else _nameless(column, seen)
    if shape.opinions and column.basis in {Basis.NEEDS, Basis.BEHAVIOURAL}:
        column = _told(replace(column, basis=Basis.PSYCHOGRAPHIC), Fact.of("column.opinions"))
    column = _held(column, held_back(seen.values, seen.fitting, concept, shape.name in {"text", "multi", "ordinal"}))
    return _mixed(_consistent(column), shape)


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
    return _told(told, Fact.of("column.sensitive")) if concept.sensitive and not concept.held else told


def _nameless(column: Column, seen: Seen) -> Column:
    """Without a telling name: answers on a scale are attitudes, everything else is behaviour."""
    if column.kind is Kind.ORDINAL:
        return replace(column, basis=Basis.PSYCHOGRAPHIC)
    if seen.unnamed and column.kind is Kind.MONEY and seen.values.share(r"[.,]\d\d\D*$") > 0.99:
        return _told(replace(column, role=Role.AMOUNT), Fact.of("column.like_amounts"))
    return column


def _held(column: Column, held: Held | None) -> Column:
    if held is None or column.role is Role.CONTACT:
        return column
    column = replace(column, held=True, sensitive=True)
    if held.share:
        column = replace(column, basis=held.concept.basis)
        column = _told(column, Fact.of(VALUES_SAY[held.concept.name], matching_share=held.share))
    elif Fact.of(f"concept.{held.concept.name}") not in column.evidence:
        column = _told(column, Fact.of(f"concept.{held.concept.name}"))
    return _told(column, Fact.of("column.held") if held.how == "special" else Fact.of("column.held_proxy"))


def _consistent(column: Column) -> Column:
    """Contact details are text; details of another kind are dropped; dates have the role of dates."""
    if column.role is Role.CONTACT:
        column = replace(column, kind=Kind.TEXT, basis=Basis.DEMOGRAPHIC, sensitive=False)
    if column.kind is Kind.DATE and column.role is Role.TRAIT and not column.sensitive:
        column = replace(column, role=Role.DATE)
    if column.kind is Kind.DATE and "%y" in column.date_format:
        two_digits = "column.two_digit_births" if column.sensitive else "column.two_digit_years"
        column = _told(column, Fact.of(two_digits))
    numeric, plain = column.kind in NUMERIC_KINDS, Column("", "")
    return replace(
        column,
        levels=column.levels if column.kind in {Kind.ORDINAL, Kind.BINARY} else (),
        decimal=column.decimal if numeric else plain.decimal,
        thousands=column.thousands if numeric else plain.thousands,
        unit=column.unit if numeric else "",
        separator=column.separator if column.kind is Kind.MULTI_VALUE else "",
    )


def _mixed(column: Column, shape: Shape) -> Column:
    """Numbers in several currencies or units stay text: added up, they would mean nothing."""
    if len(shape.units) < 2 or column.role is Role.CONTACT:
        return column
    column = replace(column, role=Role.TRAIT, kind=Kind.TEXT)
    if set(shape.units) <= CODES:
        return _told(column, Fact.of("column.several_currencies", currencies=shape.units))
    return _told(column, Fact.of("column.several_units", units=shape.units))


def _with_currencies(columns: tuple[Column, ...], seen: list[Seen]) -> tuple[Column, ...]:
    """Amounts beside a column that names several currencies are told to be in all of them."""
    beside = next((one for one in seen if len(one.values.few) > 1 and set(one.values.few) <= CODES), None)
    if beside is None:
        return columns
    fact = Fact.of("column.currencies_beside", column=beside.label, currencies=tuple(sorted(beside.values.few)))
    return tuple(_told(c, fact) if c.kind is Kind.MONEY and not c.unit else c for c in columns)


def _first_evidence(seen: Seen) -> tuple[Fact, ...]:
    values = seen.values
    if values.distinct == 0:
        return (Fact.of("column.empty"),)
    facts = [Fact.of("column.constant")] if values.distinct == 1 and values.present == values.rows else []
    if values.placeholders:
        words = values.placeholders[:PLACEHOLDERS_TOLD]
        facts.append(Fact.of("column.placeholders", words=words, placeholder_share=1 - values.known_share))
    return tuple(facts)


def _id_evidence(seen: Seen) -> Fact:
    if seen.values.unique_share == 1.0:
        return Fact.of("column.id_unique", count=seen.values.distinct)
    return Fact.of("column.id_repeats", count=seen.values.distinct, rows=seen.values.present)


def _told(column: Column, *facts: Fact) -> Column:
    return replace(column, evidence=(*column.evidence, *facts))
