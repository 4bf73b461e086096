"""Measure encodings and what is missing against what people do instead: `python -m tests.bench.encodings [--seeds 20]`.

Mixed data (methods reference, recipe A5): k-means on the budget against one-hot columns as they are, and against
z-scored dummies. Missing values (A3): k-means over what is observed against the median filled in. Mean adjusted Rand
index with the planted groups.
"""

import argparse

import numpy as np
import pyarrow as pa
from sklearn.cluster import KMeans
from sklearn.metrics import adjusted_rand_score

from seg.core.columns import Kind
from seg.segments import kmeans
from seg.segments.distances import Rows, nearest
from seg.segments.encoding import encode
from tests.samples import column, recipe
from tests.segments.test_kmeans import a3

SCENARIOS = {  # numbers, categories, separation of the centres, how often a category tells the segment
    "balanced": (4, 4, 3.2, 0.5),
    "categorical-heavy": (2, 6, 2.5, 0.5),
    "continuous-heavy": (6, 2, 3.2, 0.5),
    "heavy-tailed": (4, 4, 3.2, 0.5),
    "categories are noise": (4, 4, 3.4, 0.0),
    "numbers nearly noise": (4, 6, 0.5, 0.65),
}
MECHANISMS = ("random 10 %", "random 30 %", "high values", "two columns 60 %")
GROUPS, LEVELS, CUSTOMERS = 4, 4, 800


def mixed(scenario, seed):
    """Recipe A5: numbers (n, p), categories (n, c) as codes, and the planted groups."""
    numbers, categories, apart, tells = SCENARIOS[scenario]
    random = np.random.default_rng(seed)
    truth = random.integers(GROUPS, size=CUSTOMERS)
    centres = random.normal(size=(GROUPS, numbers))
    gaps = np.linalg.norm(centres[:, None] - centres, axis=2)[np.triu_indices(GROUPS, 1)]
    x = centres[truth] * apart / np.sqrt((gaps**2).mean()) + random.normal(size=(CUSTOMERS, numbers))
    x = np.sinh(0.9 * x) if scenario == "heavy-tailed" else x
    own = random.integers(LEVELS, size=(GROUPS, categories))
    told = random.random((CUSTOMERS, categories)) < tells
    return x, np.where(told, own[truth], random.integers(LEVELS, size=(CUSTOMERS, categories))), truth


def in_budget(x, codes, heavy):
    """Labels in our encoding, amounts as money where they are heavy-tailed."""
    kind = Kind.MONEY if heavy else Kind.NUMBER
    columns = [column(f"x{at}", kind) for at in range(x.shape[1])]
    columns += [column(f"c{at}", Kind.NOMINAL) for at in range(codes.shape[1])]
    values = [pa.array(part) for part in x.T] + [pa.array(part.astype(str)) for part in codes.T]
    table = pa.table(values, names=[each.label for each in columns])
    made = encode(table, {each.label: each for each in columns}, recipe(*table.column_names), "")
    rows = Rows.of(made.matrix)
    return nearest(rows, kmeans.fit(rows, (GROUPS,), 0)[GROUPS]).labels


def plain(x, codes, scaled):
    """Labels of k-means on z-scored numbers and one-hot columns, those z-scored too or as they are."""
    hot = np.hstack([np.eye(LEVELS)[part] for part in codes.T])
    hot = (hot - hot.mean(axis=0)) / hot.std(axis=0) if scaled else hot
    matrix = np.hstack([(x - x.mean(axis=0)) / x.std(axis=0), hot])
    return KMeans(GROUPS, n_init=20, random_state=0).fit_predict(matrix)


def of_mixed(scenario, seeds):
    """Mean ARI of the budget, of one-hot as it is, and of z-scored dummies."""
    found = []
    for seed in range(seeds):
        x, codes, truth = mixed(scenario, seed)
        labels = (in_budget(x, codes, scenario == "heavy-tailed"), plain(x, codes, False), plain(x, codes, True))
        found.append([adjusted_rand_score(truth, each) for each in labels])
    return np.mean(found, axis=0)


def of_missing(mechanism, seeds):
    """Mean ARI over what is observed, and with the median filled in."""
    found = []
    for seed in range(seeds):
        x, truth = a3(seed, mechanism)
        rows = Rows.of(x)
        ours = nearest(rows, kmeans.fit(rows, (4,), seed)[4]).labels
        filled = np.where(np.isnan(x), np.nanmedian(x, axis=0), x)
        labels = (ours, KMeans(4, n_init=10, random_state=seed).fit_predict(filled))
        found.append([adjusted_rand_score(truth, each) for each in labels])
    return np.mean(found, axis=0)


def main():
    parser = argparse.ArgumentParser(prog="python -m tests.bench.encodings", description=__doc__.splitlines()[0])
    parser.add_argument("--seeds", type=int, default=20)
    seeds = parser.parse_args().seeds
    print("| mixed data | budget | one-hot | z-scored dummies |\n| --- | --- | --- | --- |")
    for scenario in SCENARIOS:
        print(f"| {scenario} | " + " | ".join(f"{mean:.2f}" for mean in of_mixed(scenario, seeds)) + " |")
    print("\n| missing | over what is observed | median filled in |\n| --- | --- | --- |")
    for mechanism in MECHANISMS:
        print(f"| {mechanism} | " + " | ".join(f"{mean:.3f}" for mean in of_missing(mechanism, seeds)) + " |")


if __name__ == "__main__":
    main()
