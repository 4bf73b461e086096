"""The page of one customer, when its workers are done."""

import pytest

from tests.ui.visit import settled, visit


@pytest.fixture
def opened_page(workers):
    """`opened_page(saved, c="A000")`: the page when the workers are done with it."""
    return lambda saved, **parameters: settled(visit("customer", s=saved.id, **parameters))
