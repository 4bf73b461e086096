"""What people run today: pandas, scikit-learn and umap-learn with the settings of every tutorial."""

import numpy as np
import pandas as pd

NUMBERS = ["spend", "basket", "orders", "visits", "days since last order", "age"]
KS = range(2, 11)


def prepared(frame):
    """Medians for gaps, every number standardised, every category one-hot and standardised too."""
    from sklearn.preprocessing import StandardScaler

    whole = frame.assign(**{name: frame[name].fillna(frame[name].median()) for name in NUMBERS})
    return StandardScaler().fit_transform(pd.get_dummies(whole, dtype=float)).astype(np.float64)


def segments(frame):
    """All k with their silhouettes, and the profile of each."""
    from sklearn.cluster import KMeans
    from sklearn.metrics import silhouette_score

    x, scores, profiles = prepared(frame), {}, {}
    for k in KS:
        labels = KMeans(k, n_init=10, random_state=42).fit_predict(x)
        scores[k] = silhouette_score(x, labels, sample_size=min(10_000, len(x)), random_state=42)
        groups = frame.groupby(labels)
        profiles[k] = (
            groups[NUMBERS].agg(["mean", "median"]),
            [pd.crosstab(labels, frame[name], normalize="index") for name in frame.columns.difference(NUMBERS)],
        )
    return scores, profiles


def umap_map(frame):
    """Two coordinates for every row."""
    from umap import UMAP

    x = prepared(frame)
    return x, UMAP(random_state=42).fit_transform(x)


def profile(frame, labels):
    """Means and quartiles of numbers, shares of the rest."""
    groups, numbers = frame.groupby(labels), frame.select_dtypes("number").columns
    shares = [groups[name].value_counts(normalize=True) for name in frame.columns.difference(numbers)]
    return groups[numbers].describe(), shares
