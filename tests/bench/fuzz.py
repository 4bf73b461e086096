"""Read damaged files for a while: `python -m tests.bench.fuzz --minutes 10 [--seed 1] [--only csv xlsx]`.

Small good files of every kind are cut, mixed and written over, and each is read as an upload is, in a child process
of its own. It must become a table whose rows add up, or one sentence, within the limits; nothing may be left. Prints
how each kind went, the slowest, and every reader that stopped without knowing why, with the number that makes the
same file again (`--number`).
"""

import argparse
import logging
import os
import random
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from io import BytesIO
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pyreadstat

from seg.core.errors import SegError
from seg.core.settings import setting
from seg.data.reading.read import read_file
from tests.data.reading import files, workbooks
from tests.ui.browser import ARTEFACTS

ROWS = [["id", "since", "city", "spend"], *([f"C{i:04}", f"2024-02-{i:02}", "Łódź", i * 1.5] for i in range(1, 29))]
TABLE = "\n".join(";".join(map(str, row)) for row in ROWS) + "\n"
QUOTED = "".join(",".join(f'"{cell}"' for cell in row) + "\r\n" for row in ROWS)
JSON_ROW = '{"id": "C%d", "city": "Łódź", "spend": %d.5, "tags": ["a", null]}'
SPECIAL = (
    b"\0",
    b'"',
    b";",
    b",",
    b"\n",
    b"\r",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\x1a",
    b"\x1e",
    b"\xff" * 8,
    b"9" * 400,
)
LEFT_BEHIND = "left behind"


def sav() -> bytes:
    with tempfile.NamedTemporaryFile(suffix=".sav") as file:
        columns = {"id": ["x", "y"], "spend": [1.5, None], "day": [date(2024, 2, 1), None]}
        pyreadstat.write_sav(pd.DataFrame(columns), file.name, variable_value_labels={"spend": {1.5: "much"}})
        return Path(file.name).read_bytes()


def ods() -> bytes:
    cells = [[workbooks.ods_text(str(cell)) for cell in row] for row in ROWS]
    return workbooks.ods(workbooks.ods_table(cells))


def parquet() -> bytes:
    columns = {name: pa.array([row[at] for row in ROWS[1:]]) for at, name in enumerate(ROWS[0])}
    return files.parquet(columns | {"when": pa.array([date(2024, 2, 1)] * 28), "list": pa.array([[1]] * 28)})


SEEDS: Mapping[str, Callable[[], bytes]] = {
    "csv": lambda: TABLE.encode(),
    "quoted.csv": lambda: QUOTED.encode("cp1250"),
    "utf16.csv": lambda: TABLE.replace(";", "\t").encode("utf-16"),
    "report.csv": lambda: f"Report;2024\n\n{TABLE}Total;;;609\n\nSource: CRM\n".encode(),
    "txt": lambda: TABLE.replace(";", "  ").encode(),
    "xlsx": lambda: files.sheet(ROWS),
    "xls": lambda: workbooks.xls_sheet(ROWS),
    "xlsb": lambda: workbooks.xlsb(workbooks.xlsb_rows(ROWS)),
    "ods": ods,
    "parquet": parquet,
    "json": lambda: f"[{','.join(JSON_ROW % (i, i) for i in range(20))}]".encode(),
    "jsonl": lambda: "\n".join(JSON_ROW % (i, i) for i in range(20)).encode(),
    "sav": sav,
}


def damaged(content: bytes, chance: random.Random) -> bytes:
    """The content after a few mishaps; of an archive, half the time, what is inside it."""
    if content[:2] == b"PK" and chance.random() < 0.5:
        return repacked(content, chance)
    made = bytearray(content)
    for _ in range(chance.choice([1, 1, 1, 2, 3, 6])):
        if not made:
            break
        at, size = chance.randrange(len(made)), chance.choice([1, 4, 30, 300])
        match chance.randrange(6):
            case 0:
                made[at] = chance.randrange(256)
            case 1:
                del made[at : at + size]
            case 2:
                made[at:at] = made[at : at + size] * chance.choice([1, 1, 50])
            case 3:
                made[at:at] = chance.choice(SPECIAL)
            case 4:
                to = chance.randrange(len(made))
                made[to : to + size] = made[at : at + size]
            case 5:
                del made[at:]
    return bytes(made)


def repacked(content: bytes, chance: random.Random) -> bytes:
    with zipfile.ZipFile(BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    name = chance.choice(sorted(parts))
    return files.zipped(parts | {name: damaged(b" " + parts[name], chance)[1:]})


def outcome(content: bytes, name: str, home: Path) -> str:
    """What came of reading: "read", the key of an error, or what must not be. Raises what else is raised."""
    scratch = home / "scratch"
    scratch.mkdir()
    (home / "upload").write_bytes(content)
    try:
        tables = read_file(home / "upload", name, scratch)
        found = "read"
        for table in tables:
            reading, kept = table.reading, pq.read_table(table.path)
            aside = pq.read_table(table.aside).num_rows if table.aside else 0
            assert (kept.num_rows, aside) == (reading.rows_kept, reading.rows_aside), reading
            assert reading.rows_in == reading.rows_kept + reading.rows_aside, reading
            kept.validate(full=True)
            table.path.unlink()
            if table.aside:
                table.aside.unlink()
    except SegError as refused:
        found = refused.fact.key
    left = [path.name for path in scratch.iterdir()] + children()
    for path in scratch.iterdir():
        path.unlink()
    scratch.rmdir()
    return f"{LEFT_BEHIND}: {left}" if left else found


def children() -> list[str]:
    return Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.fuzz", description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", nargs="+", choices=SEEDS, default=list(SEEDS))
    parser.add_argument("--number", type=int, help="only this file, which is kept")
    options = parser.parse_args()
    logging.basicConfig(format="  %(message)s")
    seeds = {name: SEEDS[name]() for name in options.only}
    numbers = [options.number] if options.number is not None else range(10**9)
    counts, slowest, wrong = {name: Counter() for name in seeds}, [], 0
    end = time.monotonic() + options.minutes * 60
    with tempfile.TemporaryDirectory() as home:
        for number in numbers:
            if time.monotonic() > end:
                break
            name = list(seeds)[number % len(seeds)]
            content = damaged(seeds[name], random.Random(f"{options.seed} {number}"))
            if options.number is not None:
                ARTEFACTS.mkdir(exist_ok=True)
                (ARTEFACTS / f"fuzz_{number}.{name}").write_bytes(content)
            began = time.monotonic()
            came = outcome(content, f"x.{name}", Path(home))
            slowest = sorted([(time.monotonic() - began, number, name, came), *slowest], reverse=True)[:5]
            counts[name][came] += 1
            if came in ("error.reader_stopped", "error.reader_time") or came.startswith(LEFT_BEHIND):
                wrong += 1
                print(f"number {number}, {name}: {came}", flush=True)
    for name, kinds in counts.items():
        print(
            f"{name:12}{sum(kinds.values()):6} files",
            *(f"{key} {count}" for key, count in kinds.most_common()),
            sep="  ",
        )
    print(
        "slowest:",
        *(f"{seconds:.1f} s number {number} {name} {came}" for seconds, number, name, came in slowest),
        sep="\n  ",
    )
    too_slow = slowest and slowest[0][0] > setting("reader_wall_seconds")
    return 1 if wrong or too_slow else 0


if __name__ == "__main__":
    raise SystemExit(main())
