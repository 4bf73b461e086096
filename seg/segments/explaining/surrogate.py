"""A decision tree that stands in for the segments: grown once as long as it may be, read at any length.

The tree is grown best first, so that what it is with fewer leaves is how it began: of the longest tree, the first
2m - 1 nodes are the tree of m leaves. Borders are rounded, and whatever is said of the tree is counted with the
rounded ones, on customers that it was not grown on (methods reference, section 5).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pyarrow as pa

from seg.core.columns import Column, Kind
from seg.core.condition import Condition
from seg.core.errors import SegError
from seg.core.settings import setting
from seg.segments.explaining.conditions import holds
from seg.segments.explaining.features import Feature, features, plainest
from seg.segments.explaining.round_numbers import border
from seg.segments.explaining.split import fit_and_held

LONGEST = 4
"""Leaves for each segment, at most; there is at least one."""
SLACK = 0.005
"""The share of the customers of a node that may change sides for a round border."""


@dataclass(frozen=True)
class Node:
    """Who gets here, as counts of each segment among the customers it was `fit` on and those `held` out, and where they
    go on: to the first of `children` who fulfil the `test`, to the second all others. A last node has neither."""

    fit: tuple[int, ...]
    held: tuple[int, ...]
    test: Condition | None = None
    children: tuple[int, int] | None = None

    def as_json(self) -> dict:
        test = self.test.as_json() if self.test else None
        return {"fit": list(self.fit), "held": list(self.held), "test": test, "children": self.children}

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> Node:
        test = Condition.from_json(raw["test"]) if raw["test"] else None
        children = tuple(raw["children"]) if raw["children"] else None
        return cls(tuple(raw["fit"]), tuple(raw["held"]), test, children)


@dataclass(frozen=True)
class Surrogate:
    """The longest tree, in the order in which it grew: the root first, children always after their parent."""

    nodes: tuple[Node, ...]

    @property
    def k(self) -> int:
        return len(self.nodes[0].fit)

    @property
    def longest(self) -> int:
        """The most leaves it can be read with."""
        return (len(self.nodes) + 1) // 2

    def within(self, leaves: int) -> int:
        """How many of the nodes the tree of so many leaves has."""
        return 2 * min(max(leaves, 1), self.longest) - 1

    def as_json(self) -> dict:
        return {"nodes": [node.as_json() for node in self.nodes]}

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> Surrogate:
        return cls(tuple(Node.from_json(node) for node in raw["nodes"]))


def least_in_leaf(labels: np.ndarray, k: int) -> int:
    """Customers that a leaf must have: 50 or 1 %; of small data 5 %, and no more than half of the smallest segment."""
    sizes = np.bincount(labels, minlength=k)
    usual = max(setting("leaf_customers"), setting("leaf_share") * len(labels))
    small = min(setting("leaf_share_small") * len(labels), sizes[sizes > 0].min(initial=len(labels)) / 2)
    return int(max(min(usual, small), setting("leaf_least")))


def surrogate(customers: pa.Table, columns: Mapping[str, Column], labels: np.ndarray, k: int, seed: int) -> Surrogate:
    """The tree that tells the k segments of the customers apart by `columns` (by label).

    `customers` is keyed by label, row i in the segment `labels[i]`. Raises `SegError` where there is nothing to tell
    apart: one segment alone, or columns without two values.
    """
    fit, held = fit_and_held(labels, k, seed)
    table = customers.take(pa.array(fit))
    made, matrix = features(table, columns.values())
    varied = [at for at, x in enumerate(matrix.T) if len(np.unique(x[~np.isnan(x)])) > 1]
    if not varied or len(np.unique(labels[fit])) < 2:
        raise SegError("nothing_to_explain")
    made, matrix = plainest([made[at] for at in varied], matrix[:, varied])
    grown = _grown(matrix, labels[fit], k, seed)
    tests, children = _tests(grown, made, matrix)
    counts = [_counts(tests, children, customers.take(pa.array(rows)), labels[rows], k) for rows in (fit, held)]
    return Surrogate(tuple(Node(*parts) for parts in zip(*counts, tests, children, strict=True)))


def _grown(matrix: np.ndarray, labels: np.ndarray, k: int, seed: int) -> Any:
    """The tree of scikit-learn over ranks: it works in single precision, in which large numbers lose their digits."""
    from sklearn.tree import DecisionTreeClassifier

    ranks = np.stack([_ranked(x) for x in matrix.T], axis=1)
    tree = DecisionTreeClassifier(
        max_leaf_nodes=max(LONGEST * k, 2),
        min_samples_leaf=least_in_leaf(labels, k),
        class_weight="balanced",
        random_state=seed % 2**32,
    )
    return tree.fit(ranks, labels).tree_


def _ranked(x: np.ndarray) -> np.ndarray:
    """The places of the values among all different ones, NaN as it is."""
    known = ~np.isnan(x)
    found = np.full(len(x), np.nan)
    found[known] = np.unique(x[known], return_inverse=True)[1]
    return found


def _tests(
    grown: Any, made: tuple[Feature, ...], matrix: np.ndarray
) -> tuple[list[Condition | None], list[tuple[int, int] | None]]:
    """The test and the children of every node, borders rounded; a node is rounded among those who get there."""
    tests: list[Condition | None] = [None] * grown.node_count
    children: list[tuple[int, int] | None] = [None] * grown.node_count
    rows = {0: np.arange(len(matrix))}
    different = [np.unique(x[~np.isnan(x)]) for x in matrix.T]
    for node in range(grown.node_count):
        left, right = int(grown.children_left[node]), int(grown.children_right[node])
        if left < 0:
            continue
        at, own = int(grown.feature[node]), rows.pop(node)
        feature, x = made[at], matrix[own, at]
        exact = different[at][int(np.floor(grown.threshold[node]))]
        test = feature.at_most(_rounded(feature, x, float(exact)))
        unknown = bool(grown.missing_go_to_left[node])
        low = np.where(np.isnan(x), unknown, x <= _bound(test, feature))
        tests[node] = replace(test, unknown=unknown)
        children[node] = (left, right)
        rows[left], rows[right] = own[low], own[~low]
    return tests, children


def _bound(test: Condition, feature: Feature) -> float:
    """The largest value of the feature that passes."""
    if feature.is_number:
        return test.most
    return len(test.among) - 1 if feature.levels else 0.0


def _rounded(feature: Feature, x: np.ndarray, exact: float) -> float:
    """The border between the values up to `exact` and those above it."""
    if not feature.is_number:
        return exact
    ascending = np.sort(x[~np.isnan(x)])
    below = int(np.searchsorted(ascending, exact, side="right"))
    if not 0 < below < len(ascending):  # borders above it were rounded, and took everybody on one side with them
        return exact
    return border(ascending, below, int(SLACK * len(ascending)), feature.kind is Kind.DATE)


def _counts(
    tests: list[Condition | None],
    children: list[tuple[int, int] | None],
    customers: pa.Table,
    labels: np.ndarray,
    k: int,
) -> list[tuple[int, ...]]:
    """How many of each segment get to every node."""
    reached = _reached(tests, children, customers)
    return [tuple(np.bincount(labels[here], minlength=k).tolist()) for here in reached]


def _reached(
    tests: list[Condition | None], children: list[tuple[int, int] | None], customers: pa.Table
) -> list[np.ndarray]:
    """(n,) bool for every node who gets there."""
    found = [np.ones(len(customers), bool)] * len(tests)
    for node, (test, after) in enumerate(zip(tests, children, strict=True)):
        if test is not None:
            passing = holds(test, customers)
            found[after[0]], found[after[1]] = found[node] & passing, found[node] & ~passing
    return found


def leaf_of(tree: Surrogate, leaves: int, customers: pa.Table) -> np.ndarray:
    """(n,) the node in which each customer ends, in the tree of so many leaves."""
    nodes = tree.nodes[: tree.within(leaves)]
    tests = [node.test if node.children and node.children[1] < len(nodes) else None for node in nodes]
    children = [node.children if test else None for node, test in zip(nodes, tests, strict=True)]
    found = np.zeros(len(customers), np.int64)
    for at, here in enumerate(_reached(tests, children, customers)):
        found[here] = at  # children come after their parents
    return found
