"""From the files that a command names to the dataset that the pipeline takes."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from seg.core.columns import Column, Kind, Role
from seg.core.dataset import Dataset
from seg.core.errors import SegError
from seg.core.events import About, EventTable, Part
from seg.core.facts import Fact
from seg.data.answers.dimensions import Fitted
from seg.data.columns.guess import guess_columns
from seg.data.dataset import BuiltDataset, build_dataset, dataset_of_events
from seg.data.events.assemble import CUSTOMER_ID, EventSource
from seg.data.events.choices import Choices
from seg.data.events.compute import Derived, computed, frame, frozen_cuts
from seg.data.events.sources import guessed_source, named_source
from seg.data.events.times import unread_times
from seg.data.joins.table import Table, named_apart
from seg.data.reading.read import ReadTable, read_file
from seg.data.repairs.history import Prepared
from seg.headless.joining import Joining, as_before, as_proposed, joined_with, named_file


@dataclass(frozen=True)
class Sources:
    """The files of a command: customers (None when their events alone are known), `NAME=FILE` event files, and other
    tables to join as `FILE` or `NAME=FILE`. With `everyone`, who has events but stands in no list is a customer too.
    Events after the ISO day `today` lie ahead; none do where that is "".
    """

    customers: Path | None
    events: Sequence[str] = ()
    joins: Sequence[str] = ()
    everyone: bool = False
    today: str = ""


@dataclass(frozen=True)
class EarlierEvents:
    """How a table of events was understood in an earlier run."""

    about: About | None = None
    parts: tuple[tuple[Part, str], ...] = ()
    date_format: str = ""

    def taken_by(self, source: EventSource) -> EventSource:
        """The source as it was understood before, as far as it has the same columns."""
        labels = {column.label for column in source.prepared.columns}
        if self.about is None or not {label for _, label in self.parts} <= labels:
            return source
        prepared = replace(source.prepared, columns=tuple(self._dated(c) for c in source.prepared.columns))
        return replace(source, about=self.about, parts=self.parts, prepared=prepared)

    def _dated(self, column: Column) -> Column:
        """The column of times, read as before where that is possible: few rows do not tell days from months."""
        if column.label != dict(self.parts).get(Part.TIME) or column.kind is not Kind.DATE or not self.date_format:
            return column
        return replace(column, date_format="|".join(dict.fromkeys([self.date_format, column.date_format])))

    @classmethod
    def of(cls, table: EventTable) -> EarlierEvents:
        time = dict(table.parts).get(Part.TIME)
        formats = (column.date_format for column in table.columns if column.label == time)
        return cls(table.about, table.parts, next(formats, ""))

    def as_json(self) -> dict:
        return {"about": self.about, "parts": list(self.parts), "date_format": self.date_format}

    @classmethod
    def from_json(cls, raw: Mapping) -> EarlierEvents:
        parts = tuple((Part(part), label) for part, label in raw["parts"])
        return cls(About(raw["about"]), parts, raw.get("date_format", ""))


@dataclass(frozen=True)
class Before:
    """What an earlier run says of the tables: how they were joined (None without a run), events by table, a survey."""

    joinings: tuple[Joining, ...] | None = None
    events: Mapping[str, EarlierEvents] = field(default_factory=dict)
    answers: Fitted | None = None


NOTHING_BEFORE = Before()
NO_CHOICES = Choices()


@dataclass(frozen=True)
class Understood:
    """A table as it was read, with what its columns are."""

    table: ReadTable
    columns: tuple[Column, ...]


@dataclass(frozen=True)
class Built:
    """A dataset, the file of its customers, those of its events by table, the tables that were joined, and by table of
    events what should be known of its times."""

    dataset: Dataset
    path: Path
    events: dict[str, Path]
    joinings: tuple[Joining, ...] = ()
    times: Mapping[str, tuple[Fact, ...]] = field(default_factory=dict)

    @property
    def ids(self) -> pa.ChunkedArray:
        """The ids of all customers, in the order of the file."""
        return pq.read_table(self.path, columns=[CUSTOMER_ID])[CUSTOMER_ID]

    def frame(self, labels: tuple[str, ...], as_of: str = "", choices: Choices = NO_CHOICES) -> pa.Table:
        """`customer_id` and the columns of `labels`, those from events counted to `as_of` or the latest of them."""
        return frame(self.dataset, self.path, labels, lambda wanted: self.derived(wanted, as_of, choices).values)

    def derived(self, labels: tuple[str, ...], as_of: str, choices: Choices) -> Derived:
        """Dimensions from events, and the cut points they were made with."""
        return computed(
            self.dataset, self.path, self.events, labels, as_of or self.dataset.latest_counted(choices.given), choices
        )

    def cuts(self, labels: tuple[str, ...], as_of: str, choices: Choices) -> dict[str, tuple[float, ...]]:
        """The cut points of what some of the dimensions rank by."""
        return frozen_cuts(
            self.dataset, self.path, self.events, labels, as_of or self.dataset.latest_counted(choices.given), choices
        )


def understood(path: Path, scratch: Path) -> tuple[Understood, ...]:
    """Every table of a file. Raises `SegError`, also when there is no such file."""
    if not path.is_file():
        raise SegError("file_not_found", file=str(path))
    folder = Path(tempfile.mkdtemp(dir=scratch))
    return tuple(
        Understood(table, guess_columns(table.path, table.reading.labels))
        for table in read_file(path, path.name, folder)
    )


def first_of(path: Path, scratch: Path) -> Understood:
    """The table of a file that is taken: the likeliest. Which others there are is told with it. Raises `SegError`."""
    first, *others = understood(path, scratch)
    if not others:
        return first
    names = tuple(other.table.reading.table_name for other in others)
    reading = first.table.reading
    fact = Fact.of(
        "reading.other_tables", file=reading.file_name, taken=reading.table_name, others=names, count=len(names)
    )
    return replace(first, table=replace(first.table, reading=replace(reading, notes=(*reading.notes, fact))))


def ready(folder: Path) -> None:
    """Make the folder that results go to. Raises `SegError` where that cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise SegError("out_not_writable", path=str(folder)) from problem
    if not os.access(folder, os.W_OK):
        raise SegError("out_not_writable", path=str(folder))


def built(
    sources: Sources,
    scratch: Path,
    known: tuple[Column, ...] = (),
    least: int | None = None,
    before: Before = NOTHING_BEFORE,
) -> Built:
    """The dataset of the files.

    `known` columns are taken for what they were in an earlier run, tables are joined and events read as `before` where
    there was one, `least` is how many customers there must be. Raises `SegError`.
    """
    folder = Path(tempfile.mkdtemp(dir=scratch))
    if sources.customers is None:
        return _built_of_events(sources, scratch, folder, least, before)
    first = first_of(sources.customers, scratch)
    reading = first.table.reading
    customers = Table(sources.customers.stem, first.table.path, as_known(first.columns, known))
    events = [_events(given, scratch) for given in sources.events]
    joinings = []
    for at, (other, found) in enumerate(_others(sources, before.joinings, scratch)):
        joining = as_before(customers, other, before.joinings[at]) if before.joinings else as_proposed(customers, other)
        joinings.append(replace(joining, file=named_file(sources.joins[at])[1].name))
        if joining.how in {"events", "counts"}:
            events.append((other.name, found))
        else:
            customers, reading = joined_with(customers, reading, other, joining, scratch)
    prepared = Prepared(customers.path, reading.labels, as_known(customers.columns, known))
    events = _sources(events, replace(customers, columns=prepared.columns), before)
    made = build_dataset(
        prepared,
        reading,
        sources.customers.stem,
        folder,
        least=least,
        events=events,
        everyone=sources.everyone,
        answers=before.answers,
        today=sources.today,
    )
    return Built(made.dataset, made.customers, _by_name(made), tuple(joinings), _times(made.dataset, events))


def _built_of_events(sources: Sources, scratch: Path, folder: Path, least: int | None, before: Before) -> Built:
    if not sources.events:
        raise SegError("nothing_given")
    events = _sources([_events(given, scratch) for given in sources.events], None, before)
    made = dataset_of_events(events, events[0].name, folder, least, sources.today)
    return Built(made.dataset, made.customers, _by_name(made), times=_times(made.dataset, events))


def _times(dataset: Dataset, sources: tuple[EventSource, ...]) -> dict[str, tuple[Fact, ...]]:
    """By table of events, what should be known of its times."""
    found = {}
    for source, table in zip(sources, dataset.tables, strict=True):
        label = dict(source.parts).get(Part.TIME)
        times = [column for column in source.prepared.columns if column.label == label]
        unread = [fact for column in times for fact in unread_times(source.prepared.path, column)]
        found[table.name] = (*unread, *table.facts)
    return found


def _by_name(made: BuiltDataset) -> dict[str, Path]:
    return {table.name: path for table, path in zip(made.dataset.tables, made.events, strict=True)}


def _sources(events: list[tuple[str, Understood]], customers: Table | None, before: Before) -> tuple[EventSource, ...]:
    """Tables of events under the names they were given, read as in the run before where there was one."""
    found = []
    for name, one in events:
        table = Table(named_apart((*([customers.name] if customers else []), name))[-1], one.table.path, one.columns)
        prepared = Prepared(one.table.path, one.table.reading.labels, one.columns)
        source = named_source(guessed_source(table, one.table.reading, prepared, customers), name)
        found.append(before.events.get(source.name, EarlierEvents()).taken_by(source))
    return tuple(found)


def _others(sources: Sources, before: tuple[Joining, ...] | None, scratch: Path) -> list[tuple[Table, Understood]]:
    """The tables to join, called as in the earlier run where there was one. Raises `SegError` for another number."""
    given = [named_file(text) for text in sources.joins]
    if before is not None and given and len(given) != len(before):
        if not before:
            raise SegError("joins_unknown_to_run")
        raise SegError("joins_differ", count=len(before), known=tuple(joining.name for joining in before))
    names = [joining.name for joining in before] if before else [name for name, _ in given]
    apart = named_apart((sources.customers.stem, *names))[1:]
    found = [first_of(file, scratch) for _, file in given]
    return [(Table(name, one.table.path, one.columns), one) for name, one in zip(apart, found, strict=False)]


def _events(given: str, scratch: Path) -> tuple[str, Understood]:
    name, _, file = given.partition("=")
    if not name or not file:
        raise SegError("events_malformed", given=given)
    return name, first_of(Path(file), scratch)


def as_known(columns: tuple[Column, ...], known: tuple[Column, ...]) -> tuple[Column, ...]:
    """Columns as they were understood before, by label: a few rows say little about what a column is.

    How values are written is up to each file, where they are of the same kind.
    """
    before = {column.label: column for column in known}
    has_id = any(before[c.label].role is Role.ID for c in columns if c.label in before)
    return tuple(_as_known(column, before.get(column.label), has_id) for column in columns)


def _as_known(column: Column, known: Column | None, has_id: bool) -> Column:
    if known is None:
        return replace(column, role=Role.IGNORED) if has_id and column.role is Role.ID else column
    written = ("date_format", "decimal", "thousands", "separator") if column.kind is known.kind else ()
    return replace(known, name=column.name, **{name: getattr(column, name) for name in written})
