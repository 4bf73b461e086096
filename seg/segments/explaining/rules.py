"""A tree read as rules for each segment, with how well they do on customers that it was not grown on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from seg.core.condition import Condition
from seg.core.settings import setting
from seg.segments.explaining.conditions import merged, opposite
from seg.segments.explaining.surrogate import Surrogate
from seg.segments.explaining.unions import joined


@dataclass(frozen=True)
class Figures:
    """What a rule does with held-out `customers`, of whom so many are `members` of the segment: it has `picked` some,
    `right` of them members."""

    picked: int
    right: int
    members: int
    customers: int

    @property
    def few(self) -> bool:
        """Whether so few are picked, or are members, that figures would tell of persons."""
        return min(self.picked, self.members) < setting("min_cell_customers")

    @property
    def precision(self) -> float | None:
        """The share of those picked who are members; None where nobody is picked."""
        return self.right / self.picked if self.picked else None

    @property
    def recall(self) -> float | None:
        """The share of the members who are picked."""
        return self.right / self.members if self.members else None

    @property
    def coverage(self) -> float:
        """The share of all customers who are picked."""
        return self.picked / self.customers if self.customers else 0.0

    @property
    def lift(self) -> float | None:
        """How many times as frequent members are among those picked as among all."""
        share = self.members / self.customers if self.customers else 0.0
        return self.precision / share if self.precision is not None and share else None


@dataclass(frozen=True)
class Rule:
    """All of the conditions must hold; without any, it is a rule for everybody."""

    conditions: tuple[Condition, ...]
    figures: Figures


@dataclass(frozen=True)
class SegmentRules:
    """The rules of one segment, each for other customers, the one with most members first; and what they do together.

    No rules where the tree of this length singles out nobody of the segment.
    """

    label: int
    rules: tuple[Rule, ...]
    figures: Figures


@dataclass(frozen=True)
class Told:
    """The rules of every segment, in the order of the labels, and how far they agree with the segments.

    `leaves` is how many rules there are. `fidelity` is the share of held-out customers whom the rules place in their
    segment, `largest` what always saying the largest segment would, `recall` the mean share of a segment that is placed
    right.
    """

    segments: tuple[SegmentRules, ...]
    leaves: int
    customers: int
    fidelity: float
    largest: float
    recall: float


def told(tree: Surrogate, leaves: int) -> Told:
    """The tree of so many leaves as rules, without borders between leaves of the same segment where that can be."""
    found: dict[int, list[Rule]] = {label: [] for label in range(tree.k)}
    members = np.array(tree.nodes[0].held)
    everybody = int(members.sum())
    for node, path in _ends(tree, tree.within(leaves)):
        label, held = _segment(tree, node), tree.nodes[node].held
        found[label].append(Rule(merged(path), Figures(sum(held), held[label], int(members[label]), everybody)))
    segments = tuple(_together(label, rules, int(members[label]), everybody) for label, rules in found.items())
    right = sum(part.figures.right for part in segments)
    recalls = [part.figures.recall for part in segments if part.figures.recall is not None]
    return Told(
        segments,
        sum(len(part.rules) for part in segments),
        everybody,
        right / max(everybody, 1),
        int(members.max()) / max(everybody, 1),
        float(np.mean(recalls)) if recalls else 0.0,
    )


def placed_by(tree: Surrogate, leaves: int) -> dict[int, int]:
    """The segment, as a label, of every node in which the tree of so many leaves ends, as `leaf_of` has them."""
    count = tree.within(leaves)
    return {node: _segment(tree, node) for node in range(count) if not _goes_on(tree, node, count)}


def _together(label: int, rules: list[Rule], members: int, customers: int) -> SegmentRules:
    """The rules of one segment, as few as say the same."""
    few = []
    for conditions, places in joined(rule.conditions for rule in rules):
        picked, right = _sums([rules[place] for place in places])
        few.append(Rule(conditions, Figures(picked, right, members, customers)))
    few.sort(key=lambda rule: -rule.figures.right)
    return SegmentRules(label, tuple(few), Figures(*_sums(few), members, customers))


def _sums(rules: list[Rule]) -> tuple[int, int]:
    """Customers whom rules pick, no two of them the same, and who of them are members."""
    return sum(rule.figures.picked for rule in rules), sum(rule.figures.right for rule in rules)


def _ends(tree: Surrogate, count: int, node: int = 0, path: tuple[Condition, ...] = ()) -> Iterator[tuple[int, tuple]]:
    """Where the tree of so many nodes ends, and the tests on the way; a node below which all is one segment ends."""
    if not _goes_on(tree, node, count) or len(_below(tree, count, node)) == 1:
        yield node, path
        return
    test, (first, second) = tree.nodes[node].test, tree.nodes[node].children
    yield from _ends(tree, count, first, (*path, test))
    yield from _ends(tree, count, second, (*path, opposite(test)))


def _below(tree: Surrogate, count: int, node: int) -> set[int]:
    """The segments at the ends below a node."""
    if not _goes_on(tree, node, count):
        return {_segment(tree, node)}
    return set().union(*(_below(tree, count, child) for child in tree.nodes[node].children))


def _goes_on(tree: Surrogate, node: int, count: int) -> bool:
    children = tree.nodes[node].children
    return children is not None and children[1] < count


def _segment(tree: Surrogate, node: int) -> int:
    """The segment that a node stands for: whose share of all its members is the largest there; the first of several.

    So every segment counts the same, however large it is (`class_weight="balanced"`).
    """
    fit, everybody = np.array(tree.nodes[node].fit), np.array(tree.nodes[0].fit)
    return int((fit / np.maximum(everybody, 1)).argmax())
