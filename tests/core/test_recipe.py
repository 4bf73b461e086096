"""The recipe is a value: frozen, hashable, JSON, and its keys change with what changes a result."""

from dataclasses import replace

import pytest

from seg.core.errors import SegError
from seg.core.fingerprint import fingerprint
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
        ({"segments_from": "Country"}, True, True, True),  # k-means takes them from nowhere
        ({"forming": (Forming("Income"),)}, False, False, False),
        ({"filters": ()}, False, False, False),
        ({"dataset": "e" * 64}, False, False, False),
        ({"seed": 1}, False, False, False),
        ({"map_detail": "detail"}, True, True, True),
    ],
)
def test_keys_change_with_what_changes_the_result(change, same_encoding, same_solutions, same_profiles):
    other = replace(RECIPE, **change)
    assert (other.encoding_key() == RECIPE.encoding_key()) is same_encoding
    assert (other.solutions_key() == RECIPE.solutions_key()) is same_solutions
    assert (other.profiles_key() == RECIPE.profiles_key()) is same_profiles


def test_where_segments_come_from_is_part_of_the_result_for_methods_that_take_them_from_there():
    one, other = (replace(RECIPE, method="column", segments_from=label) for label in ("Country", "Tier"))
    assert one.encoding_key() == other.encoding_key() == RECIPE.encoding_key()
    for key in (Recipe.solutions_key, Recipe.profiles_key):
        assert len({key(recipe) for recipe in (one, other, replace(one, method="rfm"), RECIPE)}) == 4
    assert one.named == ("Income", "Recency", "Education", "Country")
    assert other.named == (*one.named, "Tier")
    assert other.deciding == (*RECIPE.forming, Forming("Tier"))
    assert replace(other, method="ward").named == replace(other, segments_from="").named == one.named
    assert replace(one, segments_from="Income").deciding == RECIPE.forming
    raw = RECIPE.as_json()
    del raw["segments_from"]  # as recipes were kept before
    assert Recipe.from_json(raw) == RECIPE


def test_a_reason_changes_no_result():
    reasons = tuple(replace(part, reason="members asked for it") for part in RECIPE.forming)
    for recipe in (RECIPE, replace(RECIPE, forming=reasons)):
        decides = {
            "dataset": "d" * 64,
            "forming": [{"dimension": "Income", "weight": 2.0}, {"dimension": "Recency", "weight": 1.0}],
            "basis_weights": [["demographic", 0.5]],
            "filters": [
                {"dimension": "Country", "among": ["NL", "PL"], "low": None, "high": None},
                {"dimension": "Income", "among": [], "low": 0.0, "high": None},
            ],
            "as_of": "2014-06-29",
            "seed": 0,
            "version": 1,
        }  # as results have always been kept under
        assert recipe.encoding_key() == fingerprint("encoding", decides)
        assert recipe.solutions_key() == fingerprint("solutions", decides, "kmeans")
        assert recipe.profiles_key() == fingerprint("profiles", 2, decides, "kmeans", ["Education"])


def test_the_emphasis_of_categories_is_in_every_key_but_not_while_they_count_like_all():
    less = replace(RECIPE, category_emphasis=0.5)
    for key in (Recipe.encoding_key, Recipe.solutions_key, Recipe.profiles_key):
        assert key(less) != key(RECIPE)
        assert key(replace(less, category_emphasis=1)) == key(RECIPE)
        assert key(replace(less, category_emphasis=0.75)) != key(less)
    before = {name: value for name, value in RECIPE.as_json().items() if name != "category_emphasis"}
    assert Recipe.from_json(before) == RECIPE, "recipes from before there was one are read"
    assert Recipe.from_json(less.as_json()) == less


def test_the_detail_is_in_the_key_of_the_map_alone_and_not_while_it_is_balanced():
    closer = replace(RECIPE, map_detail="detail")
    assert len({closer.map_key(), RECIPE.map_key(), replace(RECIPE, map_detail="overview").map_key()}) == 3
    assert RECIPE.map_key() == fingerprint("drawn", RECIPE.encoding_key())
    before = {name: value for name, value in RECIPE.as_json().items() if name != "map_detail"}
    assert Recipe.from_json(before) == RECIPE, "recipes from before there was one are read"
    assert Recipe.from_json(closer.as_json()) == closer
    with pytest.raises(SegError, match="map_detail_unknown"):
        replace(RECIPE, map_detail="closer")


@pytest.mark.parametrize(
    ("change", "drawn_alike"),
    [
        ({"as_of": "2014-07-29"}, True),
        ({"dataset": "e" * 64}, True),
        ({"k": 7, "method": "ward", "describing": ()}, True),
        ({"map_detail": "detail"}, False),
        ({"filters": ()}, False),
        ({"forming": (Forming("Income"),)}, False),
        ({"basis_weights": ()}, False),
    ],
)
def test_a_refresh_is_the_same_map_of_another_day_or_file(change, drawn_alike):
    assert RECIPE.draws_as(replace(RECIPE, **change)) is drawn_alike


def test_a_reason_comes_back_from_json():
    recipe = replace(RECIPE, forming=(Forming("Religion", 2.0, "members asked for it"),))
    assert Recipe.from_json(recipe.as_json()) == recipe != replace(recipe, forming=(Forming("Religion", 2.0),))


def test_recipes_from_before_there_were_reasons_are_read():
    raw = RECIPE.as_json()
    raw["forming"] = [{"dimension": part.dimension, "weight": part.weight} for part in RECIPE.forming]
    assert Recipe.from_json(raw) == RECIPE


@pytest.mark.parametrize(
    ("reason", "explained"),
    [
        ("", False),
        ("because", False),
        ("two words", False),
        (" \n two \t words \n ", False),
        ("members asked us", True),
        ("x " * 149 + "xx", True),  # 300 characters
        ("x " * 150 + "x", False),
    ],
)
def test_a_reason_takes_a_few_words(reason, explained):
    assert Forming("Religion", reason=reason).explained is explained


def test_a_reason_is_one_line_that_can_be_kept_anywhere():
    assert Forming("Religion", reason=" members\n asked\0 \ud800us ").reason == "members asked\ufffd \ufffdus"


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"k": 1}, "error.k_out_of_range"),
        ({"k": 13}, "error.k_out_of_range"),
        ({"forming": (Forming("a", 0.0),)}, "error.weight_out_of_range"),
        ({"basis_weights": (("needs", 0.0),)}, "error.weight_out_of_range"),
        ({"category_emphasis": 0.2}, "error.emphasis_out_of_range"),
        ({"category_emphasis": 1.1}, "error.emphasis_out_of_range"),
        ({"category_emphasis": float("nan")}, "error.emphasis_out_of_range"),
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
        ({**RECIPE.as_json(), "forming": [{"dimension": "a", "reason": 1}]}, "error.recipe_unreadable"),
        ({**RECIPE.as_json(), "version": RECIPE_VERSION + 1}, "error.recipe_too_new"),
    ],
)
def test_what_is_not_a_recipe_is_refused_in_words(raw, key):
    with pytest.raises(SegError) as caught:
        Recipe.from_json(raw)
    assert caught.value.fact.key == key
