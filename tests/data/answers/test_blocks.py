"""Blocks of items, by hand: what belongs together whatever it is called, and what does not."""

import numpy as np
import pyarrow as pa
import pytest

from seg.core.columns import Basis, Column, Kind, Role
from seg.core.errors import SegError
from seg.core.facts import Fact
from seg.data.answers.blocks import Block, answers_to, find_blocks, shared_name
from tests.data.answers.surveys import ONE_TO_FIVE, item, table

AGE = Column("age", "age", kind=Kind.NUMBER, basis=Basis.DEMOGRAPHIC, distinct=5)
NOTE = Column("note", "note", kind=Kind.TEXT)


def named(*labels, **more):
    return tuple(item(label, **more) for label in labels)


def blocks_of(*columns, **values):
    return find_blocks(columns, table(columns, **values))


def test_four_on_one_scale_are_a_block_and_three_are_none():
    (found,) = blocks_of(AGE, *named("A1", "A2", "A3", "A4"), AGE)
    assert found == Block("A", ("A1", "A2", "A3", "A4"), ONE_TO_FIVE, 1, 5)
    assert blocks_of(*named("A1", "A2", "A3"), AGE, *named("A4")) == ()


def test_subscales_of_one_questionnaire_are_one_block():
    labels = [f"{trait}{number}" for trait in "ACENO" for number in range(1, 6)]
    (found,) = blocks_of(*named(*labels))
    assert (found.name, found.labels) == ("A1-O5", tuple(labels))


def test_another_scale_begins_another_block():
    agree = ("never", "sometimes", "often")
    found = blocks_of(*named("A1", "A2", "A3", "A4"), *(item(f"B{at}", agree) for at in range(4)))
    assert [(block.name, block.levels, block.low, block.high) for block in found] == [
        ("A", ONE_TO_FIVE, 1, 5),
        ("B", agree, 1, 3),
    ]


def test_two_questionnaires_side_by_side_stay_apart_though_one_scale_is_longer():
    six = (*ONE_TO_FIVE, "6")
    found = blocks_of(*named("A1", "A2", "A3", "A4"), *(item(f"B{at}", six) for at in range(4)))
    assert [block.high for block in found] == [5, 6]


@pytest.mark.parametrize("odd", [("2", "3", "4", "5"), ("1", "2", "3", "4"), ("2", "3", "4")])
def test_an_end_that_nobody_used_does_not_part_a_block(odd):
    (found,) = blocks_of(*named("A1", "A2"), item("A3", odd), *named("A4", "A5"))
    assert (len(found.labels), found.levels) == (5, ONE_TO_FIVE)
    two_gone = item("A3", ("1", "2", "3"))
    assert blocks_of(*named("A1", "A2"), two_gone, *named("A4", "A5")) == ()


def test_a_scale_may_be_put_together_from_its_parts():
    low, high = ("1", "2", "3", "4", "5"), ("2", "3", "4", "5", "6")
    (found,) = blocks_of(item("A1", low), item("A2", high), item("A3", low), item("A4", high))
    assert found.levels == ("1", "2", "3", "4", "5", "6")
    words = ("never", "seldom", "often", "always")
    (found,) = blocks_of(item("A1", words[1:]), item("A2", words), item("A3", words[:3]), item("A4", words))
    assert found.levels == words
    assert blocks_of(item("A1", words[1:]), item("A2", words), item("A3", words[::-1]), item("A4", words)) == ()


def test_counts_of_rare_things_are_no_answers():
    months = tuple(Column(f"m{at}", f"m{at}", kind=Kind.COUNT, distinct=4) for at in range(1, 7))
    rare, usual = [0.0, 0.0, 0.0, 1.0, 2.0], [0.0, 1.0, 1.0, 2.0, 2.0]
    assert blocks_of(*months, **{column.label: rare for column in months}) == ()
    (found,) = blocks_of(*months, **{column.label: usual for column in months})
    assert (found.name, found.low, found.high) == ("m", 0, 2)


def test_numbers_are_answers_like_any_other_when_they_stand_among_them():
    """How important a `price` is may be taken for money: the values say what it is."""
    price = Column("c", "price", Role.AMOUNT, Kind.MONEY, distinct=5, evidence=(Fact.of("concept.amount"),))
    brand = Column("d", "brand", kind=Kind.NOMINAL, distinct=5)
    columns = (*named("quality"), price, brand, *named("service", "looks"))
    (found,) = blocks_of(*columns, brand=["1.0", "2.0", "3.0", "4.0", "5.0"])
    assert found.labels == ("quality", "price", "brand", "service", "looks")
    assert found.name == "quality-looks"


def test_what_may_be_something_else_is_left_out_at_the_ends():
    visits = Column("c", "visits", kind=Kind.COUNT, distinct=5, evidence=(Fact.of("concept.visits"),))
    (found,) = blocks_of(visits, *named("A1", "A2", "A3", "A4"), visits)
    assert found.labels == ("A1", "A2", "A3", "A4")


def test_halves_and_large_numbers_are_no_answers():
    column = Column("c", "A3", kind=Kind.NUMBER, distinct=5)
    items = (*named("A1", "A2"), column, *named("A4", "A5"))
    assert blocks_of(*items, A3=[1.0, 2.5, 3.0, 4.0, 5.0]) == ()
    assert blocks_of(*items, A3=[1.0, 2.0, 3.0, 4.0, 50.0]) == ()
    assert len(blocks_of(*items, A3=[1.0, 2.0, 3.0, 4.0, 5.0])) == 1


def test_who_somebody_is_is_no_answer():
    education = item("education", basis=Basis.DEMOGRAPHIC)
    (found,) = blocks_of(*named("A1", "A2", "A3", "A4"), education)
    assert "education" not in found.labels


def test_flags_of_behaviour_are_no_answers_unless_numbered_and_nameless():
    owned = {"basis": Basis.BEHAVIOURAL, "levels": ("0", "1")}
    assert blocks_of(*named("loan", "card", "deposit", "fund", **owned)) == ()
    told = {**owned, "evidence": (Fact.of("concept.response"),)}
    assert blocks_of(*named("offer1", "offer2", "offer3", "offer4", **told)) == ()
    (found,) = blocks_of(*named("q5_1", "q5_2", "q5_3", "q5_4", **owned))
    assert (found.name, found.low, found.high) == ("q5", 0, 1)


def test_held_and_rarely_answered_columns_take_no_part_and_part_nothing():
    faith = item("A3", held=True)
    seldom = item("A4")
    columns = (*named("A1", "A2"), faith, seldom, *named("A5", "A6"))
    (found,) = blocks_of(*columns, A4=["1", "2"] + [None] * 38, A1=["1"] * 40)
    assert found.labels == ("A1", "A2", "A5", "A6")
    assert blocks_of(*named("A1", "A2"), NOTE, *named("A5", "A6")) == ()


def test_the_basis_is_that_of_most_items_and_one_sensitive_item_makes_all_sensitive():
    needs = named("A1", "A2", "A3", basis=Basis.NEEDS)
    assert blocks_of(*needs, *named("A4", "A5"))[0].basis is Basis.NEEDS
    assert blocks_of(*needs, *named("A4", "A5", "A6"))[0].basis is Basis.PSYCHOGRAPHIC
    assert not blocks_of(*needs, *named("A4"))[0].sensitive
    assert blocks_of(*needs, item("A4", sensitive=True))[0].sensitive


@pytest.mark.parametrize(
    ("labels", "name"),
    [
        (("A1", "A2"), "A"),
        (("Q10", "Q11"), "Q"),
        (("Q5_1", "Q5_12"), "Q5"),
        (("SatPrice", "SatProducts"), "Sat"),
        (("How good is [the shop]", "How good is [the web]"), "How good is the"),
        (("price importance", "brand importance"), "importance"),
        (("yummy", "disgusting"), ""),
        (("A1", "C1"), ""),
        (("1_a", "1_b"), ""),
        (("1_price_why", "1_brand_why"), "why"),
        (("вопрос 1", "вопрос 2"), "вопрос"),
    ],
)
def test_what_names_share(labels, name):
    assert shared_name(labels) == name.replace("is the", "is [the")


def test_two_blocks_never_have_one_name():
    seven = (*ONE_TO_FIVE, "6", "7")
    found = blocks_of(*named("q1", "q2", "q3", "q4"), *(item(f"q{at}", seven) for at in range(5, 10)))
    assert [block.name for block in found] == ["q", "q5-q9"]


def test_answers_are_places_on_the_scale():
    block = Block("A", ("A1", "A2", "A3"), ("0", "1", "2"), 0, 2)
    customers = pa.table({"A1": ["0", "1.0", "9", None], "A2": [2.0, 1.0, 0.5, None], "A3": ["2", " 2 ", "", "x"]})
    np.testing.assert_array_equal(
        answers_to(block, customers), [[0, 2, 2], [1, 1, 2], [np.nan, np.nan, np.nan], [np.nan, np.nan, np.nan]]
    )
    words = Block("B", ("B1",), ("no", "yes"), 1, 2)
    assert answers_to(words, pa.table({"B1": ["yes", "no", "No"]}))[:2].tolist() == [[1], [0]]


def test_missing_columns_are_named():
    with pytest.raises(SegError, match="A2"):
        answers_to(Block("A", ("A1", "A2"), ONE_TO_FIVE, 1, 5), pa.table({"A1": ["1"]}))


def test_a_block_survives_as_json():
    block = Block("A", ("A1", "A2"), ONE_TO_FIVE, 1, 5, Basis.NEEDS, True)
    assert Block.from_json(block.as_json()) == block
