"""Colours of a scale from low to high: viridis, even in lightness and safe for colour-blind readers.

The pale end is left out on light ground, the dark end on dark ground, so that nothing sinks into the page.
"""

from __future__ import annotations

import numpy as np
from plotly.colors import sample_colorscale

_USED = {False: (0.0, 0.88), True: (0.22, 1.0)}


def scale(steps: int, dark: bool = False) -> tuple[str, ...]:
    """`steps` hex colours from low to high; one step has the colour of the middle."""
    low, high = _USED[dark]
    at = np.linspace(low, high, steps) if steps != 1 else [(low + high) / 2]
    return tuple(_hex(colour) for colour in sample_colorscale("Viridis", list(at), colortype="tuple"))


def _hex(colour: tuple[float, float, float]) -> str:
    return "#" + "".join(f"{round(255 * part):02x}" for part in colour)
