"""The child is confined, and whatever becomes of it, the parent says it in one sentence."""

import json
import os
import signal
import subprocess
import sys

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from seg.core import settings
from seg.core.dataset import TableReading
from seg.core.errors import SegError
from seg.core.facts import Fact
from seg.core.settings import Setting
from seg.data.reading import read as reading_module
from seg.data.reading.read import read_file
from seg.data.reading.report import UntrustedError, tables_of

CONFINED = """
import os, resource, socket, sys
from seg.data.reading.limits import confine
confine()
print(resource.getrlimit(resource.RLIMIT_AS)[0], resource.getrlimit(resource.RLIMIT_NOFILE)[0])
print(",".join(name for _, name in socket.if_nameindex()))
try:
    bytearray(3 * 2**30)
except MemoryError:
    print("memory")
try:
    socket.create_connection(("127.0.0.1", int(sys.argv[1])), 1)
except OSError:
    print("no network")
"""


def run(code: str, *arguments: str) -> list[str]:
    found = subprocess.run(
        [sys.executable, "-P", "-c", code, *arguments],
        env=reading_module._environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    return found.stdout.split("\n")


def test_the_child_has_walls():
    limits, interfaces, memory, *_ = run(CONFINED, "1")
    assert limits == f"{2 * 2**30} 64"
    assert memory == "memory"
    if os.geteuid() == 0:
        assert interfaces == "lo"


def test_the_environment_of_the_child_holds_no_secret(monkeypatch):
    monkeypatch.setenv("SEG_SECRET", "x")
    assert "SEG_SECRET" not in reading_module._environment()


def test_the_clock_of_the_parent_stops_a_child_that_takes_too_long(tmp_path, monkeypatch):
    monkeypatch.setitem(settings.SETTINGS, "reader_wall_seconds", Setting("reader_wall_seconds", 0, "seconds", "test"))
    (tmp_path / "x").write_bytes(b"id,a\n1,2\n")
    with pytest.raises(SegError, match="reader_time"):
        read_file(tmp_path / "x", "x.csv", tmp_path)


@pytest.mark.parametrize(
    ("code", "key"),
    [
        ("import os; os.abort()", "reader_memory"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "reader_memory"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGXCPU)", "reader_time"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", "reader_stopped"),
        ("raise SystemExit(3)", "reader_stopped"),
    ],
)
def test_each_end_of_a_child_has_its_sentence(code, key):
    status = subprocess.run([sys.executable, "-c", code], stderr=subprocess.DEVNULL, check=False).returncode
    with pytest.raises(SegError) as caught:
        reading_module._check_exit(status, "x")
    assert caught.value.fact.key == f"error.{key}"


def test_the_report_of_a_child_that_said_nothing_is_no_result(tmp_path):
    with pytest.raises(UntrustedError):
        tables_of(tmp_path / "report.json", tmp_path)


def honest(folder) -> dict:
    pq.write_table(pa.table({"c0": ["x", "y"]}), folder / "table_0.parquet")
    reading = TableReading("x.csv", "x", "", ("id",), 3, 2, 1, (), (Fact.of("reading.blank_lines", count=1),))
    return {"tables": [{"parquet": "table_0.parquet", "reading": reading.as_json()}]}


LIES = {
    "another folder": lambda report: report["tables"][0].update(parquet="../table_0.parquet"),
    "absolute path": lambda report: report["tables"][0].update(parquet="/etc/passwd"),
    "no such file": lambda report: report["tables"][0].update(parquet="table_1.parquet"),
    "rows do not add up": lambda report: report["tables"][0]["reading"].update(rows_in=9),
    "rows not in the table": lambda report: report["tables"][0]["reading"].update(rows_kept=3, rows_in=4),
    "more labels than columns": lambda report: report["tables"][0]["reading"].update(labels=["a", "b"]),
    "labels twice": lambda report: report["tables"][0]["reading"].update(labels=["a", "A"]),
    "a count that is text": lambda report: report["tables"][0]["reading"].update(rows_in="3"),
    "a key of another area": lambda report: report["tables"][0]["reading"]["notes"][0].update(key="store.deleted"),
    "a nested value": lambda report: report["tables"][0]["reading"]["notes"][0].update(values={"count": {"a": 1}}),
    "a huge value": lambda report: report["tables"][0]["reading"]["notes"][0].update(values={"a": "x" * 30_000}),
    "an unknown field": lambda report: report["tables"][0]["reading"].update(path="/etc/passwd"),
    "no tables": lambda report: report.update(tables=[]),
    "tables that are text": lambda report: report.update(tables="x"),
    "a defect": lambda report: [report.clear(), report.update(defect="PanicException")],
}


@pytest.mark.parametrize("lie", LIES)
def test_a_report_that_lies_is_not_believed(lie, tmp_path):
    report = honest(tmp_path)
    LIES[lie](report)
    (tmp_path / "report.json").write_text(json.dumps(report))
    with pytest.raises(UntrustedError):
        tables_of(tmp_path / "report.json", tmp_path)


def test_an_honest_report_is_believed_but_a_linked_table_is_not(tmp_path):
    (tmp_path / "report.json").write_text(json.dumps(honest(tmp_path)))
    ((reading, path),) = tables_of(tmp_path / "report.json", tmp_path)
    assert (reading.rows_in, path) == (3, tmp_path / "table_0.parquet")
    path.rename(tmp_path / "elsewhere")
    path.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(UntrustedError):
        tables_of(tmp_path / "report.json", tmp_path)


def test_a_scratch_folder_with_a_module_in_it_does_not_run_it(tmp_path):
    (tmp_path / "json.py").write_text("raise SystemExit(9)")
    (tmp_path / "upload").write_bytes(b"id,a\n1,2\n")
    (table,) = read_file(tmp_path / "upload", "x.csv", tmp_path)
    assert table.reading.rows_kept == 1
    assert signal.getsignal(signal.SIGCHLD) in (signal.SIG_DFL, None)
