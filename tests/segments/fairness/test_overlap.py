"""What two groups have in common: the printed figures, and drawn ones."""

import numpy as np
import pytest

from seg.segments.fairness.overlap import overlap, superiority, within


@pytest.mark.parametrize(
    ("effect", "common", "ahead"), [(0.2, 0.92, 0.56), (0.5, 0.80, 0.64), (0.8, 0.69, 0.71), (1.2, 0.55, 0.80)]
)
def test_printed_figures(effect, common, ahead):
    assert overlap(effect) == pytest.approx(common, abs=0.005)
    assert superiority(effect) == pytest.approx(ahead, abs=0.005)
    assert overlap(-effect) == overlap(effect)
    assert superiority(-effect) == pytest.approx(1 - superiority(effect))


def test_drawn_figures():
    random = np.random.default_rng(0)
    one, other = random.normal(0.7, 1, 200_000), random.normal(0, 1, 200_000)
    assert (one > other).mean() == pytest.approx(superiority(0.7), abs=0.005)
    edges = np.linspace(-6, 7, 200)
    common = np.minimum(np.histogram(one, edges)[0], np.histogram(other, edges)[0]).sum() / 200_000
    assert common == pytest.approx(overlap(0.7), abs=0.01)
    assert within(0.3) == pytest.approx(0.7)
