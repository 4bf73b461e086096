"""How much care went into answers: who gave one answer to everything, and who was too fast to have read the questions.

Both are signs, not proof: where all questions point the same way, one answer to all of them may be an honest one.

- Longstring: the longest run of one answer (Johnson 2005, J. Res. Pers. 39, 103-129), here as a share of the answers
  that were given. Curran 2016 (J. Exp. Soc. Psychol. 66, 4-19) advises to act on the plain cases only, which are those
  who gave one answer throughout: the straight-liners.
- Relative speed: the median duration divided by one's own. From 2 on, that is below half of the median, somebody is too
  fast: the cut for the relative speed index of Leiner 2019 (Surv. Res. Methods 13, 229-248), and the widest of the
  three of Greszki, Meyer and Schoen 2015 (Public Opin. Q. 79, 471-503: 50, 40 and 30 % of the median). A third of the
  median, a usual cut of panels, is near the strictest of them and lets many pass.
"""

from __future__ import annotations

import math

import numpy as np
import pyarrow as pa

LEAST_ANSWERED = 5
LEAST_ANSWERED_SHARE = 0.8
CHANCE = 0.01
"""How rarely somebody who answers at random may give one answer to everything."""
TOO_FAST = 2.0
NO_YES = ("no", "yes")


def least_answered(answers_of_scale: int) -> int:
    """Questions that somebody must have answered for one answer throughout to mean anything: 5, and as many as make it
    rarer than 1 % by chance, which are 8 where there is only yes and no."""
    return max(LEAST_ANSWERED, 1 + math.ceil(math.log(1 / CHANCE) / math.log(answers_of_scale)))


def straight_lining(answers: np.ndarray, least: int = LEAST_ANSWERED) -> pa.Array:
    """ "yes" where all answers are the same, "no" where they are not, null where too few were given.

    `answers` is (customers, items), NaN where there is none. Enough are `least`, and 80 % of the items.
    """
    alike = _longest_run(answers) == _answered(answers)
    return _no_yes(alike, _enough(answers, least))


def longstring(answers: np.ndarray, least: int = LEAST_ANSWERED) -> pa.Array:
    """The longest run of one answer, as a share of the answers given: 1 for straight-liners.

    Questions that were passed over do not break a run. Null as in `straight_lining`.
    """
    given = _answered(answers)
    shares = _longest_run(answers) / np.maximum(given, 1)
    return pa.array(shares, pa.float64(), mask=~_enough(answers, least))


def speeding(durations: np.ndarray, median: float) -> pa.Array:
    """ "yes" where somebody took less than half of the median, "no" where not, null where no duration is known."""
    known = durations > 0  # NaN is not
    speed = np.divide(median, durations, out=np.zeros(len(durations)), where=known)
    return _no_yes(speed > TOO_FAST, known)


def _answered(answers: np.ndarray) -> np.ndarray:
    return (~np.isnan(answers)).sum(axis=1)


def _enough(answers: np.ndarray, least: int) -> np.ndarray:
    given = _answered(answers)
    return (given >= least) & (given >= LEAST_ANSWERED_SHARE * answers.shape[1])


def _longest_run(answers: np.ndarray) -> np.ndarray:
    """How many answers in a row are the same, at most; those in between that are missing are passed over."""
    last = np.full(len(answers), np.nan)
    run, longest = np.zeros(len(answers), int), np.zeros(len(answers), int)
    for answer in answers.T:
        given = ~np.isnan(answer)
        run = np.where(given, np.where(answer == last, run + 1, 1), run)
        last = np.where(given, answer, last)
        longest = np.maximum(longest, run)
    return longest


def _no_yes(flags: np.ndarray, known: np.ndarray) -> pa.Array:
    return pa.array(NO_YES, pa.string()).take(pa.array(flags.astype(np.int8), mask=~known))
