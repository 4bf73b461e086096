"""From tables that were brought to events: what is one, whose it is, what it is called."""

import pytest

from seg.core.columns import Basis, Column, Kind, Role
from seg.core.errors import SegError
from seg.core.events import About, Part
from seg.data.events.sources import guessed_source, holds_events, named_source
from seg.data.joins.table import Table
from seg.data.repairs.history import Prepared
from tests.data.tables import write_raw

DAYS = [f"2025-01-{1 + at % 28:02d}" for at in range(60)]
WHO = Column("c0", "customer_id", Role.ID, distinct=60)
DAY = Column("c1", "created", Role.DATE, Kind.DATE, date_format="%Y-%m-%d", distinct=28)
SCORE = Column("c2", "score", kind=Kind.NUMBER, distinct=10)


def table(folder, name, ids, *columns, more=()):
    values = {"customer_id": ids, "created": DAYS[: len(ids)], **dict(more)}
    for column in columns:
        values.setdefault(column.label, [str(at % 10) for at in range(len(ids))])
    path = folder / f"{name}.parquet"
    reading = write_raw(path, values)
    return Table(name, path, (WHO, DAY, *columns)), reading


ONCE = [f"K{at}" for at in range(60)]
OFTEN = [f"K{at % 20}" for at in range(60)]


def test_rows_of_people_who_did_it_again_are_events(tmp_path):
    assert holds_events(table(tmp_path, "list", OFTEN, SCORE)[0])
    assert not holds_events(table(tmp_path, "list", ONCE, SCORE)[0])


def test_a_name_tells_where_nobody_did_it_twice(tmp_path):
    assert holds_events(table(tmp_path, "support", ONCE, SCORE)[0])
    age = Column("c2", "age", kind=Kind.NUMBER, basis=Basis.DEMOGRAPHIC, distinct=10)
    assert not holds_events(table(tmp_path, "campaign", ONCE, age)[0]), "who somebody is stands in a list of customers"


def source(folder, ids, customers=None):
    events, reading = table(folder, "support", ids, SCORE)
    prepared = Prepared(events.path, reading.labels, events.columns)
    return guessed_source(events, reading, prepared, customers)


def test_whose_what_and_under_which_name(tmp_path):
    found = source(tmp_path, OFTEN)
    assert (found.name, found.about, found.bare) == ("support", About.SUPPORT, False)
    assert dict(found.parts) == {Part.CUSTOMER: "customer_id", Part.TIME: "created", Part.SCORE: "score"}


def test_a_list_decides_whose_they_are(tmp_path):
    listed, _ = table(tmp_path, "customers", [f"k{at}" for at in range(60)], SCORE)
    assert source(tmp_path, OFTEN, listed).bare, "ids that fit but for their capitals"


def test_a_list_without_ids_has_no_events(tmp_path):
    nameless = Table("list", table(tmp_path, "list", ONCE, SCORE)[0].path, (DAY, SCORE))
    with pytest.raises(SegError, match="events_need_customer_ids"):
        source(tmp_path, OFTEN, nameless)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("visits", ("visits", About.VISITS)), ("my tickets", ("my_tickets", About.SUPPORT)), ("x", ("x", About.SUPPORT))],
)
def test_names_that_somebody_chose(tmp_path, name, expected):
    named = named_source(source(tmp_path, OFTEN), name)
    assert (named.name, named.about) == expected
