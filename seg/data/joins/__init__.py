"""How several tables belong together: what one row of each stands for, which ids they share, and joining them."""

from seg.data.joins.join import Join, Side
from seg.data.joins.joined import joined
from seg.data.joins.propose import join_on, proposed_joins
from seg.data.joins.rows import RowMeaning, row_meaning
from seg.data.joins.table import Joined, Table, named_apart

__all__ = [
    "Join",
    "Joined",
    "RowMeaning",
    "Side",
    "Table",
    "join_on",
    "joined",
    "named_apart",
    "proposed_joins",
    "row_meaning",
]
