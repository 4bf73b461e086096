"""Times that name a zone, by hand: as they are written and in UTC."""

from datetime import date, timedelta

import ibis
import pyarrow as pa
import pytest

from seg.core.derived import Derivation
from seg.core.events import About, Part
from seg.data.days import EPOCH
from seg.data.events.choices import Choices
from seg.data.events.counted import Counted
from seg.data.events.zones import month_of
from tests.data.events.engines import event_table
from tests.data.events.world import AS_OF

DAY = 19_782
"""2024-02-29."""


def kept(**columns):
    return ibis.memtable(pa.table({name: pa.array([value], kind) for name, (value, kind) in columns.items()}))


def counted(events, world, choice):
    day = (AS_OF - EPOCH).days
    return Counted(events, event_table(world.table("terminals")), day, Choices.of([("terminals/zoned", choice)]))


MOVED = {  # second of the day, offset -> day, month, second of the day and hour in UTC
    "east, over midnight and a month's end": (30 * 60, 60, (DAY - 1, 1, 23 * 3600 + 1800, 23)),
    "west, over midnight and a month's end": (20 * 3600, -300, (DAY + 1, 2, 3600, 1)),
    "half an hour": (12 * 3600, 330, (DAY, 1, 6 * 3600 + 1800, 6)),
    "in UTC": (12 * 3600, 0, (DAY, 1, 12 * 3600, 12)),
    "nowhere": (12 * 3600, None, (DAY, 1, 12 * 3600, 12)),
}


@pytest.mark.parametrize("name", MOVED)
def test_in_utc(name, world, duckdb_world):
    second, offset, (day, month, of_day, hour) = MOVED[name]
    whole = {"day": (DAY, pa.int32()), "month": (2024 * 12 + 1, pa.int32()), "hour": (second // 3600, pa.int32())}
    events = kept(second=(DAY * 86_400 + second, pa.int64()), offset=(offset, pa.int32()), **whole)
    read = duckdb_world.backend.to_pyarrow
    found = read(counted(events, world, "utc").timed).to_pylist()[0]
    expected = {"day": day, "month": 2024 * 12 + month, "second": day * 86_400 + of_day, "hour": hour}
    assert {part: found[part] for part in expected} == expected
    assert read(counted(events, world, "written").timed).equals(read(events))


def test_events_from_before_there_were_offsets_stay_as_they_are(world):
    events = kept(second=(DAY * 86_400, pa.int64()), day=(DAY, pa.int32()))
    assert counted(events, world, "utc").timed is events


def test_the_months_of_four_centuries(duckdb_world):
    days = [date(1, 1, 1), *(date(1801, 1, 1) + timedelta(days=step) for step in range(0, 146_098, 3)), date.max]
    table = ibis.memtable(pa.table({"day": pa.array([(day - EPOCH).days for day in days], pa.int64())}))
    found = duckdb_world.backend.to_pyarrow(table.select("day", month=month_of(table.day))).to_pylist()
    expected = {(day - EPOCH).days: day.year * 12 + day.month - 1 for day in days}
    assert {row["day"]: row["month"] for row in found} == expected


HAND = {  # who -> orders, days since the last, and the share at night, as written and in UTC up to 15 March 2024
    "tokyo": ((3, 14, 1 / 3), (3, 14, 1 / 3)),  # 08:30, 09:00 and 00:00 there: 23:30, 00:00 and 15:00 in UTC
    "new_york": ((5, 0, 0.0), (4, 0, 0.5)),  # one is of the next day in UTC; 00:00 and 03:15 there are at night
    "greenwich": ((2, 44, 0.0), (2, 44, 0.0)),
}


@pytest.mark.parametrize("who", HAND)
def test_dimensions_by_hand(who, duckdb_world):
    labels = ("frequency", "recency_days", "daypart_share(daypart=night)")
    wanted = [Derivation.parse(f"terminals:{label}") for label in labels]
    for choice, expected in zip(("written", "utc"), HAND[who], strict=True):
        found = duckdb_world.answers(AS_OF, wanted, {"terminals/zoned": choice})
        assert [found[each][who] for each in wanted] == pytest.approx(expected)


def test_months_and_days_by_hand(duckdb_world):
    """Tokyo: 1 January and twice 1 March there; 31 December, 29 February and 1 March in UTC."""
    wanted = [Derivation("terminals", "active_months"), Derivation("terminals", "order_days")]
    for choice, expected in (("written", [2, 2]), ("utc", [3, 3])):
        found = duckdb_world.answers(AS_OF, wanted, {"terminals/zoned": choice})
        assert [found[each]["tokyo"] for each in wanted] == expected


def test_only_rows_that_name_a_zone_meet_the_rule(world, duckdb_world):
    events = duckdb_world.events["terminals"]
    found = duckdb_world.backend.to_pyarrow(events.filter(events.offset.notnull())).num_rows
    assert found == sum(bool(getattr(row[Part.TIME], "tzinfo", None)) for row in world.table("terminals").rows) == 17
    assert world.table("terminals").about is About.ORDERS
