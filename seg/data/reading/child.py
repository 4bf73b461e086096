"""The child process: confine, read one file, write Parquet files and `report.json` into the folder it runs in.

Reads `{"path", "file_name", "options"}` as JSON from its input. What goes wrong for a reason a user can act on
is reported as a fact; anything else ends the process with a status that the parent words.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from dataclasses import replace
from pathlib import Path

from seg.core.dataset import TableReading
from seg.core.errors import SegError
from seg.core.facts import Fact
from seg.data.reading.limits import confine
from seg.data.reading.options import ReadOptions

REPORT = "report.json"


def main() -> int:
    confine()
    asked = json.load(sys.stdin)
    try:
        tables = read(Path(asked["path"]), asked["file_name"], Path.cwd(), ReadOptions(**asked["options"]))
        report = {"tables": [{"parquet": path.name, "reading": reading.as_json()} for reading, path in tables]}
    except SegError as problem:
        report = {"problem": problem.fact.as_json()}
    except MemoryError:
        report = {"problem": Fact.of("error.reader_memory", file=asked["file_name"]).as_json()}
    except BaseException as defect:  # a panic of a native reader is not an Exception
        trail = [f"{frame.name}:{frame.lineno}" for frame in traceback.extract_tb(defect.__traceback__)]
        report = {"defect": f"{type(defect).__name__} at {' > '.join(trail)}"[:2000]}  # no message: it may hold cells
    Path(REPORT).write_text(json.dumps(report), "utf-8")
    return 0


def read(path: Path, file_name: str, folder: Path, options: ReadOptions) -> list[tuple[TableReading, Path]]:
    """The readings of a file and the Parquet files made in `folder`. Each reader is imported only when needed."""
    from seg.data.reading.magic import kind_of, wrong_ending

    kind = kind_of(path, file_name)
    if kind == "excel":
        from seg.data.reading.workbook import read_workbook

        found = read_workbook(path, file_name, options, folder)
    elif kind == "parquet":
        from seg.data.reading.parquet_table import read_parquet

        target = folder / "table_0.parquet"
        found = [(read_parquet(path, file_name, target), target)]
    else:
        from seg.data.reading.text_table import read_text

        target = folder / "table_0.parquet"
        found = [(read_text(path, file_name, options, target), target)]
        _refuse_prose(found[0][0], file_name)
    note = wrong_ending(kind, file_name)
    return [(replace(reading, notes=note + reading.notes), target) for reading, target in found]


def _refuse_prose(reading: TableReading, file_name: str) -> None:
    """Text without any delimiter under the name of another format is a damaged file, not a table of one column."""
    if len(reading.labels) > 1:
        return
    if file_name.lower().endswith((".xlsx", ".xlsm", ".xls", ".xlsb")):
        raise SegError("not_excel", file=file_name)
    if file_name.lower().endswith((".parquet", ".pq")):
        raise SegError("parquet_damaged", file=file_name)


if __name__ == "__main__":
    os._exit(main())  # the report is complete; a thread of Arrow's that is still there would abort an orderly exit
