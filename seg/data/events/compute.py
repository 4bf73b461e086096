"""Dimensions of a dataset computed from its files: one value for each customer, in the order of the customers."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from ibis.backends.duckdb import Backend

from seg.core.dataset import Dataset
from seg.core.derived import Derivation
from seg.core.settings import setting
from seg.data.dataset import customer_frame
from seg.data.days import day_number
from seg.data.engine import ROW, connect
from seg.data.events.assemble import LISTED
from seg.data.events.choices import Choices
from seg.data.events.derive import World, cut_points, derived


@dataclass(frozen=True, eq=False)
class Derived:
    """`values` has one column for each label that was asked for, one row for each customer in the order of the file:
    double for numbers, text for categories, null where nothing is known. `cuts` are the cut points of measures that
    some of them rank by, by label.
    """

    values: pa.Table
    cuts: dict[str, tuple[float, ...]]


def computed(
    dataset: Dataset,
    customers: Path,
    events: Mapping[str, Path],
    labels: Iterable[str],
    as_of: str,
    choices: Choices,
    without_month: int | None = None,
) -> Derived:
    """Derive the dimensions that labels define, all in one query. `events` are the files of the tables, by name.

    `without_month` (since year 0) leaves out the events of one month, as if its export had been lost. Raises
    `SegError` for a definition that cannot be.
    """
    derivations = Derivation.among(labels)
    with _world(dataset, customers, events, as_of, choices) as (backend, world):
        if without_month is not None:
            world = replace(world, events={name: _without(each, without_month) for name, each in world.events.items()})
        world = replace(world, cuts=cut_points(backend, world, derivations))
        found = backend.to_pyarrow(derived(world, derivations).order_by("customer")).drop_columns(["customer"])
    return Derived(found, dict(world.cuts))


def _without(events: ir.Table, month: int) -> ir.Table:
    return events.filter(events.month.isnull() | (events.month != month))


def frozen_cuts(
    dataset: Dataset,
    customers: Path,
    events: Mapping[str, Path],
    labels: Iterable[str],
    as_of: str,
    choices: Choices,
) -> dict[str, tuple[float, ...]]:
    """The cut points that dimensions rank by, by the label of what is ranked: kept, they rank others alike."""
    derivations = [each for each in Derivation.among(labels) if each.table in events]
    with _world(dataset, customers, events, as_of, choices) as (backend, world):
        return cut_points(backend, world, derivations)


@contextmanager
def _world(
    dataset: Dataset, customers: Path, events: Mapping[str, Path], as_of: str, choices: Choices
) -> Iterator[tuple[Backend, World]]:
    folders = tuple({path.resolve().parent for path in (customers, *events.values())})
    with tempfile.TemporaryDirectory(prefix="seg-spill-") as spill:
        backend = connect(folders, memory_bytes=int(setting("events_memory_bytes")), spill=Path(spill))
        try:
            listed = backend.read_parquet(str(customers.resolve()), file_row_number=True)
            listed = listed.select(customer=listed[ROW].cast("int32"))
            tables = {name: backend.read_parquet(str(path.resolve())) for name, path in events.items()}
            yield backend, World(listed, tables, dataset.tables, day_number(as_of) if as_of else 0, choices)
        finally:
            backend.disconnect()


KNOWN = "\x1fknown"
"""The column of a frame that says who is a customer on the as-of day: stands in a list, or has an event by then. No
label begins with such a sign."""


def frame(
    dataset: Dataset, customers: Path, labels: Iterable[str], derive: Callable[[tuple[str, ...]], pa.Table]
) -> pa.Table:
    """`customer_id` and the dimensions of `labels` that the dataset can have, of files and from events alike.

    `derive` gives columns by label, in the order of the customers. Where some customers stand in no list, `KNOWN` is a
    further column. Labels that are neither are left for the pipeline to refuse.
    """
    of_files = {column.label for column in dataset.dimensions}
    wanted = tuple(dict.fromkeys(labels))
    tables = {table.name for table in dataset.tables}
    from_events = tuple(
        label for label in wanted if label not in of_files and (d := Derivation.parse(label)) and d.table in tables
    )
    made = customer_frame(customers, dataset, tuple(label for label in wanted if label in of_files))
    unlisted = LISTED in pq.read_schema(customers).names
    seen = tuple(Derivation(table.name, "frequency").label for table in dataset.tables) if unlisted else ()
    found = derive(tuple(dict.fromkeys((*from_events, *seen)))) if from_events or seen else pa.table({})
    for label in from_events:
        made = made.append_column(label, found[label])
    return made.append_column(KNOWN, _known(customers, found.select(seen))) if unlisted else made


def _known(customers: Path, seen: pa.Table) -> pa.ChunkedArray:
    known = pq.read_table(customers, columns=[LISTED])[LISTED]
    for events in seen.columns:
        known = pc.or_(known, pc.greater(events, 0))
    return known
