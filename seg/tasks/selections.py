"""Customers that somebody picked: who they are, and how they differ from everybody else or from another group."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np

from seg.core.condition import Condition
from seg.core.errors import SegError
from seg.core.fingerprint import fingerprint
from seg.core.recipe import Recipe
from seg.core.selection import Selection
from seg.data.events.offered import columns_for
from seg.segments import contrast as comparison
from seg.segments.area import in_segments, marked
from seg.segments.contrast import NEITHER, Contrast, sides
from seg.segments.explaining.conditions import all_hold
from seg.store.workspace import Workspace
from seg.tasks import kept
from seg.tasks.desk import workspace
from seg.tasks.dimensions import Counting, dimension_frame

Report = Callable[[str, float], None]


def mask_of(
    store: Workspace, recipe: Recipe, selection: Selection, rows: np.ndarray, labels: np.ndarray, ids: Sequence[str]
) -> np.ndarray:
    """(n,) bool: which of the included customers `rows` are picked; label i of `labels` is the segment `ids[i]`.

    Raises `SegError` where kept members, or the dimension of a condition, are not there any more.
    """
    if selection.own:
        return marked(store.own_members(selection.own), rows)
    if selection.kind == "rule":
        return fulfilling(store, recipe, selection.conditions, rows)
    return in_segments(selection.segments, labels, ids)


def fulfilling(store: Workspace, recipe: Recipe, conditions: Iterable[Condition], rows: np.ndarray) -> np.ndarray:
    """(n,) bool: for whom of the customers `rows` all conditions hold, as the recipe counts and up to its day.

    Raises `SegError` for a dimension that the data does not have.
    """
    dataset, conditions = store.dataset(recipe.dataset), tuple(conditions)
    labels = tuple(dict.fromkeys(condition.dimension for condition in conditions))
    customers = dimension_frame(store, Counting.of(dataset, recipe), labels)
    if unknown := tuple(label for label in labels if label not in customers.column_names):
        known = tuple(columns_for(dataset, recipe))
        raise SegError("dimensions_unknown", dimensions=unknown, known=known, count=len(unknown))
    return all_hold(conditions, customers)[rows]


def contrast_key(recipe: Recipe, k: int, ids: Sequence[str], one: Selection, other: Selection | None) -> str:
    """Key of how `one` differs from `other`, or from everybody else: the number of segments matters only to those
    who are picked by segments."""
    picked = [selection for selection in (one, other) if selection]
    solution = [recipe.solutions_key(), k, list(ids)] if any(not each.own for each in picked) else []
    dimensions = [recipe.encoding_key(), list(recipe.describing)]
    return fingerprint("contrast", dimensions, solution, [selection.fingerprint() for selection in picked])


def contrast(arguments: dict, report: Report) -> dict:
    """How a group differs: {"recipe", "k", "ids": as shown, "one": selection, "other": selection or None}, kept.

    Raises `SegError` where the segments are not computed, or the members are not kept any more.
    """
    store, recipe, ids = workspace(), Recipe.from_json(arguments["recipe"]), arguments["ids"]
    one = Selection.from_json(arguments["one"])
    other = Selection.from_json(arguments["other"]) if arguments["other"] else None
    solved = kept.kept_solutions(store, recipe)
    if solved is None:
        raise SegError("not_computed")
    report("stage.contrast", 0.1)
    labels = solved.solutions.by_k[arguments["k"]].labels
    masks = [mask_of(store, recipe, each, solved.rows, labels, ids) for each in (one, other) if each]
    groups = sides(masks[0], masks[1] if other else ~masks[0])
    shared = int((masks[0] & masks[1]).sum()) if other else 0
    dataset = store.dataset(recipe.dataset)
    customers = dimension_frame(store, Counting.of(dataset, recipe), recipe.dimensions)
    everybody = np.full(len(customers), NEITHER, np.uint8)
    everybody[solved.rows] = groups
    known, forming = columns_for(dataset, recipe), frozenset(part.dimension for part in recipe.forming)
    columns = {label: known[label] for label in recipe.dimensions}
    report("stage.contrast", 0.3)
    found = comparison.contrast(customers, columns, forming, everybody, solved.as_of, shared)
    key = contrast_key(recipe, arguments["k"], ids, one, other)
    store.put_result(key, "contrast", recipe.dataset, found.as_json(), {})
    return {}


def kept_contrast(store: Workspace, key: str) -> Contrast | None:
    """What `contrast` found, or None while nobody asked."""
    found = store.get_result(key)
    return None if found is None else Contrast.from_json(found[0])
