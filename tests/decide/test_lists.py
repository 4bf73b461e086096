"""Every customer is in the list once, in the order of the file; contact data only when asked for."""

import numpy as np
import pyarrow as pa
import pytest

from seg.core.columns import Column, Kind, Role
from seg.core.results import Model, Solution
from seg.decide.lists import member_list
from seg.segments.doubts import Doubts

CUSTOMERS = pa.table(
    {"customer_id": ["007", "b", "c", "d"], "c1": ["Gozo", None, "Malta", "Gozo"], "c2": [1.0, 2.0, 3.0, 4.0]}
)
CONTACTS = pa.table({"customer_id": ["d", "007", "b"], "c3": ["d@x.example", "seven@x.example", None]})
SOLUTION = Solution(
    k=2,
    labels=np.array([1, 0, 1, 0], np.uint8),
    centres=np.zeros((2, 1), np.float32),
    confidence=np.array([90, 20, 55, 100], np.uint8),
    ids=("s4", "s1"),
    sse=0.0,
    silhouette=0.0,
    model=Model("kmeans", 2, {}),
)
NAMES = {"s1": "Loyal", "s4": "New"}
ISLAND = Column("c1", "Island", kind=Kind.NOMINAL)
SPEND = Column("c2", "Spend", kind=Kind.MONEY)
EMAIL = Column("c3", "E-mail", role=Role.CONTACT)


def test_everybody_in_the_order_of_the_file():
    assert member_list(CUSTOMERS, SOLUTION, NAMES).to_pydict() == {
        "customer_id": ["007", "b", "c", "d"],
        "segment_id": ["s1", "s4", "s1", "s4"],
        "segment_name": ["Loyal", "New", "Loyal", "New"],
    }


def test_chosen_segments_with_chosen_columns_and_confidence():
    table = member_list(CUSTOMERS, SOLUTION, NAMES, (SPEND, ISLAND), chosen=("s1",), confidence=True)
    assert table.to_pydict() == {
        "customer_id": ["007", "c"],
        "segment_id": ["s1", "s1"],
        "segment_name": ["Loyal", "Loyal"],
        "confidence": [90, 55],
        "Spend": [1.0, 3.0],
        "Island": ["Gozo", "Malta"],
    }


def test_the_lists_of_the_segments_together_are_the_list_of_all():
    parts = [member_list(CUSTOMERS, SOLUTION, NAMES, (ISLAND,), chosen=(segment,)) for segment in SOLUTION.ids]
    everybody = member_list(CUSTOMERS, SOLUTION, NAMES, (ISLAND,))
    assert pa.concat_tables(parts).sort_by("customer_id").equals(everybody.sort_by("customer_id"))


def test_contacts_come_only_when_asked_for_and_to_the_right_customer():
    assert "E-mail" not in member_list(CUSTOMERS, SOLUTION, NAMES, (EMAIL,)).column_names
    joined = member_list(CUSTOMERS, SOLUTION, NAMES, (EMAIL,), contacts=CONTACTS)
    assert joined["E-mail"].to_pylist() == ["seven@x.example", None, None, "d@x.example"]


def test_columns_that_are_called_like_ours_get_a_number():
    columns = [Column("c1", "segment_id"), Column("c2", "segment_id")]
    headings = member_list(CUSTOMERS, SOLUTION, NAMES, columns).column_names
    assert headings == ["customer_id", "segment_id", "segment_name", "segment_id (2)", "segment_id (3)"]


def test_other_customers_than_those_labelled_are_a_defect():
    with pytest.raises(ValueError, match="4 labels for 3 customers"):
        member_list(CUSTOMERS.slice(1), SOLUTION, NAMES)
    with pytest.raises(ValueError, match="s9"):
        member_list(CUSTOMERS, SOLUTION, NAMES, chosen=("s9",))


def test_only_some_customers_with_the_segment_that_is_next():
    yes, no = np.array([True, True, False, True]), np.zeros(4, bool)
    doubts = Doubts(np.array([0, 1, 0, 1], np.uint8), yes, np.array([False, True, False, False]), no)
    table = member_list(CUSTOMERS, SOLUTION, NAMES, chosen=("s4",), confidence=True, only=yes, doubts=doubts)
    assert table.to_pydict() == {
        "customer_id": ["b", "d"],
        "segment_id": ["s4", "s4"],
        "segment_name": ["New", "New"],
        "confidence": [20, 100],
        "next_segment_id": ["s1", "s1"],
        "next_segment_name": ["Loyal", "Loyal"],
        "insufficient_data": [True, False],
    }
    everybody = member_list(CUSTOMERS, SOLUTION, NAMES, only=yes)
    assert everybody["customer_id"].to_pylist() == ["007", "b", "d"]


def test_own_segments_are_listed_beside_chosen_ones_and_named():
    ours, theirs = np.array([True, False, False, False]), np.array([True, False, False, True])
    table = member_list(CUSTOMERS, SOLUTION, NAMES, own={"Ours": ours, "Theirs": theirs})
    assert table.to_pydict() == {
        "customer_id": ["007", "d"],
        "segment_id": ["s1", "s4"],
        "segment_name": ["Loyal", "New"],
        "own_segment": ["Ours; Theirs", "Theirs"],
    }
    beside = member_list(CUSTOMERS, SOLUTION, NAMES, chosen=("s1",), own={"Theirs": theirs})
    assert beside["customer_id"].to_pylist() == ["007", "c", "d"]
    assert beside["own_segment"].to_pylist() == ["Theirs", "", "Theirs"]


def test_an_own_segment_without_members_is_an_empty_list():
    assert len(member_list(CUSTOMERS, SOLUTION, NAMES, own={"Ours": np.zeros(4, bool)})) == 0
