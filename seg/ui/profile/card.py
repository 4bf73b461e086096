"""What stands on the card of a segment, in words and numbers of one language. No Streamlit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

import numpy as np

from seg.core.columns import Kind
from seg.core.facts import Fact
from seg.segments.cards import counter_facts, headline, headlines
from seg.segments.explaining.shortest import ShortRule
from seg.segments.lines import Line, lines
from seg.segments.profiles import DimensionProfile
from seg.segments.small_cells import few
from seg.segments.spread import Spread
from seg.ui.explain.said import Columns, rule_text
from seg.ui.profile.cells import both_told, cell_text, known_of, level_text
from seg.ui.words.words import Words

MOST_PARTS = 5
"""Values of a mix that are named; the others are together."""


@dataclass(frozen=True)
class Bar:
    """Where the middle half of a segment lies, and of all customers, 0..1 along the bar: lower quartile, median, upper
    quartile. Of a share it is from 0 to the share."""

    own: tuple[float, float, float]
    everyone: tuple[float, float, float]
    share: bool


@dataclass(frozen=True)
class Trait:
    """One thing that a segment has more or less of."""

    more: bool
    text: str
    values: str
    bar: Bar | None


@dataclass(frozen=True)
class Part:
    name: str
    share: float
    text: str


@dataclass(frozen=True)
class Mix:
    """Where customers stand, or how they come: shares of the segment, and in words those of all customers."""

    title: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Card:
    """`facts` are pairs of what is told and the value; `plain` says why there are no traits, "" where there are some;
    `but` is the sentence against the picture, "" for none.

    `short` is the shortest rule that says the segment, "" where there is none, None while it is looked for. `names` are
    places and names that it could have instead.
    """

    segment: str
    name: str
    colour: str
    facts: tuple[tuple[str, str], ...]
    traits: tuple[Trait, ...]
    plain: str
    but: str
    mixes: tuple[Mix, ...]
    customers: tuple[tuple[str, str], ...] = ()
    short: str | None = ""
    names: tuple[tuple[str, str], ...] = ()

    def as_json(self) -> dict:
        return asdict(self)


def short_text(rules: Sequence[ShortRule], segment: int, columns: Columns, words: Words) -> str:
    """The shortest rule of a segment, and what it did with customers who were held out; "" where there is none."""
    rule = next((rule for rule in rules if rule.label == segment), None)
    if rule is None:
        return ""
    said, figures = rule_text(rule.conditions, columns, words), rule.figures
    if figures.few:
        return words.text("In short: {rule} (tried on too few customers).", rule=said, markdown=False)
    return words.text(
        "In short: {rule} (finds {recall_share} of them; {precision_share} of those it finds are of this segment).",
        rule=said, recall_share=figures.recall, precision_share=figures.precision, markdown=False,
    )  # fmt: skip


def traits(
    every: tuple[Line, ...], spreads: dict[str, Spread], segment: int, words: Words, as_of: str
) -> tuple[tuple[Trait, ...], str]:
    """What a segment has more and less of, and the sentence against it."""
    found = headlines(every, segment)
    told = tuple(_trait(line, spreads, segment, words, as_of) for line in (*found.more, *found.less))
    facts = counter_facts(found, spreads, segment)
    if not facts:
        return told, ""
    not_so, elsewhere = (words.say(fact, markdown=False) for fact in facts)
    return told, words.say(Fact.of("card.but", not_so=not_so, elsewhere=elsewhere), markdown=False)


def plain_text(every: tuple[Line, ...], segment: int, words: Words) -> str:
    """What stands on the card of a segment that has more or less of nothing, as far as may be shown."""
    known = np.array([line.typical(segment + 1).n for line in every])
    if known.any() and few(known[known > 0]).all():
        return words.text("Too few customers to tell anything of them.")
    if any(line.hidden[segment + 1] for line in every):
        return words.text("Hidden so that small groups cannot be worked out.")
    return words.text("Close to the average customer in everything that is known.")


def _trait(line: Line, spreads: dict[str, Spread], segment: int, words: Words, as_of: str) -> Trait:
    own, everyone = both_told(line, segment, words, as_of)
    return Trait(line.effects[segment] > 0, words.phrase([headline(line, segment)]),
                 _beside_everyone(line, own, everyone, words),
                 bar(line, spreads.get(line.part.dimension), segment))  # fmt: skip


def _beside_everyone(line: Line, own: str, everyone: str, words: Words) -> str:
    """What the segment has, and what all customers have unless that is hidden."""
    if line.hidden[0] and not line.bound(0):
        return own
    return words.text("{one}, all customers {other}", one=own, other=everyone, markdown=False)


def bar(line: Line, lies: Spread | None, segment: int) -> Bar | None:
    """The spread of a line, drawn from the lowest bar to the highest; None while it is not known how values lie, or
    what all customers have is hidden: a bar tells it too."""
    if line.hidden[0]:
        return None
    typicals = [line.typical(segment + 1), line.typical(0)]
    if line.level is not None:
        own, everyone = (typical.shares[line.level] for typical in typicals)
        return Bar((0.0, own, own), (0.0, everyone, everyone), True)
    if lies is None or lies.edges[-1] <= lies.edges[0]:
        return None
    sign = -1 if line.part.kind == Kind.DATE else 1
    low, high = lies.edges[0], lies.edges[-1]
    places = [
        tuple(
            sorted(min(1.0, max(0.0, (sign * x - low) / (high - low))) for x in (each.lower, each.median, each.upper))
        )
        for each in typicals
    ]
    return Bar(places[0], places[1], False)


def mixes(parts: Sequence[DimensionProfile], segment: int, size: int, words: Words) -> tuple[Mix, ...]:
    """The shares of one segment of that size, the largest first; what would tell of few persons is left out."""
    found = (_mix(part, segment, size, words) for part in parts)
    return tuple(mix for mix in found if mix.parts)


def _mix(part: DimensionProfile, segment: int, size: int, words: Words) -> Mix:
    shown = [line for line in lines((part,), every_level=True) if line.shown(segment + 1)]
    shown.sort(key=lambda line: -line.figure(segment + 1, "share"))
    told = tuple(
        Part(
            level_text(line, words),
            line.figure(segment + 1, "share"),
            _beside_everyone(line, cell_text(line, segment + 1, "share", words, ""),
                             cell_text(line, 0, "share", words, ""), words),
        )
        for line in shown[:MOST_PARTS] if line.figure(segment + 1, "share")
    )  # fmt: skip
    known = known_of(part.segments[segment].n, size, words)
    return Mix(" · ".join(filter(None, (words.dimension(part.dimension), known))), told)
