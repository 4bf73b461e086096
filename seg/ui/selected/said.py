"""How two groups differ, in words and numbers of the reader's language. No Streamlit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from seg.core.columns import Kind
from seg.core.facts import Fact
from seg.segments.contrast import Contrast, Difference
from seg.segments.names import proposed_names
from seg.segments.profiles import SHARE_KINDS, DimensionProfile, Typical
from seg.ui.charts.contrast import Bar
from seg.ui.tables.profile import level_name, typical_value
from seg.ui.words.words import MISSING, Words

MOST_CLAUSES, MOST_NEWS = 4, 2
"""Differences that are told in words, and how many of them may be about what only describes."""
MOST_BARS = 8


@dataclass(frozen=True)
class ContrastRow:
    """One dimension in a table: both values, the effect with its sign, and what is known of chance."""

    name: str
    one: str
    other: str
    effect: str
    chance: str


def sentences(found: Contrast, words: Words, between: bool, markdown: bool = True) -> str:
    """What stands out, as a person would say it; `between` two groups that were picked, or against everybody else.

    First what the map was drawn from, then, in a sentence of its own, what was no part of it and so is news. What is
    held back is no headline.
    """
    forming, news = ([words.say(clause(part, words, found.as_of), markdown=False) for part in parts]
                     for parts in _headlines(found))  # fmt: skip
    told = []
    if forming:
        told.append(
            Fact.of("selected.one_stands_out" if between else "selected.they_stand_out", clauses=tuple(forming))
        )
    if news:
        told.append(Fact.of("selected.one_is_news" if between else "selected.they_are_news", clauses=tuple(news)))
    if not told:
        told = [Fact.of("selected.nothing_between" if between else "selected.nothing")]
    return " ".join(words.say(fact, markdown=markdown) for fact in told)


def _headlines(found: Contrast) -> tuple[list[Difference], list[Difference]]:
    """What is told in words of what forms the segments, and of what only describes."""
    spoken = [part for part in found.differences if part.stands_out and not part.held]
    forming, others = [part for part in spoken if part.forming], [part for part in spoken if not part.forming]
    news = others[: max(MOST_NEWS, MOST_CLAUSES - len(forming))]
    return forming[: MOST_CLAUSES - len(news)], news


def clause(part: Difference, words: Words, as_of: str) -> Fact:
    """One difference with the numbers of both groups."""
    one, other = values(part, words, as_of)
    both = {"dimension": part.dimension, "one": one, "other": other}
    more = part.effect > 0
    if part.kind == Kind.BINARY:
        return Fact.of("selected.yes" if more else "selected.no", **both)
    if part.kind in SHARE_KINDS and not part.levels[part.level]:
        return Fact.of("selected.rest" if more else "selected.not_rest", **both)
    if part.kind in SHARE_KINDS:
        level = part.levels[part.level]
        return Fact.of("selected.level" if more else "selected.not_level", level=level, **both)
    if part.kind == Kind.DATE:  # measured as days before the as-of date
        return Fact.of("selected.earlier" if more else "selected.later", **both)
    return Fact.of("selected.high" if more else "selected.low", **both)


def values(part: Difference, words: Words, as_of: str) -> tuple[str, str]:
    """What is typical of both groups: medians, or means where the medians are the same or the other way round (most buy
    nothing, and some buy much); of categories the shares that have the level which is spoken of."""
    if not part.told:
        return MISSING, MISSING
    if part.kind in SHARE_KINDS:
        one, other = (words.bound(bound, side.shares[part.level]) if bound else words.percent(side.shares[part.level])
                      for side, bound in zip((part.one, part.other), part.bounds, strict=True))  # fmt: skip
        return one, other
    one, other = (typical_value(part, typical, words, as_of) for typical in (part.one, part.other))
    agree = one != other and (part.one.median - part.other.median) * part.effect > 0
    if part.effect and not agree:
        return _mean(part, part.one, words, as_of), _mean(part, part.other, words, as_of)
    return one, other


def _mean(part: Difference, typical: Typical, words: Words, as_of: str) -> str:
    """The mean; of ordinals that of the places of their levels, from 1."""
    if part.kind == Kind.ORDINAL:
        return words.number(typical.mean + 1, 1)
    if part.kind == Kind.DATE:
        return words.date(date.fromisoformat(as_of) - timedelta(days=round(typical.mean)))
    if part.kind == Kind.MONEY:
        return words.money(typical.mean, part.unit)
    return str(round(typical.mean)) if part.unit == "year" else words.number(typical.mean)


def bars(found: Contrast, words: Words) -> tuple[Bar, ...]:
    """What is told in words and the largest other differences, the largest on top; later dates to the right, as more
    of anything else."""
    headlines = [part for parts in _headlines(found) for part in parts]
    others = [part for part in found.differences if part.told and part not in headlines]
    drawn = sorted([*headlines, *others][:MOST_BARS], key=lambda part: -abs(part.effect))
    return tuple(_bar(part, words, found.as_of) for part in drawn)


def _bar(part: Difference, words: Words, as_of: str) -> Bar:
    one, other = values(part, words, as_of)
    effect = -part.effect if part.kind == Kind.DATE else part.effect
    both = words.text("{one} against {other}", one=one, other=other, markdown=False)
    chance = _chance(part, words)
    return Bar(_named(part, words), effect, both, tuple(filter(None, (_named(part, words), both, chance))),
               part.stands_out)  # fmt: skip


def _named(part: Difference, words: Words) -> str:
    """The dimension, with the level that the values speak of."""
    name = words.dimension(part.dimension)
    if part.kind in SHARE_KINDS and part.kind != Kind.BINARY and part.level is not None:
        return f"{name}: {level_name(part, part.level, words)}"
    return name


def rows(found: Contrast, words: Words) -> tuple[ContrastRow, ...]:
    """Every dimension, also those of which nothing is told."""
    return tuple(
        ContrastRow(
            _named(part, words),
            *values(part, words, found.as_of),
            words.number(-part.effect if part.kind == Kind.DATE else part.effect, 2) if part.told else MISSING,
            _chance(part, words) if part.told else words.text("too few are known"),
        )
        for part in found.differences
    )


def _chance(part: Difference, words: Words) -> str:
    """How easily chance alone would bring such a difference about; nothing to say of what decided who is where."""
    if part.forming:
        return words.text("forms the segments")
    if part.q is None:
        return ""
    return words.text("q < 0.001") if part.q < 0.001 else words.text("q = {q}", q=words.number(part.q, 3))


def proposed_name(found: Contrast | None, words: Words, of_other: bool = False) -> str:
    """A name from what stands out, as segments get theirs, `of_other` for the second group; "" while nothing does."""
    parts = [part for part in found.differences if part.stands_out and not part.sensitive] if found else []
    if of_other:
        parts = [replace(part, one=part.other, other=part.one, effect=-part.effect) for part in parts]
    return words.phrase(proposed_names(tuple(map(_profile, parts)))[0]) if parts else ""


def _profile(part: Difference) -> DimensionProfile:
    typical = replace(part.one, effect=part.effect, level=part.level)
    return DimensionProfile(
        part.dimension, part.kind, part.basis, part.unit, part.sensitive, part.forming, part.levels, 0.0, "",
        part.other, (typical,),
    )  # fmt: skip
