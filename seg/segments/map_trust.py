"""How far a map can be trusted: what it keeps of who is near whom, for all and for every segment (section 4)."""

from __future__ import annotations

import numpy as np

from seg.core.results import CustomerMap
from seg.core.settings import setting
from seg.segments.kmeans import sorted_sample
from seg.segments.placing import neighbours, self_first


def trust(x: np.ndarray, xy: np.ndarray, random: np.random.Generator) -> dict[str, float]:
    """Trustworthiness (10 neighbours) and recall of the 15 nearest, on a sample of customers."""
    from sklearn.manifold import trustworthiness

    picked = sorted_sample(len(x), setting("map_trust_sample"), random)
    high, low = x[picked], xy[picked]
    count = 1 + max(1, min(15, len(picked) // 3))  # and everybody is the nearest to himself
    true, shown = (self_first(*neighbours(part, part, count))[0].tolist() for part in (high, low))
    recall = np.mean([len(set(a) & set(b)) - 1 for a, b in zip(true, shown, strict=True)])
    ten = min(10, len(picked) // 3)
    return {
        "trustworthiness": float(trustworthiness(high, low, n_neighbors=ten)) if ten else 1.0,
        "recall_share": float(recall / (count - 1)),
        "sample": len(picked),
    }


def near_on_map(xy: np.ndarray, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """A sample of customers (m,) and for each the `map_near` nearest on the map among all, (m, 15), nearest first.

    With fewer customers, all the others. Of very many in one place, a few that are drawn stand for all of them.
    """
    from scipy.spatial import cKDTree

    random = np.random.default_rng(seed)
    sample = sorted_sample(len(xy), setting("map_near_sample"), random)
    count = min(setting("map_near") + 1, len(xy))
    searched = _at_most_in_one_place(xy, count, random)
    _, found = cKDTree(xy[searched], balanced_tree=False).query(xy[sample], k=np.arange(1, count + 1))
    near = searched[found]
    own = near == sample[:, None]
    last = np.where(own.any(axis=1), own.argmax(axis=1), count - 1)
    others = np.ones(near.shape, bool)
    others[np.arange(len(near)), last] = False
    return sample, near[others].reshape(len(near), count - 1)


def _at_most_in_one_place(xy: np.ndarray, most: int, random: np.random.Generator) -> np.ndarray:
    """Rows, of those in exactly the same place no more than `most`: more of them make a tree a list. They are drawn,
    for the first ones may have the ids of one kind of customers."""
    place = np.ascontiguousarray(xy, np.float32).view(np.uint64).ravel()
    drawn = random.permutation(len(place))
    order = drawn[np.argsort(place[drawn], kind="stable")]
    new = np.ones(len(place), bool)
    new[1:] = place[order[1:]] != place[order[:-1]]
    starts = np.flatnonzero(new)
    number = np.arange(len(place)) - starts[np.cumsum(new) - 1]
    return np.sort(order[number < most])


def kept_together(drawn: CustomerMap, labels: np.ndarray, k: int) -> tuple[float | None, ...]:
    """Per segment the share of its customers' map neighbours who are in it too; None where the sample holds too few."""
    if not drawn.near.size:
        return (None,) * k
    own = labels[drawn.sample]
    same = (labels[drawn.near] == own[:, None]).mean(axis=1)
    counts, sums = np.bincount(own, minlength=k), np.bincount(own, same, minlength=k)
    least = setting("map_near_least")
    return tuple(float(sums[at] / counts[at]) if counts[at] >= least else None for at in range(k))


def distances_kept(drawn: CustomerMap, labels: np.ndarray, centres: np.ndarray) -> float | None:
    """Rank correlation (Spearman), -1..1, of how far the segments lie apart in the data and on the map.

    `centres` (k, d) are those of the labels 0..k-1; customers with other labels are left out. None where fewer than
    three segments are drawn, or all are as far apart.
    """
    k = len(centres)
    counts = np.bincount(labels, minlength=k)[:k]
    sums = np.stack([np.bincount(labels, axis, minlength=k)[:k] for axis in drawn.xy.T], axis=1)
    there = counts > 0
    if there.sum() < 3:
        return None
    pairs = np.triu_indices(int(there.sum()), 1)
    on_map = neighbouring(sums[there] / counts[there, None])[pairs]
    return _spearman(neighbouring(np.asarray(centres)[there])[pairs], on_map)


def neighbouring(centres: np.ndarray) -> np.ndarray:
    """(k, k) how far the segments lie apart in the data: true distances of their centres (k, d)."""
    x = np.nan_to_num(np.asarray(centres, np.float64))
    return np.sqrt(((x[:, None] - x[None]) ** 2).sum(axis=2))


def _spearman(one: np.ndarray, other: np.ndarray) -> float | None:
    ranks = [
        (values[:, None] > values).sum(axis=1) + (values[:, None] == values).sum(axis=1) / 2 for values in (one, other)
    ]
    mine, theirs = (rank - rank.mean() for rank in ranks)
    scale = float(np.sqrt((mine**2).sum() * (theirs**2).sum()))
    return float((mine * theirs).sum() / scale) if scale > 0 else None
