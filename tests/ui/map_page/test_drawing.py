"""The ground that a map stands on, and whom it shows."""

import numpy as np

from seg.core.settings import setting
from seg.ui.map_page.drawing import displayed, reach_of


def test_the_ground_reaches_around_everybody_and_not_much_further():
    xy = np.array([[-1, 0.2], [0.4, -0.31]], np.float32)
    assert reach_of(xy) == (1.0, 0.375)
    assert reach_of(xy, xy * 2) == (2.0, 0.625)
    assert reach_of(np.zeros((3, 2), np.float32)) == reach_of(np.zeros((0, 2), np.float32)) == (0.125, 0.125)


def test_a_few_newcomers_do_not_move_the_ground():
    xy = np.array([[-1, 0.2], [0.4, -0.31]], np.float32)
    assert reach_of(np.vstack([xy, [[0.99, 0.33]]])) == reach_of(xy)


def test_all_are_shown_until_there_are_too_many():
    assert displayed(10) == slice(None)
    most = int(setting("map_points"))
    shown = displayed(most + 5)
    assert len(shown) == len(set(shown.tolist())) == most
    assert (np.diff(shown) > 0).all()
