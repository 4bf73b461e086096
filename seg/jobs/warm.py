"""What a worker loads and compiles before its first job, so that nobody waits for it."""

from __future__ import annotations

import warnings


def warm_up() -> None:
    """Import the heavy libraries and run the two fits once, on noise, in the shapes and types the app uses. What umap
    compiles is the same for every detail of the map.

    Imports are inside, so that no process but a worker ever pays for them. numba keeps what it compiles in
    `NUMBA_CACHE_DIR`, which must be set before this is called.
    """
    import numpy as np
    import pandas  # noqa: F401
    from scipy.spatial import cKDTree
    from sklearn.cluster import KMeans
    from sklearn.manifold import trustworthiness
    from sklearn.neighbors import NearestNeighbors
    from threadpoolctl import threadpool_limits
    from umap import UMAP

    keep_compiled_layout()
    noise = np.random.default_rng(0).normal(size=(1_000, 8)).astype(np.float32)
    with threadpool_limits(1):
        KMeans(n_clusters=3, n_init=1, random_state=0).fit(noise)
    distances, neighbours = NearestNeighbors(n_neighbors=30).fit(noise).kneighbors(noise)
    umap = UMAP(
        n_neighbors=30,
        min_dist=0.15,
        init="pca",
        n_epochs=11,  # at 10 and below umap prunes edges by another rule
        random_state=0,
        n_jobs=1,
        precomputed_knn=(neighbours.astype(np.int32), distances.astype(np.float32)),
    )
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r"precomputed_knn\[2\]")  # we place customers by ourselves
        drawn = umap.fit_transform(noise)
    cKDTree(drawn).query(drawn[:10], k=2)
    trustworthiness(noise[:100], drawn[:100])


def nothing() -> None:
    """For workers whose tasks compile nothing."""


def keep_compiled_layout() -> None:
    """Let numba keep umap's hot functions on disk, which umap itself leaves to every process to compile.

    They are private names of umap-learn 0.5.12. Where another release has renamed one, it is compiled again
    by each worker: slower, and the map the same.
    """
    from umap import layouts, umap_

    hot = (
        (layouts, "_nb_optimize_layout_euclidean_single_epoch"),
        (umap_, "smooth_knn_dist"),
        (umap_, "compute_membership_strengths"),
    )
    for module, name in hot:
        enable_caching = getattr(getattr(module, name, None), "enable_caching", None)
        if enable_caching is not None:
            enable_caching()
