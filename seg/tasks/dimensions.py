"""Dimensions from events: derived once for a dataset, a day and a way of counting, and kept one by one."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from seg.core.columns import NUMERIC_KINDS, Column
from seg.core.dataset import Dataset
from seg.core.derived import Derivation
from seg.core.errors import SegError
from seg.core.facts import Fact
from seg.core.fingerprint import fingerprint
from seg.core.recipe import Recipe
from seg.data.connections import connection
from seg.data.events.choices import BOUNDARIES, Choices
from seg.data.events.compute import Derived, computed, frame
from seg.data.events.connected import computed_there
from seg.data.events.measures import MEASURES, Measure
from seg.data.events.offered import OPTIONS, derived_column
from seg.data.events.rules import RULES
from seg.data.events.summary import Alike, Glance, alike, glance, sampled
from seg.store.workspace import Workspace
from seg.tasks.desk import workspace

Report = Callable[[str, float], None]
AT_ONCE = 16
"""Dimensions that are derived in one go: the first are there before the last are begun."""


@dataclass(frozen=True)
class Counting:
    """What dimensions from events depend on beside their definition: a dataset, the as-of day, choices."""

    dataset: Dataset
    as_of: str
    choices: Choices

    @classmethod
    def of(cls, dataset: Dataset, recipe: Recipe) -> Counting:
        return cls(dataset, recipe.as_of or dataset.latest_counted(recipe.events), Choices.of(recipe.events))

    @classmethod
    def from_json(cls, store: Workspace, raw: dict) -> Counting:
        dataset = store.dataset(raw["dataset"])
        choices = Choices.of(tuple((name, value) for name, value in raw.get("events", ())))
        return cls(dataset, raw.get("as_of") or dataset.latest_counted(choices.given), choices)

    def as_json(self) -> dict:
        return {"dataset": self.dataset.id, "as_of": self.as_of, "events": list(self.choices.given)}

    @property
    def way(self) -> str:
        """The identity of the dataset, the day and the choices together."""
        return fingerprint("counting", self.dataset.id, self.as_of, list(self.choices.given))

    def key(self, label: str) -> str:
        """The key that a dimension is kept under: of the choices, those that matter to it."""
        return fingerprint("derived", self.dataset.id, self.as_of, self._choices_of(label), label)

    def _choices_of(self, label: str) -> list[tuple[str, str]]:
        """All choices but those about tables that the dimension is not made of, and those that other measures make."""
        derivation = Derivation.parse(label)
        if derivation is None or derivation.measure not in MEASURES:
            return list(self.choices.given)
        measure = MEASURES[derivation.measure]
        others = set() if _crosses(measure) else {table.name for table in self.dataset.tables} - {derivation.table}
        about_others = {f"{name}/{what}" for name in others for what in (*RULES, "currency")}
        about_others |= {name for name in (*BOUNDARIES, *OPTIONS) if name.partition("/")[0] not in _choosing(measure)}
        return [(name, value) for name, value in self.choices.given if name not in about_others]


def _crosses(measure: Measure) -> bool:
    """Whether a measure, or one that it is made of, looks at other tables too."""
    return any(":" in name or _crosses(MEASURES[name]) for name in measure.of)


def _choosing(measure: Measure) -> set[str]:
    """What the names of choices begin with that a measure, or one that it is made of, looks at."""
    parts = (MEASURES[name.rpartition(":")[2]] for name in measure.of)
    return {measure.name, measure.file}.union(*map(_choosing, parts))


def derive(arguments: dict, report: Report) -> dict:
    """Derive dimensions and keep them: {"dataset", "as_of", "events", "labels"}. Those that are kept are left alone.

    Raises `SegError` where one cannot be derived, when the others are kept.
    """
    for fact in derive_apart(arguments, report)["failed"].values():
        raise SegError.from_fact(Fact.from_json(fact))
    return {}


def derive_apart(arguments: dict, report: Report) -> dict:
    """As `derive` -> {"failed": {label: fact}}, why some cannot be derived: none of them takes others along.

    Raises `SegError` where the events cannot be reached at all.
    """
    counting = Counting.from_json(workspace(), arguments)
    wanted = [label for label in arguments["labels"] if not workspace().has_result(counting.key(label))]
    problems: dict[str, Exception] = {}
    for start in range(0, len(wanted), AT_ONCE):
        report("stage.events", start / len(wanted))
        problems |= _derive_each(workspace(), counting, wanted[start : start + AT_ONCE])
    for problem in problems.values():
        if not isinstance(problem, SegError):
            raise problem  # a defect of ours, said and logged as that
    return {"failed": {label: problem.fact.as_json() for label, problem in problems.items()}}


def _derive_each(store: Workspace, counting: Counting, labels: list[str]) -> dict[str, Exception]:
    """Derive and keep all that can be; the others by label, found by halves, as all in one query is so much faster."""
    try:
        _derive(store, counting, labels)
    except Exception as problem:
        if isinstance(problem, SegError) and problem.fact.key.startswith("error.connection_"):
            raise  # no dimension is to blame, and the database need not be asked again and again
        if len(labels) == 1:
            return {labels[0]: problem}
        middle = len(labels) // 2
        return _derive_each(store, counting, labels[:middle]) | _derive_each(store, counting, labels[middle:])
    return {}


def pairs_alike(arguments: dict, report: Report) -> dict:
    """Which of some dimensions say the same: as `derive` -> {"pairs": [[first, second, r]]}."""
    store = workspace()
    counting = Counting.from_json(store, arguments)
    report("stage.comparing", 0.1)
    table = dimension_frame(store, counting, arguments["labels"])
    numeric = [name for name in table.column_names if pa.types.is_floating(table[name].type)]
    found: tuple[Alike, ...] = alike(sampled(numeric, table))
    return {"pairs": [[pair.first, pair.second, pair.r] for pair in found]}


def dimension_frame(store: Workspace, counting: Counting, labels: Iterable[str]) -> pa.Table:
    """`customer_id` and dimensions by label, those from events as they are kept, or derived and kept now."""
    path = store.blobs.path(counting.dataset.customers)
    return frame(counting.dataset, path, labels, lambda wanted: _derived(store, counting, wanted))


def frame_without_month(store: Workspace, counting: Counting, labels: Iterable[str], month: int) -> pa.Table:
    """As `dimension_frame`, as if the events of one month (since year 0) had been lost; nothing of it is kept."""
    path = store.blobs.path(counting.dataset.customers)
    derive = lambda wanted: _computed(store, counting, list(wanted), month).values  # noqa: E731
    return frame(counting.dataset, path, labels, derive)


def kept_dimension(store: Workspace, counting: Counting, label: str) -> tuple[Column, pa.Array] | None:
    """A dimension with how its values lie, and the values in the order of the customers; None while it is not kept."""
    found = store.get_result(counting.key(label))
    if found is None:
        return None
    meta, arrays = found
    column = Glance.from_json(meta["glance"]).column
    if column.kind in NUMERIC_KINDS:
        return column, pa.array(arrays["values"], from_pandas=True)
    codes = arrays["codes"]
    return column, pa.array(meta["levels"], pa.string()).take(pa.array(codes, mask=codes < 0))


def kept_glance(store: Workspace, counting: Counting, label: str) -> Glance | None:
    """How the values of a dimension lie, without reading them; None while it is not kept."""
    meta = store.result_meta(counting.key(label))
    return None if meta is None else Glance.from_json(meta["glance"])


def _derived(store: Workspace, counting: Counting, labels: tuple[str, ...]) -> pa.Table:
    missing = [label for label in labels if not store.has_result(counting.key(label))]
    if missing:
        _derive(store, counting, missing)
    return pa.table({label: kept_dimension(store, counting, label)[1] for label in labels})


def _derive(store: Workspace, counting: Counting, labels: list[str]) -> None:
    dataset = counting.dataset
    columns = {label: derived_column(dataset, label, counting.choices) for label in labels}
    found = _computed(store, counting, labels)
    for label, column in columns.items():
        values = found.values[label].combine_chunks()
        _keep(store, counting, column, values, found.cuts)


def _computed(store: Workspace, counting: Counting, labels: list[str], without_month: int | None = None) -> Derived:
    """From the files of the events, or in the database that they stay in, whole."""
    dataset, customers = counting.dataset, store.blobs.path(counting.dataset.customers)
    there = {table.connection for table in dataset.tables if table.connection}
    if there:
        at = connection(store.home, os.environ, there.pop())
        return computed_there(at, dataset, customers, labels, counting.as_of, counting.choices)
    events = {table.name: store.blobs.path(table.events) for table in dataset.tables}
    return computed(dataset, customers, events, labels, counting.as_of, counting.choices, without_month)


def _keep(store: Workspace, counting: Counting, column: Column, values: pa.Array, cuts: dict) -> None:
    meta = {"glance": glance(column, values).as_json(), "cuts": {label: list(points) for label, points in cuts.items()}}
    if column.kind in NUMERIC_KINDS:
        arrays = {"values": values.to_numpy(zero_copy_only=False).astype(np.float64)}
    else:
        encoded = values.dictionary_encode()
        meta["levels"] = encoded.dictionary.to_pylist()
        arrays = {"codes": encoded.indices.fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int32)}
    store.put_result(counting.key(column.label), "derived", counting.dataset.id, meta, arrays)
