"""Careless answers, by hand."""

import numpy as np
import pytest

from seg.data.answers.quality import least_answered, longstring, speeding, straight_lining

X = np.nan


def test_straight_lines():
    answers = [
        [3, 3, 3, 3, 3, 3],
        [3, 3, 3, 3, 3, 4],
        [3, X, 3, 3, 3, 3],  # 5 of 6 are enough
        [3, X, 3, 3, 3, 4],
        [3, X, X, 3, 3, 3],
        [1, 2, X, X, X, X],
        [X] * 6,
    ]
    assert straight_lining(np.array(answers)).to_pylist() == ["yes", "no", "yes", "no", None, None, None]


def test_five_answers_are_needed_and_four_out_of_five_questions():
    assert straight_lining(np.array([[1, 1, 1, 1]])).to_pylist() == [None]
    eight_of_ten, seven_of_ten = [2.0] * 8 + [X] * 2, [2.0] * 7 + [X] * 3
    assert straight_lining(np.array([eight_of_ten, seven_of_ten])).to_pylist() == ["yes", None]


def test_longest_run_as_a_share_of_the_answers():
    answers = [
        [1, 2, 2, 2, 3, 3],
        [1, 2, 1, 2, 1, 2],
        [4, 4, 4, 4, 4, 4],
        [2, 2, X, 2, 1, 1],  # passed over: a run of three of five answers
        [X, 2, 2, X, X, X],
    ]
    assert longstring(np.array(answers)).to_pylist() == pytest.approx([3 / 6, 1 / 6, 1, 3 / 5, None])


@pytest.mark.parametrize(("answers", "least"), [(2, 8), (3, 6), (4, 5), (5, 5), (11, 5)])
def test_fewer_answers_on_the_scale_need_more_questions(answers, least):
    """By chance one answer to all is 1 in answers^(questions - 1)."""
    assert least_answered(answers) == least
    assert answers ** -(least - 1) <= 0.01


def test_too_fast_is_below_half_of_the_median():
    durations = np.array([600.0, 300.0, 299.0, 10.0, 0.0, -5.0, X, 9_000.0])
    assert speeding(durations, 600).to_pylist() == ["no", "no", "yes", "yes", None, None, None, "no"]
