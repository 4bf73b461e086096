"""Skewed spend: the encoding of money finds what z-scores miss (methods reference, 1.1, recipe A1)."""

import numpy as np
import pyarrow as pa
from sklearn.cluster import KMeans
from sklearn.metrics import adjusted_rand_score

from seg.core.columns import Kind
from seg.segments.encoders import ENCODERS
from tests.samples import column

REPETITIONS = 4


def amounts(seed):
    """Spend with zeros and outliers, frequency, recency and age of 3,000 customers, and their true groups."""
    random, z = np.random.default_rng(seed), np.repeat(np.arange(4), 750)
    spend = np.exp(np.array([2, 4, 4, 6])[z] + 0.7 * random.normal(size=3_000))
    spend[random.random(3_000) < np.array([0.25, 0.1, 0.05, 0.02])[z]] = 0
    spend[random.choice(3_000, 6, replace=False)] *= 300
    frequency = random.poisson(np.exp(np.array([0.3, 0.5, 2.2, 1.2])[z]))
    recency = random.exponential(np.array([200, 90, 30, 60])[z])
    age = random.normal(45, 12, 3_000) + 4 * (z == 2)
    return np.stack([spend, frequency, recency, age], axis=1).astype(float), z


def house(x):
    kinds = (Kind.MONEY, Kind.COUNT, Kind.COUNT, Kind.NUMBER)
    blocks = []
    for values, kind in zip(map(pa.array, x.T), kinds, strict=True):
        blocks.append(ENCODERS[kind].block(values, ENCODERS[kind].fit(values, column("x", kind), "2026-01-01")))
    return np.hstack(blocks)


def log(x):
    return standardised(np.column_stack([np.log1p(x[:, :3]), x[:, 3]]))


def standardised(x):
    return (x - x.mean(axis=0)) / x.std(axis=0)


def test_asinh_beats_the_logarithm_and_both_beat_z_scores():
    found = {house: [], log: [], standardised: []}
    for seed in range(REPETITIONS):
        x, truth = amounts(seed)
        for transform, scores in found.items():
            labels = KMeans(4, n_init=5, random_state=0).fit_predict(transform(x))
            scores.append(adjusted_rand_score(truth, labels))
    asinh, logarithm, plain = (np.mean(scores) for scores in found.values())
    assert asinh >= logarithm > plain
    assert asinh > 0.5
