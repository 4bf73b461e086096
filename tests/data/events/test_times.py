"""What a column of times holds that people should know: cells that are no times, and what lies ahead."""

import pytest

from seg.core.columns import Column, Kind, Role
from seg.core.facts import Fact
from seg.data.events.times import times_ahead, unread_times
from tests.data.tables import write_raw

CELLS = ["2024-01-01", "soon", None, "2024-02-30", " ", "2031-05-01", "n/a", "later", "2024-03-01", "2030-01-01"]


@pytest.fixture
def path(tmp_path):
    write_raw(tmp_path / "raw.parquet", {"day": CELLS})
    return tmp_path / "raw.parquet"


DAY = Column("c0", "day", Role.DATE, Kind.DATE, date_format="%Y-%m-%d")


def test_cells_that_are_no_times_with_the_first_few(path):
    assert unread_times(path, DAY) == (
        Fact.of("events.no_time", count=2, column="day"),
        Fact.of(
            "events.time_unread", count=4, column="day", examples=("soon", "2024-02-30", "n/a"), rows=("2", "4", "7")
        ),
    )


def test_what_lies_ahead(path):
    assert times_ahead(path, DAY, "2024-03-01") == (Fact.of("events.ahead", count=2, last_date="2031-05-01"),)
    assert times_ahead(path, DAY, "2030-12-31") == (Fact.of("events.ahead", count=1, last_date="2031-05-01"),)
    assert times_ahead(path, DAY, "2031-05-01") == ()


def test_nothing_to_tell(tmp_path):
    write_raw(tmp_path / "raw.parquet", {"day": ["2024-01-01"]})
    assert unread_times(tmp_path / "raw.parquet", DAY) == ()
