"""Somebody waits for the worker at the desk: it is there before the libraries that few of its tasks need."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROBE = """
import sys
import seg.tasks.imports, seg.tasks.exports, seg.tasks.selections, seg.tasks.profile, seg.tasks.explaining
import seg.tasks.fairness, seg.tasks.one_customer
print(*sorted({name.partition(".")[0] for name in sys.modules} & {"sklearn", "umap", "numba", "scipy", "pandas"}))
"""


def test_what_the_desk_loads_first_is_light():
    done = subprocess.run([sys.executable, "-c", PROBE], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
