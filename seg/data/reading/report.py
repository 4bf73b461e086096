"""The child's report, checked as if a stranger had written it: a crafted file may have taken the child over."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from seg.core.dataset import TableReading
from seg.core.errors import SegError
from seg.core.facts import Fact
from seg.core.settings import setting
from seg.data.reading.aside import REASONS, SCHEMA, aside_path

REPORT_BYTES = 8 * 2**20
TABLES = 256
FACTS = 100
FACT_CHARACTERS = 20_000
KEY = re.compile(r"(reading|error)\.[a-z_]{1,60}")
FILE = re.compile(r"table_\d{1,4}\.parquet")


class UntrustedError(Exception):
    """The report is not what our reader writes."""


def tables_of(report: Path, folder: Path) -> list[tuple[TableReading, Path, Path | None]]:
    """Readings, their files and those of the rows set aside.

    Raises `SegError` with the child's problem, `UntrustedError` for anything odd.
    """
    try:
        raw = _json(report)
        if isinstance(raw.get("problem"), dict):
            raise SegError.from_fact(_fact(raw["problem"], "error."))
        _expect("tables" in raw, str(raw.get("defect", "no tables"))[:2000])
        _expect(isinstance(raw["tables"], list) and 0 < len(raw["tables"]) <= TABLES, "tables")
        return [_table(table, folder) for table in raw["tables"]]
    except (OSError, ValueError, KeyError, TypeError, AttributeError, pa.ArrowException) as odd:
        raise UntrustedError(type(odd).__name__) from odd


def _expect(holds: bool, what: str) -> None:
    if not holds:
        raise UntrustedError(what)


def _json(report: Path) -> dict:
    _expect(report.is_file() and not report.is_symlink() and report.stat().st_size <= REPORT_BYTES, "report file")
    raw = json.loads(report.read_text("utf-8"))
    _expect(isinstance(raw, dict), "report")
    return raw


def _table(raw: dict, folder: Path) -> tuple[TableReading, Path, Path | None]:
    name = raw["parquet"]
    _expect(isinstance(name, str) and FILE.fullmatch(name) is not None, "file name")
    path = folder / name
    reading = _reading(raw["reading"])
    _expect_parquet(path, [(f"c{i}", pa.string()) for i in range(len(reading.labels))], reading.rows_kept)
    aside = aside_path(path)
    if reading.rows_aside == 0:
        _expect(not aside.exists(), "rows set aside")
        return reading, path, None
    _expect_parquet(aside, list(zip(SCHEMA.names, SCHEMA.types, strict=True)), reading.rows_aside)
    with pq.ParquetFile(aside, read_dictionary=["reason"]) as file:  # rows are claims: no text is made of them
        for batch in file.iter_batches(columns=["reason"]):
            _expect(set(batch.column(0).unique().to_pylist()) <= REASONS, "reasons")
    return reading, path, aside


def _expect_parquet(path: Path, columns: list[tuple[str, pa.DataType]], rows: int) -> None:
    _expect(path.is_file() and not path.is_symlink(), "table file")
    with pq.ParquetFile(path) as file:
        _expect(file.metadata.num_rows == rows, "rows")
        _expect([(part.name, part.type) for part in file.schema_arrow] == columns, "columns")


def _reading(raw: dict) -> TableReading:
    _expect(set(raw) == set(TableReading.__dataclass_fields__), "fields")
    labels, rows = raw["labels"], [raw["rows_in"], raw["rows_kept"], raw["rows_aside"]]
    most = int(setting("max_header_characters")) + 12
    _expect(isinstance(labels, list) and 0 < len(labels) <= setting("max_columns"), "labels")
    _expect(all(isinstance(label, str) and 0 < len(label) <= most for label in labels), "labels")
    _expect(len({label.casefold() for label in labels}) == len(labels), "labels")
    _expect(all(type(count) is int and count >= 0 for count in rows) and rows[0] == rows[1] + rows[2], "counts")
    _expect(all(isinstance(raw[name], str) and len(raw[name]) <= 200 for name in ("file_name", "table_name")), "names")
    facts = {name: tuple(_fact(fact, "reading.") for fact in _short(raw[name])) for name in ("how", "notes")}
    return TableReading(**{**raw, **facts, "labels": tuple(labels), "raw": "", "aside": "", "source": ""})


def _short(raw: list) -> list:
    _expect(isinstance(raw, list) and len(raw) <= FACTS, "facts")
    return raw


def _fact(raw: dict, start: str) -> Fact:
    key, values = raw["key"], raw["values"]
    _expect(isinstance(key, str) and key.startswith(start) and KEY.fullmatch(key) is not None, "key")
    _expect(isinstance(values, dict) and len(json.dumps(values)) <= FACT_CHARACTERS, "values")
    plain: Callable[[object], bool] = lambda value: isinstance(value, str | int | float | bool | None)  # noqa: E731
    lists = [value for value in values.values() if isinstance(value, list)]
    _expect(all(plain(value) or isinstance(value, list) for value in values.values()), "values")
    _expect(all(isinstance(item, str) for value in lists for item in value), "values")
    return Fact.from_json(raw)
