"""Which of several tables of a file is the list of customers."""

from __future__ import annotations

from pathlib import Path

import pyarrow.compute as pc
import pyarrow.parquet as pq

from seg.core.dataset import TableReading
from seg.data.columns.lexicon import meanings

Found = tuple[TableReading, Path]
SAME_ID_SHARE = 0.02
"""Of the customers of a list, no more are in it twice."""


def likeliest_first(found: list[Found]) -> list[Found]:
    """The likeliest customers first: one row for each customer id, or for each id, then the most cells.

    The others stay in order.
    """
    first = max(found, key=_likelihood) if len(found) > 1 else found[0]
    return [first, *(item for item in found if item is not first)]


def _likelihood(item: Found) -> tuple[bool, int, int]:
    reading, path = item
    return len(reading.labels) > 1, _proof(reading, path), reading.rows_kept * len(reading.labels)


def _proof(reading: TableReading, path: Path) -> int:
    """2 for a customer id that is another in each row, 1 for another id that is so where there is no customer id."""
    said = [{meaning.concept.name for meaning in meanings(label)} for label in reading.labels]
    of_customers = [i for i, names in enumerate(said) if "customer_id" in names]
    ids = of_customers or [i for i, names in enumerate(said) if "id" in names]
    return (2 if of_customers else 1) * any(_is_key(path, i) for i in ids[:3])


def _is_key(path: Path, column: int) -> bool:
    values = pq.read_table(path, columns=[f"c{column}"])["c" + str(column)]
    return pc.count_distinct(values).as_py() >= (1 - SAME_ID_SHARE) * len(values)
