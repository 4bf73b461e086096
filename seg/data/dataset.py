"""From a read table to a dataset: one row per customer, contact details apart, every row accounted for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
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
from seg.core.facts import Fact
from seg.core.fingerprint import fingerprint, sha256_of_file
from seg.core.settings import setting
from seg.data.audit import audit
from seg.data.cast import typed
from seg.data.engine import ROW, batches, opened
from seg.data.text import cleaned

CUSTOMER_ID = "customer_id"
ROWS_PER_GROUP = 131_072
"""Rows of each Parquet row group: fixed, so that the same customers give the same bytes."""


@dataclass(frozen=True)
class BuiltDataset:
    """A dataset and its files: `customers`, and `contacts` (None when no column holds contact details)."""

    dataset: Dataset
    customers: Path
    contacts: Path | None


def build_dataset(
    raw: Path,
    reading: TableReading,
    columns: tuple[Column, ...],
    name: str,
    scratch: Path,
    duplicates: str = "first",
    least: int | None = None,
) -> BuiltDataset:
    """One row per customer in file order, written below the folder `scratch`.

    Ids are kept to the letter but for blanks around them; without an id column the rows are numbered from 1.
    Rows without an id are set aside, and of rows with the same id all but the `duplicates` ("first" or
    "last") one. Raises `SegError` when fewer than `least` (default `min_customers`) remain.
    """
    if duplicates not in {"first", "last"}:
        raise ValueError(duplicates)
    id_column = next((column for column in columns if column.role is Role.ID), None)
    kept_apart = tuple(column for column in columns if column.role is Role.CONTACT)
    analysed = tuple(c for c in columns if c.role not in {Role.ID, Role.CONTACT, Role.IGNORED})
    with opened(raw) as (backend, table):
        used, set_aside = _rows_used(backend, table, id_column, duplicates)
        least = setting("min_customers") if least is None else least
        if (count := int(used.sum())) < least:
            raise SegError("too_few_customers", count=count, least=least)
        ids = cleaned(table[id_column.name]) if id_column else (table[ROW] + 1).cast("string")
        table = table.mutate(**{CUSTOMER_ID: ids})
        customers = scratch / "customers.parquet"
        latest = _write(backend, _selected(typed(table, analysed), analysed), used, customers)
        contacts = scratch / "contacts.parquet" if kept_apart else None
        if contacts:
            _write(backend, _selected(typed(table, kept_apart), kept_apart), used, contacts)
    dataset = Dataset(
        id=dataset_id(reading, columns, duplicates),
        name=name,
        reading=reading,
        columns=columns,
        customers=sha256_of_file(customers),
        contacts=sha256_of_file(contacts) if contacts else "",
        rows_in=len(used),
        rows_used=count,
        set_aside=set_aside,
        findings=audit(raw, reading, columns),
        latest_date=latest,
    )
    return BuiltDataset(dataset, customers, contacts)


def dataset_id(reading: TableReading, columns: tuple[Column, ...], duplicates: str) -> str:
    """The identity of a dataset: what was read and how it was understood, not why."""
    understood = [{n: v for n, v in column.as_json().items() if n != "evidence"} for column in columns]
    return fingerprint("dataset", reading.raw, understood, duplicates)


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


def _rows_used(
    backend: Backend, table: ir.Table, id_column: Column | None, duplicates: str
) -> tuple[np.ndarray, tuple[Fact, ...]]:
    """Which rows of the file stand for a customer, (rows,) bool, and why the others do not."""
    rows = backend.to_pyarrow(table.count()).as_py()
    used = np.ones(rows, bool)
    if id_column is None:
        return used, ()
    ids = table.select(ROW, id=cleaned(table[id_column.name]))
    order = ibis._[ROW] if duplicates == "first" else ibis.desc(ROW)
    ranked = ids.mutate(at=ibis.row_number().over(ibis.window(group_by="id", order_by=order)))
    out = backend.to_pyarrow(
        ranked.filter(ibis._.id.isnull() | (ibis._.at > 0)).select(ROW, nameless=ibis._.id.isnull())
    )
    used[out[ROW].to_numpy()] = False
    nameless = pc.sum(out["nameless"]).as_py() or 0
    repeats = len(out) - nameless
    without = [Fact.of("aside.no_id", count=nameless, column=id_column.label)] if nameless else []
    if repeats and duplicates == "first":
        return used, (*without, Fact.of("aside.repeated_id_first_kept", count=repeats, column=id_column.label))
    if repeats:
        return used, (*without, Fact.of("aside.repeated_id_last_kept", count=repeats, column=id_column.label))
    return used, tuple(without)


def _write(backend: Backend, table: ir.Table, used: np.ndarray, path: Path) -> str:
    """Writes the rows used, in file order; returns the latest day in any date column as ISO text ("" without)."""
    latest = ""
    schema = table.schema().to_pyarrow()
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for group in _groups(_used_batches(backend, table, used), schema):
            writer.write_table(group, row_group_size=ROWS_PER_GROUP)
            days = [pc.max(column).as_py() for column in group.columns if pa.types.is_date32(column.type)]
            latest = max([latest, *(day.isoformat() for day in days if day)])
    return latest


def _used_batches(backend: Backend, table: ir.Table, used: np.ndarray) -> Iterator[pa.RecordBatch]:
    """The plain projection of a file comes in the order of the file, so that `used` fits row by row."""
    start = 0
    for batch in batches(backend, table, ROWS_PER_GROUP):
        yield batch.filter(pa.array(used[start : start + batch.num_rows]))
        start += batch.num_rows


def _groups(parts: Iterator[pa.RecordBatch], schema: pa.Schema) -> Iterator[pa.Table]:
    """The rows again in tables of exactly `ROWS_PER_GROUP` rows, the last one shorter."""
    waiting = pa.table({field.name: pa.array([], field.type) for field in schema}, schema=schema)
    for part in parts:
        waiting = pa.concat_tables([waiting, pa.Table.from_batches([part]).cast(schema)])
        while waiting.num_rows >= ROWS_PER_GROUP:
            yield waiting.slice(0, ROWS_PER_GROUP).combine_chunks()
            waiting = waiting.slice(ROWS_PER_GROUP)
    if waiting.num_rows:
        yield waiting.combine_chunks()
