"""The ground that a map stands on, and whom it shows."""

from dataclasses import replace

import numpy as np

from seg.core.results import Arrow, CustomerMap
from seg.core.settings import setting
from seg.ui.map_page.drawing import displayed, reach_of, whose


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


def test_other_customers_are_not_taken_for_those_who_were_there():
    drawn = CustomerMap(np.zeros((3, 2), np.float32), "umap", {})
    rows = np.array([4, 1, 7], np.uint32)
    assert whose("shop", rows, drawn) == whose("shop", rows.copy(), replace(drawn, method="pca"))
    with_arrows = replace(drawn, arrows=(Arrow("spend", "", 1.0, 0.0),))
    others = [("shop", np.array([4, 1, 8], np.uint32), drawn), ("other shop", rows, drawn), ("shop", rows, with_arrows)]
    assert len({whose("shop", rows, drawn), *(whose(*each) for each in others)}) == 4
