"""HDBSCAN: dense islands of customers who are much alike. Who lies between them belongs to none.

Campello, Moulavi & Sander 2013, as scikit-learn has it. The number of islands is found. They are looked for among
customers of whom everything is known: a value that was filled in is not where anybody is, and would make places dense
that are not.

A model keeps some of those customers and tells the islands of all others by them. The distance is the one of the
method, mutual reachability: two are as far apart as they lie, and at least as far as each has to look for company.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass, replace
from math import ceil

import numpy as np

from seg.core.errors import SegError
from seg.core.recipe import K_MAX
from seg.core.results import Model
from seg.core.settings import setting
from seg.segments.distances import Rows
from seg.segments.kmeans import sorted_sample
from seg.segments.methods.method import Assigned, Material, Method, Report, register
from seg.segments.sizes import smallest_useful

NAME = "hdbscan"
MOST_ROWS = 20_000
COMPANY = 15
"""Customers, oneself included, within whose distance it is dense (`min_samples`); fewer where islands are smaller."""
LARGER = 1.5
"""How much larger islands must be where there are more than can be shown."""


def fit(material: Material, ks: tuple[int, ...], seed: int, thorough: bool, report: Report) -> dict[int, Model]:
    """The model of the islands there are, whatever `ks`, under the number of segments: one more than islands.

    Raises `SegError` when there are fewer than two, or too few customers of whom everything is known.
    """
    random = np.random.default_rng(seed)
    complete = _complete(material.rows)
    points = complete[sorted_sample(len(complete), MOST_ROWS, random)]
    labels, company = _islands(points)
    k = int(labels.max()) + 1
    if k < 2 and thorough:
        raise SegError("hdbscan_no_islands", customers=len(points))
    report(1, 1)
    model = _model(points, labels, k, company, random)
    return {model.k: model}


def assign(model: Model, material: Material) -> Assigned:
    """The nearest island to those within its reach; the others are unassigned, and so is who has nothing known."""
    n, size = len(material), setting("island_chunk_rows")
    labels, second = np.empty(n, np.uint8), np.empty(n, np.uint8)
    confidence, misfit = np.empty(n, np.uint8), np.empty(n, np.float32)
    for start in range(0, n, size):
        piece = slice(start, start + size)
        found = _assigned(model, material.rows.take(piece))
        labels[piece], second[piece], confidence[piece], misfit[piece] = found
    return Assigned(labels, second, confidence, misfit)


def refused(material: Material) -> SegError | None:
    """Where most customers have something missing, those of whom everything is known speak for too few."""
    rows, most = material.rows, setting("island_missing_share")
    missing = 0.0 if rows.seen is None else float((rows.seen == 0).any(axis=1).mean())
    return SegError("hdbscan_missing", missing_share=missing, most_share=most) if missing > most else None


def _complete(rows: Rows) -> np.ndarray:
    return rows.filled if rows.seen is None else rows.filled[rows.seen.all(axis=1)]


def _islands(points: np.ndarray) -> tuple[np.ndarray, int]:
    """Labels 0, 1, .., and -1 between islands; and how many make company. Islands are as large as a segment must be,
    larger if there are too many for as many segments as there can be."""
    from sklearn.cluster import HDBSCAN  # here, so that the server never loads it

    least = max(2, ceil(smallest_useful(len(points))))
    while True:
        if len(points) < 2 * least:
            return np.full(len(points), -1), min(COMPANY, least)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)  # of customers who are alike: a density without bounds
            labels = HDBSCAN(min_cluster_size=least, min_samples=min(COMPANY, least), copy=True).fit_predict(points)
        if labels.max() + 1 < K_MAX:
            return labels, min(COMPANY, least)
        least = ceil(LARGER * least)


@dataclass(frozen=True, eq=False)
class _Kept:
    """Points (m, d) that a model keeps, how far each has to look for company, squared (m,), and how many are some."""

    points: np.ndarray
    core: np.ndarray
    company: int

    def squares(self, rows: Rows) -> np.ndarray:
        """(n, m) squared distances over what is observed of the rows, as if all were."""
        lengths = (self.points**2).sum(axis=1) if rows.seen is None else rows.seen @ (self.points**2).T
        found = (rows.filled**2).sum(axis=1)[:, None] + lengths - 2 * rows.filled @ self.points.T
        if rows.seen is not None:
            known = rows.seen.sum(axis=1, keepdims=True)
            found = np.where(known > 0, found * (self.points.shape[1] / np.maximum(known, 1)), np.inf)
        return np.maximum(found, 0)


def _model(points: np.ndarray, labels: np.ndarray, k: int, company: int, random: np.random.Generator) -> Model:
    """The islands as points that are kept, whose each is (`members`), and how far an island reaches: as far as tells
    its members best from those between the islands."""
    picked = sorted_sample(len(points), setting("island_points"), random)
    kept = _Kept(points[picked], np.zeros(len(picked), np.float32), min(company, len(picked)))
    kept = replace(kept, core=_company(kept, Rows(kept.points, None)))
    members = np.arange(k + 1)[:, None] == np.where(labels < 0, k + 1, labels)[picked]  # nobody's are in no row
    away, size = np.full((len(points), k), np.inf, np.float32), setting("island_chunk_rows")
    for start in range(0, len(points), size):
        rows = Rows(points[start : start + size], None)
        own = _company(kept, rows)
        away[start : start + size] = np.maximum(_to_islands(kept, members[:k], kept.squares(rows)), own[:, None])
    nearest = away.argmin(axis=1) if k else np.zeros(len(points), int)
    reach = np.full(k + 1, -1, np.float32)  # nobody's has none
    for island in range(k):
        mine = nearest == island
        reach[island] = _dividing(away[mine, island], labels[mine] == island)
    own, shared = (
        {"members": members, "reach": reach},
        {"points": kept.points, "core": kept.core, "company": np.int64(kept.company)},
    )
    return Model(NAME, k + 1, own, shared, unassigned=True)


def _company(kept: _Kept, rows: Rows) -> np.ndarray:
    """(n,) squared distance at which each row has company among the points that are kept, itself included."""
    found = np.empty(len(rows), np.float32)
    for start in range(0, len(rows), setting("island_chunk_rows")):
        piece = slice(start, start + setting("island_chunk_rows"))
        found[piece] = np.partition(kept.squares(rows.take(piece)), kept.company - 1, axis=1)[:, kept.company - 1]
    return found


def _to_islands(kept: _Kept, members: np.ndarray, squares: np.ndarray) -> np.ndarray:
    """(n, k) squared distance to the nearest member of each island, at least as far as that one looks for company."""
    away = np.full((len(squares), len(members)), np.inf, np.float32)
    for island, own in enumerate(members):
        if own.any():
            away[:, island] = np.maximum(squares[:, own], kept.core[own]).min(axis=1)
    return away


def _dividing(away: np.ndarray, inside: np.ndarray) -> float:
    """The distance that fewest are on the wrong side of: members beyond it, or others within."""
    order = np.argsort(away, kind="stable")
    away, inside = away[order], inside[order]
    right = np.cumsum(np.where(inside, 1, -1))
    last = np.flatnonzero(np.diff(away, append=np.inf) > 0)  # those alike are on the same side
    best = last[right[last].argmax()] if len(last) else -1
    return float(away[best]) if best >= 0 and right[best] > 0 else 0.0


def _assigned(model: Model, rows: Rows) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Labels, the next segments, confidence and misfit of a few rows."""
    company = int(model.shared.get("company", min(COMPANY, len(model.shared["points"]))))  # older models do not tell it
    kept = _Kept(model.shared["points"], model.shared["core"], company)
    reach, n = model.per_segment["reach"], np.arange(len(rows))
    islands, none = np.flatnonzero(reach >= 0), int(np.flatnonzero(reach < 0)[0])
    if not len(islands):
        return np.full(len(n), none), np.zeros(len(n)), np.zeros(len(n)), np.zeros(len(n))
    squares = kept.squares(rows)
    away = _to_islands(kept, model.per_segment["members"][islands], squares)
    order = np.argsort(away, axis=1, kind="stable")
    first, following = order[:, 0], order[:, min(1, len(islands) - 1)]
    limit = reach[islands][first]
    inside = (away[n, first] <= limit) & ((squares <= limit[:, None]).sum(axis=1) >= kept.company)
    labels = np.where(inside, islands[first], none)
    second = np.where(inside, islands[following] if len(islands) > 1 else none, islands[first])
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where(inside, away[n, first] / away[n, following], limit / away[n, first])
    confidence = 100 * np.clip(1 - np.sqrt(np.nan_to_num(ratio, nan=1.0)), 0, 1)
    return labels, second, confidence, np.where(np.isfinite(away[n, first]), away[n, first], 0)


register(Method(NAME, fit, assign, refused, most_rows=MOST_ROWS, finds_k=True))
