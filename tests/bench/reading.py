"""Measure how a big export is read: `python -m tests.bench.reading --date 2026-03-31 [--rows 1000000] [--server]`.

An export of 20 columns as shops send them goes the whole way from the file to a reading that can be used: child
process, understanding, audit, workspace. Beside it, in the same run, what people do today: pandas reads, describes
and counts different values. With `--server` the file is also uploaded through a browser, and the memory of the server
is watched.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.csv as pa_csv

from tests.bench.__main__ import machine
from tests.bench.measured import ROOT

CHUNK_ROWS = 250_000
WATCH_SECONDS = 0.1
OURS = """
import json, resource, sys, time
from seg.tasks import imports
from seg.tasks.desk import workspace
path, name = sys.argv[1:]
workspace()
began = time.perf_counter()
told = imports.read({"path": path, "file_name": name}, lambda stage, share: None)
seconds = time.perf_counter() - began
peaks = [resource.getrusage(of).ru_maxrss * 1024 for of in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
state = workspace().reading(told["readings"][0])
print(json.dumps({"seconds": seconds, "peaks": peaks, "rows": state.rows, "findings": len(state.findings)}))
"""
THEIRS = """
import json, sys, time
import pandas as pd
began = time.perf_counter()
frame = pd.read_csv(sys.argv[1])
frame.describe(include="all"), frame.nunique(), frame.isna().mean(), frame.duplicated().sum()
print(json.dumps({"seconds": time.perf_counter() - began}))
"""


def write_export(path: Path, rows: int) -> None:
    """An export of orders, visits and answers per customer: ids, texts, dates, amounts, groups, gaps."""
    random = np.random.default_rng(7)
    with path.open("wb") as file:
        for start in range(0, rows, CHUNK_ROWS):
            table = _chunk(random, start, min(CHUNK_ROWS, rows - start))
            pa_csv.write_csv(table, file, pa_csv.WriteOptions(include_header=start == 0, quoting_style="needed"))


def _chunk(random: np.random.Generator, start: int, rows: int) -> pa.Table:
    ids = np.arange(start, start + rows)
    number = lambda low, high: random.integers(low, high, rows)  # noqa: E731
    money = lambda middle, spread: np.round(random.lognormal(middle, spread, rows), 2)  # noqa: E731
    one_of = lambda *words: random.choice(words, rows)  # noqa: E731
    days = np.datetime64("2018-01-01") + number(0, 3000).astype("timedelta64[D]")
    columns = {
        "customer_id": np.char.add("C", np.char.zfill(ids.astype(str), 8)),
        "email": np.char.add(np.char.add("p", ids.astype(str)), "@example.org"),
        "birth_year": number(1935, 2006),
        "gender": one_of("f", "m", "x"),
        "country": one_of("NL", "PL", "MT", "MY", "DE"),
        "city": np.char.add("town", number(0, 3000).astype(str)),
        "member": one_of("yes", "no"),
        "income_band": one_of("under 20K", "20-34K", "35-49K", "50-74K", "75K+"),
        "orders": random.poisson(4, rows),
        "spend": money(4, 1),
        "average_basket": money(3, 0.5),
        "days_since_last_order": number(0, 900),
        "web_visits": random.poisson(9, rows),
        "email_opens": random.poisson(5, rows),
        "discount_share": np.round(random.beta(2, 5, rows), 3),
        "channel": one_of("shop", "web", "app", "phone"),
        "satisfaction": number(1, 6),
        "customer_since": days.astype(str),
        "last_order": days.astype(str),
        "interests": one_of("sport;garden", "garden", "travel;music;home", "music", "fashion;travel"),
    }
    table = {name: pa.array(values).cast(pa.string()) for name, values in columns.items()}
    gaps = pa.array(random.random(rows) < 0.04)
    for name in ("income_band", "satisfaction", "interests"):
        table[name] = pa.compute.if_else(gaps, None, table[name])
    return pa.table(table)


def run(code: str, *arguments: str, **variables: str) -> dict:
    command = [sys.executable, "-c", code, *arguments]
    environment = os.environ | {"PYTHONPATH": str(ROOT)} | variables
    said = subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout
    return json.loads(said.splitlines()[-1])


def uploaded(path: Path, home: Path) -> dict:
    """The file through a browser: seconds until it can be used, and the memory of the server before, most and after."""
    from playwright.sync_api import expect

    from tests.serving import Server
    from tests.ui.browser import launch

    server = Server(home)
    server.start()
    memory = [server.memory_bytes()]
    stop = threading.Event()

    def watch() -> None:
        while not stop.wait(WATCH_SECONDS):
            memory.append(server.memory_bytes())

    watcher = threading.Thread(target=watch)
    try:
        with launch() as browser:
            page = browser.new_page()
            page.goto(f"{server.url}/data")
            place = page.locator(".st-key-files input[type='file']")
            expect(place).to_have_count(1, timeout=60_000)
            memory[:] = [server.memory_bytes()]
            watcher.start()
            began = time.perf_counter()
            place.set_input_files(path)
            expect(page.locator("[class*='st-key-use-'] button")).to_be_visible(timeout=600_000)
            seconds = time.perf_counter() - began
            page.close()
    finally:
        stop.set()
        watcher.join()
        left = list((home / "scratch").iterdir())
        memory.append(server.memory_bytes())
        server.stop()
    return {"seconds": seconds, "before": memory[0], "most": max(memory), "after": memory[-1], "left": len(left)}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.reading", description=__doc__.splitlines()[0])
    parser.add_argument("--date", required=True)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--without-pandas", action="store_true")
    parser.add_argument("--server", action="store_true", help="also upload it through a browser")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path, laid = Path(folder) / "export.csv", Path(folder) / "laid"
        write_export(path, options.rows)
        laid.hardlink_to(path)
        print(f"{options.rows:,} x 20, {path.stat().st_size / 1e6:,.0f} MB, {options.date}; {machine()}\n")
        ours = run(OURS, str(laid), path.name, SEG_HOME=str(Path(folder) / "home"))
        worker, child = (peak / 2**20 for peak in ours["peaks"])
        print(f"to ready: {ours['seconds']:.1f} s, {ours['rows']:,} rows, {ours['findings']} findings; "
              f"peak of the worker {worker:,.0f} MB, of the reader {child:,.0f} MB")  # fmt: skip
        if not options.without_pandas:
            theirs = run(THEIRS, str(path))["seconds"]
            print(f"pandas: {theirs:.1f} s, {theirs / ours['seconds']:.1f} x")
        if options.server:
            through = uploaded(path, Path(folder) / "server")
            sizes = {name: f"{through[name] / 2**20:,.0f} MB" for name in ("before", "most", "after")}
            print(f"through a browser: {through['seconds']:.1f} s; server {sizes}, {through['left']} files left")


if __name__ == "__main__":
    main()
