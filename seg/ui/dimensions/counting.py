"""Which events count, and how: what each rule met, its switch, the currency, and where lines are drawn."""

from __future__ import annotations

from functools import partial

import streamlit as st

from seg.core.derived import Derivation
from seg.core.errors import SegError
from seg.core.events import EventTable
from seg.data.events.choices import BOUNDARIES, Boundary, Choices
from seg.data.events.offered import OPTIONS, currency_of, currency_unclear, offered
from seg.data.events.rules import RULES, treatment
from seg.ui.dimensions.changes import change, counted_so
from seg.ui.opened import Opened, key
from seg.ui.session import session, t, tn, words
from seg.ui.words.escape import md_escape

IN_A_ROW = 3
"""Numbers side by side."""
CONCERNS = {"rfm/scoring": "f_score", "rfm/fm": "rfm_group"}
"""Choices among a few, each with a measure that is offered where it says anything."""


def how_events_count(now: Opened) -> None:
    """One part for each table, and one for the lines that people may draw elsewhere."""
    for table in now.dataset.tables:
        _table(now, table, alone=len(now.dataset.tables) == 1)
    _boundaries(now)


def currencies_to_choose(now: Opened) -> None:
    """Asked at the top of the page while amounts of several currencies are waiting for it."""
    choices = Choices.of(now.recipe.events)
    for table in now.dataset.tables:
        if currency_unclear(table, choices):
            with st.container(
                border=True, horizontal=True, vertical_alignment="center", key=key(now, f"currency-first/{table.name}")
            ):
                st.markdown(
                    t(
                        "{events} come in several currencies. Choose the one that counts: amounts of different "
                        "currencies are never added up, so there are no dimensions of money until then.",
                        events=words().events(table.name),
                    ),
                    width="stretch",
                )
                _currency(now, table, "ask")


def _table(now: Opened, table: EventTable, alone: bool) -> None:
    rows = tn("{count} row", "{count} rows", table.rows)
    label = f"**{md_escape(words().events(table.name))}** · {rows}"
    with st.expander(label, expanded=alone, key=key(now, f"events/{table.name}")):
        st.caption(" · ".join(_facts(table)))
        if len(table.currencies) > 1:
            _currency(now, table, "table")
        met = {name: count for name, count in table.met if name in RULES}
        for name, count in met.items():
            if count:
                _rule(now, table, name, count)
        none = tuple(words().named("rule", name) for name, count in met.items() if not count)
        if none:
            st.caption(t("Not met by any row: {rules}", rules=none))


def _facts(table: EventTable) -> list[str]:
    """From when to when, and what belongs to nobody."""
    dates = {"first_date": table.earliest_date, "last_date": table.last_date}
    told = [t("{first_date} to {last_date}", **dates) if table.last_date else t("Without dates")]
    if dict(table.met).get("zoned"):
        told.append(t("days as they are written"))
    if table.ahead:
        ahead = {"last_date": table.ahead_date}
        told.append(tn("{count} row lies ahead, on {last_date}", "{count} rows lie ahead, the last on {last_date}",
                       table.ahead, **ahead))  # fmt: skip
    if table.of_nobody:
        told.append(
            tn(
                "{count} row is of somebody who is not among the customers",
                "{count} rows are of people who are not among the customers",
                table.of_nobody,
            )
        )
    return told


def _rule(now: Opened, table: EventTable, name: str, count: int) -> None:
    treatments, choice = RULES[name].treatments, f"{table.name}/{name}"
    with st.container(horizontal=True, vertical_alignment="center", key=key(now, f"rule/{choice}")):
        with st.container(gap=None, width="stretch"):
            st.markdown(f"**{words().named('rule', name)}** · {tn('{count} row', '{count} rows', count)}")
            st.caption(words().named("rule", f"{name}.means"))
        if len(treatments) < 2:
            st.caption(t("Left out"), width="content")
            return
        given = dict(now.recipe.events).get(choice, "")
        _switch(now, choice, treatments, treatment(name, given))


def _switch(
    now: Opened,
    choice: str,
    options: tuple[str, ...],
    chosen: str,
    family: str = "treatment",
    disabled: bool = False,
) -> None:
    """The first option is that of who did not choose; `family` are the words for them."""
    name, default = key(now, f"switch/{choice}"), options[0]
    st.session_state[name] = chosen
    st.segmented_control(
        t("How it counts"),
        options,
        format_func=lambda option: words().named(family, option),
        key=name,
        required=True,
        disabled=disabled,
        label_visibility="collapsed",
        on_change=_chosen,
        args=(now, choice, name, default),
    )


def _currency(now: Opened, table: EventTable, where: str) -> None:
    name = key(now, f"currency/{where}/{table.name}")
    chosen = currency_of(table, Choices.of(now.recipe.events))
    st.session_state[name] = chosen if chosen in table.currencies else None
    st.pills(
        t("Currency that counts"),
        table.currencies,
        key=name,
        label_visibility="collapsed" if where == "ask" else "visible",
        on_change=_chosen,
        args=(now, f"{table.name}/currency", name, ""),
    )


def _chosen(now: Opened, choice: str, name: str, default: str) -> None:
    """Keep what a control says; one that was let go keeps what was chosen."""
    if st.session_state[name] is not None:
        change(now, partial(counted_so, choice=choice, value=str(st.session_state[name]), default=default))


def _boundaries(now: Opened) -> None:
    """The numbers behind the stages and the like, where any of them is offered."""
    choices = Choices.of(now.recipe.events)
    measures = {Derivation.parse(column.label).measure for column in offered(now.dataset.tables, choices)}
    shown = [known for name, known in BOUNDARIES.items() if name.partition("/")[0] in measures]
    options = [name for name, measure in CONCERNS.items() if measure in measures]
    if not shown and not options:
        return
    with st.expander(f"**{t('Where the lines are drawn')}**", key=key(now, "boundaries")):
        for name in options:
            _option(now, name, dict(now.recipe.events))
        for start in range(0, len(shown), IN_A_ROW):
            columns = st.columns(IN_A_ROW, gap="medium", vertical_alignment="bottom")
            for column, known in zip(columns, shown[start : start + IN_A_ROW], strict=False):
                with column:
                    _boundary(now, known, choices)


def _option(now: Opened, name: str, given: dict[str, str]) -> None:
    """One of a few ways, with what it means; classic groups leave no choice about money."""
    settled = name == "rfm/fm" and given.get("rfm/scoring") == "classic"
    with st.container(horizontal=True, vertical_alignment="center", key=key(now, f"option/{name}")):
        with st.container(gap=None, width="stretch"):
            st.markdown(f"**{words().named('option', name)}**", help=words().named("option", f"{name}.help"))
            st.caption(words().named("option", f"{name}.settled" if settled else f"{name}.means"))
        options = OPTIONS[name]
        chosen = next((option for option in options if option == given.get(name)), options[0])
        _switch(now, name, options, chosen, f"option.{name}", disabled=settled)


def _boundary(now: Opened, known: Boundary, choices: Choices) -> None:
    name = key(now, f"boundary/{known.name}")
    whole = known.unit != "times"
    kind = int if whole else float
    st.session_state[name] = kind(_number(known, choices))
    unit = {"days": t("days"), "orders": t("orders"), "times": t("times")}.get(known.unit, known.unit)
    st.number_input(
        f"{words().named('boundary', known.name)} ({unit})",
        kind(known.low),
        kind(known.high),
        key=name,
        step=1 if whole else 0.5,
        format="%d" if whole else "%.1f",
        help=f"{words().named('boundary', f'{known.name}.means')} {t('Usually {usual}.', usual=known.default)}",
        on_change=_chosen,
        args=(now, known.name, name, str(kind(known.default))),
    )


def _number(known: Boundary, choices: Choices) -> float:
    """As chosen; where a recipe from elsewhere holds what cannot be, that is said once and the default shows."""
    try:
        return choices.number(known.name)
    except SegError as problem:
        session().notices.append(problem.fact)
        return known.default
