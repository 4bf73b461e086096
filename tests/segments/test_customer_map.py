"""The map: who is near, the same picture every time, and no picture that would not be true."""

import numpy as np
import pytest
from sklearn.decomposition import PCA
from sklearn.manifold import trustworthiness

from seg.core.results import Landmarks
from seg.segments import customer_map
from seg.segments.customer_map import umap_map
from seg.segments.pca_map import pca_map
from seg.segments.placing import neighbours, placed
from tests.samples import blobs

SIX = 1.1 * np.random.default_rng(5).normal(size=(6, 8))


@pytest.fixture
def fewer_landmarks(monkeypatch):
    """300 landmarks, so that most of a small world is placed."""
    real = customer_map.setting
    monkeypatch.setattr(customer_map, "setting", lambda name: 300 if name == "map_landmarks" else real(name))


def test_the_first_map_is_pca():
    x = np.random.default_rng(0).normal(size=(400, 5)) * [3, 2, 1, 1, 1]
    found, known = pca_map(x), PCA(2).fit(x)
    for axis in (0, 1):
        assert abs(np.corrcoef(found.xy[:, axis], known.transform(x)[:, axis])[0, 1]) == pytest.approx(1, abs=1e-4)
    assert found.trust["variance_share"] == pytest.approx(known.explained_variance_ratio_.sum(), abs=1e-4)
    assert np.abs(found.xy).max() == pytest.approx(1)
    np.testing.assert_array_equal(found.xy, pca_map(x).xy)


@pytest.mark.parametrize(
    "matrix",
    [np.arange(50.0)[:, None], np.zeros((40, 3)), np.full((40, 3), np.nan), np.tile(np.eye(3), (30, 1)), np.eye(25)],
    ids=["one column", "all the same", "nothing known", "three different rows", "few customers"],
)
def test_where_umap_has_nothing_to_show_the_picture_is_pca(matrix):
    found = umap_map(matrix, seed=0)
    assert found.method == "pca"
    assert found.xy.shape == (len(matrix), 2)
    assert np.isfinite(found.xy).all()
    assert np.abs(found.xy).max() <= 1


def test_umap_keeps_neighbours_together_and_repeats_itself(compiled_umap, fewer_landmarks):
    x, truth = blobs(SIX, per_group=150, sd=0.6)
    x[::7, 3] = np.nan
    told = []
    one = umap_map(x, seed=3, report=lambda stage, share: told.append((stage, share)))
    two = umap_map(x, seed=3)
    assert one.method == "umap"
    assert one.xy.tobytes() == two.xy.tobytes()
    assert one.trust == two.trust
    assert one.trust["trustworthiness"] > 0.85
    assert one.trust["recall_share"] > 0.1
    near, _ = neighbours(one.xy, one.xy, 15)
    assert (truth[near] == truth[:, None]).mean() > 0.9
    assert [stage for stage, _ in told] == ["stage.map_landmarks", "stage.map_placing", "stage.map_trust"]
    assert customer_map.umap_map(x, seed=4).xy.tobytes() != one.xy.tobytes()


def test_duplicates_have_a_map_too(compiled_umap):
    patterns = (np.random.default_rng(0).random((40, 6)) < 0.5).astype(float)
    found = umap_map(patterns[np.random.default_rng(1).integers(40, size=400)], seed=0)
    assert found.method == "umap"
    assert np.isfinite(found.xy).all()
    assert 0 <= found.trust["recall_share"] <= 1


def landmarks_and_others():
    """Landmarks of which some are the same, and customers to place, some on a landmark."""
    random = np.random.default_rng(0)
    landmarks = random.normal(size=(500, 6)).astype(np.float32)
    landmarks[::10] = landmarks[1::10]
    others = np.vstack([random.normal(size=(700, 6)), landmarks[:50]]).astype(np.float32)
    return Landmarks(landmarks, random.normal(size=(500, 2)).astype(np.float32)), others


def test_a_customer_is_placed_the_same_in_any_company():
    landmarks, some = landmarks_and_others()
    others = np.tile(some, (134, 1))[:100_000]
    together = placed(others, landmarks)
    for start, size in ((0, 1), (3, 2), (100, 7), (650, 100), (0, 400), (99_999, 1)):
        alone = placed(others[start : start + size], landmarks)
        assert alone.tobytes() == together[start : start + size].tobytes()


def test_placing_is_the_kernel_mean_of_the_nearest_landmarks():
    landmarks, others = landmarks_and_others()
    widths = []
    for one in (others[0], others[1], (landmarks.encoded[7] + 0.02).astype(np.float32)):
        distance = np.sort(np.sqrt(((landmarks.encoded.astype(float) - one) ** 2).sum(axis=1)))[:15]
        near = np.argsort(np.sqrt(((landmarks.encoded.astype(float) - one) ** 2).sum(axis=1)))[:15]
        widths.append(distance.mean() - distance[0] < distance[0])
        width = min(distance.mean() - distance[0], distance[0])
        weights = np.exp(-(distance - distance[0]) / (width + 1e-6))
        expected = weights @ landmarks.positions[near] / weights.sum()
        np.testing.assert_allclose(placed(one[None], landmarks)[0], expected, atol=1e-5)
    assert widths == [True, True, False], "both forms of the kernel are looked at"


def test_who_is_the_same_as_a_landmark_lies_where_it_lies():
    landmarks, others = landmarks_and_others()
    alone = np.flatnonzero(np.arange(50) % 10 > 1)  # the others have a double
    np.testing.assert_allclose(placed(others[700:], landmarks)[alone], landmarks.positions[alone], atol=1e-6)
    doubles = landmarks.positions[:2].mean(axis=0)
    np.testing.assert_allclose(placed(others[700:702], landmarks), [doubles, doubles], atol=1e-6)


def test_placing_keeps_neighbours_as_well_as_the_landmarks_do():
    x, _ = blobs(SIX, per_group=200)
    marks, others = x[::2].astype(np.float32), x[1::2].astype(np.float32)
    landmarks = Landmarks(marks, pca_map(marks).xy)
    on_landmarks = trustworthiness(marks, landmarks.positions, n_neighbors=10)
    assert trustworthiness(others, placed(others, landmarks), n_neighbors=10) > on_landmarks - 0.02


def test_neighbours_are_exact_and_nearest_first():
    landmarks, others = landmarks_and_others()
    at, distance = neighbours(others, landmarks.encoded, 10)
    written_out = np.sqrt(((others[:, None, :].astype(float) - landmarks.encoded) ** 2).sum(axis=2))
    np.testing.assert_allclose(distance, np.sort(written_out, axis=1)[:, :10], atol=1e-5)
    np.testing.assert_allclose(np.take_along_axis(written_out, at, axis=1), distance, atol=1e-5)
