"""How easily chance alone brings about what one screen says, with everything counted that is on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from seg.segments.outcomes.found import Comparison, Gap
from seg.segments.outcomes.several import holm
from seg.segments.two_groups import corrected

INSIDE = (("p", "chance"), ("differ_p", "differ_chance"))
"""What is tested within strata, and where its chance stands."""


def with_chances(screen: Sequence[Comparison]) -> tuple[Comparison, ...]:
    """The comparisons of one screen, with `chance` for everything on it.

    One family: all tests are counted (Benjamini & Hochberg 1995). What is said of one of several groups must hold for
    having looked at them all too (Holm 1979), and no group is spoken of unless the groups differ at all: the least sure
    of these.
    """
    rates = iter(corrected([p for found in screen for p in _tests(found)]))
    return tuple(_with_rates(found, rates) for found in screen)


def _tests(found: Comparison) -> list[float | None]:
    inside = [getattr(gap.within, p) for gap in found.gaps if gap.within for p, _ in INSIDE]
    return [found.p, *(gap.p for gap in found.gaps), *inside]


def _with_rates(found: Comparison, rates: Iterator[float | None]) -> Comparison:
    overall = next(rates)
    of_gaps = [next(rates) for _ in found.gaps]
    alone = _for_all_groups(found.gaps, [gap.p for gap in found.gaps])
    gaps = [
        replace(gap, chance=_least_sure(rate, for_all, overall))
        for gap, rate, for_all in zip(found.gaps, of_gaps, alone, strict=True)
    ]
    inside = [[next(rates) for _ in INSIDE] if gap.within else [None, None] for gap in gaps]
    for at, (p, chance) in enumerate(INSIDE):
        alone = _for_all_groups(found.gaps, [getattr(gap.within, p) if gap.within else None for gap in gaps])
        for place, gap in enumerate(gaps):
            if gap.within:
                told = _least_sure(inside[place][at], alone[place], None)
                gaps[place] = replace(gap, within=replace(gap.within, **{chance: told}))
    return replace(found, chance=overall, gaps=tuple(gaps))


def _for_all_groups(gaps: Sequence[Gap], ps: list[float | None]) -> list[float | None]:
    """Each p for having looked at all groups by the same measure, of the same level."""
    found: list[float | None] = [None] * len(ps)
    for alike in {(gap.measure, gap.level) for gap in gaps}:
        places = [at for at, gap in enumerate(gaps) if (gap.measure, gap.level) == alike]
        for at, p in zip(places, holm([ps[at] for at in places]), strict=True):
            found[at] = p
    return found


def _least_sure(rate: float | None, for_all: float | None, overall: float | None) -> float | None:
    return None if rate is None else max(p for p in (rate, for_all, overall) if p is not None)
