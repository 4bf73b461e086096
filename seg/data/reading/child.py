"""The child process: confine, read one file, write Parquet files and `report.json` into the folder it runs in.

Reads `{"path", "file_name", "options", "parent"}` as JSON from its input, and writes the share of the file that was
read to its output, a line each. What goes wrong for a reason a user can act on is reported as a fact; anything else
ends the process with a status that the parent words.
"""

from __future__ import annotations

import errno
import json
import os
import sys
import traceback
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from seg.core.dataset import TableReading
from seg.core.errors import SegError
from seg.core.facts import Fact
from seg.core.settings import setting
from seg.data.reading.limits import confine, end_with
from seg.data.reading.options import ReadOptions

REPORT = "report.json"


def main() -> int:
    confine()
    asked = json.load(sys.stdin)
    end_with(asked["parent"])
    try:
        tables = read(Path(asked["path"]), asked["file_name"], Path.cwd(), ReadOptions(**asked["options"]), _tell)
        report = {"tables": [{"parquet": path.name, "reading": reading.as_json()} for reading, path in tables]}
    except BaseException as ended:  # a panic of a native reader is not an Exception
        report = _told(ended, asked["file_name"])
    Path(REPORT).write_text(json.dumps(report), "utf-8")
    return 0


def _tell(share: float) -> None:
    print(f"{share:.3f}", flush=True)


def _told(ended: BaseException, file_name: str) -> dict:
    """The reason that a user can act on, or else where our defect is, without its message: it may hold cells."""
    number = ended.errno if isinstance(ended, OSError) else 0
    if isinstance(ended, SegError):
        problem = ended.fact
    elif isinstance(ended, MemoryError) or number == errno.ENOMEM:
        problem = Fact.of("error.reader_memory", file=file_name)
    elif number == errno.EFBIG:
        problem = Fact.of("error.reader_output", file=file_name, limit_mb=int(setting("reader_output_bytes")) // 2**20)
    elif number in (errno.ENOSPC, errno.EDQUOT):
        problem = Fact.of("error.reader_disk", file=file_name)
    else:
        trail = [f"{frame.name}:{frame.lineno}" for frame in traceback.extract_tb(ended.__traceback__)[-10:]]
        return {"defect": f"{type(ended).__name__} at {' > '.join(trail)}"[:2000]}
    return {"problem": problem.as_json()}


def read(
    path: Path,
    file_name: str,
    folder: Path,
    options: ReadOptions,
    tell: Callable[[float], None] | None = None,
) -> list[tuple[TableReading, Path]]:
    """The readings of a file and the Parquet files made in `folder`. Each reader is imported only when needed.

    `tell` is told the share of the file that was read, where a reader knows it.
    """
    from seg.data.reading.magic import kind_of, wrong_ending

    kind = kind_of(path, file_name)
    if kind == "excel":
        from seg.data.reading.workbook import read_workbook

        found = read_workbook(path, file_name, options, folder)
    elif kind == "json":
        from seg.data.reading.json_table import read_json

        found = read_json(path, file_name, options, folder, tell)
    elif kind == "spss":
        from seg.data.reading.spss_table import read_spss

        target = folder / "table_0.parquet"
        found = [(read_spss(path, file_name, options, target), target)]
    elif kind == "parquet":
        from seg.data.reading.parquet_table import read_parquet

        target = folder / "table_0.parquet"
        found = [(read_parquet(path, file_name, target), target)]
    else:
        from seg.data.reading.text_table import read_text

        target = folder / "table_0.parquet"
        found = [(read_text(path, file_name, options, target, tell), target)]
        _refuse_prose(found[0][0], file_name)
    note = wrong_ending(kind, file_name)
    return [(replace(reading, notes=note + reading.notes), target) for reading, target in found]


def _refuse_prose(reading: TableReading, file_name: str) -> None:
    """Text without any delimiter under the name of another format is a damaged file, not a table of one column."""
    if len(reading.labels) > 1:
        return
    if file_name.lower().endswith((".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")):
        raise SegError("not_excel", file=file_name)
    if file_name.lower().endswith((".parquet", ".pq")):
        raise SegError("parquet_damaged", file=file_name)
    if file_name.lower().endswith((".sav", ".zsav")):
        raise SegError("spss_damaged", file=file_name)


if __name__ == "__main__":
    os._exit(main())  # the report is complete; a thread of Arrow's that is still there would abort an orderly exit
