"""Joining: every row of the left table stays, in its place and as it was, and what is added is known by hand."""

from dataclasses import replace

import pandas as pd
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from seg.core.columns import Column, Kind, Role
from seg.core.errors import SegError
from seg.data.columns.guess import guess_columns
from seg.data.joins.joined import joined
from seg.data.joins.propose import join_on
from seg.data.joins.table import Table, named_apart
from seg.data.row_groups import ROWS_PER_GROUP
from tests.data.joins import planted
from tests.data.tables import DATA, read_csv, write_raw

LEFT = {"id": ["b", "a", None, "c", " a "], "age": ["20", "30", "40", "50", "60"]}
RIGHT = {"who": ["a", "d", "b", None], "age": ["1", "2", "3", "4"], "plan": ["plus", "basic", None, "basic"]}


def cells(made):
    """By label."""
    return pq.read_table(made.path).rename_columns(list(made.labels)).to_pydict()


@pytest.fixture
def joined_by(tmp_path):
    """`joined_by(left, right, left_column, right_column, **how)`."""

    def joined_by(left, right, left_column, right_column, **how):
        return joined(left, right, join_on(left, right, left_column, right_column), tmp_path, **how)

    return joined_by


def test_columns_by_hand(table, joined_by):
    made = joined_by(table("people", LEFT), table("plans", RIGHT), "id", "who", how="columns")
    assert cells(made) == LEFT | {
        "age (plans)": ["3", "1", None, None, "1"],
        "plan": [None, "plus", None, None, "plus"],
    }
    assert (made.rows_unmatched_left, made.rows_unmatched_right) == (2, 2)
    assert made.labels_of_right == {"age": "age (plans)", "plan": "plan"}
    assert [column.name for column in made.columns] == ["c0", "c1", "c2", "c3"]
    assert [(c.missing_share, c.distinct) for c in made.columns[2:]] == [(0.4, 2), (0.6, 1)]
    assert [(fact.key, fact["count"]) for fact in made.facts] == [
        ("how.columns_joined", 2),
        ("how.ids_alone", 1),
        ("how.ids_alone", 1),
    ]


def test_what_the_columns_are_stays(table, joined_by, tmp_path):
    right = table("plans", {**RIGHT, "card": ["k1", "k2", "k3", "k4"]})
    known = {
        "who": Column("c0", "who"),
        "age": Column("c1", "age", Role.AMOUNT, Kind.MONEY, unit="EUR", sensitive=True),
        "plan": Column("c2", "plan", Role.IGNORED),
        "card": Column("c3", "card", Role.ID),
    }
    made = joined_by(table("people", LEFT), replace(right, columns=tuple(known.values())), "id", "who", how="columns")
    age, card = made.columns[2:]
    assert (age.role, age.kind, age.unit, age.sensitive) == (Role.AMOUNT, Kind.MONEY, "EUR", True)
    assert sum(age.distribution) == 3
    assert (card.label, card.role) == ("card", Role.TRAIT), "the customers have one id"


def test_labels_differ_in_more_than_capitals(table, joined_by):
    left = table("people", {"id": ["a", "b"], "Age": ["1", "2"], "age (plans)": ["3", "4"]})
    made = joined_by(left, table("plans", {"id": ["a", "b"], "AGE": ["5", "6"]}), "id", "id", how="columns")
    assert made.labels == ("id", "Age", "age (plans)", "AGE (plans)_2")
    assert named_apart(["a", "A", "b", "a"]) == ("a", "A_2", "b", "a_3")


def test_ids_written_in_another_way(table, joined_by):
    left, right = {"id": ["007", "8", "9"]}, {"id": ["7.0", "8.0", "10.0"], "plan": ["x", "y", "z"]}
    made = joined_by(table("people", left), table("plans", right), "id", "id", how="columns")
    assert cells(made) == left | {"plan": ["x", "y", None]}


def test_many_rows_to_one(table, joined_by):
    left, right = table("orders", planted.orders()), table("customers", planted.customers())
    made = joined_by(left, right, "customer_id", "customer_id")
    city = dict(zip(planted.customers()["customer_id"], planted.customers()["city"], strict=True))
    assert cells(made)["city"] == [city.get(buyer) for buyer in planted.orders()["customer_id"]]
    assert (made.rows_unmatched_left, made.rows_unmatched_right) == (150, 50)


def test_events_are_no_columns(table, joined_by):
    with pytest.raises(SegError, match="join_is_events"):
        joined_by(
            table("customers", planted.customers()), table("orders", planted.orders()), "customer_id", "customer_id"
        )


def test_many_groups_of_rows(tmp_path):
    left = {"id": [f"k{at % 7}" for at in range(ROWS_PER_GROUP + 5)]}
    right = {"id": [f"k{at}" for at in range(5)], "plan": [f"p{at}" for at in range(5)]}
    sides = []
    for name, columns in (("left", left), ("right", right)):
        write_raw(tmp_path / f"{name}.parquet", columns)
        known = tuple(Column(f"c{at}", label) for at, label in enumerate(columns))
        sides.append(Table(name, tmp_path / f"{name}.parquet", known))
    made = joined(*sides, join_on(*sides, "id", "id"), tmp_path, how="columns")
    assert cells(made)["plan"] == [f"p{at % 7}" if at % 7 < 5 else None for at in range(ROWS_PER_GROUP + 5)]


def test_refuses_to_multiply_rows(table, joined_by):
    customers, orders = planted.customers(), planted.orders()
    twice = {label: [*values, *values[:3]] for label, values in customers.items()}
    left = table("customers", customers)
    for how in ("", "columns"):
        with pytest.raises(SegError) as problem:
            joined_by(left, table("twice", twice), "customer_id", "customer_id", how=how)
        assert (problem.value.fact.key, problem.value.fact["count"]) == ("error.join_repeats", 3)
    with pytest.raises(SegError, match="join_many_to_many"):
        joined_by(table("orders", orders), table("again", orders), "customer_id", "customer_id")
    with pytest.raises(SegError, match="join_nothing_new"):
        joined_by(table("orders", orders), table("ids", {"id": customers["customer_id"]}), "customer_id", "id")


IDS = st.lists(st.sampled_from(["", "1", "01", "1.0", " 2 ", "b", "B", "ż", None]), min_size=1, max_size=12)
PARTNERS = st.lists(st.sampled_from(["1", "02", "b", "ż", "x", None]), min_size=1, max_size=6, unique=True)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    ids=IDS, partners=st.lists(st.sampled_from(["1", "02", "b", "ż", "x", None]), min_size=1, max_size=6, unique=True)
)
def test_joining_never_changes_the_rows_of_the_left_nor_their_order(tmp_path_factory, ids, partners):
    folder = tmp_path_factory.mktemp("joined")
    columns = {"id": ids, "place": [str(at) for at in range(len(ids))]}
    others = {"id": partners, "plan": [f"p{at}" for at in range(len(partners))]}
    write_raw(folder / "left.parquet", columns)
    write_raw(folder / "right.parquet", others)
    left = Table("left", folder / "left.parquet", (Column("c0", "id", Role.ID), Column("c1", "place")))
    right = Table("right", folder / "right.parquet", (Column("c0", "id", Role.ID), Column("c1", "plan")))
    join = join_on(left, right, "id", "id")
    added = cells(joined(left, right, join, folder, how="columns"))
    assert {name: added[name] for name in columns} == columns
    if not join.bare:
        plans = {text: f"p{at}" for at, text in enumerate(partners) if text}
        assert added["plan"] == [plans.get((text or "").strip()) for text in ids]


@pytest.mark.skipif(not DATA.exists(), reason="the real files are not beside the repository")
def test_most_households_have_no_row_in_demographics(tmp_path, joined_by):
    tables = []
    for name in ("transactions_sample", "demographics"):
        (tmp_path / name).mkdir()
        raw, reading = read_csv(DATA / "grocer" / f"{name}.csv", tmp_path / name)
        tables.append(Table(name, raw, guess_columns(raw, reading.labels)))
    made = joined_by(*tables, "household_id", "household_id")
    alone = made.facts[1]
    assert (alone.key, alone["count"], alone["ids"]) == ("how.ids_alone", 1_576, 2_377)
    one, two = (pd.read_csv(DATA / "grocer" / f"{table.name}.csv", dtype=str) for table in tables)
    expected = one.merge(two, "left", on="household_id")
    found = pd.DataFrame(cells(made))
    pd.testing.assert_frame_equal(found.fillna(""), expected[list(found.columns)].fillna(""))
