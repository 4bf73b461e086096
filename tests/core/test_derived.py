"""Definitions of dimensions as labels, and back again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seg.core.derived import Derivation


@pytest.mark.parametrize(
    ("label", "derivation"),
    [
        ("orders:recency_days", Derivation("orders", "recency_days")),
        ("orders:category_share(category=Wine)", Derivation("orders", "category_share", (("category", "Wine"),))),
        (
            "emails:at_least(days=180;times=5;type=opened)",
            Derivation.of("emails", "at_least", type="opened", days=180, times=5),
        ),
        ("zamówienia_2:frequency", Derivation("zamówienia_2", "frequency")),
    ],
)
def test_a_label_is_a_definition(label, derivation):
    assert Derivation.parse(label) == derivation
    assert derivation.label == label


@pytest.mark.parametrize(
    "label",
    [
        "spend",
        "a: b",
        "10:30",
        "orders:Recency",
        "orders:",
        ":frequency",
        "orders:share()",
        "orders:share(a)",
        "a b:frequency",
    ],
)
def test_labels_of_files_are_none(label):
    assert Derivation.parse(label) is None


def test_the_order_of_parameters_changes_nothing():
    one, other = Derivation.of("m", "did", type="x", days=9), Derivation.of("m", "did", days=9, type="x")
    assert (one, one.label) == (other, other.label)
    assert one.get("days") == "9"
    assert one.get("times", "1") == "1"


@given(st.text(min_size=1), st.sampled_from(["type", "category"]))
def test_any_value_comes_back(value, name):
    made = Derivation("orders", "share", ((name, value),))
    assert Derivation.parse(made.label) == made
    assert "," not in made.label.partition("(")[2]
