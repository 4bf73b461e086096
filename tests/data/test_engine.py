"""The engine reads what it is given and can be talked into nothing else."""

from pathlib import Path

import duckdb
import ibis
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from seg.data.engine import ROW, batches, connect, one_row, opened


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


def test_too_little_memory_is_a_clean_error(tmp_path):
    pq.write_table(pa.table({"c0": [f"{i:050d}" for i in range(400_000)]}), tmp_path / "raw.parquet")
    small = connect((tmp_path,), memory_bytes=20 * 2**20)
    table = small.read_parquet(str(tmp_path / "raw.parquet"))
    with pytest.raises(duckdb.OutOfMemoryException):
        table.aggregate(n=table.c0.nunique()).to_pyarrow()
    assert one_row(small, table.aggregate(n=table.count())) == {"n": 400_000}
