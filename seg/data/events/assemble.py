"""Events beside customers: who is a customer, whose each event is, and what stands in every table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import ibis
import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.parquet as pq
from ibis.backends import BaseBackend
from ibis.backends.duckdb import Backend

from seg.core.errors import SegError
from seg.core.events import About, EventTable, Part
from seg.core.fingerprint import fingerprint, sha256_of_file
from seg.core.reading import TableReading
from seg.core.settings import setting
from seg.data.days import day_number, day_text
from seg.data.engine import ROW, connect, one_row
from seg.data.events import canonical, rules
from seg.data.events.parts import columns_of
from seg.data.events.zones import utc_times
from seg.data.ids import key_of
from seg.data.repairs.history import Prepared, identity
from seg.data.row_groups import row_groups, write_groups

CUSTOMER_ID, LISTED = "customer_id", "listed"
NEVER_AHEAD = "9999-12-31"
CATEGORIES = (Part.CATEGORY, Part.CHANNEL, Part.TYPE, Part.CAMPAIGN, Part.STATUS, Part.CURRENCY, Part.PLACE)
"""The parts whose values are listed with a table."""


@dataclass(frozen=True)
class EventSource:
    """A table of text to be taken for events: its name in labels, what it is about, and which column is which part.

    `bare` ids fit those of the customers once what programs add to them is left out.
    """

    name: str
    about: About
    prepared: Prepared
    reading: TableReading
    parts: tuple[tuple[Part, str], ...]
    bare: bool = False

    def as_identity(self) -> list:
        """What decides which events these are: what was read, what was changed in it, how it was understood."""
        changes, columns = identity(self.prepared.steps, self.prepared.columns)
        return [self.name, self.about, self.reading.raw, changes, columns, list(self.parts), self.bare]


def events_id(sources: Iterable[EventSource], everyone: bool) -> str:
    """The identity of the events beside a list of customers, "" for none."""
    told = [source.as_identity() for source in sources]
    return fingerprint("events", told, everyone) if told else ""


@dataclass(frozen=True)
class Assembled:
    """The file of customers, those that events alone know at its end; the tables and their files, in order.

    `added` are the customers whom no list names, `uncounted` the ids in no list of whom nothing counts.
    """

    customers: Path
    tables: tuple[EventTable, ...]
    files: tuple[Path, ...]
    added: int
    uncounted: int


def assembled(
    customers: Path, sources: tuple[EventSource, ...], everyone: bool, scratch: Path, today: str = ""
) -> Assembled:
    """The events of the customers of a file (`customer_id` and columns), written below the folder `scratch`.

    What lies after the ISO day `today` lies ahead; nothing does where that is "".

    With `everyone`, who did something that counts and is not in the file becomes a customer too. Raises `SegError`
    where a part has no column, or two tables have one name.
    """
    names = [source.name for source in sources]
    if twice := next((name for name in names if names.count(name) > 1), ""):
        raise SegError("events_named_twice", table=twice)
    keyed = [_keyed(source, scratch / f"keyed_{at}.parquet") for at, source in enumerate(sources)]
    added, uncounted = _unlisted(customers, sources, keyed) if everyone else ((), 0)
    if everyone:
        customers = _with_unlisted(customers, added, scratch / "customers_and_unlisted.parquet")
    files = [
        _indexed(customers, source, path, scratch / f"events_{at}.parquet")
        for at, (source, path) in enumerate(zip(sources, keyed, strict=True))
    ]
    tables = [_told(source, path, today) for source, path in zip(sources, files, strict=True)]
    return Assembled(customers, tuple(tables), tuple(files), len(added), uncounted)


@contextmanager
def _engine(*paths: Path) -> Iterator[Backend]:
    folders = tuple({path.parent for path in paths})
    backend = connect(folders, memory_bytes=int(setting("events_memory_bytes")), spill=paths[0].parent)
    try:
        yield backend
    finally:
        backend.disconnect()


def _read(backend: Backend, path: Path, **options) -> ir.Table:
    return backend.read_parquet(str(path.resolve()), **options)


def _keyed(source: EventSource, path: Path) -> Path:
    """The canonical columns of a table, still with the ids that it has."""
    parts = columns_of(dict(source.parts), source.prepared.columns, source.name)
    with _engine(path, source.prepared.path) as backend:
        events = canonical.of_text(_read(backend, source.prepared.path), parts, source.bare)
        write_groups(row_groups(backend, events), path)
    return path


def _unlisted(customers: Path, sources: tuple[EventSource, ...], keyed: list[Path]) -> tuple[tuple[str, ...], int]:
    """Ids that stand in no list: of those who did something that counts, in the order of their letters, and how many
    others there are.
    """
    found: dict[str, bool] = {}
    for source, path in zip(sources, keyed, strict=True):
        with _engine(path, customers) as backend:
            listed = _read(backend, customers)
            listed = listed.select(key=key_of(listed[CUSTOMER_ID], source.bare)).distinct()
            events = _read(backend, path)
            bought = rules.counts(events) & ~rules.met(events, "returned")
            events = events.select("key", counts=bought).filter(ibis._.key.notnull())
            each = events.group_by("key").aggregate(counts=events.counts.any()).anti_join(listed, "key")
            for key, counts in zip(*backend.to_pyarrow(each).to_pydict().values(), strict=True):
                found[key] = found.get(key, False) or counts
    added = tuple(sorted(key for key, counts in found.items() if counts))
    return added, len(found) - len(added)


def _with_unlisted(customers: Path, added: tuple[str, ...], path: Path) -> Path:
    listed = pq.read_table(customers)
    listed = listed.append_column(LISTED, pa.repeat(pa.scalar(True), len(listed)))
    unlisted = pa.table({CUSTOMER_ID: pa.array(added, pa.string()), LISTED: pa.repeat(pa.scalar(False), len(added))})
    everyone = pa.concat_tables([listed, unlisted], promote_options="default").select(listed.column_names)
    pq.write_table(everyone, path, compression="zstd")
    return path


def _indexed(customers: Path, source: EventSource, keyed: Path, path: Path) -> Path:
    """The events with the row of their customer in place of the id, null for nobody of ours.

    In one order whatever the order of the file was, so that the same events are the same file.
    """
    with _engine(path, customers, keyed) as backend:
        listed = _read(backend, customers, file_row_number=True)
        keys = listed.select(key=key_of(listed[CUSTOMER_ID], source.bare), customer=listed[ROW].cast("int32"))
        keys = keys.group_by("key").aggregate(customer=keys.customer.min())
        events = _read(backend, keyed).left_join(keys, "key")
        events = events.mutate(nobody=events.key.notnull() & events.customer.isnull()).drop("key", "key_right")
        first = ("customer", "second", "order", "product", "value", "type", "met")
        rest = [name for name in events.columns if name not in first]
        write_groups(row_groups(backend, events.select(*first, *rest).order_by([*first, *rest])), path)
    return path


def days_told(events: ir.Table, ours: ir.BooleanValue, today: str) -> dict[str, ir.Scalar]:
    """The days of the events that are `ours`, and what lies ahead of `today`: aggregates, for `told_days`."""
    ahead = ours & (events.day > day_number(today or NEVER_AHEAD)).fill_null(False)
    return {
        "first": events.day.min(where=ours),
        "last": events.day.max(where=ours & ~ahead),
        "last_utc": utc_times(events)["day"].max(where=ours & ~ahead),
        "ahead": ahead.sum(),
        "last_ahead": events.day.max(where=ahead),
    }


def told_days(row: Mapping) -> dict[str, str | int]:
    """The fields of an `EventTable` from the row that `days_told` gave."""
    return {
        "earliest_date": day_text(row["first"]),
        "latest_date": day_text(row["last"]),
        "latest_utc_date": day_text(row["last_utc"]) if row["last_utc"] != row["last"] else "",
        "ahead": int(row["ahead"] or 0),
        "ahead_date": day_text(row["last_ahead"]),
    }


def _told(source: EventSource, path: Path, today: str) -> EventTable:
    """What stands in a table of events."""
    with _engine(path) as backend:
        events = _read(backend, path)
        ours = events.customer.notnull()
        found = one_row(
            backend,
            events.aggregate(
                rows=events.count(),
                nobody=events.nobody.sum(),
                timed=(events.second % canonical.SECONDS_A_DAY != 0).any(),
                **days_told(events, ours, today),
                **rules.tallies(events),
            ),
        )
        values = values_of_parts(backend, events.filter(ours), source.parts)
    return EventTable(
        name=source.name,
        about=source.about,
        reading=source.reading,
        columns=source.prepared.columns,
        parts=source.parts,
        events=sha256_of_file(path),
        rows=found["rows"],
        met=rules.tallied(found),
        of_nobody=int(found["nobody"] or 0),
        timed=bool(found["timed"]),
        values=values,
        steps=source.prepared.steps,
        bare=source.bare,
        **told_days(found),
    )


def values_of_parts(
    backend: BaseBackend, events: ir.Table, parts: Iterable[tuple[Part, str]]
) -> tuple[tuple[Part, tuple[str, ...]], ...]:
    """What stands in those `parts` of events that are categories, the most frequent first, `max_levels` at most."""
    has = {part for part, _ in parts}
    return tuple((part, _values(backend, events, part)) for part in CATEGORIES if part in has)


def _values(backend: BaseBackend, events: ir.Table, part: Part) -> tuple[str, ...]:
    known = events.filter(events[part.value].notnull())
    counts = known.group_by(value=known[part.value]).aggregate(n=known.count())
    first = counts.order_by([counts.n.desc(), counts.value]).limit(int(setting("max_levels")))
    return tuple(backend.to_pyarrow(first)["value"].to_pylist())
