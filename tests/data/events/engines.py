"""The small world in a table engine, brought there as the product does it, and what its measures say there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import product
from pathlib import Path

import ibis
import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.parquet as pq
from ibis.backends import BaseBackend

from seg.core.columns import Column, Kind
from seg.core.derived import Derivation
from seg.core.events import NUMBER_PARTS, EventTable, Part
from seg.core.reading import TableReading
from seg.data.days import day_number
from seg.data.engine import connect
from seg.data.events import canonical
from seg.data.events.choices import Choices
from seg.data.events.derive import World, cut_points, derived, narrowed
from seg.data.events.measures import CUSTOMERS, DAYS, MEASURES, NARROWED_BY, PICKS, Measure
from tests.data.events.oracle import Value, day_of
from tests.data.events.world import Sample, Told, column_of

NO_CHOICES: Mapping[str, str] = {}


def event_table(told: Told) -> EventTable:
    """What the product knows of a table beside its rows."""
    labels = tuple(column_of(part) for part in told.parts)
    texts = [part for part in told.parts if part not in {Part.CUSTOMER, Part.TIME} | NUMBER_PARTS]
    days = [day_of(moment) for moment in told.column(Part.TIME) if moment] if Part.TIME in told.parts else []
    return EventTable(
        name=told.name,
        about=told.about,
        reading=TableReading(f"{told.name}.csv", "", "0" * 64, labels, len(told.rows), len(told.rows), 0),
        columns=(),
        parts=tuple((part, column_of(part)) for part in told.parts),
        events="0" * 64,
        rows=len(told.rows),
        earliest_date=min(days).isoformat() if days else "",
        latest_date=max(days).isoformat() if days else "",
        timed=Part.TIME in told.parts and not told.days_only,
        values=tuple((part, values_of(told, part)) for part in texts),
    )


def values_of(told: Told, part: Part) -> tuple[str, ...]:
    """The most frequent first."""
    known = [value for value in told.column(part) if value is not None]
    return tuple(sorted(set(known), key=lambda value: (-known.count(value), value)))


@dataclass(frozen=True, eq=False)
class Held:
    """A world in an engine: customers with a number each, and events in the common form."""

    backend: BaseBackend
    sample: Sample
    customers: ir.Table
    events: Mapping[str, ir.Table]

    def world(self, as_of: date, choices: Mapping[str, str] = NO_CHOICES) -> World:
        tables = tuple(map(event_table, self.sample.tables))
        day = day_number(as_of.isoformat())
        return World(self.customers, self.events, tables, day, Choices.of(choices.items()))

    def answers(
        self, as_of: date, derivations: Iterable[Derivation], choices: Mapping[str, str] = NO_CHOICES
    ) -> dict[Derivation, dict[str, Value]]:
        """By definition, then by customer. One row for each customer, or this fails."""
        world = self.world(as_of, choices)
        found: dict[Derivation, dict[str, Value]] = {}
        for wanted in _batches(derivations):
            found |= self._answers(replace(world, cuts=cut_points(self.backend, world, wanted)), wanted)
        return found

    def _answers(self, world: World, wanted: list[Derivation]) -> dict[Derivation, dict[str, Value]]:
        found = self.backend.to_pyarrow(derived(world, wanted)).sort_by("customer")
        assert found["customer"].to_pylist() == list(range(len(self.sample.customers)))
        assert found.column_names == ["customer", *(each.label for each in wanted)]
        values = {each: found[each.label].to_pylist() for each in wanted}
        return {each: dict(zip(self.sample.customers, told, strict=True)) for each, told in values.items()}


def _batches(derivations: Iterable[Derivation], groups: int = 6) -> Iterator[list[Derivation]]:
    """As many at once as a recipe might have: an expression grows with every group of rows it goes through."""
    by_group: dict[tuple, list[Derivation]] = {}
    for each in dict.fromkeys(derivations):
        grain = MEASURES[each.measure].grain
        alone = each.label if grain in {PICKS, CUSTOMERS} else ""
        by_group.setdefault((each.table, grain, each.get("days"), narrowed(each), alone), []).append(each)
    for some in _parted(list(by_group.values()), groups):
        yield [each for group in some for each in group]


def _parted(members: list, size: int) -> Iterator[list]:
    yield from (members[at : at + size] for at in range(0, len(members), size))


def in_duckdb(sample: Sample, folder: Path) -> Held:
    """The world as it is read from files: Parquet of text below a folder, in the engine of the product."""
    backend = connect((folder,))
    customers = backend.create_table("customers", _read(backend, _customers(sample), folder / "customers.parquet"))
    events = {}
    for told in sample.tables:
        rows = _read(backend, as_text(told), folder / f"{told.name}.parquet")
        events[told.name] = _held(backend, told, canonical.of_text(rows, columns_of(told)), customers)
    return Held(backend, sample, customers, events)


def in_postgresql(sample: Sample, server: Path, schema: str) -> Held:
    """The world with its types, in a schema of its own on a server. Copies of rows are not looked for there."""
    backend = ibis.postgres.connect(host=str(server), user="seg", database="postgres", schema=schema)
    customers = backend.create_table("customers", _customers(sample))
    events = {}
    for told in sample.tables:
        rows = backend.create_table(told.name, told.arrow())
        parts = {part: column_of(part) for part in told.parts}
        events[told.name] = _held(backend, told, canonical.of_typed(rows, parts), customers)
    return Held(backend, sample, customers, events)


def as_text(told: Told, time_format: str = "") -> pa.Table:
    """The rows as a reader of files leaves them: columns of text, `c0` and so on."""
    written = time_format or time_format_of(told)
    texts = [[_text(value, written) for value in told.column(part)] for part in told.parts]
    return pa.table({f"c{at}": pa.array(column, pa.string()) for at, column in enumerate(texts)})


def columns_of(told: Told, time_format: str = "") -> dict[Part, Column]:
    """What is known of those columns."""
    found = {}
    for at, part in enumerate(told.parts):
        kind = Kind.DATE if part is Part.TIME else Kind.NUMBER if part in NUMBER_PARTS else Kind.NOMINAL
        pattern = (time_format or time_format_of(told)) if part is Part.TIME else ""
        found[part] = Column(f"c{at}", column_of(part), kind=kind, date_format=pattern)
    return found


def time_format_of(told: Told) -> str:
    return "%Y-%m-%d" if told.days_only else "%Y-%m-%d %H:%M:%S" + "%z" * told.zoned


def _text(value: object, time_format: str) -> str | None:
    if isinstance(value, date):  # a moment is one too
        return value.strftime(time_format)
    return None if value is None else str(value)


def _customers(sample: Sample) -> pa.Table:
    ids = pa.array(sample.customers, pa.string())
    return pa.table({"customer": pa.array(range(len(ids)), pa.int32()), "id": ids})


def _read(backend: BaseBackend, table: pa.Table, path: Path) -> ir.Table:
    pq.write_table(table, path)
    return backend.read_parquet(str(path.resolve()))


def _held(backend: BaseBackend, told: Told, events: ir.Table, customers: ir.Table) -> ir.Table:
    events = events.left_join(customers, events.key == customers.id)
    return backend.create_table(f"{told.name} in the common form", events)


# --- what there is to ask --------------------------------------------------------------------------------------------

WINDOWS = ("30", "365")
NARROWED = ("frequency", "monetary", "largest_value", "did_any", "did_not", "often", "recency_days", "usual_place")
PARAMETERS = {
    "times": ("1", "3"),
    "country": ("NL", "PL", "MT"),
    "daypart": ("night", "morning", "afternoon", "evening"),
}
OCCASIONS = {
    "occasion_share": ("christmas", "easter", "black_friday", "valentine", "summer", "january"),
    "faith_occasion_share": ("ramadan", "eid", "orthodox_easter"),
}


def fits(measure: Measure, told: Told) -> bool:
    """Whether a table is of the right kind and has all that the measure needs."""
    table = event_table(told)
    return (not measure.about or told.about in measure.about) and all(table.has(part) for part in measure.needs)


def asked(sample: Sample) -> list[Derivation]:
    """Representative definitions of every measure: of each table that it fits, with some of each parameter; and in
    windows of two of the tables; some of them of one value of a part alone."""
    found = list(_narrowed(sample))
    for measure in MEASURES.values():
        fitting = [told for told in sample.tables if fits(measure, told)]
        found += [each for told in fitting for each in asked_of(measure, told)]
        if measure.grain not in {DAYS, CUSTOMERS}:
            found += [_in_window(measure, told, days) for told in _ends(fitting) for days in WINDOWS]
    return found


def _narrowed(sample: Sample) -> Iterator[Derivation]:
    for name, part in product(NARROWED, NARROWED_BY):
        measure = MEASURES[name]
        fitting = [told for told in sample.tables if fits(measure, told) and part in told.parts]
        for told in fitting[:1]:
            for value, window in zip(values_of(told, part)[:2], ({}, {"days": "365"}), strict=False):
                first = asked_of(measure, told)[-1]
                more = {part.value: value} | window
                yield Derivation.of(told.name, name, **dict(first.parameters) | more)


def asked_briefly(sample: Sample, tables: int = 2) -> list[Derivation]:
    """One definition of every measure, of one or two of the tables that it fits."""
    return [
        asked_of(measure, told)[0]
        for measure in MEASURES.values()
        for told in _ends([told for told in sample.tables if fits(measure, told)])[:tables]
    ]


def asked_of(measure: Measure, told: Told) -> list[Derivation]:
    """A measure of one table, with some of each parameter."""
    choices = [_some(measure, told, name) for name in measure.parameters]
    return [
        Derivation.of(told.name, measure.name, **dict(zip(measure.parameters, chosen, strict=True)))
        for chosen in product(*choices)
    ]


def _in_window(measure: Measure, told: Told, days: str) -> Derivation:
    first = asked_of(measure, told)[0]
    return replace(first, parameters=(*first.parameters, ("days", days)))


def _ends(tables: list[Told]) -> list[Told]:
    """The first, and the last that is another."""
    return [*tables[:1], *tables[1:][-1:]]


def _some(measure: Measure, told: Told, parameter: str) -> tuple[str, ...]:
    if parameter == "occasion":
        return OCCASIONS[measure.name]
    if parameter in PARAMETERS:
        return PARAMETERS[parameter]
    return (*values_of(told, Part(parameter))[:2], "never seen")
