"""Which dimensions a marketer would start with where there are events: how recently, how often, how much."""

from __future__ import annotations

from seg.core.columns import Column
from seg.core.dataset import Dataset
from seg.core.events import About
from seg.data.answers.dimensions import SURVEY
from seg.data.columns.suggest import MOST, suggest_describing, suggest_dimensions
from seg.data.events.choices import Choices
from seg.data.events.offered import offered

FORMING = {
    About.ORDERS: ("recency_days", "frequency", "average_order_value", "categories_bought"),
    About.VISITS: ("frequency", "recency_days"),
    About.EMAILS: ("frequency",),
    About.SUPPORT: ("frequency",),
    About.CAMPAIGNS: ("frequency",),
    About.ANSWERS: ("mean_score",),
    About.OTHER: ("frequency",),
}
"""Measures to start with, by what a table is about. All money follows from how often and how much: it describes."""
DESCRIBING = ("monetary", "stage", "rfm_group", "tenure_days", "preferred_channel", "preferred_category", "usual_place")
MOST_FROM_EVENTS = 8


def suggested(dataset: Dataset, choices: Choices) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Labels that form and labels that describe: from events first, then the columns of the customers."""
    from_events = offered(dataset.tables, choices)
    about = {table.name: table.about for table in dataset.tables}
    own = {column.label for column in dataset.columns}
    plain = [c for c in from_events if "(" not in c.label and not c.held and c.label not in own]
    forming = [column.label for column in plain if _measure(column) in FORMING[about[_table(column)]]]
    describing = [column.label for column in plain if _measure(column) in DESCRIBING]
    forming = forming[:MOST_FROM_EVENTS]
    columns = tuple(column for column in dataset.columns if not column.label.startswith(f"{SURVEY}:"))
    own = suggest_dimensions(columns)[: MOST - len(forming)]
    more = (label for label in suggest_describing(columns) if label not in own)
    return (*forming, *own), (*describing, *more)


def _table(column: Column) -> str:
    return column.label.partition(":")[0]


def _measure(column: Column) -> str:
    return column.label.partition(":")[2]
