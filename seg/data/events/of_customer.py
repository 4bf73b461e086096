"""What one customer did, event by event: whether each counts, and by which rule it does not.

An event has one outcome. Three of them count, in their own way:

counts           like any other
taken_off        its money is taken off, and it is no order: something went back
other_currency   it happened, but its money is of another currency than the one that is counted

The others do not: `later` is after the as-of day, any other outcome is the name of the rule (`seg.data.events.rules`)
that leaves the event out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import ibis
import ibis.expr.types as ir
from ibis.backends.duckdb import Backend

from seg.core.columns import Column, Role
from seg.core.derived import Derivation
from seg.core.events import EventTable, Part
from seg.data.days import day_number
from seg.data.engine import connect
from seg.data.events import rules
from seg.data.events.choices import Choices
from seg.data.events.counted import Counted
from seg.data.events.derive import parts_needed

COUNTS, TAKEN_OFF, OTHER_CURRENCY, LATER = "counts", "taken_off", "other_currency", "later"
COUNTING = frozenset({COUNTS, TAKEN_OFF, OTHER_CURRENCY})

MOST_READ = 10_000
"""Events of one table that are read, the latest: far more than a person does, fewer than a test account."""
HEIGHTS = (Part.VALUE, Part.QUANTITY, Part.DURATION, Part.SCORE)
"""What can say how much an event is, the first that a table has."""
NOT_SHOWN = frozenset({Part.CUSTOMER, Part.TIME})

Said = float | str


@dataclass(frozen=True)
class Event:
    """One row of one table. `second` is its moment since 1970-01-01 as it is counted (written, or in UTC), None
    without one; `parts` what is known of it that people may see."""

    table: str
    second: int | None
    outcome: str
    parts: tuple[tuple[Part, Said], ...] = ()

    def get(self, part: Part) -> Said | None:
        return dict(self.parts).get(part)

    def as_json(self) -> list:
        return [self.table, self.second, self.outcome, [list(part) for part in self.parts]]

    @classmethod
    def from_json(cls, raw: list) -> Event:
        table, second, outcome, parts = raw
        return cls(table, second, outcome, tuple((Part(part), said) for part, said in parts))


@dataclass(frozen=True)
class Deed:
    """Rows that are one thing to a person: those of one order, or of one moment, with the same outcome.

    `height` says how much it is, in the first of `HEIGHTS` that its table has: money, pieces and time added up, scores
    as their mean. None where that is not known, or of another currency. `texts` are the different values of its parts,
    in the order in which they come first.
    """

    table: str
    second: int
    outcome: str
    rows: int
    height: float | None
    texts: tuple[tuple[Part, tuple[str, ...]], ...] = ()


@dataclass(frozen=True)
class History:
    """The events of one customer, the latest first and those without a time last. `outcomes` count all of them, by
    table; of a table with more than `MOST_READ`, the earliest are counted but not among `events`."""

    events: tuple[Event, ...]
    outcomes: tuple[tuple[str, str, int], ...]

    @property
    def count(self) -> int:
        return sum(count for *_, count in self.outcomes)


def of_customer(
    customer: int,
    tables: Iterable[EventTable],
    files: Mapping[str, Path],
    as_of: str,
    choices: Choices,
    used: Iterable[Derivation] = (),
) -> History:
    """The history of the customer in that row of the customers, from the canonical `files` of the tables, by name.

    Nobody else's events are read. What is personal is left out, unless a dimension that is `used` is made of it.
    """
    tables, used = tuple(tables), tuple(used)
    backend = connect(tuple({files[table.name].parent for table in tables}))
    try:
        found, outcomes = [], []
        for table in tables:
            rows = backend.read_parquet(str(files[table.name].resolve()))
            his = with_outcome(Counted(rows, table, day_number(as_of), choices), customer)
            events = list(_events(backend, his, table, shown_parts(table, used)))
            outcomes += [(table.name, *each) for each in sorted(_outcomes(backend, his, events).items())]
            found += events
    finally:
        backend.disconnect()
    found.sort(key=lambda event: float("inf") if event.second is None else -event.second)  # stable: as tables stand
    return History(tuple(found), tuple(outcomes))


def with_outcome(counted: Counted, customer: int) -> ir.Table:
    """The events of one customer, with `outcome`."""
    events = counted.timed.filter(counted.timed.customer == customer)
    switches = {name: counted.switch(name) for name in rules.RULES}
    left_out = [(_alone_leaves_out(events, name), name) for name, position in switches.items() if position == "out"]
    later = (events.day > counted.as_of_day).fill_null(False)
    taken = rules.met(events, "returned") if switches["returned"] == "net" else ibis.literal(False)
    outcome = ibis.cases(
        *left_out,
        (later, LATER),
        (taken, TAKEN_OFF),
        (_of_other_currency(counted, events), OTHER_CURRENCY),
        else_=COUNTS,
    )
    return events.mutate(outcome=outcome)


def _alone_leaves_out(events: ir.Table, name: str) -> ir.BooleanValue:
    """Whether a row does not count by that rule, were it the only one."""
    return ~rules.counts(events, {other: "out" if other == name else "in" for other in rules.RULES})


def _of_other_currency(counted: Counted, events: ir.Table) -> ir.BooleanValue:
    if len(counted.table.currencies) < 2:
        return ibis.literal(False)
    return events.value.notnull() & (events.currency != counted.currency).fill_null(True)


def _outcomes(backend: Backend, events: ir.Table, read: list[Event]) -> dict[str, int]:
    """How many events have each outcome: of those that were read, or of all where these may not be all."""
    if len(read) < MOST_READ:
        return Counter(event.outcome for event in read)
    counts = backend.to_pyarrow(events.group_by("outcome").aggregate(count=events.count()))
    return dict(zip(counts["outcome"].to_pylist(), counts["count"].to_pylist(), strict=True))


def _events(backend: Backend, events: ir.Table, table: EventTable, parts: tuple[Part, ...]) -> Iterator[Event]:
    """The latest, in an order that does not depend on that of the file."""
    names = [part.value for part in parts]
    order = [events.second.desc(nulls_first=False), "outcome", *("order", "product", "value", "type"), *names]
    latest = events.order_by(list(dict.fromkeys(order))).limit(MOST_READ).select("second", "outcome", *names)
    for row in backend.to_pyarrow(latest).to_pylist():
        said = tuple((part, row[part.value]) for part in parts if row[part.value] is not None)
        yield Event(table.name, row["second"], row["outcome"], said)


def shown_parts(table: EventTable, used: Iterable[Derivation]) -> tuple[Part, ...]:
    """The parts of a table that people may see: no contact details, and what is personal only where it is used."""
    columns = {column.label: column for column in table.columns}
    needed = {part for d in used if d.table == table.name for part in parts_needed(d)}
    shown = {
        Part.VALUE if part is Part.PRICE else part
        for part, label in table.parts
        if part not in NOT_SHOWN and _may_be_seen(columns.get(label), part in needed)
    }
    return tuple(part for part in Part if part in shown)


def _may_be_seen(column: Column | None, is_used: bool) -> bool:
    if column is None:  # a database says nothing about its columns
        return True
    if column.role in {Role.CONTACT, Role.IGNORED}:
        return False
    return is_used or not (column.sensitive or column.held)


def deeds(events: Iterable[Event], tables: Iterable[EventTable]) -> tuple[Deed, ...]:
    """Events that have a moment, drawn together into what a person would call one thing, in the order of `events`."""
    measured = {table.name: next((part for part in HEIGHTS if table.has(part)), None) for table in tables}
    timed = sorted((event for event in events if event.second is not None), key=_one_deed)
    found = [_deed(tuple(rows), measured) for _, rows in groupby(timed, key=_one_deed)]
    return tuple(sorted(found, key=lambda deed: -deed.second))


def _one_deed(event: Event) -> tuple:
    order = event.get(Part.ORDER)
    return event.table, order or "", 0 if order else event.second, event.outcome


def _deed(rows: tuple[Event, ...], measured: Mapping[str, Part | None]) -> Deed:
    first = min(rows, key=lambda event: event.second)
    part = measured[first.table]
    numbers = [number for event in rows if part and isinstance(number := event.get(part), float | int)]
    height = sum(numbers) / (len(numbers) if part is Part.SCORE else 1) if numbers else None
    texts: dict[Part, dict[str, None]] = {}
    for event in rows:
        for each, said in event.parts:
            if isinstance(said, str):
                texts.setdefault(each, {})[said] = None
    return Deed(
        first.table,
        first.second,
        first.outcome,
        len(rows),
        None if first.outcome == OTHER_CURRENCY else height,
        tuple((each, tuple(values)) for each, values in texts.items()),
    )
