"""The engine reads what it is given and can be talked into nothing else."""

from pathlib import Path

import duckdb
import ibis
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from seg.core.settings import SETTINGS, Setting
from seg.data.engine import ROW, batches, connect, one_row, opened

MORE_THAN_FITS = "create temp table more as select hash(range) as value from range(4000000)"
"""32 MB."""


@pytest.fixture
def table_file(tmp_path):
    folder = tmp_path / "given"
    folder.mkdir()
    pq.write_table(pa.table({"c0": ["b", "a", None]}), folder / "raw.parquet")
    (tmp_path / "secret.csv").write_text("secret\n1\n")
    return folder / "raw.parquet"


def test_reads_the_given_file_in_order(table_file):
    with opened(table_file) as (backend, table):
        assert backend.to_pyarrow(table.order_by(ROW)).to_pydict() == {"c0": ["b", "a", None], ROW: [0, 1, 2]}
        assert one_row(backend, table.aggregate(n=table.c0.count())) == {"n": 2}


def test_batches_keep_the_order_and_the_size(tmp_path):
    pq.write_table(pa.table({"c0": [str(i) for i in range(10_000)]}), tmp_path / "raw.parquet")
    with opened(tmp_path / "raw.parquet") as (backend, table):
        parts = list(batches(backend, table.select("c0"), 4_096))
    assert max(part.num_rows for part in parts) <= 4_096
    assert [v for part in parts for v in part.column(0).to_pylist()] == [str(i) for i in range(10_000)]


def escapes(folder):
    """Ways out that DuckDB offers by default; `{outside}` lies beside the folder that was given."""
    outside = folder.parent / "secret.csv"
    return {
        "read_text": f"select * from read_text('{outside}')",
        "read_csv": f"select * from read_csv('{outside}')",
        "file as a table": f"select * from '{outside}'",
        "up and out": f"select * from read_text('{folder}/../secret.csv')",
        "system file": "select * from read_text('/etc/passwd')",
        "read_blob": "select * from read_blob('/etc/hostname')",
        "glob": "select * from glob('/etc/*')",
        "copy out": f"copy (select 1) to '{folder.parent}/out.csv'",
        "attach": f"attach '{folder.parent}/other.duckdb'",
        "export": f"export database '{folder.parent}/dump'",
        "install": "install httpfs",
        "load": "load httpfs",
        "load a file": f"load '{folder.parent}/evil.duckdb_extension'",
        "web": "select * from read_csv('https://example.org/a.csv')",
        "settings": "set enable_external_access=true",
        "folders": "set allowed_directories=['/']",
        "unlock": "set lock_configuration=false",
        "memory": "set memory_limit='100GB'",
        "temporary files": f"set temp_directory='{folder.parent}'",
        "python variable": "select * from hidden",
        "secrets": "create persistent secret s (type s3, key_id 'a', secret 'b')",
    }


@pytest.mark.parametrize("name", escapes(Path("given")))
def test_every_way_out_is_shut(table_file, name):
    hidden = pa.table({"a": [1]})
    assert hidden.num_rows == 1  # a Python variable that replacement scans would find
    with opened(table_file) as (backend, _), pytest.raises(duckdb.Error):
        backend.con.execute(escapes(table_file.parent)[name]).fetchall()
    assert sorted(p.name for p in table_file.parent.parent.iterdir()) == ["given", "secret.csv"]


def test_without_folders_nothing_can_be_read(table_file):
    with pytest.raises(duckdb.Error):
        connect().read_parquet(str(table_file)).to_pyarrow()


def test_a_label_that_is_sql_stays_a_value(table_file):
    evil = "x\" from read_text('/etc/passwd') --"
    with opened(table_file) as (backend, table):
        given = table.mutate(found=ibis.literal(evil)).select("found").limit(1)
        assert one_row(backend, given) == {"found": evil}


@pytest.fixture
def long_file(tmp_path):
    pq.write_table(pa.table({"c0": [f"{i:050d}" for i in range(400_000)]}), tmp_path / "raw.parquet")
    return tmp_path / "raw.parquet"


def different(backend, path):
    table = backend.read_parquet(str(path))
    return one_row(backend, table.aggregate(n=table.c0.nunique()))


def test_too_little_memory_is_a_clean_error(long_file):
    small = connect((long_file.parent,), memory_bytes=20 * 2**20)
    with pytest.raises(duckdb.OutOfMemoryException):
        different(small, long_file)
    table = small.read_parquet(str(long_file))
    assert one_row(small, table.aggregate(n=table.count())) == {"n": 400_000}


@pytest.fixture
def spill(tmp_path):
    """A folder for temporary files in which something of others lies already."""
    folder = tmp_path / "spill"
    folder.mkdir()
    (folder / "others.csv").write_text("secret\n1\n")
    return folder


def test_with_a_spill_folder_it_is_enough_and_nothing_stays(long_file, spill):
    small = connect((long_file.parent,), memory_bytes=20 * 2**20, spill=spill)
    assert different(small, long_file) == {"n": 400_000}
    small.con.execute(MORE_THAN_FITS)
    assert any(path.stat().st_size for path in spill.glob("*/*"))
    small.disconnect()
    assert [path.name for path in spill.iterdir()] == ["others.csv"]


def test_what_must_stay_free_of_a_disk_stays_free(long_file, spill, monkeypatch):
    most = Setting("min_free_bytes", 2**62, "bytes", "more than any disk has")
    monkeypatch.setitem(SETTINGS, "min_free_bytes", most)
    small = connect((long_file.parent,), memory_bytes=20 * 2**20, spill=spill)
    with pytest.raises(duckdb.OutOfMemoryException):
        different(small, long_file)


@pytest.mark.parametrize("name", escapes(Path("given")))
def test_a_spill_folder_opens_no_way_out(table_file, spill, name):
    backend = connect((table_file.parent,), spill=spill)
    with pytest.raises(duckdb.Error):
        backend.con.execute(escapes(table_file.parent)[name]).fetchall()
    backend.disconnect()
    assert sorted(path.name for path in spill.parent.iterdir()) == ["given", "secret.csv", "spill"]


def test_a_spill_folder_shows_nothing_that_lies_in_it(table_file, spill):
    one, other = (connect((table_file.parent,), memory_bytes=20 * 2**20, spill=spill) for _ in range(2))
    one.con.execute(MORE_THAN_FITS)
    temporary = [path for path in spill.glob("*/*") if path.stat().st_size]
    assert temporary
    for path in (spill / "others.csv", *temporary):
        with pytest.raises(duckdb.PermissionException):
            other.con.execute(f"select size from read_blob('{path}')").fetchall()
