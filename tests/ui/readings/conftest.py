"""Files that visitors bring."""

import pytest

from tests import small_shop as world


@pytest.fixture
def good(tmp_path):
    return world.write_customers(tmp_path / "good.csv").read_bytes()
