"""Measure dimensions from events: `python -m tests.bench.events [--date 2026-03-31] [--lines 10000000] [--huge]`.

Order lines in Parquet become twelve dimensions of every customer, reading included: here, and in the same run in
pandas, each in a process of its own, one after the other in several rounds. Both must come to the same. With `--huge`
a hundred million lines from ten files are derived as well, here alone.
"""

import argparse
import shutil
import tempfile
from datetime import date
from pathlib import Path
from statistics import median

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from seg.core.settings import setting
from tests.bench.__main__ import machine
from tests.bench.alone import alone
from tests.bench.order_lines import AS_OF

LINES_A_CUSTOMER = 20
HUGE_LINES, HUGE_FILES, HUGE_FREE_BYTES = 100_000_000, 10, 30 * 2**30
WAYS = ("plain", "coded")
TOLERANCE = 1e-9
MIB = 2**20


def here(folder: Path, memory_bytes: int) -> dict:
    return alone("tests.bench.order_dimensions", folder, AS_OF, memory_bytes, folder / "here.parquet")


def in_pandas(way: str, folder: Path) -> dict:
    return alone("tests.bench.order_notebook", way, folder, AS_OF, folder / f"{way}.parquet")


def largest_difference(folder: Path, way: str) -> float:
    """Between a dimension of a customer here and there, relative above 1; infinite where only one of them is known."""
    found, expected = (_values(pq.read_table(folder / f"{name}.parquet")) for name in ("here", way))
    if found.keys() != expected.keys():
        return float("inf")
    return max(_difference(found[name], expected[name]) for name in found)


def _values(table: pa.Table) -> dict[str, np.ndarray]:
    table = table.sort_by("customer")
    numbers = {name: table[name].cast("float64").to_numpy() for name in table.column_names if name != "customer"}
    return {"customer": table["customer"].cast("string").to_numpy()} | numbers


def _difference(found: np.ndarray, expected: np.ndarray) -> float:
    if found.dtype == object:
        return 0.0 if np.array_equal(found, expected) else float("inf")
    known = ~np.isnan(found)
    if not np.array_equal(known, ~np.isnan(expected)):
        return float("inf")
    apart = np.abs(found - expected)[known] / np.maximum(1, np.abs(expected[known]))
    return float(apart.max(initial=0))


def compared(folder: Path, rounds: int, memory_bytes: int) -> None:
    ours, theirs = [], {way: [] for way in WAYS}
    for _ in range(rounds):
        ours.append(here(folder, memory_bytes))
        for way in WAYS:
            theirs[way].append(in_pandas(way, folder))
    print(f"here: {said(ours, 'seconds')} s, CPU {said(ours, 'cpu_seconds')} s, {peak(ours):,} MB")
    for way, runs in theirs.items():
        print(f"pandas, {way}: {said(runs, 'seconds')} s, CPU {said(runs, 'cpu_seconds')} s, {peak(runs):,} MB")
        print(f"  {ratio(runs, ours, 'seconds')} x as long, {ratio(runs, ours, 'cpu_seconds')} x the CPU, "
              f"memory here {peak(ours) / peak(runs):.2f} of it")  # fmt: skip
        difference = largest_difference(folder, way)
        print(f"  largest difference {difference:.1e}")
        if difference > TOLERANCE:
            raise SystemExit("the two do not come to the same")


def said(runs: list[dict], what: str) -> str:
    """Median and range."""
    values = [run[what] for run in runs]
    return f"{median(values):.2f} ({min(values):.2f} to {max(values):.2f})"


def ratio(theirs: list[dict], ours: list[dict], what: str) -> str:
    """Of the runs of each round, one after the other: a busy moment of the machine is the same for both."""
    return said([{what: their[what] / our[what]} for their, our in zip(theirs, ours, strict=True)], what)


def peak(runs: list[dict]) -> int:
    return max(run["peak_bytes"] for run in runs) // MIB


def huge(folder: Path, memory_bytes: int) -> None:
    if shutil.disk_usage(folder).free < HUGE_FREE_BYTES:
        raise SystemExit(f"{folder} needs {HUGE_FREE_BYTES // 2**30} GB free")
    alone("tests.bench.order_lines", folder, HUGE_LINES, HUGE_LINES // LINES_A_CUSTOMER, HUGE_FILES)
    took = here(folder, memory_bytes)
    print(f"{HUGE_LINES:,} lines from {HUGE_FILES} files: {took['seconds']:.1f} s, {peak([took]):,} MB")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.events", description=__doc__.splitlines()[0])
    parser.add_argument("--date", default=date.today().isoformat(), help="the day of the measurement")
    parser.add_argument("--lines", type=int, default=10_000_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument(
        "--memory", type=int, default=int(setting("events_memory_bytes")) // MIB, help="of the engine, MB"
    )
    parser.add_argument(
        "--huge", action="store_true", help="also a hundred million lines; needs 30 GB of disk meanwhile"
    )
    options = parser.parse_args()
    customers = options.lines // LINES_A_CUSTOMER
    print(f"{options.lines:,} lines of {customers:,} customers, engine with {options.memory:,} MB, "
          f"{options.date}; {machine()}\n")  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        alone("tests.bench.order_lines", folder, options.lines, customers, 1)
        compared(Path(folder), options.rounds, options.memory * MIB)
    if options.huge:
        with tempfile.TemporaryDirectory() as folder:
            huge(Path(folder), options.memory * MIB)


if __name__ == "__main__":
    main()
