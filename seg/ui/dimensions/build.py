"""Building a dimension in one sentence, with a look at it before it is added; and those that were built."""

from __future__ import annotations

from functools import partial

import streamlit as st

from seg.core.events import Part
from seg.data.events.calendar import countries
from seg.data.events.choices import Choices
from seg.data.events.offered import column_of
from seg.data.events.summary import Glance
from seg.tasks.dimensions import Counting
from seg.ui.dimensions.available import Available
from seg.ui.dimensions.changes import DESCRIBES, change, ticked
from seg.ui.dimensions.glances import derived
from seg.ui.dimensions.lost import without
from seg.ui.dimensions.meaning import meaning
from seg.ui.dimensions.sentence import COUNTRY, DAYS, EVER, EVERYTHING, MONTHS, Answer, Of, abouts, questions
from seg.ui.dimensions.table import picture
from seg.ui.opened import Opened, key
from seg.ui.session import t, tn, words
from seg.ui.shell import errors_here
from seg.ui.words.escape import md_escape

USUAL_LAST = {DAYS: 90, MONTHS: 6}


def build_your_own(now: Opened, there: Available) -> None:
    """The sentence, what it gives, and what the team built before."""
    answer = _sentence(now)
    with st.container(border=True, key=key(now, "preview")), errors_here():
        _preview(now, there, answer)
    _built(now, there)


def _sentence(now: Opened) -> Answer:
    """The choices, side by side as they are read."""
    choices, tables = Choices.of(now.recipe.events), {table.name: table for table in now.dataset.tables}
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        ask, of, where, when = (st.container(horizontal=True, width="content") for _ in range(4))
    with where:
        table = tables[_pick(now, t("Table"), tuple(tables), _in, "table", 190)]
    with ask:
        question = _pick(now, t("What"), questions(table, choices), _asked(), f"question/{table.name}", 250)
        times = _number(now, t("How many times"), "times", 2, 1_000) if question == "at_least" else 2
    with of:
        about = _pick(now, t("Of what"), abouts(question, table, choices), _about(), f"of/{table.name}/{question}", 260)
        if about.part == COUNTRY:
            about = Of(COUNTRY, _pick(now, t("Country"), _countries(), _country, "country", 200, _own_country()))
    with when:
        within, last = _window(now) if table.has(Part.TIME) else (EVER, 1)
    return Answer(question, table, about, times, within, last)


def _window(now: Opened) -> tuple[str, int]:
    called = {EVER: t("ever"), DAYS: t("in the last … days"), MONTHS: t("in the last … months")}
    within = _pick(now, t("When"), tuple(called), called.get, "within", 210)
    return within, _number(now, t("How many"), f"last/{within}", USUAL_LAST[within], 9_999) if within != EVER else 1


def _pick(now: Opened, label: str, options: tuple, called, name: str, width: int, first=None):
    return st.selectbox(
        label,
        options,
        index=options.index(first) if first in options else 0,
        format_func=called,
        key=key(now, f"build/{name}"),
        width=width,
        label_visibility="collapsed",
    )


def _number(now: Opened, label: str, name: str, usual: int, most: int) -> int:
    return st.number_input(
        label, 1, most, usual, step=1, key=key(now, f"build/{name}"), width=120, label_visibility="collapsed"
    )


def _in(table: str) -> str:
    return t("in {events}", events=words().events(table), markdown=False)


def _asked():
    return {
        "count": t("How many"),
        "sum": t("How much money"),
        "share": t("What share"),
        "largest": t("The largest amount"),
        "whether": t("Whether there was any"),
        "whether_not": t("Whether there was none"),
        "at_least": t("Whether there were at least"),
    }.get


def _about():
    told = {
        EVERYTHING: t("of any kind"),
        COUNTRY: t("near public holidays in"),
        "type": t("of the type {value}", value="{value}", markdown=False),
        "category": t("of the category {value}", value="{value}", markdown=False),
        "channel": t("through the channel {value}", value="{value}", markdown=False),
        "campaign": t("of the campaign {value}", value="{value}", markdown=False),
    }
    return lambda of: told[of.part].replace("{value}", of.value)


def _countries() -> tuple[str, ...]:
    return tuple(sorted(countries(), key=_country))


def _own_country() -> str:
    """Where the visitor's browser is set to, "" where it does not say."""
    return (st.context.locale or "").rpartition("-")[2]


def _country(code: str) -> str:
    return words().locale.territories.get(code, code)


def _preview(now: Opened, there: Available, answer: Answer) -> None:
    """What the dimension says, how it lies, and how many customers have it: before anybody adds it."""
    choices = Choices.of(now.recipe.events)
    derivation = answer.derivation(choices)
    label, chosen = derivation.label, derivation.label in now.recipe.dimensions
    seen = (derived(Counting.of(now.dataset, now.recipe), (label,)) or {}).get(label)
    picture(now, column_of(answer.table, derivation, choices), seen)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            t("Added") if chosen else t("Add"),
            key=key(now, "build/add"),
            icon=":material/check:" if chosen else ":material/add:",
            type="primary",
            disabled=chosen,
            help=t("It describes the segments then; let it form them under Choose."),
            on_click=_add,
            args=(now, label, label not in there.columns),
        )
        st.markdown(_having(seen) if seen else "…")


def _having(seen: Glance) -> str:
    return tn(
        "**{having}** of {count} customer has it ({having_share}).",
        "**{having}** of {count} customers have it ({having_share}).",
        seen.customers,
        having=seen.having,
        having_share=seen.having / max(seen.customers, 1),
    )


def _add(now: Opened, label: str, keep: bool) -> None:
    """Kept for the team where it is not offered anyway, and told in the profile."""
    change(now, lambda recipe: ticked(recipe, label, DESCRIBES, on=True), built=(label,) if keep else ())


def _built(now: Opened, there: Available) -> None:
    """What the team built, with the way to remove it."""
    if not there.built:
        return
    st.markdown(f"**{t('Built by the team')}**")
    for label in there.built:
        with st.container(horizontal=True, vertical_alignment="center", key=key(now, f"built/{label}")):
            with st.container(gap=None, width="stretch"):
                st.markdown(md_escape(words().dimension(label)))
                st.caption(md_escape(meaning(now, label)))
            st.button(
                t("Remove"),
                key=key(now, f"remove/{label}"),
                icon=":material/delete:",
                type="tertiary",
                on_click=_remove,
                args=(now, label),
            )


def _remove(now: Opened, label: str) -> None:
    change(now, partial(without, label=label), removed=(label,))
