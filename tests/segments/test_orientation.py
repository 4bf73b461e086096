"""A planted turn is found again, whatever else differs, and nothing is turned on no evidence."""

import numpy as np
import pytest

from seg.core.results import Arrow, CustomerMap, Landmarks
from seg.segments.orientation import AS_IT_IS, flips_of, turn_of_shared, turn_onto, turned


def planted(degrees, mirrored=False):
    angle = np.radians(degrees)
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    return turn @ np.diag([1, -1]) if mirrored else turn


CLOUD = np.random.default_rng(0).normal(size=(300, 2)) * [3, 1] + [5, -2]


@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize("degrees", [0, 30, 90, 180, 275])
def test_a_planted_turn_is_found_through_shift_scale_and_noise(degrees, mirrored):
    turn = planted(degrees, mirrored)
    noise = 0.05 * np.random.default_rng(1).normal(size=CLOUD.shape)
    found = np.array(turn_onto(CLOUD, 4 * CLOUD @ turn + noise + [100, 7]))
    np.testing.assert_allclose(found, turn, atol=0.01)
    np.testing.assert_allclose(found @ found.T, np.eye(2), atol=1e-12)


def test_only_customers_that_both_maps_have_are_looked_at():
    turn, rows, others = planted(140, True), np.arange(300), np.arange(100, 400)
    fixed = np.random.default_rng(2).normal(size=(300, 2)) * 50
    fixed[:200] = CLOUD[100:] @ turn
    shuffled = np.random.default_rng(3).permutation(300)
    found = turn_of_shared(CLOUD, rows, fixed[shuffled], others[shuffled])
    np.testing.assert_allclose(found, turn, atol=1e-9)


@pytest.mark.parametrize("shared", [0, 1, 2])
def test_too_few_turn_nothing(shared):
    assert turn_onto(CLOUD[:shared], -CLOUD[:shared]) == AS_IT_IS


def test_customers_in_one_place_turn_nothing():
    assert turn_onto(CLOUD, np.ones_like(CLOUD)) == AS_IT_IS


def test_a_line_is_not_mirrored():
    line = np.array([[at, 0.0] for at in range(10)])
    found = np.array(turn_onto(line, line[:, ::-1]))
    assert np.linalg.det(found) == pytest.approx(1)
    np.testing.assert_allclose(line @ found, line[:, ::-1], atol=1e-9)


def test_flips_keep_the_axes():
    assert flips_of(tuple(map(tuple, planted(170)))) == ((-1, 0), (0, -1))
    assert flips_of(tuple(map(tuple, planted(20, True)))) == ((1, 0), (0, -1))
    assert flips_of(AS_IT_IS) == AS_IT_IS


def test_everything_on_a_map_is_turned():
    xy = CLOUD.astype(np.float32)
    marks = Landmarks(np.zeros((2, 3), np.float32), xy[:2])
    drawn = CustomerMap(xy, "pca", {}, arrows=(Arrow("age", "", 1.0, 0.0),), landmarks=marks)
    found = turned(drawn, ((0.0, 1.0), (-1.0, 0.0)))
    np.testing.assert_allclose(found.xy, np.stack([-xy[:, 1], xy[:, 0]], axis=1))
    assert found.xy.dtype == np.float32
    np.testing.assert_array_equal(found.landmarks.positions, found.xy[:2])
    assert (found.arrows[0].x, found.arrows[0].y) == (0.0, 1.0)
    assert turned(drawn, AS_IT_IS) is drawn
