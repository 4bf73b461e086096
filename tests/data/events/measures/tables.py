"""Events of a few customers, written down by hand, and what a measure says of them."""

from __future__ import annotations

import types
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import ibis
import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.parquet as pq
from ibis.backends import BaseBackend

from seg.core.derived import Derivation
from seg.core.events import About, EventTable, Part
from seg.core.reading import TableReading
from seg.data.days import day_number
from seg.data.engine import connect
from seg.data.events import rules
from seg.data.events.derive import World, derived
from seg.data.events.measures import MEASURES, Measure

AS_OF = date(2024, 3, 15)
AS_OF_DAY = day_number(AS_OF.isoformat())
NOBODY = "nobody"
"""A customer who never did anything."""

INTEGERS = dict.fromkeys(("day", "month", "hour", "met"), "int32") | {"second": "int64"}
NUMBERS = dict.fromkeys(("value", "quantity", "discount", "duration", "score"), "float64")
TEXTS = dict.fromkeys(
    ("customer", "order", "product", "category", "channel", "type", "campaign", "status", "currency", "place"), "string"
)
SCHEMA = ibis.schema(INTEGERS | NUMBERS | TEXTS)
EXAMPLES = {"type": "opened", "times": "2", "category": "wine", "channel": "web", "campaign": "spring"}


def event(
    who: str, ago: int | None, value: float | None = None, *, hour: int = 12, returned: bool = False, **parts: object
) -> dict:
    """What somebody did so many days before the as-of day, None for nobody knows when."""
    row = dict.fromkeys(SCHEMA.names) | parts
    row |= {"customer": who, "value": value, "met": rules.bit("returned") if returned else 0}
    if ago is not None:
        day = date.fromordinal(AS_OF.toordinal() - ago)
        number = AS_OF_DAY - ago
        row |= {"day": number, "month": day.year * 12 + day.month - 1, "hour": hour}
        row["second"] = number * 86_400 + hour * 3_600
    return row


def said(label: str, **tables: Iterable[dict]) -> dict[str, float | str | None]:
    """The value of every customer who did anything, and of one who did not, who must come out too.

    Each event without an order is one of its own. A table is about what its name says.
    """
    rows = {name: _in_orders(list(events)) for name, events in tables.items()}
    customers = sorted({row["customer"] for table in rows.values() for row in table} | {NOBODY})
    with TemporaryDirectory() as folder:
        backend = connect((Path(folder),))
        listed = _held(backend, Path(folder, "listed"), pa.table({"customer": customers}))
        events = {
            name: _held(backend, Path(folder, name), pa.Table.from_pylist(table, SCHEMA.to_pyarrow()))
            for name, table in rows.items()
        }
        found = backend.to_pyarrow(_asked(label, listed, events)).sort_by("customer")
        backend.disconnect()
    assert found["customer"].to_pylist() == customers
    return dict(zip(customers, found[label].to_pylist(), strict=True))


def compiled(measure: Measure, dialect: str) -> str:
    """The SQL of a measure of a table that has everything, beside orders and visits that do too."""
    about = min(measure.about, default=About.ORDERS)
    given = {name: EXAMPLES[name] for name in measure.parameters}
    names = dict.fromkeys([about.value, "orders", "visits"])
    events = {name: ibis.table(SCHEMA, name=name) for name in names}
    label = Derivation.of(about.value, measure.name, **given).label
    return ibis.to_sql(_asked(label, ibis.table({"customer": "string"}, name="listed"), events), dialect=dialect)


def measures_of(module: types.ModuleType) -> list[Measure]:
    """Those that a file registers."""
    return [found for found in MEASURES.values() if found.expression.__module__ == module.__name__]


def _held(backend: BaseBackend, path: Path, table: pa.Table) -> ir.Table:
    pq.write_table(table, path)
    return backend.read_parquet(str(path.resolve()))


def _asked(label: str, customers: ir.Table, events: dict[str, ir.Table]) -> ir.Table:
    world = World(customers, events, tuple(map(_told, events)), AS_OF_DAY)
    return derived(world, [Derivation.parse(label)])


def _told(name: str) -> EventTable:
    parts = tuple((part, part.value) for part in Part if part is not Part.PRICE)
    return EventTable(name, About(name), TableReading(name, "", "", (), 0, 0, 0), (), parts, "", 0, timed=True)


def _in_orders(rows: list[dict]) -> list[dict]:
    return [row if row["order"] else row | {"order": f"alone {at}"} for at, row in enumerate(rows)]
