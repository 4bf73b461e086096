"""Seg: customer segmentation from an export to lists the team can act on."""
