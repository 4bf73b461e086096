"""How far segments can be trusted: asked for step by step, so that a first word is there at once and gets better."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from seg.core.results import Solution, Stability, Structure, Verdict
from seg.pipeline import choose
from seg.segments.choice import Choice
from seg.segments.methods import METHODS
from seg.segments.verdict import verdict
from seg.tasks import kept
from seg.ui import cache
from seg.ui.opened import Opened
from seg.ui.work import answer

T = TypeVar("T")


@dataclass(frozen=True, eq=False)
class Trust:
    """What is known so far: `stability` by k (None while nothing is, empty where it does not apply), the test for
    structure (`tested` says whether it is done), and which number of segments to take (None while it is not known)."""

    stability: dict[int, Stability] | None
    structure: Structure | None
    tested: bool
    choice: Choice | None

    def verdict(self, now: Opened, solution: Solution) -> Verdict:
        """How good the solution of one k is."""
        of_k = (self.stability or {}).get(solution.k)
        return verdict(solution, of_k, self.structure, now.recipe.limits, self.tested)


def trust(now: Opened) -> Trust:
    """What is known of the segments that are open, with workers on the rest."""
    recipe, arguments = now.recipe, {"recipe": now.recipe.as_json()}
    if not METHODS[recipe.method].resampled:
        return Trust({}, None, True, _choice(now, {}))

    def check(rounds: int, priority: int) -> dict[int, Stability] | None:
        key, more = kept.check_key(recipe, rounds), {**arguments, "rounds": rounds}
        return answer(key, lambda: cache.checked(recipe, rounds), "seg.tasks.segments:check", more, priority)

    def test(sets: int, priority: int) -> tuple[Structure | None] | None:
        key, more = kept.structure_key(recipe, sets), {**arguments, "sets": sets}
        return answer(key, lambda: cache.structure(recipe, sets), "seg.tasks.segments:structure", more, priority)

    stability = _best_so_far(kept.check_rounds(), partial(cache.checked, recipe), check, FIRST)
    structure = _best_so_far(kept.structure_sets(), partial(cache.structure, recipe), test, FIRST + 1)
    return Trust(stability, structure[0] if structure else None, structure is not None, _choice(now, stability))


FIRST = 3
"""The priority of the first step; the other check goes between any two steps of one."""


def _best_so_far(
    steps: tuple[int, ...], fetch: Callable[[int], T | None], ask: Callable[[int, int], T | None], priority: int
) -> T | None:
    """The furthest step that is kept, with a worker on the one after it."""
    done = next((at for at in reversed(range(len(steps))) if fetch(steps[at]) is not None), -1)
    known = fetch(steps[done]) if done >= 0 else None
    if done + 1 < len(steps):
        return ask(steps[done + 1], priority + 2 * (done + 1)) or known
    return known


def _choice(now: Opened, stability: dict[int, Stability] | None) -> Choice | None:
    found, profiles = cache.solutions(now.recipe), cache.profiles(now.recipe)
    if stability is None or found is None or profiles is None:
        return None
    return choose(now.recipe, found.solutions, profiles, stability)
