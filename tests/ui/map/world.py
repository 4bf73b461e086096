"""Customers that never were: what the map of the tests shows."""

from functools import cache

import numpy as np

from seg.ui.charts.palette import DARK, LIGHT
from seg.ui.map.marks import Arrow, Tint

NAMES = (
    "Big weekly baskets", "Lapsed since spring", "Families online", "Discount hunters", "New this quarter",
    "Wine and cheese", "Small but often", "Gift buyers", "Store only", "Quiet middle", "Young, mobile", "Once a year",
)  # fmt: skip

LONG = "More often on the internet, seldom in a shop, by card: "
"""How a name begins, longer than a line of the map."""
SURE = ("clearly", "mostly", "hardly")
ARROWS = tuple(Arrow(name, 9 * np.cos(turn), 9 * np.sin(turn)) for name, turn in (
    ("Age", 0.2), ("Spend", 0.35), ("Orders", 2.2), ("Days since last order", 4.1), ("Household size", 5.4),
))  # fmt: skip


def tints(cloud: np.ndarray) -> dict[str, Tint]:
    """A list of categories, and a scale."""
    named = ("Store", "Web", "App")
    grades = ("0-10", "10-50", "50-200", "over 200", "unknown")
    blues = ("#c6dbef", "#9ecae1", "#6baed6", "#3182bd", "#808080")
    return {
        "tint": Tint("Channel", (cloud % 3).astype("u1"), named, LIGHT[:3], DARK[:3], ordered=False),
        "scale": Tint("Spend", (cloud % 5).astype("u1"), grades, blues, blues, ordered=True, unknown=True),
    }


def even_odd(polygon: tuple[tuple[float, float], ...], xy: np.ndarray) -> np.ndarray:
    """Who is inside, by the even-odd rule."""
    (x, y), hit = xy.T.astype(float), np.zeros(len(xy), bool)
    for (x0, y0), (x1, y1) in zip(polygon, np.roll(polygon, 1, axis=0), strict=True):
        if y0 != y1:
            hit ^= ((y0 > y) != (y1 > y)) & (x < (x1 - x0) * (y - y0) / (y1 - y0) + x0)
    return hit


@cache
def world(n: int, seed: int = 1) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Twelve clouds of different size and form: a sketch, the map, and the cloud of each customer."""
    rng = np.random.default_rng(seed)
    centres = rng.uniform(-8, 8, (12, 2)) * [1.3, 1]
    share = rng.dirichlet(np.full(12, 3.0))
    cloud = rng.choice(12, n, p=share)
    noise = rng.normal(size=(n, 2)) * rng.uniform(0.5, 1.6, (12, 2))[cloud]
    bend = 0.25 * noise[:, :1] ** 2 * [0, 1]
    return (centres[cloud] * 0.4 + 2 * noise).astype("f4"), (centres[cloud] + noise + bend).astype("f4"), cloud
