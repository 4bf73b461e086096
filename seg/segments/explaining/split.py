"""Which customers a model is fitted on, and which are held out to say how good it is."""

from __future__ import annotations

import numpy as np

from seg.core.settings import setting

HELD_OUT = 0.3


def fit_and_held(labels: np.ndarray, k: int, seed: int, most: int | None = None) -> tuple[np.ndarray, np.ndarray]:
    """Positions, ascending, of the customers to fit on and of those held out, 70 to 30 in every segment.

    Of more than `most` customers (`explain_sample`) a sample.
    """
    random = np.random.default_rng([seed, k])
    drawn = random.permutation(len(labels))[: most or int(setting("explain_sample"))]
    fit, held = [], []
    for label in range(k):
        own = drawn[labels[drawn] == label]
        count = round(HELD_OUT * len(own))
        held.append(own[:count])
        fit.append(own[count:])
    return np.sort(np.concatenate(fit)), np.sort(np.concatenate(held))
