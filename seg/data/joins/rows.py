"""What one row of a table stands for: a customer, an order, a line of an order, or something else."""

from __future__ import annotations

from dataclasses import dataclass, replace

import ibis
import ibis.expr.types as ir
from ibis.backends.duckdb import Backend

from seg.core.columns import Column, Role
from seg.core.facts import Fact
from seg.data.columns.identity import NEARLY_UNIQUE
from seg.data.columns.lexicon import meanings
from seg.data.engine import one_row, opened
from seg.data.joins.names import names_customers, names_ids, names_orders, names_other_things
from seg.data.joins.table import Table
from seg.data.text import cleaned

ONE_CUSTOMER_SHARE = 0.99
"""An order is of one customer: so many of the ids of a column must have one customer for it to name orders."""


@dataclass(frozen=True)
class RowMeaning:
    """`what`: "customer", "order", "line" (of an order), "event" (several rows a customer, no id of orders), "other"
    (the ids are of other things) or "row" (no ids at all). `customer` and `order` are the labels of their ids, "" for
    none.
    """

    what: str
    facts: tuple[Fact, ...]
    customer: str = ""
    order: str = ""

    @property
    def fact(self) -> Fact:
        """The sentence that says what a row is; others may warn."""
        return self.facts[0]

    @property
    def happened(self) -> bool:
        """Whether a row is something that a customer did, and not the customer."""
        return self.what in {"order", "line", "event"}


def row_meaning(table: Table) -> RowMeaning:
    """From which ids are there only once, and which belong to one customer only."""
    with opened(table.path) as (backend, raw):
        return _meaning(backend, raw, table)


def _meaning(backend: Backend, raw: ir.Table, table: Table) -> RowMeaning:
    customer = _customer_column(table)
    if customer is None:
        return _without_customers(backend, raw, table)
    counted = _counted(backend, raw, (customer, *_other_ids(table, customer)))
    rows, ids = counted[customer.name]
    unique = {c for c in _other_ids(table, customer) if counted[c.name] == (rows, rows)}
    if ids >= NEARLY_UNIQUE * rows:
        orders = [c for c in unique if names_orders(c.label)]
        return _ordered(table, customer, orders[0], rows, ids) if orders else _customers(customer, rows, ids)
    of_one = _of_one_customer(backend, raw, customer, [c for c in _other_ids(table, customer) if c.distinct > ids])
    if not of_one:
        fact = Fact.of("row.event", customer=customer.label, customers=ids, rows=rows)
        return RowMeaning("event", (fact,), customer.label)
    order = min(of_one, key=lambda column: column.distinct)
    if order not in unique:
        return _line(table, customer, order, rows, ids, counted[order.name][1])
    return _ordered(table, customer, order, rows, ids)


def _without_customers(backend: Backend, raw: ir.Table, table: Table) -> RowMeaning:
    chosen = table.id_column
    if chosen is None:
        rows = one_row(backend, raw.aggregate(n=raw.count()))["n"]
        return RowMeaning("row", (Fact.of("row.no_ids", count=rows),))
    rows, ids = _counted(backend, raw, (chosen,))[chosen.name]
    if names_orders(chosen.label):
        fact = Fact.of("row.order_of_nobody", order=chosen.label, count=ids)
        return RowMeaning("order" if ids == rows else "line", (fact,), order=chosen.label)
    return RowMeaning("other", (Fact.of("row.other", column=chosen.label, count=ids, rows=rows),))


def _customers(customer: Column, rows: int, ids: int) -> RowMeaning:
    once = Fact.of("row.customer", column=customer.label, count=ids)
    nearly = Fact.of("row.customer_repeats", column=customer.label, count=rows - ids)
    return RowMeaning("customer", (once if rows == ids else nearly,), customer.label)


def _ordered(table: Table, customer: Column, order: Column, rows: int, ids: int) -> RowMeaning:
    fact = Fact.of("row.order", order=order.label, customer=customer.label, customers=ids, rows=rows)
    return _with_choice(table, RowMeaning("order", (fact,), customer.label, order.label))


def _line(table: Table, customer: Column, order: Column, rows: int, ids: int, orders: int) -> RowMeaning:
    numbers = {"customers": ids, "orders": orders, "rows": rows}
    fact = Fact.of("row.line", order=order.label, customer=customer.label, **numbers)
    return _with_choice(table, RowMeaning("line", (fact,), customer.label, order.label))


def _with_choice(table: Table, meaning: RowMeaning) -> RowMeaning:
    """With a warning where the id of the order was taken for the one of the customer."""
    if table.id_column is None or table.id_column.label != meaning.order:
        return meaning
    fact = Fact.of("row.order_taken_for_customer", order=meaning.order, customer=meaning.customer)
    return replace(meaning, facts=(*meaning.facts, fact))


def _customer_column(table: Table) -> Column | None:
    """The column that names customers: the chosen id unless its name says otherwise, then the plainest name."""
    chosen = table.id_column
    if chosen and names_customers(chosen.label):
        return chosen
    named = [c for c in table.columns if names_customers(c.label) and _usable(c)]
    if named:
        return max(named, key=lambda column: meanings(column.label)[0].words)
    return None if chosen is None or names_other_things(chosen.label) else chosen


def _other_ids(table: Table, customer: Column) -> tuple[Column, ...]:
    """Columns that are named as ids, of something else than customers."""
    named = (c for c in table.columns if names_ids(c.label) or c.role is Role.ID)
    return tuple(c for c in named if c != customer and not names_customers(c.label) and _usable(c))


def _usable(column: Column) -> bool:
    return column.role not in {Role.CONTACT, Role.IGNORED} and column.distinct > 1 and column.missing_share < 0.5


def _counted(backend: Backend, raw: ir.Table, columns: tuple[Column, ...]) -> dict[str, tuple[int, int]]:
    """Rows with an id and different ids of each column."""
    texts = raw.select(**{column.name: cleaned(raw[column.name]) for column in columns})
    counts = {f"rows_{c.name}": texts[c.name].count() for c in columns}
    counts |= {f"ids_{c.name}": texts[c.name].nunique() for c in columns}
    found = one_row(backend, texts.aggregate(**counts))
    return {c.name: (found[f"rows_{c.name}"], found[f"ids_{c.name}"]) for c in columns}


def _of_one_customer(backend: Backend, raw: ir.Table, customer: Column, columns: list[Column]) -> list[Column]:
    """Those of `columns` whose every id has rows of one customer only."""
    found = []
    for column in columns:
        pairs = raw.select(id=cleaned(raw[column.name]), customer=cleaned(raw[customer.name])).drop_null()
        each = pairs.group_by("id").aggregate(one=ibis._.customer.min() == ibis._.customer.max())
        if one_row(backend, each.aggregate(share=each.one.mean()))["share"] >= ONE_CUSTOMER_SHARE:
            found.append(column)
    return found
