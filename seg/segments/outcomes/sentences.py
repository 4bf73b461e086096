"""What a comparison says, as facts that every language can word: the answer first, then what it does not say.

Groups are called by their `names`, in label order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from seg.core.facts import Fact, Value
from seg.core.settings import setting
from seg.segments.outcomes.found import EVERYBODY_ELSE, Comparison, Gap
from seg.segments.outcomes.keys import AGAINST_ONE, AGAINST_OTHERS, CHANGED, GROUPS_DIFFER, LESS, MORE, SAME, WITHIN
from seg.segments.outcomes.measured import DATE, YES
from seg.segments.outcomes.strata import CLEARLY_SMALLER, Within
from seg.segments.outcomes.yardsticks import MEAN, RANK, SHARE

FINELY_KNOWN = 0.03
"""Width of an interval of shares below which tenths of a point are told."""


@dataclass(frozen=True)
class Shown:
    """How values of the outcome stand in a sentence: with their unit, and the ends of an interval without."""

    value: Callable[[float], Value] = float
    end: Callable[[float], Value] = float


PLAIN = Shown()


def answer(found: Comparison, names: Sequence[str], shown: Shown = PLAIN) -> tuple[Fact, ...]:
    """The answer in one or two sentences: the difference, or that none can be seen and how small one could have been.

    Of several groups: whether they differ at all, and which stands out most.
    """
    if not found.told and found.against >= 0 and found.groups[found.against].known < setting("min_cell_customers"):
        return (Fact.of("outcome.reference_few", dimension=found.dimension, against=names[found.against]),)
    if not found.told:
        return (Fact.of("outcome.too_few", dimension=found.dimension),)
    if len(_told(found)) == 2:
        gap = found.strongest
        return (difference(found, gap, names, shown), *_unseen(found, [gap], shown))
    if not found.circular and not (found.chance is not None and found.chance < 0.05):
        return (Fact.of("outcome.none_differs", dimension=found.dimension, groups=len(_told(found))),
                *_unseen(found, found.main, shown))  # fmt: skip
    overall = Fact.of(GROUPS_DIFFER[found.words], dimension=found.dimension, groups=len(_told(found)))
    gap = found.strongest
    if found.circular and not gap.apart:
        return (Fact.of("outcome.hardly_differ", dimension=found.dimension, groups=len(_told(found))),)
    told = gap.clear or found.circular
    return (overall, difference(found, gap, names, shown)) if told else (overall,)


def _told(found: Comparison) -> list[int]:
    return [at for at, group in enumerate(found.groups) if group.told]


def difference(found: Comparison, gap: Gap, names: Sequence[str], shown: Shown = PLAIN) -> Fact:
    """One difference with both values and its interval."""
    sure = gap.apart if found.circular else gap.clear
    turned = SAME if not sure else MORE if gap.more else LESS
    numbers = _numbers(found, gap, shown, signed=not sure)
    numbers |= {"dimension": found.dimension, "group": names[gap.group]}
    if gap.against == EVERYBODY_ELSE:
        return Fact.of(AGAINST_OTHERS[_kind(found, gap)][turned], **numbers)
    return Fact.of(AGAINST_ONE[_kind(found, gap)][turned], against=names[gap.against], **numbers)


def _kind(found: Comparison, gap: Gap) -> str:
    if gap.measure == SHARE:
        return "yes" if found.form == YES else "level" if found.levels[gap.level] else "rest"
    return "date" if found.form == DATE else gap.measure


def _numbers(found: Comparison, gap: Gap, shown: Shown, signed: bool) -> dict[str, Value]:
    """The blanks of a difference. Where the sentence says which has more, the difference has no sign."""
    if gap.measure == RANK:
        return {"one_share": gap.one, "low_share": gap.low, "high_share": gap.high}
    turn = -1 if not signed and gap.difference < 0 else 1
    ends = sorted((turn * gap.low, turn * gap.high))
    if gap.measure == SHARE:
        level = {} if found.form == YES else {"level": found.levels[gap.level]}
        points = {"difference": turn * gap.difference, "low": ends[0], "high": ends[1]}
        points = {name: in_points(value, gap.high - gap.low) for name, value in points.items()}
        return {"one_share": gap.one, "other_share": gap.other, **points, **level}
    if found.form == DATE:
        days = {"one_date": day_of(found, gap.one), "other_date": day_of(found, gap.other)}
        return days | {"difference": float(round(turn * gap.difference)), "low": float(round(ends[0])),
                       "high": float(round(ends[1]))}  # fmt: skip
    values = {"one": gap.one, "other": gap.other, "difference": turn * gap.difference}
    told = {name: shown.value(value) for name, value in values.items()}
    told |= {"low": shown.end(ends[0]), "high": shown.end(ends[1])}
    return told if gap.measure == MEAN else told | {"limit": _limit(found, shown)}


def _limit(found: Comparison, shown: Shown) -> str:
    """Up to when it is looked; where the time has no unit, with what it was counted by."""
    limit = shown.value(found.limit)
    return limit if found.unit else f"{limit} ({found.since})"


def in_points(share: float, width: float) -> float:
    """A difference of shares in percentage points: no finer than an interval of that width allows."""
    return round(100 * share, 0 if width >= FINELY_KNOWN else 1) + 0.0


def day_of(found: Comparison, days_after: float) -> str:
    """The ISO day of a date that is measured as days after the as-of date."""
    return (date.fromisoformat(found.as_of) + timedelta(days=round(days_after))).isoformat()


def _unseen(found: Comparison, gaps: Sequence[Gap], shown: Shown) -> Iterator[Fact]:
    """How small a difference could have been seen, where none is."""
    if found.circular or any(gap.clear for gap in gaps):
        return
    known = [gap.visible for gap in gaps if gap.visible is not None]
    if len(known) < len(gaps):
        yield Fact.of("outcome.unseen.any")
        return
    visible, measure = max(known), gaps[0].measure
    if measure == SHARE:
        yield Fact.of("outcome.unseen.share", visible=in_points(visible, visible))
    elif measure == RANK:
        yield Fact.of("outcome.unseen.rank", visible_share=0.5 + visible)
    elif found.form == DATE:
        yield Fact.of("outcome.unseen.date", count=max(1, round(visible)))
    else:
        yield Fact.of("outcome.unseen.mean", visible=shown.value(visible))


def limits(found: Comparison, names: Sequence[str], shown: Shown = PLAIN) -> tuple[Fact, ...]:
    """What the answer does not say, and whom it is not about."""
    return tuple(_limits(found, names, shown))


def circular(found: Comparison) -> Fact | None:
    """That nothing is tested, and why."""
    return Fact.of("outcome.circular", dimension=found.dimension) if found.circular else None


def _limits(found: Comparison, names: Sequence[str], shown: Shown) -> Iterator[Fact]:
    if found.told:
        yield Fact.of("outcome.not_why")
    few = tuple(name for name, group in zip(names, found.groups, strict=True) if not group.told)
    if few and found.told:
        yield Fact.of("outcome.few", groups=few, count=len(few))
    if any(gap.bound for gap in found.gaps):
        yield Fact.of("outcome.bound", few=int(setting("min_cell_customers")))
    if found.shared:
        yield Fact.of("outcome.shared", count=found.shared)
    unknown = sum(group.n - group.known for group in found.groups)
    if unknown:
        yield Fact.of("outcome.unknown", count=unknown, dimension=found.dimension)
    if found.pulled_in:
        low, high = found.pulled_in
        yield Fact.of("outcome.pulled_in", low=shown.value(low), high=shown.value(high))


def behind(
    found: Comparison, names: Sequence[str], third_shown: Callable[[str, float], Value] | None = None
) -> Fact | None:
    """The dimension that could most be behind a difference, with what the groups have of it; None where no group
    differs, or nothing could.

    `third_shown` words a value of that dimension, given its label.
    """
    if not found.thirds or not (found.circular or any(gap.clear for gap in found.gaps)):
        return None
    third = found.thirds[0]
    worded = third_shown or (lambda label, value: value)
    told = [(value, at) for at, value in zip(_told(found), third.typical, strict=True) if value is not None]
    values: dict[str, Value] = {
        "third": third.dimension,
        "dimension": found.dimension,
        "explained_share": third.outcome,
    }
    if len(told) > 1:
        (low, least), (high, most) = min(told), max(told)
        values |= {"group": names[most], "against": names[least], "one": worded(third.dimension, high),
                   "other": worded(third.dimension, low)}  # fmt: skip
    if len(told) < 2:
        return Fact.of("outcome.behind_hidden", **values)
    if third.level:
        return Fact.of("outcome.behind_level", value=third.level, **values)
    return Fact.of("outcome.behind", **values)


def _worded(found: Comparison, gap: Gap, name: str, value: float, width: float, shown: Shown) -> Value:
    """A difference or an end of its interval, in the units of its measure."""
    if gap.measure == SHARE:
        return in_points(value, width)
    if found.form == DATE:
        return float(round(value))
    return shown.end(value) if name in ("low", "high") else shown.value(value)


def _change(gap: Gap, of: Within) -> str:
    """What becomes of the difference: "unsure" where no difference is seen of the customers who have counterparts, or
    one so small that what all customers show is not theirs."""
    seen = not of.low <= gap.neutral <= of.high
    theirs, all_show = abs(of.crude - gap.neutral), abs(gap.difference - gap.neutral)
    unseen = not seen and of.change != "gone"
    return "unsure" if unseen or (of.change == "same" and theirs < CLEARLY_SMALLER * all_show) else of.change


def inside(found: Comparison, gap: Gap, names: Sequence[str], shown: Shown = PLAIN) -> tuple[Fact, ...]:
    """What becomes of a difference within the strata of the third dimension that was looked into."""
    of = gap.within
    if of is None:
        return (Fact.of("outcome.within.few", third=found.within),)
    if gap.measure == RANK:
        blanks = {"difference_share": of.difference, "low_share": of.low, "high_share": of.high,
                  "crude_share": of.crude}  # fmt: skip
    else:
        named = {"difference": of.difference, "low": of.low, "high": of.high, "crude": of.crude}
        blanks = {name: _worded(found, gap, name, value, of.high - of.low, shown) for name, value in named.items()}
    measure = "date" if found.form == DATE else gap.measure
    facts = [Fact.of(WITHIN[measure], third=found.within, group=names[gap.group], **blanks),
             Fact.of(CHANGED[_change(gap, of)], third=found.within)]  # fmt: skip
    if of.differ_chance is not None and of.differ_chance < 0.05:
        facts.append(Fact.of("outcome.within.differ"))
    if of.left_out:
        facts.append(Fact.of("outcome.within.left_out", count=of.left_out))
    return tuple(facts)
