"""Which number of segments to take: one card for it, and one for the best with fewer and with more."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from seg.core.recipe import Limits
from seg.core.settings import setting
from seg.segments.choice import Choice, Tried
from seg.tasks import kept
from seg.ui import cache
from seg.ui.checking import Trust
from seg.ui.how_many.cut import Cut
from seg.ui.opened import Opened
from seg.ui.session import say, t, tn, words
from seg.ui.statement import headlines, take
from seg.ui.tables.tried import grade_word

MOST_NAMED = 3
"""Segments that a card names; more are counted."""


def answer_view(now: Opened, known: Trust, found: dict[int, Cut], heading: DeltaGenerator) -> None:
    """The answer in a sentence under `heading`, how far it is tried, and the cards."""
    choice = known.choice
    if choice is None:
        heading.subheader(t("Being checked on other samples of your customers"), anchor=False)
        for column in st.columns(3):
            with column:
                st.skeleton(height=260)
        return
    heading.subheader(_headline(choice), anchor=False)
    st.caption(" ".join([*_reasons(now, choice), _trials(now, known, len(found[choice.k].rows))]))
    for column, tried in zip(st.columns(len(choice.compared)), choice.compared, strict=True):
        with column:
            _card(now, known, choice, tried, found)


def _headline(choice: Choice) -> str:
    if choice.holds:
        return t("Take {k} segments", k=choice.k)
    return t("No number of segments holds: {k} come closest", k=choice.k)


def _reasons(now: Opened, choice: Choice) -> tuple[str, ...]:
    if choice.holds:
        return (t("The largest number of segments that holds on other samples."),)
    none = t(
        "None comes again on other samples, is large enough and is set apart clearly, all at once. Choose other "
        "dimensions, or take the closest one and say what speaks against it."
    )
    return (none,) if now.recipe.limits == Limits() else (none, t("Looser limits of your team may help too."))


def _trials(now: Opened, known: Trust, customers: int) -> str:
    rounds, steps = next(iter(known.stability.values())).rounds, kept.check_rounds()
    sampled = int(setting("stability_sample"))
    if cache.checked(now.recipe, steps[-1]) is None:
        told = t("This is after {rounds} of {most} trials; it can still change.", rounds=rounds, most=steps[-1])
    else:
        told = tn("Tried {count} time.", "Tried {count} times.", rounds)
    if customers > sampled:
        told += " " + t("Each trial draws {count} customers.", count=sampled)
    return told


def _card(now: Opened, known: Trust, choice: Choice, tried: Tried, found: dict[int, Cut]) -> None:
    cut, taken = found[tried.k], tried.k == choice.k
    grade = known.verdict(now, cut.solution).grade
    headline, icon, colour = headlines()[grade]
    with st.container(border=True, key=f"card-{tried.k}", gap="small", height="stretch"):
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            st.subheader(tn("{count} segment", "{count} segments", tried.k), anchor=False, width="content")
            if taken:
                st.badge(t("Recommended") if choice.holds else t("Closest"), icon=":material/star:", color="violet")
        st.badge(_beginning(grade_word(grade, words())), icon=icon, color=colour, help=headline)
        st.markdown("  \n".join(_figures(known, tried, cut)))
        st.markdown(" ".join(_against(choice, tried)))
        if change := _change(cut, found[choice.k]):
            st.caption(change)
        with st.container(height="stretch", vertical_alignment="bottom"):
            _take(now, tried.k, taken)


def _beginning(word: str) -> str:
    """A word as it begins a line."""
    return word[:1].upper() + word[1:]


def _figures(known: Trust, tried: Tried, cut: Cut) -> tuple[str, ...]:
    stability = known.stability[tried.k]
    median, lower = (words().number(value, 2) for value in (stability.median, stability.lower))
    share = tried.smallest / max(len(cut.rows), 1)
    return (
        t("Agreement **{median}**; {lower} or more in three of four trials", median=median, lower=lower),
        tn("Smallest segment: **{count}** customer ({share})", "Smallest segment: **{count}** customers ({share})",
           tried.smallest, share=share),
    )  # fmt: skip


def _against(choice: Choice, tried: Tried) -> tuple[str, ...]:
    """Why it is not taken, or that it could be."""
    if tried.reasons:
        return tuple(say(reason) for reason in tried.reasons)
    if tried.k == choice.k:
        return (t("Nothing speaks against it."),)
    return (t("It holds too, but tells fewer groups apart than {k} segments.", k=choice.k),)


def _change(cut: Cut, recommended: Cut) -> str:
    """Which segments it has, and which it lacks, against the recommended number."""
    parts = []
    if more := cut.only_here(recommended):
        parts.append(t("Has in addition: {names}.", names=_some(more)))
    if fewer := recommended.only_here(cut):
        parts.append(t("Does not have: {names}.", names=_some(fewer)))
    return " ".join(parts)


def _some(names: tuple[str, ...]) -> tuple[str, ...]:
    """Plain text: the sentence that they go into escapes them."""
    shown = tuple(words().text("“{name}”", name=name, markdown=False) for name in names[:MOST_NAMED])
    rest = len(names) - MOST_NAMED
    return (*shown, words().plural("{count} more", "{count} more", rest)) if rest > 0 else shown


def _take(now: Opened, k: int, recommended: bool) -> None:
    if k == now.k:
        st.button(t("Shown at present"), key=f"take-{k}", icon=":material/check:", disabled=True, width="stretch")
        return
    label = tn("Take {count} segment", "Take {count} segments", k)
    kind = "primary" if recommended else "secondary"
    if st.button(label, key=f"take-{k}", type=kind, width="stretch"):
        take(now, k)
        st.rerun()
