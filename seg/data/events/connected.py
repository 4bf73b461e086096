"""Events that stay in their database: counted there, by the same expressions; one row for each customer comes here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import ibis
import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from ibis.backends.postgres import Backend

from seg.core.columns import Column, Role
from seg.core.dataset import Dataset
from seg.core.derived import Derivation
from seg.core.errors import SegError
from seg.core.events import EventTable, Part, latest_day
from seg.core.facts import Fact
from seg.core.fingerprint import fingerprint, sha256_of_file
from seg.core.reading import TableReading
from seg.data.columns.guess import guess_columns
from seg.data.connections import Connection, EventsThere
from seg.data.dataset import BuiltDataset, build_dataset
from seg.data.days import day_number
from seg.data.engine import connected_to, one_row
from seg.data.events import canonical, rules
from seg.data.events.assemble import days_told, told_days, values_of_parts
from seg.data.events.choices import Choices
from seg.data.events.compute import Derived
from seg.data.events.derive import World, cut_points, derived
from seg.data.repairs.history import Prepared

KEY, DIGITS = "customer", 4
RAW = "connected.parquet"
"""The file of what was read of the customers."""


@ibis.udf.scalar.builtin
def md5(text: str) -> str:
    """PostgreSQL: the hash of a text in hex digits."""


@dataclass(frozen=True, eq=False)
class There:
    """A connection that is open: its customers (`customer` text and columns), and canonical events by table."""

    backend: Backend
    customers: ir.Table
    events: dict[str, ir.Table]


def dataset_there(
    connection: Connection, name: str, scratch: Path, least: int | None = None, today: str = ""
) -> BuiltDataset:
    """The dataset of a connection: its customers are read, one row each; of its events only what they are.

    What lies after the ISO day `today` lies ahead; nothing does where that is "".

    Raises `SegError` when the database cannot be reached or lacks a table or column.
    """
    with _opened(connection) as there:
        table = there.backend.to_pyarrow(there.customers.order_by(KEY))
        tables = tuple(_told(there, connection, events, today) for events in connection.events)
        unused = _unused(there, connection)
    labels = (_id_label(connection), *table.column_names[1:])
    raw = scratch / RAW
    texts = [column.cast(pa.string()) for column in table.columns]
    pq.write_table(pa.table(texts, names=[f"c{at}" for at in range(len(labels))]), raw)
    reading = TableReading(connection.name, connection.name, sha256_of_file(raw), labels, len(table), len(table), 0)
    told = Fact.of("how.connected", connection=connection.name, rows=sum(t.rows for t in tables), count=len(table))
    reading = replace(reading, how=(told,))
    columns = _columns(raw, labels)
    built = build_dataset(Prepared(raw, labels, columns), reading, name, scratch, least=least)
    identity = fingerprint("connected", built.dataset.id, [table.as_json() for table in tables])
    latest = latest_day(tables) or built.dataset.latest_date
    counted = {"rows_in": built.dataset.rows_in + sum(fact["count"] for fact in unused)}
    counted |= {"set_aside": (*built.dataset.set_aside, *unused)}
    return replace(built, dataset=replace(built.dataset, id=identity, tables=tables, latest_date=latest, **counted))


def computed_there(
    connection: Connection, dataset: Dataset, customers: Path, labels: Iterable[str], as_of: str, choices: Choices
) -> Derived:
    """As `compute.computed`, in the database. Raises `SegError` when its events are others than the dataset has."""
    derivations = Derivation.among(labels)
    with _opened(connection) as there:
        for table in dataset.tables:
            _check_same(there, table)
        world = World(there.customers, there.events, dataset.tables, day_number(as_of) if as_of else 0, choices)
        world = replace(world, cuts=cut_points(there.backend, world, derivations))
        found = there.backend.to_pyarrow(derived(world, derivations))
    ids = pq.read_table(customers, columns=["customer_id"])["customer_id"]
    rows = pc.index_in(ids, value_set=found[KEY].cast(pa.string()).combine_chunks())
    return Derived(found.drop_columns([KEY]).take(rows), dict(world.cuts))


@contextmanager
def _opened(connection: Connection) -> Iterator[There]:
    with connected_to(connection.url, connection.name) as backend:
        events = {each.name: _events(backend, connection, each) for each in connection.events}
        yield There(backend, _customers(backend, connection, events), events)


def _table(backend: Backend, connection: Connection, name: str, columns: Iterable[str]) -> ir.Table:
    """A table, `schema.table` or of the schema that the database looks in. Raises `SegError` for one it lacks."""
    schema, _, table = name.rpartition(".")
    known = set(backend.list_tables(database=schema or None))
    if table not in known:
        raise SegError("connection_lacks_table", connection=connection.name, table=name)
    found = backend.table(table, database=schema or None)
    if missing := tuple(column for column in columns if column not in found.columns):
        raise SegError("connection_lacks_columns", table=name, columns=missing, known=found.columns, count=len(missing))
    return found


def _events(backend: Backend, connection: Connection, there: EventsThere) -> ir.Table:
    parts = dict(there.parts)
    events = canonical.of_typed(_table(backend, connection, there.table, parts.values()), parts)
    return events.rename({KEY: "key"})


def _customers(backend: Backend, connection: Connection, events: dict[str, ir.Table]) -> ir.Table:
    """customer and columns, one row each; `sample` of them, by the hash of their ids."""
    there = connection.customers
    if there is None:
        found = [_bought(table) for table in events.values()]
        customers = found[0].union(*found[1:], distinct=True) if len(found) > 1 else found[0]
    else:
        table = _table(backend, connection, there.table, (there.id, *there.columns))
        named = {column: table[column] for column in there.columns}
        ids = table[there.id].cast("string").strip().nullif("")
        rows = table.select(**{KEY: ids}, **named).filter(ibis._[KEY].notnull())
        first = ibis.row_number().over(group_by=rows[KEY], order_by=[rows[KEY], *(rows[c] for c in there.columns)])
        customers = rows.mutate(again=first).filter(ibis._.again == 0).drop("again")
    if connection.sample is None:
        return customers
    return customers.order_by([md5(customers[KEY]), customers[KEY]]).limit(connection.sample)


def _unused(there: There, connection: Connection) -> tuple[Fact, ...]:
    """Rows of the table of customers that stand for nobody of their own: without an id, or with one once more."""
    if connection.customers is None:
        return ()
    label = connection.customers.id
    table = _table(there.backend, connection, connection.customers.table, (label,))
    ids = table[label].cast("string").strip().nullif("")
    found = one_row(there.backend, table.aggregate(rows=table.count(), known=ids.count(), different=ids.nunique()))
    nameless, again = found["rows"] - found["known"], found["known"] - found["different"]
    told = (
        Fact.of("aside.no_id", count=nameless, column=label),
        Fact.of("aside.repeated_id_first_kept", count=again, column=label),
    )
    return tuple(fact for fact in told if fact["count"])


def _bought(events: ir.Table) -> ir.Table:
    """Customers with an event that counts and did not only go back."""
    counts = rules.counts(events) & ~rules.met(events, "returned") & events[KEY].notnull()
    return events.filter(counts).select(KEY).distinct()


def _told(there: There, connection: Connection, named: EventsThere, today: str) -> EventTable:
    """What stands in a table of events: counted in the database."""
    events = there.events[named.name]
    days = days_told(events, ibis.literal(True), today)
    told = {"rows": events.count(), "timed": events.hour.max() > 0, **days, **rules.tallies(events)}
    found = one_row(there.backend, events.aggregate(**told))
    known = there.customers.select(KEY)
    nobody = events.filter(events[KEY].notnull()).anti_join(known, KEY)
    of_nobody = one_row(there.backend, nobody.aggregate(rows=nobody.count()))["rows"]
    reading = TableReading(connection.name, named.table, "", tuple(label for _, label in named.parts), 0, 0, 0)
    return EventTable(
        name=named.name,
        about=named.about,
        reading=reading,
        columns=(),
        parts=named.parts,
        events="",
        rows=found["rows"],
        met=rules.tallied(found),
        of_nobody=of_nobody,
        timed=bool(found["timed"]),
        values=values_of_parts(there.backend, events, named.parts),
        connection=connection.name,
        state=_state(there, events),
        **told_days(found),
    )


def _state(there: There, events: ir.Table) -> str:
    """What changes when events come, go or become others: their number, customers, times, money and pieces."""
    numbers = {name: events[name].sum().round(DIGITS) for name in ("value", "quantity", "discount", "score")}
    times = {"first": events.second.min(), "last": events.second.max(), "days": events.day.sum()}
    told = events.aggregate(
        rows=events.count(), customers=events[KEY].nunique(), met=events.met.sum(), **times, **numbers
    )
    return fingerprint({name: str(value) for name, value in one_row(there.backend, told).items()})


def _check_same(there: There, table: EventTable) -> None:
    """The events of a dataset do not change under it: who wants the newer ones connects again."""
    if _state(there, there.events[table.name]) != table.state:
        raise SegError("connection_changed", connection=table.connection, table=table.name)


def _id_label(connection: Connection) -> str:
    return connection.customers.id if connection.customers else dict(connection.events[0].parts)[Part.CUSTOMER]


def _columns(raw: Path, labels: tuple[str, ...]) -> tuple[Column, ...]:
    """As guessed, with the first for the id."""
    first, *others = guess_columns(raw, labels)
    rest = (replace(column, role=Role.TRAIT) if column.role is Role.ID else column for column in others)
    return (replace(first, role=Role.ID), *rest)
