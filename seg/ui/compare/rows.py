"""The differences of a comparison as rows of a table and spans of a picture. No Streamlit."""

from __future__ import annotations

from collections.abc import Sequence

from seg.segments.outcomes.found import EVERYBODY_ELSE, Comparison, Gap
from seg.segments.outcomes.measured import ORDER, YES
from seg.segments.outcomes.yardsticks import RANK, SHARE
from seg.ui.charts.curves import Curved
from seg.ui.charts.intervals import Span
from seg.ui.compare.numbers import apart, one, shown_in, side, unit_of
from seg.ui.words.words import MISSING, Words

MOST_SPANS = 12


def spans(found: Comparison, names: Sequence[str], colours: Sequence[str], words: Words) -> tuple[Span, ...]:
    """Those of the first measure, in label order; of several levels those that differ most for their interval."""
    gaps = sorted(found.main, key=lambda gap: -abs(gap.difference) / max(gap.high - gap.low, 1e-12))[:MOST_SPANS]
    ordered = sorted(gaps, key=lambda gap: (gap.level or 0, gap.group))
    return tuple(_span(found, gap, names, colours, words) for gap in ordered)


def _span(found: Comparison, gap: Gap, names: Sequence[str], colours: Sequence[str], words: Words) -> Span:
    shown = shown_in(found, words)
    name = _named(found, gap, names, words)
    first, second = side(found, gap, gap.one, words, shown), side(found, gap, gap.other, words, shown)
    both = words.text("{one} against {other}", one=first, other=second, markdown=False)
    if gap.measure == RANK:
        both = words.text("higher in {one} of cases", one=first, markdown=False)
    unit = unit_of(found, gap.measure, words)
    difference = f"{apart(found, gap, gap.measure, words, shown)} {unit}".rstrip()
    told = (name, both, difference, chance(found, gap, words))
    return Span(name, gap.difference, gap.low, gap.high, both, tuple(filter(None, told)), colours[gap.group],
                gap.apart if found.circular else gap.clear)  # fmt: skip


def _named(found: Comparison, gap: Gap, names: Sequence[str], words: Words) -> str:
    if gap.measure != SHARE or found.form == YES:
        return names[gap.group]
    return f"{_level(found, gap, words)}: {names[gap.group]}"


def _level(found: Comparison, gap: Gap, words: Words) -> str:
    return words.level(found.dimension, found.levels[gap.level]) or words.text("other")


def chance(found: Comparison, gap: Gap, words: Words) -> str:
    """How easily chance alone brings such a difference about; that there is no test, where there is none."""
    if found.circular:
        return words.text("not tested")
    return chance_text(gap.chance, words)


def chance_text(chance: float | None, words: Words) -> str:
    """How easily chance alone does something."""
    if chance is None:
        return MISSING
    if chance < 0.001:
        return words.text("under {chance}", chance=words.percent(0.001, 1), markdown=False)
    return words.percent(chance, 1 if chance < 0.1 else 0)


def table(found: Comparison, names: Sequence[str], words: Words) -> dict[str, list[str]]:
    """Columns by name, a row for each difference; those that would be empty are left out."""
    shown = shown_in(found, words)
    ranks = {(gap.group, gap.against): gap for gap in found.gaps if gap.measure == RANK and found.form != ORDER}
    columns: dict[str, list[str]] = {}

    def put(name: str, text: str) -> None:
        columns.setdefault(name, []).append(text)

    for gap in found.main:
        put("group", names[gap.group])
        if found.form != YES and gap.measure == SHARE:
            put("level", _level(found, gap, words))
        put("customers", words.number(found.groups[gap.group].known))
        if gap.measure != RANK:
            put("one", side(found, gap, gap.one, words, shown))
        put("against", words.text("all others") if gap.against == EVERYBODY_ELSE else names[gap.against])
        if gap.measure == RANK:  # of ordered groups it is all there is: how often is no difference
            put("higher", apart(found, gap, RANK, words, shown))
        else:
            put("other", side(found, gap, gap.other, words, shown))
            unit = unit_of(found, gap.measure, words)
            put("difference", f"{apart(found, gap, gap.measure, words, shown)} {unit}".rstrip())
        if ranks:
            rank = ranks[gap.group, gap.against]
            put("higher", apart(found, rank, RANK, words, shown))
        put("chance", chance(found, gap, words))
        if not found.circular:
            put("visible", _visible(found, gap, words))
    return columns


def _visible(found: Comparison, gap: Gap, words: Words) -> str:
    if gap.visible is None:
        return MISSING
    value = gap.visible + (0.5 if gap.measure == RANK else 0.0)
    return (
        f"{one(found, value, gap.measure, words, shown_in(found, words))} {unit_of(found, gap.measure, words)}".rstrip()
    )


def curves(found: Comparison, names: Sequence[str], colours: Sequence[str]) -> tuple[Curved, ...]:
    """To how many of each group it has not happened yet."""
    return tuple(
        Curved(name, colour, group.curve.times, group.curve.shares, found.limit)
        for name, colour, group in zip(names, colours, found.groups, strict=True)
        if group.curve
    )
