"""From a table that somebody brought to a source of events: whose they are, and what each column says."""

from __future__ import annotations

from seg.core.columns import Basis, Role
from seg.core.errors import SegError
from seg.core.events import About, Part
from seg.core.reading import TableReading
from seg.data.events.assemble import EventSource
from seg.data.events.parts import guessed_about, guessed_parts, table_name
from seg.data.joins.join import Join
from seg.data.joins.propose import join_on, proposed_joins
from seg.data.joins.rows import row_meaning
from seg.data.joins.table import Table
from seg.data.repairs.history import Prepared


def guessed_source(events: Table, reading: TableReading, prepared: Prepared, customers: Table | None) -> EventSource:
    """The events of a table as they seem to be, beside a list of `customers` or without one.

    It is called by what it is about. Raises `SegError` when no column says whose the events are.
    """
    meaning = row_meaning(events)
    join = _join(customers, events, meaning.customer) if customers else None
    customer = join.right.column if join else meaning.customer or (events.id_column.label if events.id_column else "")
    if not customer:
        raise SegError("events_need_customer", table=events.name, known=tuple(c.label for c in events.columns))
    order = meaning.order if meaning.order != customer else ""
    parts = guessed_parts(events.columns, customer, order)
    about = guessed_about(events.name, parts)
    name = table_name(about, events.name)
    return EventSource(name, about, prepared, reading, tuple(parts.items()), bool(join and join.bare))


def holds_events(table: Table) -> bool:
    """Whether the rows of a table are things that customers did, and not customers.

    Where nobody did anything twice, its name says so (`support.csv`), as long as its rows have a time and nothing about
    who or where somebody is.
    """
    meaning = row_meaning(table)
    if meaning.happened or meaning.what != "customer":
        return meaning.happened
    parts = guessed_parts(table.columns, meaning.customer)
    who = {Basis.DEMOGRAPHIC, Basis.GEOGRAPHIC, Basis.SOCIOCULTURAL}
    about_people = any(column.role is Role.CONTACT or column.basis in who for column in table.columns)
    return Part.TIME in parts and guessed_about(table.name, {}) is not About.OTHER and not about_people


def named_source(source: EventSource, name: str) -> EventSource:
    """The source under a name that somebody chose, which says what it is about where it is a word for that."""
    about = About(name) if name in list(About) else guessed_about(name, {})
    about = about if about is not About.OTHER else source.about
    return EventSource(table_name(About.OTHER, name), about, source.prepared, source.reading, source.parts, source.bare)


def _join(customers: Table, events: Table, customer: str) -> Join | None:
    """How events find the ids that name customers; None where the list has none."""
    ids = customers.id_column
    if ids is None:
        raise SegError("events_need_customer_ids", table=events.name)
    for join in proposed_joins((customers, events)):
        join = join if join.left.table == customers.name else join.turned
        if join.left.column == ids.label:
            return join
    return join_on(customers, events, ids.label, customer) if customer else None
