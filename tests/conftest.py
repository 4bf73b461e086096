"""What holds for all tests: a busy machine is no defect, and numba compiles once on a machine, not in every run."""

import atexit
import gc
import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

pytest_plugins = ["tests.workspaces", "tests.postgresql", "tests.tea_shop", "tests.serving"]
settings.register_profile("busy", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("busy")
os.environ.setdefault("NUMBA_CACHE_DIR", str(Path(tempfile.gettempdir()) / "seg-tests-numba"))  # read when umap loads


def pytest_collection_finish():
    """Thousands of collected tests are here to stay: no garbage collection looks through them again."""
    gc.collect()
    gc.freeze()
    atexit.register(gc.unfreeze)


@pytest.fixture(scope="session")
def compiled_umap():
    """umap, with its hot functions from the cache."""
    from seg.jobs.warm import keep_compiled_layout

    keep_compiled_layout()
