"""The ways to form segments, one file each behind one contract (`method.py`): a new one is a file and its words."""

from seg.segments.methods import (  # noqa: F401  each registers itself
    column,
    gaussian,
    hdbscan,
    k_means,
    kamila,
    latent_class,
    medoids,
    ward,
)
from seg.segments.methods.method import METHODS, Assigned, Material, Method, Model

__all__ = ["METHODS", "Assigned", "Material", "Method", "Model"]
