"""How far segments can be trusted, in one word with the numbers behind it (Dolnicar & Leisch 2010).

natural        the groups are in the data: they stand out from data without groups, and come again
reproducible   cutting customers this way gives the same segments again, though they form a continuum; or nobody can
               tell whether they do
constructed    another sample would give other segments
ruled          the segments are a rule of the team's own: they hold because it says so
"""

from __future__ import annotations

from math import ceil, floor

from seg.core.facts import Fact
from seg.core.recipe import Limits
from seg.core.results import Solution, Stability, Structure, Verdict
from seg.core.settings import setting
from seg.segments.choice import repeats, smallest_allowed
from seg.segments.methods import METHODS


def verdict(
    solution: Solution,
    stability: Stability | None,
    structure: Structure | None,
    limits: Limits = Limits(),  # noqa: B008
    tested: bool = False,
) -> Verdict:
    """The plain statement of how good a solution is, with its numbers; what is not known yet is on its way.

    With `tested`, the test for structure is done: where there is none then, it could not be.
    """
    grade = _grade(solution, stability, structure)
    facts = [_separation(solution, grade), *_unassigned(solution), *_small(solution, limits)]
    if grade == "ruled":
        return Verdict(grade, (Fact.of("verdict.ruled"), *facts))
    if stability is None:
        return Verdict(grade, (*facts, Fact.of("verdict.stability_pending")))
    said = Fact.of(
        SAID[grade] if grade != "reproducible" or _says_something(structure) else "verdict.comes_again",
        agreement=round(stability.median, 2),
        lower=round(stability.lower, 2),
        weakest_share=min(stability.segments),
        count=stability.rounds,
    )
    return Verdict(grade, (said, _structure(structure, tested), *facts))


SAID = {
    "natural": "verdict.natural",
    "reproducible": "verdict.reproducible",
    "constructed": "verdict.constructed",
}
"""The key of what is said of each grade."""


def _grade(solution: Solution, stability: Stability | None, structure: Structure | None) -> str:
    if not METHODS[solution.model.method].resampled:
        return "ruled"
    if stability is None:
        return "unknown"
    if not repeats(stability):
        return "constructed"
    return "natural" if structure and structure.natural else "reproducible"


def _as_far(structure: Structure) -> int:
    """How many of the sets without groups stand out as far as the data."""
    return round(structure.p * (structure.sets + 1)) - 1


def _says_something(structure: Structure | None) -> bool:
    """Whether the test is done, and with so many sets that none of them getting as far would be no chance."""
    return structure is not None and (structure.p <= setting("structure_p") or _as_far(structure) > 0)


def _structure(structure: Structure | None, tested: bool) -> Fact:
    """What the test against data without groups says."""
    if structure is None:
        return Fact.of("verdict.structure_untestable" if tested else "verdict.structure_pending")
    if not _says_something(structure):
        return Fact.of("verdict.few_sets", count=structure.sets, needed=ceil(1 / setting("structure_p")) - 1)
    figures = {"gap": round(structure.gap, 3), "as_far": _as_far(structure), "count": structure.sets}
    if structure.natural:
        return Fact.of("verdict.groups", **figures)
    return Fact.of("verdict.no_groups" if structure.p > setting("structure_p") else "verdict.hardly_groups", **figures)


def _unassigned(solution: Solution) -> list[Fact]:
    out = int(solution.sizes[solution.named :].sum())
    return [Fact.of("verdict.unassigned", count=out, out_share=out / len(solution.labels))] if out else []


def _small(solution: Solution, limits: Limits) -> list[Fact]:
    needed = smallest_allowed(len(solution.labels), limits)
    small = int((solution.sizes[: solution.named] < needed).sum())
    return [Fact.of("verdict.small_segments", count=small, needed=ceil(needed))] if small else []


def _separation(solution: Solution, grade: str) -> Fact:
    """Kaufman & Rousseeuw 1990, table 4: above .5 a reasonable structure, below .25 none that is substantial.

    Groups that stand out from data without any do not run into each other: then they touch.
    """
    value = solution.silhouette
    apart = value >= 0.25 or grade == "natural"
    key = "verdict.separate" if value >= 0.5 else "verdict.touching" if apart else "verdict.continuum"
    return Fact.of(key, silhouette=floor(100 * value) / 100)


def segment_grade(overlap: float) -> str:
    """The word for how far one segment comes again, by its mean best overlap (Hennig 2007; fpc, clusterboot)."""
    steps = (0.5, 0.6, 0.75, 0.85)
    return ("dissolved", "doubtful", "pattern", "stable", "very_stable")[sum(overlap >= step for step in steps)]
