"""The table of every number of segments that was tried: how good each is, and what speaks against it."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from seg.core.facts import Fact
from seg.core.results import Solution, Stability
from seg.segments.choice import Tried
from seg.ui.words.words import MISSING, Words

RECOMMENDED = "background-color: #7c3aed24"
SHOWN = "font-weight: 600"
PENDING = "…"


@dataclass(frozen=True, eq=False)
class TriedRow:
    """One number of segments. `stability` and `tried` are None while they are not known; `decides` is the dimension
    that decides most, with its share of what tells the segments apart."""

    solution: Solution
    grade: str
    stability: Stability | None
    tried: Tried | None
    markers: int | None
    decides: tuple[str, float]
    recommended: bool
    shown: bool


def tried_frame(rows: tuple[TriedRow, ...], closest: bool, words: Words) -> pd.DataFrame:
    """A line per row, in words and numbers of one language. `closest`: the recommended one only comes closest."""
    return pd.DataFrame([_cells(row, closest, words) for row in rows], dtype=str)


def styled(rows: tuple[TriedRow, ...], frame: pd.DataFrame):
    """The recommended line shaded, the shown one bold."""
    css = ["; ".join([*([RECOMMENDED] if row.recommended else []), *([SHOWN] if row.shown else [])]) for row in rows]
    return frame.style.apply(
        lambda _: pd.DataFrame([[c] * frame.shape[1] for c in css], columns=frame.columns), axis=None
    )


def _cells(row: TriedRow, closest: bool, words: Words) -> dict[str, str]:
    stability, sizes = row.stability, row.solution.sizes
    name, share = row.decides
    return {
        "k": words.number(row.solution.k),
        "mark": _mark(row, closest, words),
        "verdict": grade_word(row.grade, words),
        "against": _against(row, words),
        "median": words.number(stability.median, 2) if stability else PENDING,
        "lower": words.number(stability.lower, 2) if stability else PENDING,
        "weakest": words.percent(min(stability.segments)) if stability else PENDING,
        "silhouette": words.number(row.solution.silhouette, 2),
        "sizes": f"{words.number(int(sizes.min()))} – {words.number(int(sizes.max()))}",
        "markers": MISSING if row.markers is None else words.number(row.markers),
        "decides": f"{words.dimension(name)} {words.percent(share)}",
    }


def _mark(row: TriedRow, closest: bool, words: Words) -> str:
    best = words.text("closest") if closest else words.text("recommended")
    return ", ".join([*([best] if row.recommended else []), *([words.text("shown")] if row.shown else [])])


def _against(row: TriedRow, words: Words) -> str:
    if row.tried is None:
        return PENDING
    told = [_reason(reason, words) for reason in row.tried.reasons]
    return ", ".join(told) if told else words.text("nothing: it holds")


def _reason(fact: Fact, words: Words) -> str:
    """A reason in a few words; the whole sentence stands with the number that is shown."""
    if fact.key == "choice.not_separated":
        return words.text("hardly differ in {dimensions}", dimensions=fact["dimensions"], markdown=False)
    return {
        "choice.unstable": words.text("unstable"),
        "choice.sometimes_unstable": words.text("sometimes unstable"),
        "choice.weak_segment": words.text("one not found again"),
        "choice.small": words.text("too small"),
        "choice.few_markers": words.text("hardly set apart"),
        "choice.no_markers": words.text("hardly set apart"),
        "choice.too_many": words.text("too many"),
    }[fact.key]


def grade_word(grade: str, words: Words) -> str:
    """The one word of a verdict."""
    return {
        "natural": words.text("natural"),
        "reproducible": words.text("reproducible"),
        "constructed": words.text("constructed"),
        "ruled": words.text("a rule"),
        "unknown": PENDING,
    }[grade]
