"""A group by a rule: put together condition by condition, counted as it grows, and kept as a segment of the team's own.

What is put together lies in the session, so that it is there again when somebody closes the dialog too early.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from itertools import count

import numpy as np
import streamlit as st

from seg.core.columns import Column
from seg.core.condition import Condition
from seg.core.errors import SegError
from seg.core.facts import Fact
from seg.core.fingerprint import fingerprint
from seg.core.selection import Selection
from seg.core.settings import setting
from seg.core.unique import unique
from seg.segments.explaining.shortest import ShortRule
from seg.store.own_segments import OwnSegment
from seg.tasks.dimensions import Counting
from seg.tasks.selections import fulfilling
from seg.tasks.shown_groups import refuse_near
from seg.ui import cache
from seg.ui.compare.condition_row import condition_row
from seg.ui.dimensions.available import available
from seg.ui.explain.found import rules_found
from seg.ui.explain.said import rule_text
from seg.ui.opened import Opened, key
from seg.ui.services import services
from seg.ui.session import say, session, t, tn, words
from seg.ui.solution_shown import Shown
from seg.ui.words.escape import md_escape

LONGEST_NAME = 80
Kept = Callable[[OwnSegment], None]


def add_by_rule(now: Opened, seen: Shown, kept: Kept) -> None:
    """The button, and the dialog while it is open; `kept` is told of the segment that somebody made."""
    is_open = key(now, "rule-open")
    st.button(
        t("Add a group by a rule"), key="compare-rule", icon=":material/rule:", on_click=_set, args=(is_open, True),
        help=t("Who fulfils conditions that you choose: “spend over 500 and country: Malta”."),
    )  # fmt: skip
    if st.session_state.get(is_open):
        closed = partial(_set, is_open, False)
        st.dialog(t("A group by a rule"), width="large", on_dismiss=closed)(_dialog)(now, seen, kept)


def _set(place: str, value: object) -> None:
    st.session_state[place] = value


def _dialog(now: Opened, seen: Shown, kept: Kept) -> None:
    there = available(now, services().workspace.dimensions(now.dataset.id))
    columns = {label: column for label, column in there.columns.items() if not column.held}
    _start_from(now, seen, columns)
    conditions = _conditions(now, columns)
    if not conditions:
        st.caption(t("Choose a dimension and what its value must be."))
    said = rule_text(conditions, columns, words(), columns) if conditions else ""
    inside = _inside(now, seen, conditions) if conditions else None
    enough = inside is not None and _counted(inside, said)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        proposed = said[:LONGEST_NAME]
        given = st.text_input(
            t("Name"), key=key(now, "rule-name"), max_chars=LONGEST_NAME, placeholder=proposed, disabled=not enough
        )
        wanted = st.button(t("Keep as a group"), type="primary", icon=":material/bookmark_add:", disabled=not enough,
                           key="compare-rule-keep")  # fmt: skip
    st.caption(
        t(
            "It keeps these very customers, whatever becomes of the map, the data or the day that is counted up to. "
            "You find it among the segments of your own, below the map."
        )
    )
    if wanted:
        _keep(now, seen, inside, conditions, given.strip() or proposed, kept)


def _start_from(now: Opened, seen: Shown, columns: Mapping[str, Column]) -> None:
    """The shortest rules of the segments, to begin with: then it can be seen whom such a rule gets right."""
    rules = {rule.label: rule for rule in _rules(now, seen) if {c.dimension for c in rule.conditions} <= set(columns)}
    if not rules:
        return
    place = key(now, "rule-start")
    st.selectbox(
        t("Begin with the rule of a segment"), list(rules), index=None, key=place, placeholder=t("None"),
        format_func=lambda label: f"{seen.names[label]}: {rule_text(rules[label].conditions, columns, words())}",
        on_change=lambda: _begin(now, rules.get(st.session_state[place])),
    )  # fmt: skip


def _rules(now: Opened, seen: Shown) -> tuple[ShortRule, ...]:
    try:
        found = rules_found(now, seen)
    except SegError as error:
        if error.fact.key == "error.nothing_to_explain":
            return ()
        raise
    if found is None:
        st.caption(t("The rules of the segments are being looked for, to begin with one of them."))
        return ()
    return tuple(rule for rule in found.shortest if rule.label < seen.solution.named)


def _begin(now: Opened, rule: ShortRule | None) -> None:
    """Rows of their own keys, so that nothing of what was chosen before is left in them."""
    if rule is not None:
        start = max(_rows(now), default=0) + 1
        st.session_state[key(now, "rule-rows")] = dict(zip(count(start), rule.conditions, strict=False))


def _rows(now: Opened) -> dict[int, Condition | None]:
    """What each row of the dialog said last, by its number."""
    return st.session_state.setdefault(key(now, "rule-rows"), {0: None})


def _conditions(now: Opened, columns: Mapping[str, Column]) -> tuple[Condition, ...]:
    """A row for each condition, one to add another, and what they say."""
    rows = _rows(now)
    for number, first in list(rows.items()):
        with st.container(horizontal=True, vertical_alignment="bottom", key=f"compare-rule-{number}"):
            rows[number] = condition_row(now, columns, _of(first, columns), key(now, f"rule/{number}"))
            if len(rows) > 1:
                st.button("", key=key(now, f"rule/{number}/drop"), icon=":material/close:", type="tertiary",
                          help=t("Take this condition out"), on_click=rows.pop, args=(number,))  # fmt: skip
    st.button(
        t("And another condition"), key="compare-rule-more", icon=":material/add:", type="tertiary",
        disabled=None in rows.values(), on_click=rows.setdefault, args=(max(rows) + 1,),
    )  # fmt: skip
    return tuple(condition for condition in rows.values() if condition is not None)


def _of(first: Condition | None, columns: Mapping[str, Column]) -> Condition | None:
    return first if first and first.dimension in columns else None


def _inside(now: Opened, seen: Shown, conditions: tuple[Condition, ...]) -> np.ndarray:
    """(n,) bool: who of those in the picture fulfils the rule."""
    way = Counting.of(now.dataset, now.recipe).way
    wanted = fingerprint("fulfilling", now.recipe.solutions_key(), way, [each.as_json() for each in conditions])
    return cache.made(wanted, lambda: fulfilling(services().workspace, now.recipe, conditions, seen.rows))


def _counted(inside: np.ndarray, rule: str) -> bool:
    """How many they are; whether these are enough to tell anything of them, or of everybody else."""
    few, picked, everybody = int(setting("min_cell_customers")), int(inside.sum()), len(inside)
    st.markdown(f"{t('The rule')}: **{md_escape(rule)}**")
    if picked < few:
        st.warning(t("Fewer than {count} customers fulfil it: their numbers would be about single persons.", count=few))
        return False
    if everybody - picked < few:
        st.warning(t("All customers fulfil it, or all but fewer than {count}.", count=few))
        return False
    fulfil = tn("**{count} customer** fulfils it", "**{count} customers** fulfil it", picked)
    st.markdown(f"{fulfil} · {t('{share} of all', share=picked / everybody)}")
    return True


def _keep(
    now: Opened, seen: Shown, inside: np.ndarray, conditions: tuple[Condition, ...], name: str, kept: Kept
) -> None:
    """Keep the group and close the dialog; or say that no number of it could be shown, while a bound can be moved."""
    selection = Selection("rule", conditions=conditions)
    segments = {each: seen.solution.labels == label for label, each in enumerate(unique(seen.names))}
    try:
        refuse_near(services().workspace, now.dataset, seen.rows, {name: inside}, segments)
        made = services().workspace.add_own_segment(now.saved.id, selection, seen.rows[inside], name)
    except SegError as problem:
        st.error(say(problem.fact))
        return
    for place in ("rule-open", "rule-rows", "rule-start", "rule-name"):
        st.session_state.pop(key(now, place), None)
    session().notices.append(Fact.of("notice.kept_segment", name=name))
    kept(made)
    st.rerun()
