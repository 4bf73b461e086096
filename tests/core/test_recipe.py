"""The recipe is a value: frozen, hashable, JSON, and its keys change with what changes a result."""

from dataclasses import replace

import pytest

from seg.core.errors import SegError
from seg.core.recipe import RECIPE_VERSION, Filter, Forming, Recipe

RECIPE = Recipe(
    dataset="d" * 64,
    forming=(Forming("Income", 2.0), Forming("Recency")),
    describing=("Education",),
    basis_weights=(("demographic", 0.5),),
    filters=(Filter("Country", among=("NL", "PL")), Filter("Income", low=0.0)),
    k=4,
    as_of="2014-06-29",
)


def test_json_round_trip_is_exact():
    assert Recipe.from_json(RECIPE.as_json()) == RECIPE


def test_the_order_of_choices_changes_nothing():
    turned = replace(RECIPE, forming=RECIPE.forming[::-1], filters=RECIPE.filters[::-1])
    assert turned == RECIPE
    assert turned.solutions_key() == RECIPE.solutions_key()


@pytest.mark.parametrize(
    ("change", "same_encoding", "same_solutions", "same_profiles"),
    [
        ({"k": 7}, True, True, True),
        ({"describing": ("Age",)}, True, True, False),
        ({"method": "ward"}, True, False, False),
        ({"forming": (Forming("Income"),)}, False, False, False),
        ({"filters": ()}, False, False, False),
        ({"dataset": "e" * 64}, False, False, False),
        ({"seed": 1}, False, False, False),
    ],
)
def test_keys_change_with_what_changes_the_result(change, same_encoding, same_solutions, same_profiles):
    other = replace(RECIPE, **change)
    assert (other.encoding_key() == RECIPE.encoding_key()) is same_encoding
    assert (other.solutions_key() == RECIPE.solutions_key()) is same_solutions
    assert (other.profiles_key() == RECIPE.profiles_key()) is same_profiles


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"k": 1}, "error.k_out_of_range"),
        ({"k": 13}, "error.k_out_of_range"),
        ({"forming": (Forming("a", 0.0),)}, "error.weight_out_of_range"),
        ({"basis_weights": (("needs", 0.0),)}, "error.weight_out_of_range"),
        ({"as_of": "29-06-2014"}, "error.bad_as_of"),
    ],
)
def test_impossible_choices_are_refused_in_words(change, key):
    with pytest.raises(SegError) as caught:
        replace(RECIPE, **change)
    assert caught.value.fact.key == key


@pytest.mark.parametrize(
    ("raw", "key"),
    [
        ({}, "error.recipe_unreadable"),
        ({**RECIPE.as_json(), "surprise": 1}, "error.recipe_unreadable"),
        ({**RECIPE.as_json(), "version": RECIPE_VERSION + 1}, "error.recipe_too_new"),
    ],
)
def test_what_is_not_a_recipe_is_refused_in_words(raw, key):
    with pytest.raises(SegError) as caught:
        Recipe.from_json(raw)
    assert caught.value.fact.key == key
