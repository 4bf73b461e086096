"""The word for a solution and the sentences behind it, at the borders between them."""

from dataclasses import replace

import pytest

from seg.core.recipe import Limits
from seg.core.results import Structure
from seg.segments.verdict import segment_grade, verdict
from tests.segments.test_choice import even, of_sizes, stable


def structure(p, gap, natural):
    return Structure(3, p, gap, natural, (2, 3), (0.3, 0.4), ((0.2, 0.2),) * 19, 500)


GROUPS, NONE, HARDLY = structure(0.05, 0.1, True), structure(0.5, 0.01, False), structure(0.05, 0.01, False)


def keys(*parts):
    return [fact.key for fact in verdict(*parts).facts]


@pytest.mark.parametrize(
    ("stability", "tested", "grade"),
    [
        (stable(3), GROUPS, "natural"),
        (stable(3), NONE, "reproducible"),
        (stable(3), None, "reproducible"),
        (stable(3, 0.79, 0.75), GROUPS, "constructed"),
        (stable(3, 0.6), NONE, "constructed"),
        (None, GROUPS, "unknown"),
    ],
)
def test_the_grade_needs_both(stability, tested, grade):
    assert verdict(even(3), stability, tested).grade == grade


def test_the_numbers_behind_it():
    first, second, third = verdict(even(3), stable(3, 0.9, 0.8, 0.93), GROUPS).facts
    assert (first["agreement"], first["lower"], first["weakest_share"], first["count"]) == (0.9, 0.8, 0.93, 3)
    assert (second["gap"], second["as_far"], second["count"]) == (0.1, 0, 19)
    assert third.key == "verdict.touching"  # those that are in the data are no continuum, however near they lie
    assert keys(even(3), stable(3), NONE)[2] == "verdict.continuum"
    assert keys(even(3), stable(3), NONE)[1] == "verdict.no_groups"
    assert verdict(even(3), stable(3), NONE).facts[1]["as_far"] == 9
    assert keys(even(3), stable(3), HARDLY)[1] == "verdict.hardly_groups"
    assert keys(even(3), stable(3), None)[1] == "verdict.structure_pending"
    assert keys(even(3), None, None) == ["verdict.continuum", "verdict.stability_pending"]


def test_a_continuum_is_said_only_where_the_test_found_one():
    assert keys(even(3), stable(3), NONE)[0] == keys(even(3), stable(3), HARDLY)[0] == "verdict.reproducible"
    assert keys(even(3), stable(3), None)[0] == "verdict.comes_again", "nothing is known of groups yet"
    assert keys(even(3), stable(3, 0.6), None)[0] == "verdict.constructed"
    few = replace(GROUPS, p=0.1, natural=False, null_silhouettes=((0.2, 0.2),) * 9)  # none of nine got as far
    first, second, *_ = verdict(even(3), stable(3), few, tested=True).facts
    assert (first.key, second.key) == ("verdict.comes_again", "verdict.few_sets")
    assert (second["count"], second["needed"]) == (9, 19)
    assert keys(even(3), stable(3), replace(few, p=0.2))[:2] == ["verdict.reproducible", "verdict.no_groups"]


def test_what_cannot_be_tested_is_not_still_being_tested():
    assert verdict(even(3), stable(3), None, tested=True).facts[1].key == "verdict.structure_untestable"
    assert keys(even(3), stable(3), None)[1] == "verdict.structure_pending"


def test_segments_too_small_to_work_with_are_said():
    small = next(fact for fact in verdict(of_sizes([99, 1]), None, None).facts if "small" in fact.key)
    assert (small["count"], small["needed"]) == (1, 8)
    assert "verdict.small_segments" not in keys(of_sizes([60, 40]), None, None)
    assert "verdict.small_segments" in keys(of_sizes([60, 40]), None, None, Limits(smallest=41))


@pytest.mark.parametrize(
    ("silhouette", "key"), [(0.5, "separate"), (0.49, "touching"), (0.25, "touching"), (0.24, "continuum")]
)
def test_silhouettes_have_the_words_of_their_authors(silhouette, key):
    assert keys(replace(even(2), silhouette=silhouette), None, None)[0] == f"verdict.{key}"


@pytest.mark.parametrize(
    ("overlap", "word"),
    [(0.49, "dissolved"), (0.5, "doubtful"), (0.6, "pattern"), (0.75, "stable"), (0.85, "very_stable")],
)
def test_the_word_for_one_segment(overlap, word):
    assert segment_grade(overlap) == word
