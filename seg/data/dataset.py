"""From a prepared table to a dataset: one row per customer, contact details apart, every row accounted for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import ibis
import ibis.expr.types as ir
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from ibis.backends.duckdb import Backend

from seg.core.columns import Column, Role
from seg.core.dataset import Dataset, TableReading
from seg.core.errors import SegError
from seg.core.events import EventTable, Part, latest_day
from seg.core.facts import Fact
from seg.core.fingerprint import fingerprint, sha256_of_file
from seg.core.settings import setting
from seg.core.steps import Step
from seg.data.answers.added import with_answers
from seg.data.answers.dimensions import Fitted
from seg.data.audit import audit
from seg.data.cast import typed
from seg.data.engine import ROW, one_row, opened
from seg.data.events.assemble import CUSTOMER_ID, EventSource, assembled, events_id
from seg.data.repairs.history import Prepared, identity
from seg.data.row_groups import repeats, row_groups, write_groups
from seg.data.text import cleaned


@dataclass(frozen=True)
class BuiltDataset:
    """A dataset and its files: `customers`, `contacts` (None when no column holds contact details), and the `events`
    of its tables, in order.
    """

    dataset: Dataset
    customers: Path
    contacts: Path | None
    events: tuple[Path, ...] = ()


def build_dataset(
    prepared: Prepared,
    reading: TableReading,
    name: str,
    scratch: Path,
    duplicates: str = "first",
    least: int | None = None,
    events: tuple[EventSource, ...] = (),
    everyone: bool = False,
    answers: Fitted | None = None,
    today: str = "",
) -> BuiltDataset:
    """One row per customer in file order, written below the folder `scratch`, and their `events`.

    Ids are kept to the letter but for blanks around them; without an id column the rows are numbered from 1.
    Rows without an id are set aside, and of rows with the same id all but the `duplicates` ("first" or
    "last") one. With `everyone`, who has events that count and stands in no row is a customer too, after the others.
    Events after the ISO day `today` lie ahead; none do where that is "".
    What a survey says becomes further columns, as `answers` of an earlier run has it, else as is found.
    Raises `SegError` when fewer than `least` (default `min_customers`) remain.
    """
    columns = prepared.columns
    id_column = _id_column(columns)
    kept_apart = tuple(column for column in columns if column.role is Role.CONTACT)
    analysed = tuple(c for c in columns if c.role not in {Role.ID, Role.CONTACT, Role.IGNORED})
    with opened(prepared.path) as (backend, table):
        unused = rows_unused(backend, table, id_column, duplicates)
        used = np.ones(one_row(backend, table.aggregate(n=table.count()))["n"], bool)
        for _, rows in unused:
            used[rows] = False
        count = int(used.sum())
        if not everyone:
            _check_number(count, least)
        ids = cleaned(table[id_column.name]) if id_column else (table[ROW] + 1).cast("string")
        table = table.mutate(**{CUSTOMER_ID: ids})
        customers = scratch / "customers.parquet"
        _write(backend, _selected(typed(table, analysed), analysed), used, customers)
        contacts = scratch / "contacts.parquet" if kept_apart else None
        if contacts:
            _write(backend, _selected(typed(table, kept_apart), kept_apart), used, contacts)
    customers, answered, fitted = with_answers(customers, columns, scratch / "customers_and_answers.parquet", answers)
    made = assembled(customers, events, everyone, scratch, today)
    count += made.added
    _check_number(count, least)
    set_aside = (*prepared.aside, *(fact for fact, _ in unused), *_uncounted(made.uncounted))
    dataset = Dataset(
        id=_as_read(dataset_id(reading, columns, prepared.steps, duplicates, events, everyone), made.tables),
        name=name,
        reading=reading,
        columns=_among_all((*columns, *answered), count - made.added, made.added),
        customers=sha256_of_file(made.customers),
        contacts=sha256_of_file(contacts) if contacts else "",
        rows_in=count + sum(fact["count"] for fact in set_aside),
        rows_used=count,
        set_aside=set_aside,
        findings=audit(prepared.path, reading, columns),
        latest_date=latest_day(made.tables) or _latest_date(customers),
        steps=prepared.steps,
        tables=made.tables,
        everyone=everyone,
        answers=fitted.as_json() if fitted.blocks else {},
    )
    return BuiltDataset(dataset, made.customers, contacts, made.files)


def dataset_of_events(
    events: tuple[EventSource, ...], name: str, scratch: Path, least: int | None = None, today: str = ""
) -> BuiltDataset:
    """The customers whom events alone know, one row each in the order of their ids, and nothing but their events.

    Who has no event that counts is set aside; `today` as for `build_dataset`. Raises `SegError` as `build_dataset`.
    """
    nobody = scratch / "nobody.parquet"
    pq.write_table(pa.table({CUSTOMER_ID: pa.array([], pa.string())}), nobody)
    made = assembled(nobody, events, True, scratch, today)
    _check_number(made.added, least)
    first = events[0]
    label = dict(first.parts)[Part.CUSTOMER]
    ids = next(column for column in first.prepared.columns if column.label == label)
    columns = (replace(ids, role=Role.ID),)
    dataset = Dataset(
        id=_as_read(dataset_id(first.reading, columns, (), "first", events, True), made.tables),
        name=name,
        reading=first.reading,
        columns=columns,
        customers=sha256_of_file(made.customers),
        contacts="",
        rows_in=made.added + made.uncounted,
        rows_used=made.added,
        set_aside=_uncounted(made.uncounted),
        latest_date=latest_day(made.tables),
        tables=made.tables,
        everyone=True,
    )
    return BuiltDataset(dataset, made.customers, None, made.files)


def _among_all(columns: tuple[Column, ...], listed: int, added: int) -> tuple[Column, ...]:
    """The columns with what is missing among all customers: of those in no list, nothing is known."""
    if not added:
        return columns
    known = {column.name: (1 - column.missing_share) * listed / (listed + added) for column in columns}
    return tuple(replace(column, missing_share=1 - known[column.name]) for column in columns)


def _check_number(count: int, least: int | None) -> None:
    least = setting("min_customers") if least is None else least
    if count < least:
        raise SegError("too_few_customers", count=count, least=least)


def _uncounted(count: int) -> tuple[Fact, ...]:
    return (Fact.of("aside.no_event_counts", count=count),) if count else ()


def dataset_id(
    reading: TableReading,
    columns: tuple[Column, ...],
    steps: tuple[Step, ...],
    duplicates: str,
    events: tuple[EventSource, ...] = (),
    everyone: bool = False,
) -> str:
    """The identity of a dataset: what was read, what was changed in it and how it was understood, not why."""
    changes, understood = identity(steps, columns)
    more = [events_id(events, everyone)] if events else []
    return fingerprint("dataset", reading.raw, changes, understood, duplicates, *more)


def _as_read(identity: str, tables: tuple[EventTable, ...]) -> str:
    """Where events lie ahead, the day of the reading decides which is the latest: another latest, another dataset."""
    return fingerprint(identity, latest_day(tables)) if any(table.ahead for table in tables) else identity


def rows_unused(
    backend: Backend, table: ir.Table, id_column: Column | None, duplicates: str = "first"
) -> tuple[tuple[Fact, np.ndarray], ...]:
    """The rows of a table that stand for no customer, by why: the fact, and the numbers of its rows from 0.

    Rows without an id, and of rows with the same id all but the `duplicates` ("first" or "last") one.
    """
    if duplicates not in {"first", "last"}:
        raise ValueError(duplicates)
    if id_column is None:
        return ()
    ids = table.select(ROW, id=cleaned(table[id_column.name]))
    nameless = backend.to_pyarrow(ids.filter(ibis._.id.isnull()).select(ROW))[ROW].to_numpy()
    again = repeats(backend, ids.filter(ibis._.id.notnull()), ("id",), last=duplicates == "last")
    label = id_column.label
    if duplicates == "first":
        repeated = Fact.of("aside.repeated_id_first_kept", count=len(again), column=label)
    else:
        repeated = Fact.of("aside.repeated_id_last_kept", count=len(again), column=label)
    found = ((Fact.of("aside.no_id", count=len(nameless), column=label), nameless), (repeated, again))
    return tuple((fact, rows) for fact, rows in found if len(rows))


def customer_frame(path: Path, dataset: Dataset, labels: tuple[str, ...]) -> pa.Table:
    """The customers by label: `customer_id` first, then the columns asked for, in that order.

    `path` is the customers file of the dataset. Numbers are double, dates date32, the rest text as in the
    file; missing is null. Raises `KeyError` for a label that the analysis does not have.
    """
    names = [dataset.column(label).name for label in labels]
    if missing := set(names) - set(pq.read_schema(path).names):
        raise KeyError(sorted(missing))
    return (
        pq.read_table(path, columns=[CUSTOMER_ID, *names])
        .select([CUSTOMER_ID, *names])
        .rename_columns([CUSTOMER_ID, *labels])
    )


def _selected(table: ir.Table, columns: tuple[Column, ...]) -> ir.Table:
    return table.select(CUSTOMER_ID, *(column.name for column in columns))


def _id_column(columns: tuple[Column, ...]) -> Column | None:
    return next((column for column in columns if column.role is Role.ID), None)


def _write(backend: Backend, table: ir.Table, used: np.ndarray, path: Path) -> None:
    """Writes the rows used, in file order."""
    write_groups(row_groups(backend, table, used), path)


def _latest_date(customers: Path) -> str:
    """The latest day in any date column of a customers file as ISO text, "" without one."""
    file = pq.ParquetFile(customers)
    dates = [field.name for field in file.schema_arrow if pa.types.is_date32(field.type)]
    latest = [pc.max(column).as_py() for batch in file.iter_batches(columns=dates) for column in batch.columns]
    return max((day.isoformat() for day in latest if day), default="")
