"""Parts of wholes, at the edges."""

import ibis
import pytest

from seg.data.engine import connect
from seg.data.events.measures.expressions import share


@pytest.fixture(scope="module")
def backend():
    held = connect()
    yield held
    held.disconnect()


@pytest.mark.parametrize(
    ("part", "whole", "found"),
    [(1.0, 4.0, 0.25), (None, 4.0, 0), (0.0, 2.0, 0), (1.0, 0.0, None), (1.0, -4.0, None), (1.0, None, None)],
)
def test_a_share_is_of_something(backend, part, whole, found):
    given = ibis.literal(part, "float64"), ibis.literal(whole, "float64")
    assert backend.to_pyarrow(share(*given)).as_py() == found
