"""What is to be known of groups from month to month, as facts that every language can word: who is in them, and what
cannot be told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from seg.core.facts import Fact
from seg.core.settings import setting
from seg.segments.over_time import OverTime
from seg.segments.trends import FEWEST, TWO_YEARS


@dataclass(frozen=True)
class Setting:
    """What the months stand in: the groups as they are called, the as-of day, and whether some of the groups keep
    their members, filters leave customers out, or a list names them."""

    names: Sequence[str]
    as_of: str
    own: bool = False
    filtered: bool = False
    listed: bool = False


def who(found: OverTime, of: Setting) -> tuple[Fact, ...]:
    """Who is in the groups of these months, and what that means for how they move."""
    return tuple(_fixed(found, of) if found.members.day else _looking_back(found, of))


def _fixed(found: OverTime, of: Setting) -> Iterator[Fact]:
    members = found.members
    yield Fact.of("months.fixed", as_of_date=members.day)
    yield Fact.of("months.regress")
    if members.newcomers:
        yield Fact.of("months.left_out" if of.filtered else "months.newcomers", count=members.newcomers)
    if of.own:
        yield Fact.of("months.kept")
    if members.late:
        yield Fact.of("months.late", count=members.late)
    if of.listed:
        yield Fact.of("months.listed")


def _looking_back(found: OverTime, of: Setting) -> Iterator[Fact]:
    if refused := found.members.refused:
        found_then, needed = refused["found"], refused["needed"]
        yield Fact.of("months.refused", found=found_then, needed=needed, day_date=refused["date"], as_of_date=of.as_of)
    elif found.months < 2:
        yield Fact.of("months.no_start")
    yield Fact.of("months.looking_back", as_of_date=of.as_of)
    yield Fact.of("months.made_of")


def missing(found: OverTime, of: Setting) -> tuple[Fact, ...]:
    """What is not told, and why."""
    few = int(setting("min_cell_customers"))
    small = tuple(name for name, group in zip(of.names, found.groups, strict=True) if group.n < few)
    said = [Fact.of("months.few", groups=small)] if small else []
    if found.members.shared:
        said.append(Fact.of("outcome.shared", count=found.members.shared))
    if found.after < FEWEST:
        said.append(Fact.of("months.no_trend", needed=FEWEST, count=found.after))
    if found.after < TWO_YEARS:
        said.append(Fact.of("months.no_year", needed=TWO_YEARS, count=found.after))
    return (*said, Fact.of("months.not_shown", few=few))
