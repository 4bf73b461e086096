"""Twelve dimensions of the customers of `order_lines`, as the product derives them: rows that are tests, called off or
of nobody are looked for as well, and customers are known by their row in the list.

`python -m tests.bench.order_dimensions FOLDER AS_OF MEMORY_BYTES OUT`
"""

import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from seg.core.derived import Derivation
from seg.core.events import About, EventTable, Part
from seg.core.reading import TableReading
from seg.data.days import day_number
from seg.data.engine import ROW, connect
from seg.data.events import canonical
from seg.data.events.derive import World, derived
from tests.bench.alone import took

PARTS = {
    Part.CUSTOMER: "customer_id",
    Part.ORDER: "order_id",
    Part.TIME: "ordered_at",
    Part.VALUE: "amount",
    Part.QUANTITY: "quantity",
    Part.CATEGORY: "category",
    Part.CHANNEL: "channel",
    Part.DISCOUNT: "discount",
}
MEASURES = (
    "recency_days",
    "frequency",
    "monetary",
    "average_order_value",
    "tenure_days",
    "active_months",
    "median_gap_days",
    "overdue",
    "spend_trend",
    "returns_share",
    "discount_share",
    "basket_size",
)


def dimensions(folder: Path, as_of: str, memory_bytes: int) -> pa.Table:
    """`customer` and one column for each measure, from the files of the folder."""
    backend = connect((folder,), memory_bytes=memory_bytes, spill=folder)
    try:
        listed = backend.read_parquet(str(folder / "customers.parquet"), file_row_number=True)
        listed = listed.select(key=listed.customer_id, customer=listed[ROW].cast("int32"))
        lines = backend.read_parquet([str(path) for path in sorted(folder.glob("lines_*.parquet"))])
        events = canonical.of_typed(lines, PARTS).join(listed, "key")
        table = EventTable(
            "orders", About.ORDERS, TableReading("", "", "", (), 0, 0, 0), (), tuple(PARTS.items()), "", 0
        )
        world = World(listed.select("customer"), {"orders": events}, (table,), day_number(as_of))
        found = derived(world, [Derivation("orders", name) for name in MEASURES])
        found = backend.to_pyarrow(found.join(listed, "customer").drop("customer"))
    finally:
        backend.disconnect()
    return found.rename_columns([*MEASURES, "customer"])


if __name__ == "__main__":
    folder, as_of, memory_bytes, out = sys.argv[1:]
    pq.write_table(took(lambda: dimensions(Path(folder), as_of, int(memory_bytes))), out)
