"""Events beside customers: how many, how recently and how much, one value per customer, as further columns.

Counted in the table engine. A customer without events has 0 of them and no recency; events without a customer, or
after the as-of date, are not counted.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import ibis
import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from seg.core.columns import NUMERIC_KINDS, Basis, Column, Kind, Role
from seg.core.dataset import TableReading
from seg.core.errors import SegError
from seg.core.facts import Fact
from seg.core.fingerprint import sha256_of_file
from seg.data.cast import typed
from seg.data.engine import one_row, opened
from seg.data.text import cleaned

CUSTOMER, DAY, AMOUNT = "customer", "day", "amount"


def with_events(
    raw: Path,
    reading: TableReading,
    columns: tuple[Column, ...],
    name: str,
    events: tuple[Path, tuple[Column, ...]],
    as_of: str,
    scratch: Path,
) -> tuple[Path, TableReading, tuple[Column, ...]]:
    """The customers with `<name>_count`, `<name>_recency_days` and, where events have one, `<name>_amount`.

    `events` is a table of text and its columns, `as_of` the ISO date that recency is counted to. Raises `SegError`
    when either table has no customer id, or the events no date.
    """
    id_column = next((column for column in columns if column.role is Role.ID), None)
    if id_column is None:
        raise SegError("events_need_customer_ids", table=name)
    found = _per_customer(*events, name, as_of)
    customers, order = pq.read_table(raw), _ids(raw, id_column)
    joined = _in_order(order, found)
    added = _new_columns(joined, name, len(columns))
    for column, values in zip(added, joined.columns, strict=True):
        customers = customers.append_column(column.name, values.cast(pa.string()))
    path = scratch / f"with_{len(columns)}.parquet"
    pq.write_table(customers, path)
    labels = (*reading.labels, *(column.label for column in added))
    with_any = pc.sum(pc.is_in(order, value_set=found[CUSTOMER].combine_chunks())).as_py() or 0
    how = (*reading.how, Fact.of("how.events_joined", table=name, count=with_any))
    return path, replace(reading, raw=sha256_of_file(path), labels=labels, how=how), (*columns, *added)


def latest_day(path: Path, columns: tuple[Column, ...]) -> str:
    """The latest day in any date column of a table of text, as ISO date; "" without one."""
    dates = tuple(c for c in columns if c.kind is Kind.DATE and c.role not in {Role.ID, Role.CONTACT, Role.IGNORED})
    if not dates:
        return ""
    with opened(path) as (backend, table):
        cast = typed(table, dates)
        latest = one_row(backend, cast.aggregate(**{column.name: cast[column.name].max() for column in dates}))
    return max((str(day) for day in latest.values() if day), default="")


def _ids(raw: Path, id_column: Column) -> pa.ChunkedArray:
    """The customer ids in the order of the file, cleaned as those of a dataset are."""
    with opened(raw) as (backend, table):
        return backend.to_pyarrow(table.select(**{CUSTOMER: cleaned(table[id_column.name])}))[CUSTOMER]


def _per_customer(path: Path, columns: tuple[Column, ...], name: str, as_of: str) -> pa.Table:
    """customer, count, recency_days, amount (where there is one): one row per customer with events."""
    parts = _parts(columns, name)
    with opened(path) as (backend, table):
        cast = typed(table, tuple(column for part, column in parts.items() if part != CUSTOMER))
        lines = cast.select(
            **{CUSTOMER: cleaned(cast[parts[CUSTOMER].name])},
            **{part: cast[column.name] for part, column in parts.items() if part != CUSTOMER},
        ).filter(ibis._[CUSTOMER].notnull() & ibis._[DAY].notnull())
        end = ibis.date(as_of)
        return backend.to_pyarrow(_measures(lines.filter(ibis._[DAY] <= end), end, AMOUNT in parts))


def _measures(lines: ir.Table, end: ir.DateScalar, has_amount: bool) -> ir.Table:
    amount = {"amount": lines[AMOUNT].sum()} if has_amount else {}
    return lines.group_by(CUSTOMER).agg(
        count=lines.count(), recency_days=end.delta(lines[DAY].max(), unit="day"), **amount
    )


def _parts(columns: tuple[Column, ...], name: str) -> dict[str, Column]:
    """Which column is whose, when and how much. Raises `SegError` naming what is missing."""
    by_role = {role: [c for c in columns if c.role is role] for role in (Role.ID, Role.DATE, Role.AMOUNT)}
    dates = by_role[Role.DATE] or [column for column in columns if column.kind is Kind.DATE]
    money = by_role[Role.AMOUNT] or [column for column in columns if column.kind is Kind.MONEY]
    ids = sorted(by_role[Role.ID], key=lambda column: column.distinct)  # an order id has more values than a customer's
    if not ids or not dates:
        raise SegError("events_need_id_and_date", table=name, known=tuple(column.label for column in columns))
    amount = {AMOUNT: money[0]} if money and money[0].kind in NUMERIC_KINDS else {}
    return {CUSTOMER: ids[0], DAY: dates[0], **amount}


def _in_order(order: pa.ChunkedArray, found: pa.Table) -> pa.Table:
    """The measures for the customers in `order`, with 0 events for those without."""
    at = pc.index_in(order, value_set=found[CUSTOMER].combine_chunks())
    measures = found.drop_columns([CUSTOMER]).take(at)
    for measure in ("count", "amount"):
        if measure in measures.column_names:
            place = measures.column_names.index(measure)
            measures = measures.set_column(place, measure, pc.fill_null(measures[measure], 0))
    return measures


def _new_columns(joined: pa.Table, name: str, start: int) -> tuple[Column, ...]:
    kinds = {"count": (Kind.COUNT, ""), "recency_days": (Kind.NUMBER, "days"), "amount": (Kind.MONEY, "")}
    return tuple(
        Column(
            f"c{start + place}",
            f"{name}_{measure}",
            Role.TRAIT,
            kinds[measure][0],
            Basis.BEHAVIOURAL,
            unit=kinds[measure][1],
            missing_share=joined[measure].null_count / max(len(joined), 1),
            distinct=len(joined[measure].unique()),
            evidence=(Fact.of("column.from_events", table=name),),
        )
        for place, measure in enumerate(joined.column_names)
    )
