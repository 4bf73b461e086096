"""The child is confined, and whatever becomes of it, the parent says it in one sentence."""

import json
import os
import random
import selectors
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from seg.core import settings
from seg.core.dataset import TableReading
from seg.core.errors import SegError
from seg.core.facts import Fact
from seg.core.fingerprint import sha256_of_file
from seg.core.settings import Setting
from seg.data.reading import read as reading_module
from seg.data.reading.aside import write_aside
from seg.data.reading.read import HEARD_BYTES, read_file, shares
from seg.data.reading.report import UntrustedError, tables_of

CONFINED = """
import os, resource, socket, sys
from seg.data.reading.limits import confine
confine()
print(resource.getrlimit(resource.RLIMIT_AS)[0], resource.getrlimit(resource.RLIMIT_NOFILE)[0])
print(",".join(name for _, name in socket.if_nameindex()))
try:
    bytearray(4 * 2**30)
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
    assert limits == f"{3 * 2**30} 64"
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
    write_aside(folder / "table_0.parquet", [3], ["aside.ragged"], ["x,y"])
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
    "more rows set aside than in their file": lambda report: report["tables"][0]["reading"].update(
        rows_aside=2, rows_in=4
    ),
    "rows set aside that are not told": lambda report: report["tables"][0]["reading"].update(rows_aside=0, rows_in=2),
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
    ((reading, path, aside),) = tables_of(tmp_path / "report.json", tmp_path)
    assert (reading.rows_in, path, aside) == (3, tmp_path / "table_0.parquet", tmp_path / "aside_0.parquet")
    for file in (aside, path):
        file.rename(tmp_path / "elsewhere")
        file.symlink_to(tmp_path / "elsewhere")
        with pytest.raises(UntrustedError):
            tables_of(tmp_path / "report.json", tmp_path)
        file.unlink()
        (tmp_path / "elsewhere").rename(file)


@pytest.mark.parametrize(
    "rows",
    [
        {"line": [3], "reason": ["store.deleted"], "text": ["x"]},
        {"line": ["3"], "reason": ["aside.ragged"], "text": ["x"]},
        {"reason": ["aside.ragged"], "text": ["x"]},
    ],
)
def test_rows_set_aside_are_not_believed_either(rows, tmp_path):
    (tmp_path / "report.json").write_text(json.dumps(honest(tmp_path)))
    pq.write_table(pa.table(rows), tmp_path / "aside_0.parquet")
    with pytest.raises(UntrustedError):
        tables_of(tmp_path / "report.json", tmp_path)


def test_a_scratch_folder_with_a_module_in_it_does_not_run_it(tmp_path):
    (tmp_path / "json.py").write_text("raise SystemExit(9)")
    (tmp_path / "upload").write_bytes(b"id,a\n1,2\n")
    (table,) = read_file(tmp_path / "upload", "x.csv", tmp_path)
    assert table.reading.rows_kept == 1
    assert signal.getsignal(signal.SIGCHLD) in (signal.SIG_DFL, None)


def children() -> set[int]:
    return {int(pid) for pid in Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()}


@pytest.fixture
def upload(tmp_path):
    (tmp_path / "upload").write_bytes(b"id,a\n1,2\n3\n")
    (tmp_path / "scratch").mkdir()
    return tmp_path / "upload", tmp_path / "scratch"


def test_what_is_handed_over_is_all_that_is_left(upload):
    path, scratch = upload
    (table,) = read_file(path, "x.csv", scratch)
    assert set(scratch.iterdir()) == {table.path, table.aside}
    assert [table.reading.raw, table.reading.aside] == [sha256_of_file(file) for file in (table.path, table.aside)]
    assert pq.read_table(table.aside).to_pylist() == [{"line": 3, "reason": "aside.ragged", "text": "3"}]
    path.write_bytes(b"id,a\n1,2\n")
    for file in scratch.iterdir():
        file.unlink()
    (table,) = read_file(path, "x.csv", scratch)
    assert (table.aside, table.reading.aside) == (None, "")


WALLED = """
import runpy
from seg.core.settings import SETTINGS, Setting
SETTINGS[{name!r}] = Setting({name!r}, {value}, "x", "test")
runpy.run_module("seg.data.reading.child", run_name="__main__")
"""
LIMITS = {  # a wall of the child that the file runs into -> what is said
    "reader_wall_seconds": (0, "reader_time"),
    "reader_output_bytes": (20_000, "reader_output"),
    "reader_memory_bytes": (300 * 2**20, "reader_memory"),
}


@pytest.mark.parametrize("name", LIMITS)
def test_nothing_is_left_of_a_reading_that_ran_into_a_wall(name, upload, monkeypatch):
    path, scratch = upload
    value, key = LIMITS[name]
    words = random.Random(1)
    rows = (f"{i},{words.getrandbits(300):x}" for i in range(60_000))
    path.write_text("id,a\n" + "\n".join(rows))
    code = WALLED.format(name=name, value=value)
    monkeypatch.setattr(reading_module, "CHILD", ["-P", "-c", code])
    monkeypatch.setitem(settings.SETTINGS, name, Setting(name, value, "x", "test"))
    before = children()
    with pytest.raises(SegError, match=key):
        read_file(path, "x.csv", scratch)
    assert list(scratch.iterdir()) == []
    assert children() == before


def test_a_child_that_is_killed_leaves_nothing(upload, monkeypatch):
    path, scratch = upload
    code = "import os, signal; open('table_0.parquet', 'w'); os.mkdir('more'); os.kill(os.getpid(), signal.SIGKILL)"
    monkeypatch.setattr(reading_module, "CHILD", ["-P", "-c", code])
    with pytest.raises(SegError, match="reader_memory"):
        read_file(path, "x.csv", scratch)
    assert list(scratch.iterdir()) == []


def test_progress_is_told_and_may_give_up(upload, monkeypatch):
    path, scratch = upload
    path.write_text("id,a\n" + "1,some text\n" * 2_000_000)
    told, before = [], children()
    read_file(path, "x.csv", scratch, progress=told.append)
    assert told == sorted(set(told))
    assert len(told) >= 2
    assert 0 < told[0] < told[-1] <= 1
    for file in scratch.iterdir():
        file.unlink()

    def give_up(share: float) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        read_file(path, "x.csv", scratch, progress=give_up)
    assert list(scratch.iterdir()) == []
    assert children() == before


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        (b"0.250\n0.500\n", [0.25, 0.5]),
        (b"0.5\n0.4\n0.5\n2.0\n1.0\n", [0.5, 1.0]),
        (b"nan\ninf\n-0.5\n1e-3\n\xff\n0.7", []),
        (b"9" * 100_000 + b"\n0.5\n", []),
        (b"0.1\n" + b"x\n" * HEARD_BYTES + b"0.9\n", [0.1]),
    ],
    ids=["shares", "back and beyond", "no shares", "one long line", "too much"],
)
def test_what_a_child_says_is_not_believed(said, heard):
    with subprocess.Popen(["cat"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as cat:
        writer = threading.Thread(target=lambda: (cat.stdin.write(said), cat.stdin.close()))
        writer.start()
        assert list(shares(cat.stdout, time.monotonic() + 20)) == heard
        writer.join()


PARENT = """
import sys
from pathlib import Path
from seg.data.reading.read import read_file
read_file(Path(sys.argv[1]), "x.csv", Path(sys.argv[2]))
"""


def test_a_child_ends_with_its_parent_however_that_ended(upload):
    path, scratch = upload
    path.unlink()
    os.mkfifo(path)  # a file that keeps the child waiting
    with (
        subprocess.Popen(
            [sys.executable, "-c", PARENT, str(path), str(scratch)], env={"PYTHONPATH": str(reading_module.ROOT)}
        ) as parent,
        path.open("wb"),
    ):  # returns when the child opens it to read
        (child,) = Path(f"/proc/{parent.pid}/task/{parent.pid}/children").read_text().split()
        watched = os.pidfd_open(int(child))
        parent.kill()
        with selectors.DefaultSelector() as selector:
            selector.register(watched, selectors.EVENT_READ)  # readable when the process has ended
            assert selector.select(20)
        os.close(watched)
