"""Twelve colours that stay apart for everybody: measured, not judged by eye."""

from itertools import combinations

import numpy as np
import pytest

from seg.ui.charts.palette import DARK, LIGHT, segment_colour

# Machado, Oliveira & Fernandes (2009), severity 1.0, applied to linear RGB.
VISION = {
    "full": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
}
TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
WHITE = np.array([0.95047, 1.0, 1.08883])


def linear(colour: str) -> np.ndarray:
    value = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    return np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)


def lab(rgb: np.ndarray) -> np.ndarray:
    t = TO_XYZ @ np.clip(rgb, 0, 1) / WHITE
    f = np.where(t > (6 / 29) ** 3, np.cbrt(t), t / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def ciede2000(one: np.ndarray, two: np.ndarray) -> float:
    """Colour difference, after Sharma, Wu & Dalal (2005)."""
    (l1, a1, b1), (l2, a2, b2) = one, two
    mean = (np.hypot(a1, b1) + np.hypot(a2, b2)) / 2
    g = 0.5 * (1 - np.sqrt(mean**7 / (mean**7 + 25.0**7)))
    a1, a2 = a1 * (1 + g), a2 * (1 + g)
    c1, c2 = np.hypot(a1, b1), np.hypot(a2, b2)
    h1, h2 = np.degrees(np.arctan2(b1, a1)) % 360, np.degrees(np.arctan2(b2, a2)) % 360
    grey = c1 * c2 == 0
    turn = 0 if grey else (h2 - h1 + 180) % 360 - 180
    hue = h1 + h2 if grey else (h1 + turn / 2) % 360
    light, chroma = (l1 + l2) / 2, (c1 + c2) / 2
    waves = ((-0.17, 1, -30), (0.24, 2, 0), (0.32, 3, 6), (-0.20, 4, -63))
    t = 1 + sum(weight * np.cos(np.radians(times * hue + shift)) for weight, times, shift in waves)
    dl = (l2 - l1) / (1 + 0.015 * (light - 50) ** 2 / np.sqrt(20 + (light - 50) ** 2))
    dc = (c2 - c1) / (1 + 0.045 * chroma)
    dh = 2 * np.sqrt(c1 * c2) * np.sin(np.radians(turn) / 2) / (1 + 0.015 * chroma * t)
    bend = np.radians(60 * np.exp(-(((hue - 275) / 25) ** 2)))
    rotation = -2 * np.sqrt(chroma**7 / (chroma**7 + 25.0**7)) * np.sin(bend)
    return float(np.sqrt(dl**2 + dc**2 + dh**2 + rotation * dc * dh))


@pytest.mark.parametrize(
    ("one", "two", "difference"),  # from the table of test data of Sharma, Wu & Dalal (2005)
    [
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, 2.5, 0), (73, 25, -18), 27.1492),
        ((50, 2.5, 0), (50, 0, -2.5), 4.3065),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_the_measure_itself(one, two, difference):
    assert ciede2000(np.array(one), np.array(two)) == pytest.approx(difference, abs=1e-4)


@pytest.mark.parametrize("vision", VISION)
@pytest.mark.parametrize(("palette", "least"), [(LIGHT, 12.9), (DARK, 12.0)], ids=["light", "dark"])
def test_every_two_colours_stay_apart(palette, least, vision):
    seen = [lab(VISION[vision] @ linear(colour)) for colour in palette]
    apart = {(i, j): ciede2000(seen[i], seen[j]) for i, j in combinations(range(len(seen)), 2)}
    nearest = min(apart, key=apart.get)
    assert apart[nearest] >= least, f"segments {nearest} differ by {apart[nearest]:.1f}"


@pytest.mark.parametrize(("palette", "low", "high"), [(LIGHT, 26, 79), (DARK, 45, 87)], ids=["light", "dark"])
def test_lightness_spreads_and_leaves_the_ground(palette, low, high):
    lightness = sorted(lab(linear(colour))[0] for colour in palette)
    assert low < lightness[0]
    assert lightness[-1] < high
    assert lightness[-1] - lightness[0] > 38


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_no_two_colours_are_equally_light(palette):
    """A grey print keeps an order, if a fine one."""
    lightness = sorted(lab(linear(colour))[0] for colour in palette)
    assert min(np.diff(lightness)) > 0.8


def test_the_number_of_a_segment_fixes_its_colour():
    assert len(set(LIGHT)) == len(set(DARK)) == 12
    assert [segment_colour(0), segment_colour(12), segment_colour(3, dark=True)] == [LIGHT[0], LIGHT[0], DARK[3]]


def test_who_is_in_no_segment_is_grey_and_like_no_segment():
    for dark, colours in ((False, LIGHT), (True, DARK)):
        grey = segment_colour(-1, dark)
        assert grey not in colours
        channels = [int(grey[at : at + 2], 16) for at in (1, 3, 5)]
        assert max(channels) - min(channels) <= 16
        assert min(ciede2000(lab(linear(grey)), lab(linear(colour))) for colour in colours) > 8
