"""Seg: customer segmentation from an export to lists the team can act on."""

__version__ = "0.1.0"
