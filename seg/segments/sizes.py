"""How many customers a segment needs."""

from __future__ import annotations

from seg.core.settings import setting


def smallest_useful(n: int) -> float:
    """Customers that a segment needs to be worked with; in files too small for 50, 8 %."""
    floor = max(setting("min_segment_customers"), setting("min_segment_share") * n)
    return min(floor, setting("min_segment_share_small") * n)
