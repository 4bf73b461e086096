"""The stereotype guard: personal attributes beside the segments, what brings them in, what averages leave out."""

from __future__ import annotations

import streamlit as st

from seg.segments.fairness.attributes import audited
from seg.segments.fairness.audit import Audited
from seg.tasks.fairness import Guard, dropped_key, guard_key
from seg.ui import cache
from seg.ui.explain.counter_view import counter_view
from seg.ui.explain.guard_tables import attribute_label, attributes_table, cells_table
from seg.ui.explain.without_view import without_view
from seg.ui.opened import Opened, key
from seg.ui.session import t
from seg.ui.shell import DATA
from seg.ui.solution_shown import Shown
from seg.ui.work import answer


def guard_view(now: Opened, seen: Shown) -> None:
    """What was found of every attribute, more of the one that is looked at, and the headlines with what they hide."""
    recipe, k = now.recipe, now.k
    arguments = {"recipe": recipe.as_json(), "k": k}
    found = answer(
        guard_key(recipe, k), lambda: cache.guard(recipe, k), "seg.tasks.fairness:guard", arguments, at_once=True
    )
    if found is None:
        st.skeleton(height=420)
        return
    _attributes(now, seen, found)
    st.subheader(t("What averages leave out"), anchor=False)
    counter_view(now, seen, found)


def _attributes(now: Opened, seen: Shown, found: Guard) -> None:
    if not found.attributes and (asked := audited(now.dataset.columns)):
        st.info(
            t(
                "{dimensions} cannot be audited here: too few customers are known to have any two values of it.",
                dimensions=tuple(column.label for column in asked),
            )
        )
        return
    if not found.attributes:
        st.info(
            t(
                "This data has no column that is marked as personal or held back, so there is nothing to audit. "
                "Correct on the data page what a column is, if one is."
            )
        )
        st.page_link(DATA, label=t("Go to the data"), icon=":material/table:")
        return
    st.markdown(_verdict(found))
    attributes_table(found)
    st.caption(
        t(
            "Goes with the segments: Cramér's V, corrected for chance, 0 is nothing and 1 all; from 0.1 a note, from "
            "0.2 amber, from 0.3 red. Can be told: how often somebody with the attribute is ranked above somebody "
            "without (0.5 is chance); from 0.65 amber, from 0.75 red. An attribute has no part in forming segments "
            "unless the table says so."
        )
    )
    chosen = _looked_at(now, found)
    cells_table(now, seen, chosen)
    dropped = answer(
        dropped_key(now.recipe, now.k), lambda: cache.dropped(now.recipe, now.k), "seg.tasks.fairness:drop_one",
        {"recipe": now.recipe.as_json(), "k": now.k}, at_once=True,
    )  # fmt: skip
    if dropped is None:
        st.skeleton(height=200)
        return
    without_view(now, chosen, dropped)


def _verdict(found: Guard) -> str:
    """The gravest in one sentence."""
    grave = [each for each in found.attributes if each.grade in ("red", "amber")]
    if not grave:
        return t("No personal attribute goes closely with the segments, or can be told from what forms them.")
    named = tuple(dict.fromkeys(each.dimension for each in grave))
    return t(
        "**Mind {dimensions}**: treating segments differently treats people differently by that, whether or not it was "
        "meant.",
        dimensions=named,
    )


def _looked_at(now: Opened, found: Guard) -> Audited:
    """The attribute that the tables below are about; the gravest first."""
    names = [attribute_label(each) for each in found.attributes]
    place = key(now, f"guard-at/{now.recipe.solutions_key()[:8]}/{now.k}")
    at = st.selectbox(
        t("Look at"), range(len(names)), format_func=names.__getitem__, key=place, width=320, persist_state="session"
    )
    return found.attributes[at]
