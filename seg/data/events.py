"""Events beside customers: how many, how recently and how much, one value per customer, as further columns.

Counted in the table engine. A customer without events has 0 of them and no recency; events without a customer, or
after the as-of date, are not counted.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
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
from seg.data.ids import key_of

CUSTOMER, DAY, AMOUNT, ORDER = "customer", "day", "amount", "order"


@dataclass(frozen=True)
class Events:
    """A Parquet file of text whose rows are events: which column names whose, and, where known, when, how much and in
    which order. `bare` ids are compared without what programs add to them, see `key_of`.
    """

    path: Path
    customer: Column
    day: Column | None = None
    amount: Column | None = None
    order: Column | None = None
    bare: bool = False

    @property
    def typed(self) -> dict[str, Column]:
        return {part: column for part, column in ((DAY, self.day), (AMOUNT, self.amount)) if column}

    @property
    def texts(self) -> dict[str, Column]:
        return {part: column for part, column in ((CUSTOMER, self.customer), (ORDER, self.order)) if column}


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
    parts = _parts(events[1], name)
    path, added, with_any = counted(raw, id_column, Events(events[0], **parts), name, as_of, scratch)
    labels = (*reading.labels, *(column.label for column in added))
    how = (*reading.how, Fact.of("how.events_joined", table=name, count=with_any))
    return path, replace(reading, raw=sha256_of_file(path), labels=labels, how=how), (*columns, *added)


def counted(
    raw: Path, ids: Column, events: Events, name: str, as_of: str, scratch: Path
) -> tuple[Path, tuple[Column, ...], int]:
    """The rows of `raw` with `<name>_count` and what else the events tell, the new columns, and the rows with any."""
    customers, order = pq.read_table(raw), _ids(raw, ids, events.bare)
    found = _per_customer(events, as_of)
    joined = _in_order(order, found)
    start = customers.num_columns
    added = _new_columns(joined, name, start)
    for column, values in zip(added, joined.columns, strict=True):
        customers = customers.append_column(column.name, values.cast(pa.string()))
    path = scratch / f"with_{start}.parquet"
    pq.write_table(customers, path)
    with_any = pc.sum(pc.is_in(order, value_set=found[CUSTOMER].combine_chunks())).as_py() or 0
    return path, added, with_any


def day_and_amount(columns: tuple[Column, ...]) -> dict[str, Column]:
    """The columns that say when and how much, where there are any."""
    by_role = {role: [c for c in columns if c.role is role] for role in (Role.DATE, Role.AMOUNT)}
    dates = [c for c in by_role[Role.DATE] if c.kind is Kind.DATE] or [c for c in columns if c.kind is Kind.DATE]
    money = by_role[Role.AMOUNT] or [column for column in columns if column.kind is Kind.MONEY]
    amount = {AMOUNT: money[0]} if money and money[0].kind in NUMERIC_KINDS else {}
    return ({DAY: dates[0]} if dates else {}) | amount


def latest_day(path: Path, columns: tuple[Column, ...]) -> str:
    """The latest day in any date column of a table of text, as ISO date; "" without one."""
    dates = tuple(c for c in columns if c.kind is Kind.DATE and c.role not in {Role.ID, Role.CONTACT, Role.IGNORED})
    if not dates:
        return ""
    with opened(path) as (backend, table):
        cast = typed(table, dates)
        latest = one_row(backend, cast.aggregate(**{column.name: cast[column.name].max() for column in dates}))
    return max((str(day) for day in latest.values() if day), default="")


def _ids(raw: Path, id_column: Column, bare: bool) -> pa.ChunkedArray:
    """The customer ids in the order of the file, cleaned as those of a dataset are."""
    with opened(raw) as (backend, table):
        return backend.to_pyarrow(table.select(**{CUSTOMER: key_of(table[id_column.name], bare)}))[CUSTOMER]


def _per_customer(events: Events, as_of: str) -> pa.Table:
    """customer, count, and recency_days, amount and orders where they can be told: one row per customer with events."""
    with opened(events.path) as (backend, table):
        cast = typed(table, tuple(events.typed.values()))
        lines = cast.select(
            **{part: key_of(table[column.name], events.bare) for part, column in events.texts.items()},
            **{part: cast[column.name] for part, column in events.typed.items()},
        ).filter(ibis._[CUSTOMER].notnull())
        if events.day:
            lines = lines.filter(lines[DAY].notnull() & (lines[DAY] <= ibis.date(as_of)))
        return backend.to_pyarrow(lines.group_by(CUSTOMER).agg(**_measures(lines, as_of)))


def _measures(lines: ir.Table, as_of: str) -> dict[str, ir.Value]:
    measures = {"count": lines.count()}
    if DAY in lines.columns:
        measures["recency_days"] = ibis.date(as_of).delta(lines[DAY].max(), unit="day")
    if AMOUNT in lines.columns:
        measures["amount"] = lines[AMOUNT].sum()
    if ORDER in lines.columns:
        measures["orders"] = lines[ORDER].nunique()
    return measures


def _parts(columns: tuple[Column, ...], name: str) -> dict[str, Column]:
    """Which column is whose, when and how much. Raises `SegError` naming what is missing."""
    ids = sorted((c for c in columns if c.role is Role.ID), key=lambda column: column.distinct)
    found = day_and_amount(columns)
    if not ids or DAY not in found:
        raise SegError("events_need_id_and_date", table=name, known=tuple(column.label for column in columns))
    return {CUSTOMER: ids[0], **found}  # an order id has more values than a customer's


def _in_order(order: pa.ChunkedArray, found: pa.Table) -> pa.Table:
    """The measures for the customers in `order`, with 0 events for those without."""
    at = pc.index_in(order, value_set=found[CUSTOMER].combine_chunks())
    measures = found.drop_columns([CUSTOMER]).take(at)
    for measure in ("count", "amount", "orders"):
        if measure in measures.column_names:
            place = measures.column_names.index(measure)
            measures = measures.set_column(place, measure, pc.fill_null(measures[measure], 0))
    return measures


def _new_columns(joined: pa.Table, name: str, start: int) -> tuple[Column, ...]:
    kinds = {
        "count": (Kind.COUNT, ""),
        "recency_days": (Kind.NUMBER, "days"),
        "amount": (Kind.MONEY, ""),
        "orders": (Kind.COUNT, ""),
    }
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
