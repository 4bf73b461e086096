"""A small table with one of each defect, and one step for each repair that fits it."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq

from seg.core.steps import Step
from seg.data.repairs.history import Prepared
from tests.data.tables import write_raw

LABELS = ("customer_id", "city", "spend", "orders", "birth_year", "since", "rating", "member")
ROWS = [
    ("007", "Amsterdam", "1.200,50", "3", "1980", "01.02.2024", "low", "yes"),
    ("7", "amsterdam ", "€ 10,00", "1", "1893", "03.04.2024", "high", "no"),
    ("b1", "Utrecht", "2,50", "2", "1990", "05.06.2024", "medium", "yes"),
    ("b1", "n/a", "3,25", "4", None, "07.08.2024", "low", "no"),
    (None, "Utrecht", "1,00", "1", "2001", "09.10.2024", "high", "no"),
    ("c2", "Utrecht", "5,00", "5", "1970", "11.12.2024", "low", "yes"),
    ("c2", "Utrecht", "5,00", "5", "1970", "11.12.2024", "low", "yes"),
    ("d3", "Zürich", "8,00", "2", "1985", "02.03.2024", "medium", "no"),
]
STEPS = {
    "role": Step("role", "city", ("trait",)),
    "ignore": Step("ignore", "city"),
    "kind": Step("kind", "rating", ("nominal",)),
    "basis": Step("basis", "city", ("needs",)),
    "sensitivity": Step("sensitivity", "rating", ("held",)),
    "date_format": Step("date_format", "since", ("%m.%d.%Y",)),
    "levels": Step("levels", "rating", ("high", "medium", "low")),
    "missing_values": Step("missing_values", "city", ("N/A",)),
    "same_spelling": Step("same_spelling", "city", ("Zurich", "Zürich")),
    "alike_spellings": Step("alike_spellings", "city", ("Amsterdam",)),
    "implausible_years": Step("implausible_years", "birth_year", ("1914", "2024")),
    "bare_ids": Step("bare_ids", "customer_id"),
    "identical_rows": Step("identical_rows"),
    "repeated_ids_first": Step("repeated_ids_first", "customer_id"),
    "repeated_ids_last": Step("repeated_ids_last", "customer_id"),
    "repeated_ids_add_up": Step("repeated_ids_add_up", "customer_id", ("spend", "orders")),
}
FILLERS = [(f"x{at}", "Utrecht", f"{at},75", "2", "1999", "15.03.2024", "low", "no") for at in range(12)]


def write_world(folder: Path, rows=(*ROWS, *FILLERS), labels=LABELS) -> Path:
    """The table as the reader hands it over."""
    raw = folder / "raw.parquet"
    write_raw(raw, {label: [row[at] for row in rows] for at, label in enumerate(labels)})
    return raw


def rows_of(prepared: Prepared) -> list[tuple[str | None, ...]]:
    """The cells of a prepared table, row by row."""
    return [tuple(row.values()) for row in pq.read_table(prepared.path).to_pylist()]


def column_of(prepared: Prepared, label: str):
    return next(column for column in prepared.columns if column.label == label)
