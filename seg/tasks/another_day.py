"""The same segments on another day: the customers as they were then, by the encoding and the model of now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from seg import pipeline
from seg.core.errors import SegError
from seg.core.fingerprint import fingerprint
from seg.core.recipe import Recipe
from seg.store.workspace import Workspace
from seg.tasks import kept, segments
from seg.tasks.desk import workspace


@dataclass(frozen=True, eq=False)
class OtherDay:
    """Who was a customer then (`rows`), and the label and confidence of each in the segments of now."""

    rows: np.ndarray
    labels: np.ndarray
    confidence: np.ndarray


def day_key(recipe: Recipe, k: int, day: str) -> str:
    """Key of the customers of another day in the `k` segments of a recipe."""
    return fingerprint("another_day", recipe.solutions_key(), k, day)


def assign(arguments: dict, report: Callable[[str, float], None]) -> dict:
    """The customers of {"day"} in the segments of {"recipe", "k"}. Raises `SegError` where these are not computed, or
    too few were customers by then."""
    store, recipe = workspace(), Recipe.from_json(arguments["recipe"])
    found = kept.kept_solutions(store, recipe)
    if found is None:
        raise SegError("not_computed")
    report("stage.encoding", 0.1)
    then, day = replace(recipe, as_of=arguments["day"]), arguments["day"]
    dataset = store.dataset(recipe.dataset)
    who = pipeline.population(dataset, segments.customers(dataset, then), then)
    report("stage.map_placing", 0.7)
    assigned = pipeline.score(found.encoding, found.solutions.by_k[arguments["k"]].model, who.customers)
    arrays = {"rows": who.rows, "labels": assigned.labels, "confidence": assigned.confidence}
    store.put_result(day_key(recipe, arguments["k"], day), "another_day", recipe.dataset, {}, arrays)
    return {}


def kept_day(store: Workspace, recipe: Recipe, k: int, day: str) -> OtherDay | None:
    """Those of another day; None while nobody looked."""
    found = store.get_result(day_key(recipe, k, day))
    return None if found is None else OtherDay(**{name: found[1][name] for name in ("rows", "labels", "confidence")})
