"""One customer: what they did, and where they lie among all in each dimension; and who stands for a segment."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from seg import pipeline
from seg.core.columns import NUMERIC_KINDS, Column, Kind
from seg.core.derived import Derivation
from seg.core.errors import SegError
from seg.core.fingerprint import fingerprint
from seg.core.recipe import Recipe
from seg.core.results import Solution
from seg.data.events.compute import KNOWN
from seg.data.events.of_customer import Event, History, of_customer
from seg.data.events.offered import columns_for
from seg.segments.distances import Rows, from_own
from seg.segments.encoding import Encoding, apply
from seg.segments.methods import METHODS, Material
from seg.segments.why import Pull, is_exact, pulls
from seg.tasks import kept
from seg.tasks.desk import workspace
from seg.tasks.dimensions import Counting, dimension_frame

Report = Callable[[str, float], None]
ORDERED = NUMERIC_KINDS | {Kind.DATE}


@dataclass(frozen=True)
class Standing:
    """What a dimension says of one customer, and where that lies: of the `known` customers of whom it says anything,
    so many are `below` (a smaller number, an earlier day, a lower level) and so many the `same`, the customer included.

    `value` is None where it says nothing, an ISO day for dates. Categories without an order have nobody below.
    """

    label: str
    value: float | str | None
    known: int
    below: int
    same: int


@dataclass(frozen=True)
class Seen:
    """One customer as the page shows them. `neighbour` is the label of the nearest other segment, None where the
    segments are not computed, the customer is not included, or they are given and none is near; `pulls` what speaks for
    the own segment against that one, nothing for who belongs to none, and `exact` whether the method decides by it."""

    history: History
    standings: tuple[Standing, ...]
    neighbour: int | None = None
    pulls: tuple[Pull, ...] = ()
    exact: bool = True

    def as_json(self) -> dict:
        return {
            "events": [event.as_json() for event in self.history.events],
            "outcomes": [list(outcome) for outcome in self.history.outcomes],
            "standings": [asdict(standing) for standing in self.standings],
            "neighbour": self.neighbour,
            "pulls": [asdict(pull) for pull in self.pulls],
            "exact": self.exact,
        }

    @classmethod
    def from_json(cls, raw: Mapping) -> Seen:
        events = tuple(Event.from_json(event) for event in raw["events"])
        history = History(events, tuple((table, outcome, count) for table, outcome, count in raw["outcomes"]))
        standings = tuple(Standing(**standing) for standing in raw["standings"])
        return cls(history, standings, raw["neighbour"], tuple(Pull(**pull) for pull in raw["pulls"]), raw["exact"])


def look_key(recipe: Recipe, row: int, k: int | None, labels: Iterable[str]) -> str:
    """Key of `look`: what it depends on beside the files."""
    counting = [recipe.dataset, recipe.as_of, list(recipe.events)]
    return fingerprint("one customer", *counting, recipe.solutions_key(), row, k, list(labels))


def look(arguments: dict, report: Report) -> dict:
    """Look at one customer: {"recipe", "row": of the customers, "k": shown or None, "labels": dimensions} -> `Seen`."""
    store, recipe, row = workspace(), Recipe.from_json(arguments["recipe"]), arguments["row"]
    dataset, labels = store.dataset(recipe.dataset), arguments["labels"]
    report("stage.one_customer", 0.1)
    counting, columns = Counting.of(dataset, recipe), columns_for(dataset, recipe)
    solved = kept.kept_solutions(store, recipe) if arguments["k"] else None
    forming = [part.dimension for part in solved.encoding.dimensions] if solved else []
    frame = dimension_frame(store, counting, tuple(dict.fromkeys((*labels, *forming))))
    report("stage.one_customer", 0.5)
    found = [
        standing(columns[label], frame, row) for label in labels if label in columns and label in frame.column_names
    ]
    neighbour, told, exact = None, (), True
    if solved and row in solved.rows:
        solution, customer = solved.solutions.by_k[arguments["k"]], frame.slice(row, 1)
        neighbour = _neighbour(solved, arguments["k"], customer)
        if neighbour is not None:
            own = int(solution.labels[solved.rows == row][0])
            if own < solution.named:
                one = Material(Rows.of(apply(solved.encoding, customer)), solved.encoding)
                told, exact = pulls(solution, one, own, neighbour)[0], is_exact(solution)
    files = {table.name: store.blobs.path(table.events) for table in dataset.tables}
    used = Derivation.among(recipe.dimensions)
    history = of_customer(row, dataset.tables, files, counting.as_of, counting.choices, used)
    return Seen(history, tuple(found), neighbour, told, exact).as_json()


def _neighbour(solved: kept.KeptSolutions, k: int, customer: pa.Table) -> int | None:
    """The label of the nearest other segment of one customer; None where segments are given, and none is near."""
    model = solved.solutions.by_k[k].model
    if not METHODS[model.method].resampled:
        return None
    return int(pipeline.score(solved.encoding, model, customer).second[0])


def standing(column: Column, customers: pa.Table, row: int) -> Standing:
    """What a dimension says of the customer in that row of all customers, keyed by label."""
    values = customers[column.label].combine_chunks()
    value = values[row].as_py()
    counted = values.filter(customers[KNOWN].combine_chunks()) if KNOWN in customers.column_names else values
    counted = counted.drop_null()
    if value is None or value != value:
        return Standing(column.label, None, len(counted), 0, 0)
    same = pc.sum(pc.equal(counted, values[row])).as_py() or 0
    told = value.isoformat() if isinstance(value, date) else value
    return Standing(column.label, told, len(counted), _below(column, counted, values[row]), same)


def _below(column: Column, values: pa.Array, value: pa.Scalar) -> int:
    if column.kind in ORDERED:
        below = pc.less(values, value)
    elif column.kind is Kind.ORDINAL and value.as_py() in column.levels:
        lower = column.levels[: column.levels.index(value.as_py())]
        below = pc.is_in(values, value_set=pa.array(lower, pa.string()))
    else:
        return 0
    return pc.sum(below).as_py() or 0


def examples(arguments: dict, report: Report) -> dict:
    """Who stands for each segment, and who could belong to two: {"recipe", "k"} -> {"typical": rows of the customers
    in label order, "several": the first `TYPICAL` of each, "undecided": row}. Raises `SegError` where the segments are
    not computed."""
    store, recipe = workspace(), Recipe.from_json(arguments["recipe"])
    solved = kept.kept_solutions(store, recipe)
    if solved is None:
        raise SegError("not_computed")
    report("stage.one_customer", 0.1)
    material = _material(Counting.of(store.dataset(recipe.dataset), recipe), solved.encoding, solved.rows)
    several, undecided = exemplars(material, solved.solutions.by_k[arguments["k"]])
    rows = [[int(solved.rows[at]) for at in each] for each in several]
    return {"typical": [each[0] for each in rows], "several": rows, "undecided": int(solved.rows[undecided])}


def examples_key(recipe: Recipe, k: int) -> str:
    """Key of `examples`."""
    return fingerprint("exemplars", recipe.solutions_key(), k)


def _material(counting: Counting, encoding: Encoding, rows: np.ndarray) -> Material:
    frame = dimension_frame(workspace(), counting, tuple(part.dimension for part in encoding.dimensions))
    return Material(Rows.of(apply(encoding, frame.take(pa.array(rows)))), encoding)


TYPICAL = 3
"""Customers who stand for a segment."""


def exemplars(material: Material, solution: Solution) -> tuple[tuple[tuple[int, ...], ...], int]:
    """Per segment the rows nearest to its centre, and the one row that lies nearest to a border between two.

    Customers of whom everything is known go first: with fewer dimensions it is easier to be near. The first of several.
    """
    rows = material.rows
    complete = np.ones(len(rows), bool) if rows.seen is None else rows.seen.all(axis=1)
    distance = from_own(rows, solution.centres, solution.labels)
    typical = []
    for label in range(solution.named):
        own = solution.labels == label
        own = np.flatnonzero(own & complete if (own & complete).any() else own)
        typical.append(tuple(own[np.argsort(distance[own], kind="stable")[:TYPICAL]].tolist()))
    sure = np.where(solution.labels < solution.named, solution.confidence, np.inf)
    hesitant = np.where(complete | ~complete.any(), sure, np.inf)
    return tuple(typical), int(np.argmin(hesitant))
