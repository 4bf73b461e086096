"""The stereotype guard: whether segments stand for what nobody should be sorted by, and what their headlines leave out.

Attributes are read from the dataset here whether or not a recipe names them. Nothing of them is kept but what may be
shown, and nothing of them forms a segment.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
from threadpoolctl import threadpool_limits

from seg.core.columns import Column
from seg.core.dataset import Dataset
from seg.core.errors import SegError
from seg.core.fingerprint import fingerprint
from seg.core.recipe import Recipe
from seg.data.events.offered import columns_for
from seg.segments.distances import Rows
from seg.segments.encoding import Encoding, apply
from seg.segments.fairness.attributes import Attribute, attributes, audited
from seg.segments.fairness.audit import Audited, audit
from seg.segments.fairness.counter import Counter, counters
from seg.segments.fairness.drop_one import Without, drop_each
from seg.segments.methods import Material
from seg.store.workspace import Workspace
from seg.tasks import kept
from seg.tasks.desk import workspace
from seg.tasks.dimensions import Counting, dimension_frame

Report = Callable[[str, float], None]


@dataclass(frozen=True)
class Guard:
    """Every attribute, the gravest first, and a counter-statement to every headline."""

    attributes: tuple[Audited, ...]
    counters: tuple[Counter, ...]

    def as_json(self) -> dict:
        parts = ("attributes", "counters")
        return {name: [part.as_json() for part in getattr(self, name)] for name in parts}

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> Guard:
        found = tuple(Audited.from_json(part) for part in raw["attributes"])
        return cls(found, tuple(Counter.from_json(part) for part in raw["counters"]))


def guard_key(recipe: Recipe, k: int) -> str:
    """Key of the guard: headlines speak of what describes too."""
    return fingerprint("guard", recipe.profiles_key(), k)


def dropped_key(recipe: Recipe, k: int) -> str:
    """Key of what the segments would be without each input."""
    return fingerprint("dropped", recipe.profiles_key(), k)


def guard(arguments: dict, report: Report) -> dict:
    """Audit {"k"} segments of {"recipe"} for every attribute that is personal or held back, kept.

    Raises `SegError` where the segments or their profiles are not computed.
    """
    store, recipe, k = workspace(), Recipe.from_json(arguments["recipe"]), arguments["k"]
    dataset = store.dataset(recipe.dataset)
    solved, profiles = kept.kept_solutions(store, recipe), kept.kept_profiles(store, recipe)
    if solved is None or profiles is None:
        raise SegError("not_computed")
    report("stage.guard", 0.05)
    solution, columns = solved.solutions.by_k[k], columns_for(dataset, recipe)
    customers = _customers(store, dataset, recipe, solved)
    matrix = apply(solved.encoding, customers)
    found, each = [], attributes(customers, _asked_about(dataset, recipe))
    with threadpool_limits(limits=1):
        for done, attribute in enumerate(each):
            report("stage.guard", 0.1 + 0.8 * done / len(each))
            found.append(audit(attribute, solution.labels, k, matrix, solved.encoding, recipe.seed))
    found.sort(key=_gravity)
    profile = [part for part in profiles[k] if part.dimension in columns]
    told = counters(customers, columns, profile, solution.labels, solution.named)
    made = Guard(tuple(found), told)
    store.put_result(guard_key(recipe, k), "guard", recipe.dataset, made.as_json(), {})
    return {}


def _gravity(found: Audited) -> tuple[int, float]:
    return ("red", "amber", "note", "").index(found.grade), -found.association.v


def drop_one(arguments: dict, report: Report) -> dict:
    """Form {"k"} segments of {"recipe"} anew without each input in turn, kept: V with every attribute, in the order of
    the dataset. Raises `SegError` where the segments are not computed."""
    store, recipe, k = workspace(), Recipe.from_json(arguments["recipe"]), arguments["k"]
    dataset, solved = store.dataset(recipe.dataset), kept.kept_solutions(store, recipe)
    if solved is None:
        raise SegError("not_computed")
    customers = _customers(store, dataset, recipe, solved)
    each = attributes(customers, _asked_about(dataset, recipe))
    progress = lambda done, of: report("stage.without", done / of)  # noqa: E731
    material = _material(solved.encoding, customers)
    found = drop_each(material, solved.solutions.by_k[k], each, recipe.seed, progress)
    meta = {"attributes": [list(_named(one)) for one in each], "without": [part.as_json() for part in found]}
    store.put_result(dropped_key(recipe, k), "dropped", recipe.dataset, meta, {})
    return {}


@dataclass(frozen=True)
class Dropped:
    """What the segments would be without each input; `attributes` (dimension, tag) are in the order of their V."""

    attributes: tuple[tuple[str, str], ...]
    without: tuple[Without, ...]

    def v(self, part: Without, audited: Audited) -> float | None:
        """V with an attribute without an input; None for one that was not looked at."""
        at = (audited.dimension, audited.tag)
        return part.v[self.attributes.index(at)] if at in self.attributes else None


def kept_guard(store: Workspace, recipe: Recipe, k: int) -> Guard | None:
    """What `guard` found, or None while nobody asked."""
    found = store.get_result(guard_key(recipe, k))
    return None if found is None else Guard.from_json(found[0])


def kept_dropped(store: Workspace, recipe: Recipe, k: int) -> Dropped | None:
    """What `drop_one` found, or None while nobody asked."""
    found = store.get_result(dropped_key(recipe, k))
    if found is None:
        return None
    named = tuple((dimension, tag) for dimension, tag in found[0]["attributes"])
    return Dropped(named, tuple(Without.from_json(part) for part in found[0]["without"]))


def _named(attribute: Attribute) -> tuple[str, str]:
    return attribute.dimension, attribute.tag


def _asked_about(dataset: Dataset, recipe: Recipe) -> tuple[Column, ...]:
    """The attributes of the dataset, and those that the recipe takes from events."""
    known = {column.label: column for column in dataset.columns} | columns_for(dataset, recipe)
    return audited(known.values())


def _customers(store: Workspace, dataset: Dataset, recipe: Recipe, solved: kept.KeptSolutions) -> pa.Table:
    """The included customers with every dimension of the recipe and every attribute, in the order of their labels."""
    wanted = (*recipe.dimensions, *(column.label for column in _asked_about(dataset, recipe)))
    labels = tuple(dict.fromkeys((*wanted, *solved.encoding.labels)))
    frame = dimension_frame(store, Counting.of(dataset, recipe), labels)
    return frame.take(pa.array(solved.rows))


def _material(encoding: Encoding, customers: pa.Table) -> Material:
    return Material(Rows.of(apply(encoding, customers)), encoding)
