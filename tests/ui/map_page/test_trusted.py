"""The map in words: where segments lie."""

import numpy as np
import pytest

from seg.ui.map_page.trusted import places
from seg.ui.words.words import MISSING


@pytest.fixture(autouse=True)
def plain_words(monkeypatch):
    monkeypatch.setattr("seg.ui.map_page.trusted.t", lambda message: message)


def test_nine_places():
    corners = [(x, y) for y in (1, 0, -1) for x in (-1, 0, 1)]
    xy = np.repeat(np.array(corners, np.float32), 3, axis=0)
    labels = np.repeat(np.arange(9), 3)
    assert places(xy, labels, 9) == [
        "top left", "top", "top right", "left", "middle", "right", "bottom left", "bottom", "bottom right"
    ]  # fmt: skip


def test_most_of_a_segment_counts_and_nobody_is_nowhere():
    xy = np.array([[-1, -1], [1, 1], [0.9, 0.9], [0.8, 0.9], [-1, 1], [1, -1]], np.float32)
    labels = np.array([0, 0, 0, 0, 2, 2])
    assert places(xy, labels, 3) == ["top right", MISSING, "middle"]
