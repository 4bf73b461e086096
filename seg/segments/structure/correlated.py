"""Correlations where cells are missing, and normal draws that have them."""

from __future__ import annotations

import numpy as np


def scaled(columns: np.ndarray) -> np.ndarray:
    """Mean 0 and variance 1 over what is seen; 0 where nothing is, and for a constant."""
    centred = columns - np.nanmean(columns, axis=0, dtype=np.float64)
    sd = np.nanstd(columns, axis=0, dtype=np.float64)
    return np.nan_to_num(centred / np.where(sd > 1e-9, sd, np.inf))


def shared(columns: np.ndarray) -> np.ndarray:
    """(q, q) in how many rows both columns are seen, at least 1."""
    seen = (~np.isnan(columns)).astype(np.float64)
    return np.maximum(seen.T @ seen, 1)


def correlations(columns: np.ndarray) -> np.ndarray:
    """(q, q) correlations of columns over the cells that both have; 0 with a constant, or where none has both."""
    part = scaled(columns)
    return part.T @ part / shared(columns)


def uncorrelated(random: np.random.Generator, m: int, q: int) -> np.ndarray:
    """Normal draws (m, q) whose correlations are 0 to the last digit, so that nothing follows an accident of them; left
    as they are where there are too few for that."""
    normal = random.normal(size=(m, q))
    if m < 2 * q:
        return normal
    centred = normal - normal.mean(axis=0)
    return np.linalg.solve(np.linalg.cholesky(centred.T @ centred / m), centred.T).T


def root(symmetric: np.ndarray) -> np.ndarray:
    """A root of the correlation matrix nearest by: eigenvalues floored at 1e-6, the diagonal 1 again."""
    ones = symmetric.copy()
    np.fill_diagonal(ones, 1.0)
    values, vectors = np.linalg.eigh(ones)
    found = vectors * np.sqrt(np.maximum(values, 1e-6))
    return found / np.linalg.norm(found, axis=1, keepdims=True)
