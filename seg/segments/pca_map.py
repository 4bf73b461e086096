"""The PCA map: the two main directions of the encoded matrix, where distances are true as far as two axes can hold
them; with arrows, a correlation biplot (Gabriel 1971)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from seg.core.columns import Kind
from seg.core.results import Arrow, CustomerMap
from seg.core.settings import setting
from seg.segments.encoders import OTHER
from seg.segments.encoding import Encoding
from seg.segments.placing import filled


@dataclass(frozen=True, eq=False)
class _Axes:
    """`mean` (d,) and `covariance` (d, d) of the filled matrix; `main` (d, 2) its unit directions of most variance,
    whose variances are `variances` (2,)."""

    mean: np.ndarray
    covariance: np.ndarray
    main: np.ndarray
    variances: np.ndarray

    @property
    def shares(self) -> tuple[float, float]:
        total = max(float(np.trace(self.covariance)), 1e-12)
        return tuple(float(share) for share in self.variances / total)


def pca_map(matrix: np.ndarray) -> CustomerMap:
    """The two main directions, with the average customer at the origin and the furthest coordinate at 1.

    `trust` has the "shares" of variation of both axes and their sum, "variance_share".
    """
    x = filled(matrix)
    axes = _axes(x)
    shares = axes.shares
    return CustomerMap(_scaled(_scores(x, axes)), "pca", {"shares": shares, "variance_share": sum(shares)})


def biplot(matrix: np.ndarray, encoding: Encoding) -> CustomerMap:
    """The PCA map with the longest arrows: each says how strongly a column of the matrix goes along with either axis.

    An arrow is the pair of correlations with the axes; all are scaled alike so that the longest still fits the picture.
    That of a date points to later days.
    """
    drawn = pca_map(matrix)
    found = _correlations(_axes(filled(matrix)))
    days = [part.start for part in encoding.dimensions if part.kind == Kind.DATE]
    found[days] *= -1  # the matrix holds how long ago they were
    named = [(label, level, *found[at]) for at, label, level in _columns(encoding) if found[at].any()]
    named = sorted(named, key=lambda each: -np.hypot(*each[2:]))[: setting("map_arrows")]
    size = _fitting(drawn.xy, np.array([each[2:] for each in named]).reshape(-1, 2))
    arrows = tuple(Arrow(label, level, float(size * x), float(size * y)) for label, level, x, y in named)
    return replace(drawn, arrows=arrows)


def _axes(x: np.ndarray) -> _Axes:
    mean = x.mean(axis=0, dtype=np.float64)
    covariance = (x.T.astype(np.float64) @ x) / len(x) - np.outer(mean, mean)
    values, vectors = np.linalg.eigh(covariance)
    main, variances = vectors[:, ::-1][:, :2], np.maximum(values[::-1][:2], 0)
    if main.shape[1] < 2:
        main, variances = np.hstack([main, np.zeros_like(main)]), np.append(variances, 0.0)
    signs = np.sign(main[np.abs(main).argmax(axis=0), np.arange(2)])
    return _Axes(mean, covariance, main * np.where(signs == 0, 1, signs), variances)


def _scores(x: np.ndarray, axes: _Axes) -> np.ndarray:
    return ((x - axes.mean.astype(np.float32)) @ axes.main.astype(np.float32)).astype(np.float32)


def _scaled(xy: np.ndarray) -> np.ndarray:
    return xy / (np.abs(xy).max() or np.float32(1))


def _correlations(axes: _Axes) -> np.ndarray:
    """(d, 2) correlation of every column with both axes; 0 for a column without variance."""
    spread = np.sqrt(np.maximum(np.diag(axes.covariance), 0))[:, None]
    along = axes.main * np.sqrt(axes.variances)
    return np.divide(along, spread, out=np.zeros_like(along), where=spread > 1e-9)


def _columns(encoding: Encoding) -> Iterator[tuple[int, str, str]]:
    """Column of the matrix, dimension, and the level that more of it means, "" for a number.

    Rare levels that are lumped together are left out: nobody can say what an arrow of theirs means.
    """
    for part in encoding.dimensions:
        if part.kind in {Kind.NOMINAL, Kind.MULTI_VALUE}:
            levels = enumerate(part.parameters["levels"])
            yield from ((part.start + at, part.dimension, level) for at, level in levels if level != OTHER)
        else:
            more = part.parameters["levels"][-1] if part.kind == Kind.BINARY else ""
            yield part.start, part.dimension, more


def _fitting(xy: np.ndarray, arrows: np.ndarray) -> float:
    """The factor that makes the longest arrow reach the edge of the box around the points in its direction."""
    low, high = xy.min(axis=0), xy.max(axis=0)
    edge = np.where(arrows > 0, high, -low)
    with np.errstate(divide="ignore", invalid="ignore"):
        factors = edge / np.abs(arrows)
    return float(np.min(factors, where=np.isfinite(factors) & (factors > 0), initial=1.0))
