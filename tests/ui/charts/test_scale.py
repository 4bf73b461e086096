"""A scale from low to high that nobody misreads: lightness goes one way, and stays off the ground."""

import numpy as np
import pytest

from seg.ui.charts.scale import scale
from tests.ui.charts.test_palette import lab, linear


def lightness(colour: str) -> float:
    return lab(linear(colour))[0]


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("steps", [2, 5, 7])
def test_lighter_with_every_step(steps, dark):
    found = [lightness(colour) for colour in scale(steps, dark)]
    assert len(found) == steps
    assert min(np.diff(found)) > 4
    ground = 10 if dark else 100
    assert min(abs(each - ground) for each in found) > 15


def test_one_step_is_the_middle():
    assert scale(1) == scale(3)[1:2]


def test_no_steps_have_no_colours():
    """A dimension of which nothing is known among those in the picture."""
    assert scale(0) == scale(0, dark=True) == ()
