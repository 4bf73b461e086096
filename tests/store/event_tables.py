"""Tables of events to keep."""

import pyarrow

from seg.core.columns import Column, Kind, Role
from seg.core.events import About, EventTable, Part
from seg.core.reading import TableReading
from seg.store.workspace import Workspace
from tests.store.tables import add_table


def keep_events(workspace: Workspace, name: str = "orders") -> EventTable:
    """A table of events with its three files in the workspace; the same name, the same content."""
    files = {part: add_table(workspace.blobs, pyarrow.table({part: [name]})) for part in ("events", "raw", "aside")}
    labels = ("client", "paid on", "sum")
    reading = TableReading(f"{name}.csv", name, files["raw"], labels, 2, 1, 1, aside=files["aside"])
    columns = (
        Column("c0", labels[0], Role.ID),
        Column("c1", labels[1], Role.DATE, Kind.DATE),
        Column("c2", labels[2], Role.AMOUNT, Kind.MONEY, unit="EUR"),
    )
    parts = tuple(zip((Part.CUSTOMER, Part.TIME, Part.VALUE), labels, strict=True))
    return EventTable(name, About.ORDERS, reading, columns, parts, files["events"], rows=1, met=(("returned", 0),))


def files_of(table: EventTable) -> set[str]:
    return {table.events, table.reading.raw, table.reading.aside}
