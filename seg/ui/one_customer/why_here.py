"""Why a customer is in a segment and not in the next: in sentences, and how much each dimension says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import streamlit as st

from seg.core.columns import NUMERIC_KINDS, Column, Kind
from seg.core.facts import Fact
from seg.segments.profiles import DimensionProfile, Typical
from seg.segments.why import Pull
from seg.tasks.one_customer import Seen
from seg.ui.one_customer.dimension_rows import value_text
from seg.ui.opened import Opened
from seg.ui.session import say, t, words
from seg.ui.solution_shown import Shown
from seg.ui.tables.profile import cell
from seg.ui.words.words import MISSING, Words

MOST_FOR, MOST_AGAINST = 3, 2
WORTH_SAYING = 0.05
"""The share of all pulls, either way, from which on a dimension has a sentence."""


@dataclass(frozen=True)
class Reason:
    """What one dimension says: the value of the customer, what is usual in the own segment and in the next, in words,
    and the share of all pulls that it has, above 0 for the own segment. `of_level` where the two are how frequent the
    value is."""

    dimension: str
    value: str
    here: str
    there: str
    share: float
    of_level: bool = False

    def fact(self, segment: str) -> Fact:
        """The sentence, `segment` being the next one."""
        blanks = {"value": self.value, "here": self.here, "there": self.there, "segment": segment}
        blanks["dimension"] = self.dimension
        if self.of_level:
            if self.share > 0:
                return Fact.of("why.like_here.level", **blanks)
            return Fact.of("why.like_there.level", **blanks)
        return Fact.of("why.like_here", **blanks) if self.share > 0 else Fact.of("why.like_there", **blanks)


def reasons(
    found: Seen,
    profile: Iterable[DimensionProfile],
    columns: Mapping[str, Column],
    own: int,
    words: Words,
    as_of: str,
) -> tuple[Reason, ...]:
    """What each dimension says, that which speaks most for the own segment first; unknown values say nothing."""
    parts = {part.dimension: part for part in profile}
    values = {standing.label: standing.value for standing in found.standings}
    total = sum(abs(pull.pull) for pull in found.pulls) or 1.0
    known = [
        pull for pull in found.pulls
        if pull.dimension in parts and pull.dimension in columns and values.get(pull.dimension) is not None
    ]  # fmt: skip

    def reason(pull: Pull) -> Reason:
        part, column, value = parts[pull.dimension], columns[pull.dimension], values[pull.dimension]
        level = _level_of(part, value)
        here, there = (_usual(part, column, part.segments[at], level, words, as_of) for at in (own, found.neighbour))
        text = value_text(column, value, words)
        return Reason(pull.dimension, text, here, there, pull.pull / total, level is not None)

    return tuple(sorted(map(reason, known), key=lambda each: -each.share))


def _level_of(part: DimensionProfile, value: float | str) -> int | None:
    """The position of a value among the levels whose shares are known; None for numbers, tags and lumped values."""
    alone = part.kind in (Kind.BINARY, Kind.NOMINAL)
    return part.levels.index(str(value)) if alone and str(value) in part.levels else None


def _usual(
    part: DimensionProfile, column: Column, typical: Typical, level: int | None, words: Words, as_of: str
) -> str:
    if not typical.n:
        return MISSING
    if level is not None:
        return words.percent(typical.shares[level])
    if column.kind in NUMERIC_KINDS:
        return value_text(column, typical.median, words)
    return cell(part, typical, "typical", words, as_of)


def why_here(now: Opened, seen: Shown, own: int, found: Seen) -> None:
    """The sentences, and the table behind them. Nothing while the profile is not there or nothing pulls."""
    if found.neighbour is None or not found.pulls or seen.profile is None:
        return
    columns = {column.label: column for column in now.dimensions}
    told = reasons(found, seen.profile, columns, own, words(), seen.as_of)
    speaking = [reason for reason in told if abs(reason.share) >= WORTH_SAYING]
    chosen = [reason for reason in speaking if reason.share > 0][:MOST_FOR]
    against = [reason for reason in reversed(speaking) if reason.share < 0][:MOST_AGAINST]
    following = seen.names[found.neighbour]
    if not told:
        return
    st.markdown("\n".join(f"- {say(reason.fact(following))}" for reason in (*chosen, *against)))
    with st.expander(t("What each dimension says"), icon=":material/balance:"):
        _table(told, seen.names[own], following)
        if not found.exact:
            st.caption(t("Told by what is usual in the two segments; the method itself weighs everything together."))


def _table(told: tuple[Reason, ...], own: str, following: str) -> None:
    most = max(abs(reason.share) for reason in told) or 1.0
    table = {
        "name": [words().dimension(reason.dimension) for reason in told],
        "value": [reason.value for reason in told],
        "here": [f"{reason.value} {reason.here}" if reason.of_level else reason.here for reason in told],
        "there": [f"{reason.value} {reason.there}" if reason.of_level else reason.there for reason in told],
        "for": [max(reason.share, 0) / most for reason in told],
        "against": [max(-reason.share, 0) / most for reason in told],
    }
    st.dataframe(
        table,
        hide_index=True,
        height="content",
        key="why-here",
        column_config={
            "name": st.column_config.TextColumn(t("Dimension"), width=200),
            "value": st.column_config.TextColumn(t("This customer"), width=130),
            "here": st.column_config.TextColumn(t("Usual here"), width=130, help=own),
            "there": st.column_config.TextColumn(t("Usual in the next"), width=130, help=following),
            "for": st.column_config.ProgressColumn(
                t("Speaks for this segment"), width=170, format=" ", color="blue",
                help=t("How much nearer the customer is to this segment than to the next in this dimension. All "
                       "dimensions together decide."),
            ),
            "against": st.column_config.ProgressColumn(
                t("Speaks for the next"), width=170, format=" ", color="orange"
            ),
        },
    )  # fmt: skip
