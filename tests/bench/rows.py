"""The rows of the speed budget: what is measured, how much is allowed, and against what.

A row is a function of `run(*names)`, which measures things of `child.THINGS` together and remembers them. A new
row (the change of a k that is already computed, for one) is a thing there and a function here.
"""

import tempfile
import time
import urllib.request
from dataclasses import dataclass, replace

from seg.core.registry import Registry
from tests.bench.measured import ROOT
from tests.ui.browser import running

NOTEBOOK_UMAP = {"notebook_umap"}


@dataclass(frozen=True)
class Row:
    """One line of the table. `baseline_seconds` is None where there is nothing to compare with."""

    what: str
    budget: str
    seconds: float
    cpu_seconds: float
    peak_bytes: int
    baseline_seconds: float | None = None
    note: str = ""


ROWS = Registry()


@ROWS.add("beside")
def beside(run, quick):
    """Segments and map in two workers, as the app does it."""
    return _everything(run, quick, "all k, profiles and map, in two workers", run("segments", "umap"))


@ROWS.add("sequential")
def sequential(run, quick):
    return _everything(run, quick, "all k, profiles and map, one after the other", run("segments_then_umap"))


def _everything(run, quick, what, ours):
    theirs = sum(part.seconds for part in _notebook(run, quick, "notebook_segments", "notebook_umap"))
    note = "notebook without its map" if quick else ""
    return [row(what, "10 s, 20 x", ours, theirs, note)]


@ROWS.add("segments")
def segments(run, quick):
    """The part without a map, against the same part."""
    theirs = run("notebook_segments")["notebook_segments"].seconds
    ours = run("segments")
    return [
        row("all k and profiles", "", ours, theirs, f"{ours['segments'].found['k']} numbers of segments, notebook 9")
    ]


@ROWS.add("choice")
def choice(run, quick):
    """With `--customers 25000`: the row of the budget."""
    ours = run("choice")
    note = f"{ours['choice'].found['k']} numbers of segments, {ours['choice'].found['suggested']} suggested"
    return [row("every k with its first stability", "4 s for 25,000", ours, note=note)]


@ROWS.add("structure")
def structure(run, quick):
    found = run("structure")["structure"].found
    return [row("structure, 19 sets", "", run("structure"), note=f"p {found['p']:.2f}, gap {found['gap']:+.3f}")]


@ROWS.add("umap")
def umap(run, quick):
    ours = run("umap")
    theirs = _notebook(run, quick, "notebook_umap")
    note = f"trustworthiness {ours['umap'].found['trustworthiness']:.3f}"
    if theirs:
        note += f", notebook {theirs[0].found['trustworthiness']:.3f} (allowed .02 less), each in its own encoding"
    return [row("UMAP", "8 s", ours, theirs[0].seconds if theirs else None, note)]


@ROWS.add("first_look")
def first_look(run, quick):
    return [row("first map and sizes", "1.5 s", run("first_look"))]


@ROWS.add("change_of_k")
def change_of_k(run, quick):
    ours = run("change_of_k")
    load = ours["change_of_k"].found["load_seconds"]
    found = row(
        "change of k, already computed: server", "0.1 s", ours, note=f"first reading from the store {load:.2f} s"
    )
    return [replace(found, cpu_seconds=found.seconds)]


@ROWS.add("profile_table_of_k")
def profile_table_of_k(run, quick):
    """With `--customers 1000000`: the row of the budget. Against quartiles and shares by pandas, of as many."""
    ours, theirs = run("profile_table_of_k"), run("notebook_profile")["notebook_profile"]
    found = ours["profile_table_of_k"].found
    note = f"of all k at once {found['every_k_seconds']:.1f} s"
    line = row("profile table of one k, 40 dimensions", "1 s for 1,000,000", ours, theirs.seconds, note)
    return [replace(line, cpu_seconds=found["inner_cpu_seconds"])]


@ROWS.add("profile_of_k")
def profile_of_k(run, quick):
    """With `--customers 1000000`: the row of the budget."""
    ours = run("profile_of_k")
    found = row("page of the profile, 40 dimensions", "1 s for 1,000,000", ours)
    return [replace(found, cpu_seconds=ours["profile_of_k"].found["inner_cpu_seconds"])]


@ROWS.add("start")
def start(run, quick):
    """The server as it is started by hand, twice: the second finds compiled code."""
    with tempfile.TemporaryDirectory() as home:
        started = [_started(home) for _ in range(2)]
    return [
        Row("server start to first page", "3 s", started[1][0], started[1][0], 0),
        Row("server start to warm workers, second start", "15 s", started[1][1], started[1][1], 0,
            note=f"first start on a machine {started[0][1]:.0f} s"),
    ]  # fmt: skip


def _started(home):
    """Seconds to the first answer, and to a warm worker."""
    begun = time.perf_counter()
    with running(ROOT / "app.py", SEG_HOME=home) as url:
        first = time.perf_counter() - begun
        while True:
            try:
                if b'"ready"' in urllib.request.urlopen(f"{url}/readyz", timeout=5).read():
                    return first, time.perf_counter() - begun
            except OSError:
                time.sleep(0.1)


@ROWS.add("sse")
def sse(run, quick):
    """The sum of squares of every k against ten full starts in the same encoding."""
    ours, theirs = run("segments"), run("ten_full_starts")
    pairs = zip(ours["segments"].found["sse"], theirs["ten_full_starts"].found["sse"], strict=True)
    excess = [mine / full - 1 for mine, full in pairs]
    note = "excess SSE over ten full starts, k = 2..10: " + " ".join(f"{100 * part:+.3f} %" for part in excess)
    return [row("SSE", "+0.1 %", ours, theirs["ten_full_starts"].seconds, f"{note}; worst {100 * max(excess):+.3f} %")]


def _notebook(run, quick, *names):
    return [run(name)[name] for name in names if not (quick and name in NOTEBOOK_UMAP)]


def row(what, budget, parts, baseline_seconds=None, note=""):
    """One line for things that ran together: the longest, and the sum of what they used."""
    parts = parts.values()
    return Row(
        what,
        budget,
        max(part.seconds for part in parts),
        sum(part.cpu_seconds for part in parts),
        sum(part.peak_bytes for part in parts),
        baseline_seconds,
        note,
    )
