"""Measure the speed budget: `python -m tests.bench --date 2026-03-31`. By hand, on a quiet machine.

Prints a Markdown table. Imports, compiling and making customers are not measured on either side. `--quick` leaves
out the notebook's UMAP, which takes minutes, and with it the ratios that need it.
"""

import argparse
import os
import platform
from functools import cache
from pathlib import Path

from tests.bench import map_rows  # noqa: F401  (adds its rows)
from tests.bench.measured import measure
from tests.bench.rows import ROWS

HEAD = ("what", "budget", "seconds", "CPU seconds", "notebook seconds", "ratio", "peak memory", "")


def machine():
    """Processor, cores and Python."""
    told = Path("/proc/cpuinfo")
    lines = told.read_text().splitlines() if told.exists() else []
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return f"{(models or [platform.processor()])[0]}, {os.cpu_count()} cores, Python {platform.python_version()}"


def cells(row):
    baseline = row.baseline_seconds
    return (
        row.what,
        row.budget,
        f"{row.seconds:.2f}",
        f"{row.cpu_seconds:.2f}",
        f"{baseline:.1f}" if baseline else "–",
        f"{baseline / row.seconds:.1f} x" if baseline else "–",
        f"{row.peak_bytes / 2**20:,.0f} MB",
        row.note,
    )


def main():
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__.splitlines()[0])
    parser.add_argument("--date", required=True, help="the day of the measurement, for the table")
    parser.add_argument("--customers", type=int, default=100_000)
    parser.add_argument("--missing", type=float, default=0.0, help="share of ages and incomes that are missing")
    parser.add_argument("--rows", nargs="+", choices=ROWS, default=list(ROWS))
    parser.add_argument("--quick", action="store_true", help="without the notebook's UMAP")
    options = parser.parse_args()

    run = cache(lambda *names: measure(names, options.customers, options.missing))
    found = [row for name in options.rows for row in ROWS[name](run, options.quick)]
    print(f"{options.customers:,} customers x 12 dimensions, {options.date}; {machine()}\n")
    for line in (HEAD, ("---",) * len(HEAD), *map(cells, found)):
        print("| " + " | ".join(line) + " |")


if __name__ == "__main__":
    main()
