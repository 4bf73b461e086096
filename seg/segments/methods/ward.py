"""Ward's tree: segments inside segments. Cutting it lower splits one segment and leaves the others as they are.

Of many customers, the tree is built on the centres of a few hundred small groups of them, each with the weight of its
members: exact from there upwards, and nearer to the tree of all than that of a sample.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from seg.core.recipe import K_MAX
from seg.core.results import Model
from seg.core.settings import setting
from seg.segments import kmeans
from seg.segments.distances import Rows
from seg.segments.methods.centres import assign, pulls
from seg.segments.methods.method import Material, Method, Report, register

NAME = "ward"


def fit(material: Material, ks: tuple[int, ...], seed: int, thorough: bool, report: Report) -> dict[int, Model]:
    """The tree, cut for every k. Missing cells hold the column mean (0) while it is built.

    Models keep its top, the same for every k: `shared["merges"]` (up to 11, 2) are the nodes that each step joins, as
    in scipy's linkage (the branches are 0, 1, ..; what the first step makes is the next number), `shared["heights"]`
    the root of twice what the step adds to the squared distances; `per_segment["node"]` is the node of each segment.
    """
    points, weights = _points(material.rows, seed)
    tree = grown(points, weights)
    top, branch = tree.top(min(K_MAX, len(points)))
    shared = {"merges": top.merges, "heights": top.heights}
    found = {}
    for k in ks:
        nodes, labels = top.cut(min(k, len(top.merges) + 1))
        own = _means(points, weights, labels[branch], len(nodes))
        found[k] = Model(NAME, len(nodes), {"centres": own.astype(np.float32), "node": nodes}, shared)
        report(len(found), len(ks))
    return found


def _points(rows: Rows, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """What the tree is built on, (m, d) float64, and the customers that each point stands for, (m,): everybody, or the
    centres of small groups of up to `fit_sample` of them."""
    weights = np.ones(len(rows), np.float32) if rows.weights is None else rows.weights
    if len(rows) <= setting("ward_sample"):
        return rows.filled.astype(np.float64), weights.astype(np.float64)
    random = np.random.default_rng(seed)
    picked = kmeans.sorted_sample(len(rows), setting("fit_sample"), random)
    sample = Rows(rows.filled[picked], None, weights[picked])
    labels = kmeans.small_groups(sample, setting("ward_groups"), random)
    m = int(labels.max()) + 1
    sizes = np.bincount(labels, sample.weights, m)
    present = sizes > 0
    return _means(sample.filled, sample.weights, labels, m)[present], sizes[present]


def _means(points: np.ndarray, weights: np.ndarray, labels: np.ndarray, k: int) -> np.ndarray:
    """(k, d) weighted means of the points of each label; 0 where there are none."""
    sums = np.stack([np.bincount(labels, weights * column, k) for column in points.T], axis=1)
    return sums / np.maximum(np.bincount(labels, weights, k), 1e-12)[:, None]


@dataclass(frozen=True, eq=False)
class Tree:
    """`merges` (n - 1, 2) int64 and `heights` (n - 1,) of n leaves, lowest first, numbered as in scipy's linkage."""

    merges: np.ndarray
    heights: np.ndarray

    def cut(self, k: int) -> tuple[np.ndarray, np.ndarray]:
        """The nodes (k,) that are left when the last k - 1 merges are undone, and which of them each leaf is under."""
        leaves = len(self.merges) + 1
        above = np.arange(2 * leaves - 1)
        for step in range(leaves - k - 1, -1, -1):
            above[self.merges[step]] = above[leaves + step]
        return np.unique(above[:leaves], return_inverse=True)

    def top(self, branches: int) -> tuple[Tree, np.ndarray]:
        """The tree above so many nodes, which are its leaves, and which of them each leaf of this one is under."""
        nodes, under = self.cut(branches)
        first = len(self.merges) + 1 - branches
        leaves = len(self.merges) + 1
        number = {int(node): at for at, node in enumerate(nodes)}
        number |= {leaves + first + at: branches + at for at in range(branches - 1)}
        merges = [[number[int(node)] for node in pair] for pair in self.merges[first:]]
        return Tree(np.array(merges, np.int64).reshape(-1, 2), self.heights[first:]), under


def grown(points: np.ndarray, weights: np.ndarray) -> Tree:
    """Ward's tree of weighted points: each step joins the two nodes whose union adds least to the squared distances,
    w v / (w + v) |c - d|^2 for weights w, v and centres c, d.

    By chains of nearest neighbours (Murtagh 1983), O(n^2 d) in O(n d) memory.
    """
    n = len(points)
    centres, sizes, node = points.copy(), weights.copy(), np.arange(n)
    squares = (centres**2).sum(axis=1)
    alive, chain, steps = np.ones(n, bool), [], []
    while len(steps) < n - 1:
        if not chain:
            chain.append(int(alive.argmax()))
        tip = chain[-1]
        gaps = np.maximum(squares + squares[tip] - 2 * centres @ centres[tip], 0)
        costs = np.where(alive, sizes * sizes[tip] / (sizes + sizes[tip]) * gaps, np.inf)
        costs[tip] = np.inf
        nearest = int(costs.argmin())
        if len(chain) > 1 and costs[chain[-2]] <= costs[nearest]:  # each is the nearest of the other
            other = chain[-2]
            del chain[-2:]
            steps.append((node[tip], node[other], np.sqrt(2 * costs[other])))
            both = sizes[tip] + sizes[other]
            centres[tip] = (sizes[tip] * centres[tip] + sizes[other] * centres[other]) / both
            squares[tip], sizes[tip], node[tip] = centres[tip] @ centres[tip], both, n + len(steps) - 1
            alive[other] = False
        else:
            chain.append(nearest)
    return _ordered(steps, n)


def _ordered(steps: list[tuple[int, int, float]], n: int) -> Tree:
    """The steps of a chain, lowest first, with the numbers that nodes have then.

    No step is lower than those that made what it joins: among customers who are alike, rounding alone would say so.
    """
    heights = np.array([height for _, _, height in steps])
    for at, (one, other, height) in enumerate(steps):
        heights[at] = max([height, *(heights[node - n] for node in (one, other) if node >= n)])
    order = np.argsort(heights, kind="stable")
    number = np.arange(2 * n - 1)
    number[n + order] = n + np.arange(n - 1)
    merges = number[np.array([pair[:2] for pair in steps], np.int64).reshape(-1, 2)[order]]
    return Tree(merges, heights[order])


register(Method(NAME, fit, assign, centred=True, pulls=pulls))
