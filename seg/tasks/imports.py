"""Files become readings, readings get better step by step, readings become datasets."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pyarrow as pa

from seg.core.attached import Attached
from seg.core.columns import Column, Role
from seg.core.dataset import Dataset, TableReading
from seg.core.errors import SegError
from seg.core.events import About, EventTable, Part
from seg.core.fingerprint import fingerprint
from seg.core.steps import Step
from seg.data.audit import audit
from seg.data.connections import connection
from seg.data.dataset import build_dataset, dataset_of_events
from seg.data.events.assemble import EventSource
from seg.data.events.connected import RAW, dataset_there
from seg.data.events.parts import table_name
from seg.data.events.sources import guessed_source, holds_events
from seg.data.events.times import times_ahead, unread_times
from seg.data.joins import Join, Table, joined, named_apart, proposed_joins, row_meaning
from seg.data.reading.options import ReadOptions
from seg.data.reading.read import ReadTable, read_file
from seg.data.repairs.history import Prepared, after, changes_table, replayed
from seg.data.sample import write_sample
from seg.data.set_aside import rows_set_aside
from seg.decide.files import write
from seg.store.corrections import Remembered
from seg.store.readings import ReadingState
from seg.store.workspace import Workspace
from seg.tasks.desk import scratch, workspace

Report = Callable[[str, float], None]
ATTEMPTS = 5
"""How often a change is made again when somebody else changed the same reading meanwhile."""

NAME_CHARACTERS = 200
ASIDE = pa.schema([("line", pa.int64()), ("row", pa.int64()), ("reason", pa.string()), ("text", pa.string())])


def read(arguments: dict, report: Report) -> dict:
    """Read a file that was laid in the scratch folder: {"path", "file_name", "options"?} -> {"readings": [id]}.

    The file is removed, whatever comes of it; what was read keeps it until it is confirmed or discarded.
    """
    path = Path(arguments["path"])
    try:
        return {"readings": _read(workspace(), path, arguments["file_name"], arguments.get("options", {}), report)}
    finally:
        path.unlink(missing_ok=True)


def read_sample(arguments: dict, report: Report) -> dict:
    """Make the sample and read it like any other file."""
    store = workspace()
    with scratch() as folder:
        path = folder / arguments["file_name"]
        write_sample(path)
        return {"readings": _read(store, path, path.name, {}, report)}


def read_again(arguments: dict, report: Report) -> dict:
    """Read the file of a reading in another way: {"reading", "options"} -> {"readings": [id]}, in place of that one.

    Its steps are taken again where they fit.
    """
    store = workspace()
    before = store.reading(arguments["reading"])
    path = store.blobs.path(before.reading.source)
    found = _read(store, path, before.reading.file_name, arguments["options"], report, before)
    if arguments["reading"] not in found:
        _lay_again(store, arguments["reading"], found[0])
        store.delete_reading(arguments["reading"])
    return {"readings": found}


def _lay_again(store: Workspace, before: str, now: str) -> None:
    """Where a reading lay beside customers, the one that takes its place does."""
    for row in store.readings():
        if any(each.reading == before for each in store.reading(row.id).attached):
            _kept(row.id, lambda state: replace(state, attached=_in_place(state.attached, before, now)))


def _in_place(attached: tuple[Attached, ...], before: str, now: str) -> tuple[Attached, ...]:
    return tuple(replace(each, reading=now) if each.reading == before else each for each in attached)


def _read(
    store: Workspace, path: Path, file_name: str, options: dict, report: Report, before: ReadingState | None = None
) -> list[str]:
    with scratch() as folder:
        read_share = partial(_first_half, report)
        tables = read_file(path, file_name, folder, ReadOptions(**options), read_share)
        source = store.blobs.add_file(path)
        found = []
        for number, table in enumerate(tables):
            report("stage.understanding", 0.5 + 0.5 * number / len(tables))
            for each in filter(None, (table.path, table.aside)):
                store.blobs.add_file(each)
            found.append(store.add_reading(_begun(store, table, source, options, before, folder)))
        return found


def _events_alone(state: ReadingState, prepared: Prepared) -> Attached | None:
    """How a table is understood whose rows are things that customers did; None where they are customers."""
    table = Table(_called(state.reading), prepared.path, prepared.columns)
    return _attached("", guessed_source(table, state.reading, prepared, None)) if holds_events(table) else None


def _attached(reading: str, source: EventSource) -> Attached:
    customer = dict(source.parts)[Part.CUSTOMER]
    return Attached(reading, source.name, source.about, customer, source.parts, source.bare)


def _first_half(report: Report, share: float) -> None:
    report("stage.reading", 0.5 * share)


def _begun(
    store: Workspace, table: ReadTable, source: str, options: dict, before: ReadingState | None, folder: Path
) -> ReadingState:
    """One table with the steps that it had before it was read again, else with those of files like it."""
    reading = replace(table.reading, source=source)
    known = None if before else _remembered(store, reading)
    steps = before.steps if before else known.steps if known else ()
    prepared = replayed(table.path, reading.labels, steps, folder, skip_unfitting=True)
    state = _state(store, reading, prepared, options)
    if before:
        kept = {"attached": before.attached, "everyone": before.everyone, "as_events": before.as_events}
        return replace(state, undone=before.undone, **kept)
    state = replace(state, as_events=_events_alone(state, prepared))
    if known is None or not prepared.steps:
        return state
    return replace(state, remembered=known.updated, remembered_steps=len(prepared.steps))


def _remembered(store: Workspace, reading: TableReading) -> Remembered | None:
    """The steps of files like it. Columns without names are like no others, and what was found to be contact details
    stays apart unless the columns are the very same."""
    if not _has_names(reading):
        return None
    known = store.remembered(reading.labels)
    if known is None or known.same:
        return known
    apart = {(Role.CONTACT.value,), (Role.IGNORED.value,)}
    return replace(known, steps=tuple(s for s in known.steps if s.repair != "role" or s.values in apart))


def _has_names(reading: TableReading) -> bool:
    return not any(fact.key == "reading.no_header" for fact in reading.how)


def _state(store: Workspace, reading: TableReading, prepared: Prepared, options: dict) -> ReadingState:
    """A reading whose table stands as prepared: audited, and the table kept."""
    return ReadingState(
        reading,
        prepared.columns,
        audit(prepared.path, reading, prepared.columns),
        store.blobs.add_file(prepared.path) if prepared.changed else reading.raw,
        prepared.steps,
        aside=prepared.aside,
        options=options,
    )


def change(arguments: dict, report: Report) -> dict:
    """Change the history of a reading: {"reading", and one of "steps": to take, "without": places, "redo": true}.

    `without` leaves out the steps at those places of the history as it was in "version", and what no longer fits
    without them; `redo` returns to the history that was left last.
    """
    store, reading_id = workspace(), arguments["reading"]
    for _ in range(ATTEMPTS):
        before = store.reading(reading_id)
        if arguments.get("version", before.version) != before.version:
            raise SegError("reading_changed")
        report("stage.repairing", 0.1)
        with scratch() as folder:
            state = _changed(store, before, arguments, folder)
            report("stage.understanding", 0.6)
            try:
                store.update_reading(reading_id, state)
            except SegError as problem:
                if problem.fact.key != "error.reading_changed":
                    raise
                continue
        return {}
    raise SegError("reading_changed")


def _changed(store: Workspace, before: ReadingState, arguments: dict, folder: Path) -> ReadingState:
    undone, remembered_steps = before.undone, before.remembered_steps
    base, labels = store.blobs.path(before.reading.raw), before.reading.labels
    if "without" in arguments:
        left_out = set(arguments["without"])
        kept = tuple(step for place, step in enumerate(before.steps) if place not in left_out)
        prepared = replayed(base, labels, kept, folder, skip_unfitting=True)
        undone = (*undone, before.steps)
        remembered_steps -= sum(place < before.remembered_steps for place in left_out)
    elif "redo" in arguments:
        *rest, steps = undone or (before.steps,)
        prepared, undone = replayed(base, labels, steps, folder, skip_unfitting=True), tuple(rest)
    else:
        prepared, undone = _prepared(store, before), ()
        for step in map(Step.from_json, arguments["steps"]):
            prepared = after(prepared, step, folder)
    return replace(
        _state(store, before.reading, prepared, before.options),
        undone=undone,
        remembered=before.remembered,
        remembered_steps=remembered_steps,
        parts=before.parts,
        attached=before.attached,
        everyone=before.everyone,
        as_events=before.as_events,
        version=before.version,
    )


def _prepared(store: Workspace, state: ReadingState) -> Prepared:
    changed = state.prepared != state.reading.raw
    path = store.blobs.path(state.prepared)
    return Prepared(path, state.reading.labels, state.columns, state.aside, state.steps, changed)


def joins(arguments: dict, report: Report) -> dict:
    """How readings join, and what one row of each is: {"readings"} -> {"joins": [...], "rows": {reading: facts}}."""
    store, asked = workspace(), arguments["readings"]
    report("stage.joining", 0.2)
    tables = dict(zip(asked, _tables(store, *asked), strict=True))
    readings = {table.name: reading for reading, table in tables.items()}
    rows = {reading: [fact.as_json() for fact in row_meaning(table).facts] for reading, table in tables.items()}
    found = [
        {"left": readings[each.left.table], "right": readings[each.right.table], "join": each.as_json()}
        for each in proposed_joins(tuple(tables.values()))
    ]
    return {"joins": found, "rows": rows}


def times(arguments: dict, report: Report) -> dict:
    """What stands in the times of events: {"reading", "column": label, "today": ISO day} -> {"facts": [...]}."""
    store, state = workspace(), workspace().reading(arguments["reading"])
    report("stage.events", 0.2)
    path = store.blobs.path(state.prepared)
    column = next(column for column in state.columns if column.label == arguments["column"])
    facts = (*unread_times(path, column), *times_ahead(path, column, arguments["today"]))
    return {"facts": [fact.as_json() for fact in facts]}


def join(arguments: dict, report: Report) -> dict:
    """Join two readings into a new one: {"left", "right": readings, "join"} -> {"readings": [id]}.

    The two stay as they are. Corrections of their columns hold for the new one too.
    """
    store, asked = workspace(), (arguments["left"], arguments["right"])
    left, right = map(store.reading, asked)
    wanted = Join.from_json(arguments["join"])
    ours, theirs = (
        replace(table, name=side.table)
        for table, side in zip(_tables(store, *asked), (wanted.left, wanted.right), strict=True)
    )
    report("stage.joining", 0.2)
    with scratch() as folder:
        made = joined(ours, theirs, wanted, folder)
        report("stage.understanding", 0.6)
        steps = (*corrections(left.steps), *_relabelled(corrections(right.steps), made.labels_of_right))
        prepared = replayed(made.path, made.labels, steps, folder, skip_unfitting=True)
        if ours.id_column and _id_label(prepared.columns) != ours.id_column.label:
            prepared = after(prepared, Step("role", ours.id_column.label, (Role.ID.value,)), folder)
        reading = replace(
            left.reading,
            raw=store.blobs.add_file(made.path),
            **dict.fromkeys(("file_name", "table_name"), f"{ours.name} + {theirs.name}"[:NAME_CHARACTERS]),
            labels=made.labels,
            rows_in=left.rows + left.reading.rows_aside,
            rows_kept=left.rows,
            how=(*left.reading.how, *(step.done for step in left.steps if changes_table(step)), *made.facts),
            source="",
        )
        return {"readings": [store.add_reading(replace(_state(store, reading, prepared, {}), parts=asked))]}


def _tables(store: Workspace, *readings: str) -> list[Table]:
    states = [store.reading(reading) for reading in readings]
    names = named_apart([_called(state.reading) for state in states])
    return [
        Table(name, store.blobs.path(state.prepared), state.columns) for name, state in zip(names, states, strict=True)
    ]


def _called(reading: TableReading) -> str:
    """The sheet, or the file without its ending."""
    alone = reading.table_name == reading.file_name
    return Path(reading.file_name).stem if alone else reading.table_name


def corrections(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """Those that say what a column is; the others have left their mark in the table."""
    return tuple(step for step in steps if not changes_table(step))


def _relabelled(steps: tuple[Step, ...], labels: dict[str, str]) -> tuple[Step, ...]:
    """The steps under the new labels, but for the choice of an id: the joined table has that of the left one."""
    wanted = [step for step in steps if step.column in labels and (step.repair, step.values) != ("role", ("id",))]
    return tuple(replace(step, column=labels[step.column]) for step in wanted)


def _id_label(columns: tuple[Column, ...]) -> str:
    return next((column.label for column in columns if column.role is Role.ID), "")


def attach(arguments: dict, report: Report) -> dict:
    """Lay the events of other readings beside the customers of one: {"reading", "events": [reading ids]} -> {}.

    As they are understood by themselves, where somebody said so, but for whose they are: the customers decide that.
    Raises `SegError` for a table that says of nobody whose events these are.
    """
    store, reading_id = workspace(), arguments["reading"]
    report("stage.joining", 0.2)

    def laid(state: ReadingState) -> ReadingState:
        found = state.attached
        known = {each.reading for each in found} | {reading_id}
        for events in (events for events in arguments["events"] if events not in known):
            found = (*found, _beside(store, reading_id, events, found))
        return replace(state, attached=found)

    return _kept(reading_id, laid)


def _kept(reading_id: str, change: Callable[[ReadingState], ReadingState]) -> dict:
    """Make a change to a reading and keep it, again if somebody else changed the same one meanwhile."""
    for _ in range(ATTEMPTS):
        try:
            workspace().update_reading(reading_id, change(workspace().reading(reading_id)))
        except SegError as problem:
            if problem.fact.key != "error.reading_changed":
                raise
            continue
        return {}
    raise SegError("reading_changed")


def detach(arguments: dict, report: Report) -> dict:
    """Take events out again: {"reading", "events": reading id} -> {}."""
    return _kept(arguments["reading"], lambda state: _without(state, arguments["events"]))


def _without(state: ReadingState, events: str) -> ReadingState:
    return replace(state, attached=tuple(each for each in state.attached if each.reading != events))


def as_events(arguments: dict, report: Report) -> dict:
    """Take the rows of a reading for events, or for customers: {"reading", "wanted"} -> {}.

    Raises `SegError` when no column says whose the events are.
    """
    store = workspace()
    report("stage.understanding", 0.2)

    def taken(state: ReadingState) -> ReadingState:
        if not arguments["wanted"]:
            return replace(state, as_events=None)
        prepared = _prepared(store, state)
        table = Table(_called(state.reading), prepared.path, prepared.columns)
        return replace(state, as_events=_attached("", guessed_source(table, state.reading, prepared, None)))

    return _kept(arguments["reading"], taken)


def _beside(store: Workspace, customers: str, events: str, others: tuple[Attached, ...]) -> Attached:
    """The events of a reading beside customers, under a name that no others have."""
    ours, theirs = _tables(store, customers, events)
    state, listed = store.reading(events), store.reading(customers).as_events is None
    source = guessed_source(theirs, state.reading, _prepared(store, state), ours if listed else None)
    made, alone = _attached(events, source), state.as_events
    if alone:
        made = replace(made, name=alone.name, about=alone.about, parts=alone.parts, customer=made.customer)
    taken = [each.name for each in others]
    name = made.name if made.name not in taken else table_name(About.OTHER, theirs.name)  # else told apart by a number
    return replace(made, name=named_apart([*taken, name])[-1])


def _sources(store: Workspace, attached: Iterable[Attached]) -> tuple[EventSource, ...]:
    """The events of readings, as they stand."""
    found = []
    for each in attached:
        state = store.reading(each.reading)
        reading = replace(state.reading, source="")
        prepared = replace(_prepared(store, state), steps=state.steps)
        found.append(EventSource(each.name, each.about, prepared, reading, each.parts, each.bare))
    return tuple(found)


def reopen(arguments: dict, report: Report) -> dict:
    """The reading of a dataset again, as it was when it was confirmed: {"dataset"} -> {"readings": [id]}.

    Those of its events are there again too, beside it as they were.
    """
    store = workspace()
    dataset = store.dataset(arguments["dataset"])
    report("stage.understanding", 0.2)
    if any(table.connection for table in dataset.tables):
        raise SegError("dataset_is_connected")
    with scratch() as folder:
        alone = bool(dataset.tables) and not dataset.dimensions
        laid = [_laid_again(store, dataset, table, folder) for table in dataset.tables[alone:]]
        if alone:
            table = dataset.tables[0]
            prepared = _replayed(store, table.reading, table.columns, table.steps, folder)
            itself = Attached("", table.name, table.about, dict(table.parts)[Part.CUSTOMER], table.parts, table.bare)
            state = replace(_state(store, table.reading, prepared, {}), as_events=itself, attached=tuple(laid))
        else:
            columns = dataset.columns[: len(dataset.reading.labels)]  # without what answers added
            prepared = _replayed(store, dataset.reading, columns, dataset.steps, folder)
            state = _state(store, dataset.reading, prepared, {})
            state = replace(state, attached=tuple(laid), everyone=dataset.everyone)
        return {"readings": [store.add_reading(state, dataset.id)]}


def _laid_again(store: Workspace, dataset: Dataset, table: EventTable, folder: Path) -> Attached:
    """A reading of events again, as it lay beside the customers."""
    prepared = _replayed(store, table.reading, table.columns, table.steps, folder)
    state = _state(store, table.reading, prepared, {})
    reading = store.add_reading(state, fingerprint(dataset.id, table.name))
    customer = dict(table.parts)[Part.CUSTOMER]
    return Attached(reading, table.name, table.about, customer, table.parts, table.bare)


def _replayed(
    store: Workspace, reading: TableReading, columns: tuple[Column, ...], steps: tuple[Step, ...], folder: Path
) -> Prepared:
    raw = store.blobs.path(reading.raw)
    if not steps:
        return Prepared(raw, reading.labels, columns)
    return replayed(raw, reading.labels, steps, folder, skip_unfitting=True)


def aside(arguments: dict, report: Report) -> dict:
    """Write the rows of a reading that stand for no customer to a CSV file: those set aside while it was read, those
    that its steps set aside, and those that would be when it is used.

    {"reading", "path", "headings": of line in the file, row of the table, reason and text, "reasons": key -> words}
    -> {"rows"}.
    """
    store = workspace()
    state = store.reading(arguments["reading"])
    report("stage.writing", 0.2)
    with scratch() as folder:
        raw = store.blobs.path(state.reading.raw)
        later = rows_set_aside(raw, state.reading.labels, state.steps, folder)
    unread = store.blobs.read_table(state.reading.aside) if state.reading.aside else ASIDE.empty_table()
    rows = pa.concat_tables([unread, later], promote_options="default").select(ASIDE.names)
    words = pa.array([arguments["reasons"].get(key, key) for key in rows["reason"].to_pylist()], pa.string())
    rows = rows.set_column(2, "reason", words).rename_columns(arguments["headings"])
    write(rows, "csv", Path(arguments["path"]), "")
    return {"rows": len(rows)}


def connect(arguments: dict, report: Report) -> dict:
    """Make the dataset of a database that the settings name: {"connection", "today"} -> {"dataset": id, "known"}.

    One row for each customer is read; the events stay there.
    """
    store = workspace()
    there = connection(store.home, os.environ, arguments["connection"])
    report("stage.connecting", 0.1)
    with scratch() as folder:
        built = dataset_there(there, there.name, folder, today=arguments.get("today", ""))
        for file in filter(None, (built.customers, built.contacts, folder / RAW)):
            store.blobs.add_file(file)
        return _added(store, built.dataset)


def _added(store: Workspace, dataset: Dataset) -> dict:
    known = dataset.id in {row.id for row in store.datasets()}
    store.add_dataset(dataset)
    return {"dataset": dataset.id, "known": known}


def build(arguments: dict, report: Report) -> dict:
    """Make the dataset of a reading: {"reading", "name", "today": ISO day} -> {"dataset": id, "known": whether it was
    there already}.

    Events after `today` lie ahead. Its steps are remembered.
    """
    store = workspace()
    state, today = store.reading(arguments["reading"]), arguments.get("today", "")
    report("stage.building", 0.1)
    with scratch() as folder:
        reading = replace(state.reading, source="")
        if state.as_events:
            itself = replace(state.as_events, reading=arguments["reading"])
            alone = _sources(store, (itself, *state.attached))
            built = dataset_of_events(alone, arguments["name"], folder, today=today)
        else:
            events = _sources(store, state.attached)
            prepared = _prepared(store, state)
            known = {"events": events, "everyone": state.everyone, "today": today}
            built = build_dataset(prepared, reading, arguments["name"], folder, **known)
        for file in filter(None, (built.customers, built.contacts, *built.events)):
            store.blobs.add_file(file)
        made = _added(store, built.dataset)
    if _has_names(reading) and (state.steps or store.remembered(reading.labels)):
        store.remember(reading.labels, state.steps)
    return made
