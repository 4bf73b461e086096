"""A million customers of every kind, told their segments by DuckDB and here: `python -m tests.bench.segments_in_sql`.

By hand. Prints a Markdown table: customers in another segment, ties beside them, and seconds of both.
"""

import argparse
import tempfile
import time
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from seg.data.engine import GIB, connect
from seg.segments.distances import Rows
from seg.segments.encoding import apply
from seg.segments.methods import METHODS, Material
from seg.segments.methods.method import silent
from seg.segments.sql import segmented
from tests.segments.every_kind import as_others, customers, encoded
from tests.segments.test_sql import NAMES, borders

FITTED, K = 20_000, 6


def rows(count):
    fitted = customers(FITTED, 0.1, seed=7)
    made = encoded(fitted)
    sample = Material(Rows.of(made.matrix), made.encoding)
    table = as_others(customers(count, 0.1, seed=8))
    material = Material(Rows.of(apply(made.encoding, table)), made.encoding)
    with tempfile.TemporaryDirectory() as folder:
        pq.write_table(table, Path(folder) / "customers.parquet")
        backend = connect((Path(folder),), memory_bytes=4 * GIB)
        there = backend.read_parquet(str(Path(folder) / "customers.parquet"))
        for name in NAMES:
            model = METHODS[name].fit(sample, (K,), 0, True, silent)[K]
            start = time.perf_counter()
            here = METHODS[name].assign(model, material)
            placed = time.perf_counter()
            told = backend.con.sql(backend.compile(segmented(there, made.encoding, model))).to_arrow_table()
            done = time.perf_counter()
            yield name, *compared(told, here, borders(material, model)), f"{placed - start:.1f}", f"{done - placed:.1f}"
        backend.disconnect()


def compared(told, here, tied):
    told = told.take(pa.array(np.argsort(told["id"].to_numpy())))
    other = told["segment"].to_numpy() != here.labels
    sure = np.abs(told["confidence"].to_numpy().astype(int) - here.confidence)[~tied]
    return f"{(other & ~tied).sum():,}", f"{tied.sum():,}", f"{(other & tied).sum():,}", sure.max()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.bench.segments_in_sql", description=__doc__.splitlines()[0])
    parser.add_argument("--customers", type=int, default=1_000_000)
    count = parser.parse_args().customers
    head = "method", f"of {count:,}: others", "ties", "others among them", "confidence off by", "numpy s", "DuckDB s"
    print("| " + " | ".join(head) + " |\n" + "| --- " * len(head) + "|")
    for row in rows(count):
        print("| " + " | ".join(map(str, row)) + " |", flush=True)
