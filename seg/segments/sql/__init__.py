"""A segmentation as one table expression, for warehouses where customers stay: the same segments as here."""

from seg.segments.sql.segmentation import as_sql, segmented, speakable

__all__ = ["as_sql", "segmented", "speakable"]
