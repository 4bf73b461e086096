"""Combinations of groups, by hand."""

import json

import numpy as np
import pytest

from seg.core.errors import SegError
from seg.segments.overlap import Overlap, in_combination, overlap

A = np.arange(100) < 50
B = (np.arange(100) >= 30) & (np.arange(100) < 80)
C = (np.arange(100) >= 45) & (np.arange(100) < 50)


def test_every_combination_is_counted_once():
    found = overlap([A, B, C])
    assert {part.groups: part.count for part in found.combinations} == {(0,): 30, (0, 1): 15, (0, 1, 2): 5, (1,): 30}
    assert [part.count for part in found.combinations] == [30, 30, 15, 5]
    assert [part.few for part in found.combinations] == [False, False, False, True]
    assert (found.sizes, found.nowhere) == ((50, 50, 5), 20)


def test_jaccard_by_hand():
    found = overlap([A, B, C]).jaccard
    assert found[0][1] == found[1][0] == 20 / 80
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
