"""Who a segment is, through other labels, other numbers of segments and other data."""

import numpy as np
import pytest

from seg.segments.identity import NO_COLOUR, UNASSIGNED, by_size, carried_ids, colour_numbers, lineage, overlaps


def churned(labels, share, random):
    """The same labels, but `share` of the customers have moved anywhere."""
    moved = random.random(len(labels)) < share
    return np.where(moved, random.integers(labels.max() + 1, size=len(labels)), labels).astype(np.uint8)


@pytest.mark.parametrize("seed", range(5))
def test_a_permutation_of_five_labels_with_churn_is_recovered(seed):
    random = np.random.default_rng(seed)
    old = random.integers(5, size=2_000).astype(np.uint8)
    order = random.permutation(5).astype(np.uint8)
    new = order[churned(old, 0.15, random)]
    ids = carried_ids(old, ("a", "b", "c", "d", "e"), new, 5)
    assert [ids[order[label]] for label in range(5)] == ["a", "b", "c", "d", "e"]
    best = overlaps(old, new, 5, 5).max(axis=1)
    assert 0.73 < best.min() <= best.max() < 0.84  # measured .77 to .80


def test_overlaps_are_jaccard():
    found = overlaps(np.array([0, 0, 0, 1], np.uint8), np.array([0, 0, 1, 1], np.uint8), 2, 3)
    np.testing.assert_allclose(found, [[2 / 3, 1 / 4, 0], [0, 1 / 2, 0]])


def test_an_id_that_was_given_is_never_given_to_another_segment():
    old = np.repeat([0, 1], 500).astype(np.uint8)
    new = (np.arange(1_000) % 4).astype(np.uint8)  # nobody lives on
    assert carried_ids(old, ("s1", "s2"), new, 4, frozenset({"s3", "s5"})) == ("s4", "s6", "s7", "s8")


def test_who_belongs_to_none_is_never_a_segment_nor_the_other_way_round():
    old, same = np.repeat([0, 1, 2], [500, 300, 200]).astype(np.uint8), np.repeat([0, 2, 1], [500, 300, 200])
    assert carried_ids(old, ("s1", "s2", UNASSIGNED), old, 3, unassigned=True) == ("s1", "s2", UNASSIGNED)
    assert carried_ids(old, ("s1", "s2", UNASSIGNED), old, 3) == ("s1", "s2", "s3")
    assert carried_ids(old, ("s1", "s2", "s3"), same.astype(np.uint8), 3, unassigned=True) == ("s1", "s3", UNASSIGNED)
    most_left = np.repeat([1, 0], [300, 200]).astype(np.uint8)  # more of s1 belong to none than to the segment
    assert carried_ids(np.zeros(500, np.uint8), ("s1",), most_left, 2, unassigned=True) == ("s1", UNASSIGNED)
    ids = lineage({2: np.minimum(old, 1), 3: old}, unassigned=True)
    assert ids == {2: ("s1", UNASSIGNED), 3: ("s1", "s2", UNASSIGNED)}
    assert colour_numbers(ids, 12) == {"s1": 0, "s2": 1, UNASSIGNED: NO_COLOUR}


def test_ids_follow_a_split_and_stay_gone_once_they_are_gone():
    three = np.repeat([0, 1, 2], [500, 300, 200])
    halves = {2: np.where(three == 0, 0, 1), 3: three}
    thirds = np.arange(1_000) % 5  # nothing in common with the rest
    labels = {k: found.astype(np.uint8) for k, found in {**halves, 5: thirds, 6: np.where(three, three + 3, 0)}.items()}
    ids = lineage(labels)
    assert ids[2] == ("s1", "s2")
    assert ids[3] == ("s1", "s2", "s3")  # the larger part of what was split keeps its id
    assert not set(ids[5]) & {"s1", "s2", "s3"}
    assert not set(ids[6]) & {"s1", "s2", "s3"}


@pytest.mark.parametrize("seed", range(20))
def test_no_two_segments_of_a_solution_share_an_id_or_a_colour(seed):
    random = np.random.default_rng(seed)
    labels, last = {}, np.zeros(600, np.uint8)
    for k in range(2, 13):
        last = churned(np.where(random.random(600) < 1 / k, k - 1, last).astype(np.uint8), 0.2, random)
        labels[k] = last
    ids = lineage(labels)
    colours = colour_numbers(ids, 12)
    for k, present in ids.items():
        assert len(set(present)) == k
        assert len({colours[segment] for segment in present}) == k
        assert {colours[segment] for segment in present} <= set(range(12))


def test_by_size_puts_the_largest_first_and_keeps_ties():
    assert by_size(np.array([1, 2, 2, 0, 3, 3], np.uint8), 5).tolist() == [2, 3, 0, 1, 4]
