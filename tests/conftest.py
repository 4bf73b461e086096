"""Where numba keeps what it compiles, so that only the first run of the tests on a machine waits for it."""

import os
import tempfile
from pathlib import Path

import pytest

pytest_plugins = ["tests.workspaces", "tests.postgresql", "tests.tea_shop", "tests.serving"]
os.environ.setdefault("NUMBA_CACHE_DIR", str(Path(tempfile.gettempdir()) / "seg-tests-numba"))  # read when umap loads


@pytest.fixture(scope="session")
def compiled_umap():
    """umap, with its hot functions from the cache."""
    from seg.jobs.warm import keep_compiled_layout

    keep_compiled_layout()
