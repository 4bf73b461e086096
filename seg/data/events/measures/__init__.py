"""The measures, by what they are about; importing one registers it. A new one is one function in one of these files."""

from seg.data.events.measures import channels as channels
from seg.data.events.measures import engagement as engagement
from seg.data.events.measures import journey as journey
from seg.data.events.measures import occasions as occasions
from seg.data.events.measures import rfm as rfm
from seg.data.events.measures import rhythm as rhythm
from seg.data.events.measures import satisfaction as satisfaction
from seg.data.events.measures import value as value
from seg.data.events.measures.registry import (
    CUSTOMERS,
    DAYS,
    LINES,
    MEASURES,
    NARROWED_BY,
    ORDERS,
    PICKS,
    Ask,
    Measure,
)

__all__ = ["CUSTOMERS", "DAYS", "LINES", "MEASURES", "NARROWED_BY", "ORDERS", "PICKS", "Ask", "Measure"]
