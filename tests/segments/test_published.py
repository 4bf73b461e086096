"""Published and measured figures of real data (methods reference, 3.3 and 13). Objectives and verdicts, not labels."""

import csv
import gzip
from pathlib import Path

import numpy as np
import pytest
from scipy.optimize import linear_sum_assignment

from seg.core.settings import SETTINGS
from seg.segments import kmeans
from seg.segments.choice import chosen
from seg.segments.distances import Rows, nearest
from seg.segments.encoding import EncodedDimension, Encoding
from seg.segments.methods import METHODS
from seg.segments.methods.method import silent
from seg.segments.methods.solution import solution_of
from seg.segments.stability import stability
from seg.segments.structure import check
from tests.samples import material

DATA = Path(__file__).parents[2].parent / "shared" / "data"
ACCURACY = {  # of k-means, by the author of the sets: Gagolewski, clustering-results-v1
    # engytime is published with .92, against the better of two sets of labels, of which only one is here
    # flame is published with .74, which belongs to a local optimum; the lowest SSE, 0.8 % less, has .715
    "fcps/engytime": 0.90, "fcps/hepta": 1, "fcps/lsun": 0.70, "fcps/target": 0.84, "fcps/tetra": 1,
    "fcps/twodiamonds": 1, "fcps/wingnut": 0.93, "sipu/a1": 0.98, "sipu/aggregation": 0.75, "sipu/d31": 0.98,
    "sipu/flame": 0.715, "sipu/jain": 0.70, "sipu/r15": 1, "sipu/s1": 0.99, "sipu/s2": 0.97, "sipu/s3": 0.84,
    "sipu/s4": 0.78, "sipu/unbalance": 1,
}  # fmt: skip
BEST_SSE = {2: 2145.5, 3: 1818.7, 4: 1602.9, 5: 1434.6, 6: 1325.2, 7: 1249.2, 8: 1183.3}


def there(path):
    if not path.exists():
        pytest.skip(f"the reference data {path.name} are not beside the repository")
    return path


def accuracy(truth, found, k):
    """Normalised clustering accuracy: mean recall of the best matching, 0 at chance, 1 at best."""
    recall = np.zeros((k, k))
    np.add.at(recall, (truth, found), 1)
    recall /= recall.sum(axis=1, keepdims=True)
    return (recall[linear_sum_assignment(-recall)].mean() - 1 / k) / (1 - 1 / k)


@pytest.mark.parametrize("name", ACCURACY)
def test_accuracy_on_the_labelled_sets(name):
    with gzip.open(there(DATA / "benchmarks" / f"{name}.data.gz")) as data:
        x = np.loadtxt(data)
    with gzip.open(DATA / "benchmarks" / f"{name}.labels0.gz") as labels:
        truth = np.loadtxt(labels).astype(int)
    rows, k, kept = Rows.of((x - x.mean(axis=0)) / x.std(ddof=1)), truth.max(), truth > 0
    found = nearest(rows, kmeans.fit(rows, (k,), seed=0)[k]).labels
    assert accuracy(truth[kept] - 1, found[kept], k) >= ACCURACY[name] - 0.01


@pytest.fixture(scope="module")
def mcdonalds():
    """The eleven Yes/No answers of 1,453 people as 0 and 1."""
    with there(DATA / "mcdonalds" / "mcdonalds.csv").open() as file:
        answers = np.array([[answer == "Yes" for answer in row[:11]] for row in list(csv.reader(file))[1:]], float)
    assert len(np.unique(answers, axis=0)) == 264
    return Rows.of(answers)


def sse(rows, centres):
    return {k: float(nearest(rows, found).first.sum(dtype=np.float64)) for k, found in centres.items()}


def test_mcdonalds_sse(mcdonalds):
    """Every run up to k = 5; beyond, where one start in a hundred is that good, the best of six."""
    runs = [sse(mcdonalds, kmeans.fit(mcdonalds, tuple(BEST_SSE), seed)) for seed in range(6)]
    for k, best in BEST_SSE.items():
        found = [run[k] for run in runs]
        assert (max if k <= 5 else min)(found) <= 1.001 * best, f"k = {k}"
        assert max(found) <= 1.02 * best, f"k = {k}"
    assert all(run[k] >= run[k + 1] for run in runs for k in range(2, 8))


def test_mcdonalds_stability_says_four(mcdonalds):
    answers, ks = material(mcdonalds.filled), (2, 3, 4, 5)
    models = METHODS["kmeans"].fit(answers, ks, 0, True, silent)
    solutions = {k: solution_of(model, answers) for k, model in models.items()}
    found = stability(answers, solutions, seed=0, rounds=40)
    assert [found[k].median for k in (2, 3, 4)] == pytest.approx([0.950, 0.903, 0.870], abs=0.03)
    # k = 5 has two solutions within .03 %; the better each fit is, the more they alternate: no figure, but the verdict
    assert [found[k].lower for k in (2, 3, 4)] == pytest.approx([0.92, 0.85, 0.80], abs=0.05)
    assert found[5].lower < 0.75
    assert sorted(found[4].segments) == pytest.approx([0.90, 0.92, 0.93, 0.95], abs=0.03)
    assert (chosen(found, solutions, {}).k, chosen(found, solutions, {}).holds) == (4, True)


def test_mcdonalds_is_a_continuum(mcdonalds, monkeypatch):
    """Silhouettes and null means as measured; but the best SSE of k = 3, the one of `BEST_SSE`, has .239, not .233."""
    monkeypatch.setattr(check, "setting", lambda name: 1_453 if name == "structure_sample" else SETTINGS[name].value)
    one_each = [EncodedDimension(f"answer {i}", "binary", "needs", 1 / 11, i, 1, 1.0, {}) for i in range(11)]
    found = check.check_structure(mcdonalds.filled, Encoding(tuple(one_each)), seed=0, sets=19)
    assert not found.natural
    assert found.gap < 0.012
    assert np.mean(found.null_silhouettes, axis=0) == pytest.approx(
        (0.246, 0.235, 0.252, 0.253, 0.264, 0.273), abs=0.005
    )
    monkeypatch.setattr(check, "setting", lambda name: 60 if name == "structure_starts" else SETTINGS[name].value)
    best = check.silhouettes(mcdonalds.filled, (2, 3, 4, 5, 6), np.random.default_rng(0))
    assert best == pytest.approx((0.244, 0.239, 0.259, 0.260, 0.274), abs=0.002)
