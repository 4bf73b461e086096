"""Segments told in other words: rules on what customers are, and the questions that place one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import ibis
import numpy as np
import pyarrow as pa
from threadpoolctl import threadpool_limits

from seg.core.columns import Column
from seg.core.errors import SegError
from seg.core.fingerprint import fingerprint
from seg.core.recipe import Recipe
from seg.core.selection import Selection
from seg.data.engine import connect
from seg.data.events.offered import columns_for
from seg.segments.explaining.rule_sql import SEGMENT, by_rules
from seg.segments.explaining.rules import placed_by, told
from seg.segments.explaining.shortest import ShortRule, shortest_rules
from seg.segments.explaining.surrogate import Surrogate, leaf_of, surrogate
from seg.segments.explaining.typing_tool import Questionnaire, typing_tool
from seg.store.workspace import Workspace
from seg.tasks import kept
from seg.tasks.desk import workspace
from seg.tasks.dimensions import Counting, dimension_frame
from seg.tasks.selections import mask_of

Report = Callable[[str, float], None]
PRECISE = 0.9
"""How precise the shortest rules are that shall be right before they are complete."""


@dataclass(frozen=True)
class Explained:
    """The rules of all segments; or of one group (label 1) against everybody else (label 0).

    `shortest` have the best F1, `precise` the largest part of the segment while right in `PRECISE` of cases. `missing`
    are the dimensions that are not known of everybody. The longest rules as SQL were run on `checked` customers, of
    whom `differing` came out elsewhere than here.
    """

    tree: Surrogate
    shortest: tuple[ShortRule, ...]
    precise: tuple[ShortRule, ...]
    missing: tuple[str, ...]
    checked: int
    differing: int

    def as_json(self) -> dict:
        rules = {name: [rule.as_json() for rule in getattr(self, name)] for name in ("shortest", "precise")}
        figures = {"missing": list(self.missing), "checked": self.checked, "differing": self.differing}
        return {"tree": self.tree.as_json(), **rules, **figures}

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> Explained:
        rules = {name: tuple(ShortRule.from_json(rule) for rule in raw[name]) for name in ("shortest", "precise")}
        missing = tuple(raw["missing"])
        return cls(**{**raw, **rules, "tree": Surrogate.from_json(raw["tree"]), "missing": missing})


def rules_key(recipe: Recipe, k: int, ids: Sequence[str] = (), one: Selection | None = None) -> str:
    """Key of the rules of k segments; or of a group, which depends on the segments only where it is picked by them."""
    if one is None:
        return fingerprint("rules", 2, recipe.solutions_key(), k)
    solution = [recipe.solutions_key(), k, list(ids)] if not one.own else []
    return fingerprint("rules", 2, recipe.encoding_key(), list(recipe.describing), solution, one.fingerprint())


def questions_key(recipe: Recipe, k: int) -> str:
    """Key of the questions that place a customer."""
    return fingerprint("questions", recipe.solutions_key(), k)


def rules(arguments: dict, report: Report) -> dict:
    """The rules: {"recipe", "k", "ids": as shown, "one": selection or None for all segments}, kept.

    Of segments by what decides them, of a group by all that is in the recipe and not held back. Raises `SegError` where
    the segments are not computed, the members are not kept any more, or there is nothing to tell apart.
    """
    store, recipe, ids, k = workspace(), Recipe.from_json(arguments["recipe"]), arguments["ids"], arguments["k"]
    one = Selection.from_json(arguments["one"]) if arguments["one"] else None
    report("stage.explaining", 0.1)
    solved, columns = _solved(store, recipe), _columns(store, recipe)
    labels = solved.solutions.by_k[k].labels
    if one is None:
        told_by = {part.dimension: columns[part.dimension] for part in recipe.deciding}
    else:
        labels, k = mask_of(store, recipe, one, solved.rows, labels, ids).astype(np.uint8), 2
        forming = {part.dimension for part in recipe.forming}
        told_by = {label: columns[label] for label in recipe.dimensions if label in forming or not columns[label].held}
    customers = _customers(store, recipe, solved, tuple(told_by))
    report("stage.explaining", 0.3)
    found = explained(customers, told_by, labels, k, recipe.seed)
    key = rules_key(recipe, arguments["k"], ids, one)
    store.put_result(key, "rules", recipe.dataset, found.as_json(), {})
    return {}


@threadpool_limits.wrap(limits=1)
def explained(customers: pa.Table, columns: Mapping[str, Column], labels: np.ndarray, k: int, seed: int) -> Explained:
    """The rules that tell k groups of customers apart, and what a database says to them."""
    tree = surrogate(customers, columns, labels, k, seed)
    short, precise = (shortest_rules(customers, columns, labels, k, seed, asked) for asked in (None, PRECISE))
    missing = tuple(label for label in columns if customers[label].null_count)
    return Explained(tree, short, precise, missing, len(customers), _differing(tree, customers))


def _differing(tree: Surrogate, customers: pa.Table) -> int:
    """How many customers DuckDB places elsewhere than we do, by the longest rules."""
    place = placed_by(tree, tree.longest)
    here = np.array([place.get(node, -1) for node in range(len(tree.nodes))])[leaf_of(tree, tree.longest, customers)]
    backend = connect()
    try:
        row = "row".ljust(1 + max(map(len, customers.column_names), default=2), "_")  # longer than any, so like none
        numbered = customers.append_column(row, pa.array(np.arange(len(customers))))
        placed = backend.to_pyarrow(by_rules(ibis.memtable(numbered), told(tree, tree.longest))).sort_by(row)
    finally:
        backend.disconnect()
    return int((placed[SEGMENT].fill_null(-1).to_numpy() != here).sum())


def questions(arguments: dict, report: Report) -> dict:
    """The questions that place a customer in one of {"k"} segments of {"recipe"}, kept.

    Raises `SegError` where the segments are not computed, or there is nothing to ask.
    """
    store, recipe, k = workspace(), Recipe.from_json(arguments["recipe"]), arguments["k"]
    report("stage.questions", 0.1)
    solved, columns = _solved(store, recipe), _columns(store, recipe)
    asked = {part.dimension: columns[part.dimension] for part in recipe.deciding}
    customers = _customers(store, recipe, solved, tuple(asked))
    progress = lambda done, of: report("stage.questions", 0.2 + 0.8 * done / of)  # noqa: E731
    with threadpool_limits(limits=1):
        found = typing_tool(customers, asked, solved.solutions.by_k[k].labels, k, recipe.seed, progress)
    store.put_result(questions_key(recipe, k), "questions", recipe.dataset, found.as_json(), {})
    return {}


def kept_rules(store: Workspace, key: str) -> Explained | None:
    """What `rules` found, or None while nobody asked."""
    found = store.get_result(key)
    return None if found is None else Explained.from_json(found[0])


def kept_questions(store: Workspace, recipe: Recipe, k: int) -> Questionnaire | None:
    """What `questions` found, or None while nobody asked."""
    found = store.get_result(questions_key(recipe, k))
    return None if found is None else Questionnaire.from_json(found[0])


def _solved(store: Workspace, recipe: Recipe) -> kept.KeptSolutions:
    solved = kept.kept_solutions(store, recipe)
    if solved is None:
        raise SegError("not_computed")
    return solved


def _columns(store: Workspace, recipe: Recipe) -> dict[str, Column]:
    return columns_for(store.dataset(recipe.dataset), recipe)


def _customers(store: Workspace, recipe: Recipe, solved: kept.KeptSolutions, labels: tuple[str, ...]) -> pa.Table:
    """The included customers with these dimensions, in the order of their labels."""
    counting = Counting.of(store.dataset(recipe.dataset), recipe)
    return dimension_frame(store, counting, labels).select(labels).take(pa.array(solved.rows))
