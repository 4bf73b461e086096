"""Combinations of groups, by hand."""

import json

import numpy as np
import pytest

from seg.core.errors import SegError
from seg.segments.overlap import Overlap, in_combination, overlap
from seg.segments.rough_counts import EXACT, ROUGH, SMALL

A = np.arange(100) < 50
B = (np.arange(100) >= 30) & (np.arange(100) < 80)
C = (np.arange(100) >= 45) & (np.arange(100) < 50)


def test_every_combination_is_counted_once():
    found = overlap([A, B, C])
    assert {part.groups: part.count for part in found.combinations} == {(0,): 30, (0, 1): 15, (0, 1, 2): 5, (1,): 30}
    assert [part.count for part in found.combinations] == [30, 30, 15, 5]
    assert (found.sizes, found.nowhere.count) == ((50, 50, 5), 20)
    assert {part.groups: part.told for part in (*found.combinations, found.nowhere)} == {
        (0, 1, 2): SMALL, (0, 1): ROUGH, (0,): EXACT, (1,): EXACT, (): EXACT,
    }  # fmt: skip


def test_jaccard_by_hand():
    found = overlap([A, B, C]).jaccard
    assert found[0][1] is None, "20 of 80, of whom 15 and five are told roughly"
    assert overlap([A, B]).jaccard[0][1] == overlap([A, B]).jaccard[1][0] == 20 / 80
    assert (found[0][0], found[0][2]) == (1.0, None)
    assert overlap([A, ~A]).jaccard[0][1] == 0.0


def test_the_customers_of_a_combination():
    assert in_combination([A, B, C], (0, 1)).sum() == 15
    assert in_combination([A, B, C], (0, 1), only=False).sum() == 20
    assert in_combination([A, B, C], (2,)).sum() == 0


def test_too_many_groups():
    for count in (0, 21):
        with pytest.raises(SegError, match="sets_to_overlap"):
            overlap([A] * count)


def test_comes_back_from_json():
    found = overlap([A, B, C])
    assert Overlap.from_json(json.loads(json.dumps(found.as_json()))) == found
