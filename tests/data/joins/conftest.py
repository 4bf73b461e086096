"""Tables to join, as the reader and the guess of columns hand them over."""

import pytest

from seg.data.columns.guess import guess_columns
from seg.data.joins.table import Table
from tests.data.tables import write_raw


@pytest.fixture
def table(tmp_path):
    """`table(name, {label: values})`."""

    def table(name, columns):
        path = tmp_path / f"{name}.parquet"
        write_raw(path, columns)
        return Table(name, path, guess_columns(path, tuple(columns)))

    return table
