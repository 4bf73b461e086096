"""Rules for every segment, or for a group of the team's own: as long as somebody wants them, with what they do."""

from __future__ import annotations

import streamlit as st

from seg.core.settings import setting
from seg.segments.explaining.rules import Figures, Rule, SegmentRules, Told, told
from seg.segments.explaining.shortest import ShortRule
from seg.store.own_segments import OwnSegment
from seg.tasks.explaining import Explained
from seg.ui.by_name import distinct, keep_chosen, key_of, still_chosen
from seg.ui.explain.found import rules_found
from seg.ui.explain.names import Group, groups_of, other_names
from seg.ui.explain.rules_sql import rules_sql
from seg.ui.explain.said import Columns, rule_text
from seg.ui.opened import Opened, key
from seg.ui.selected.state import as_selection
from seg.ui.services import services
from seg.ui.session import t, tn, words
from seg.ui.solution_shown import Shown
from seg.ui.words.escape import md_escape


def rules_view(now: Opened, seen: Shown) -> None:
    """Whom to explain, how long the rules may be, the rules, and all of them as SQL."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="large"):
        own, length = _whom(now), st.container(width="stretch")
    found = rules_found(now, seen, as_selection(own) if own else None)
    if found is None:
        st.skeleton(height=420)
        return
    with length:
        leaves = _length(now, found)
    rules, columns = told(found.tree, leaves), {column.label: column for column in now.dimensions}
    groups = groups_of(seen, own.name if own else "")
    _summary(rules)
    for group in groups:
        _group(now, seen, group, rules.segments[group.label], found, columns)
    st.caption(
        t(
            "In short: the best balance of being right and finding many. To be sure: right for about 9 in 10. In full: "
            "rules that place everybody, as many as you allow. All are found on 7 of 10 customers and tried on the "
            "others: the figures are of these. They say the segments in other words and do not decide who is in one."
        )
    )
    rules_sql(now, rules, found, [group.id for group in groups_of(seen, own.name if own else "", every=True)])


def _whom(now: Opened) -> OwnSegment | None:
    own = {each.id: each for each in services().workspace.own_segments(now.saved.id)}
    if not own:
        return None
    names = distinct({"": t("All segments"), **{each: kept.name for each, kept in own.items()}})
    place = key(now, "explain-whom")
    last = still_chosen(place, names)
    chosen = st.selectbox(
        t("Whom to explain"), list(names), list(names).index(last[0]) if last else 0, format_func=names.get,
        key=key_of(place, names), width=320,
    )  # fmt: skip
    keep_chosen(place, [chosen])
    return own.get(chosen)


def _length(now: Opened, found: Explained) -> int:
    """How many rules there may be: one for each group at least."""
    least, most = min(found.tree.k, found.tree.longest), found.tree.longest
    if least == most:
        return most
    return st.slider(
        t("How many rules at most"), least, most, min(least + least // 2, most), key=key(now, f"explain-length/{most}"),
        help=t("Longer rules say the segments more exactly, shorter ones are remembered."), width=420,
        persist_state="session",
    )  # fmt: skip


def _summary(rules: Told) -> None:
    """How far the rules agree with the segments: never one number alone."""
    placed = tn(
        "With {count} rule, {fidelity_share} of {customers} customers held out are placed in their segment.",
        "With {count} rules, {fidelity_share} of {customers} customers held out are placed in their segment.",
        rules.leaves,
        fidelity_share=rules.fidelity,
        customers=rules.customers,
    )
    beside = t(
        "Always saying the largest segment would be right for {largest_share}. Of a segment, the rules find "
        "{recall_share} on average.",
        largest_share=rules.largest,
        recall_share=rules.recall,
    )
    st.markdown(f"**{placed}** {beside}")


def _group(now: Opened, seen: Shown, group: Group, part: SegmentRules, found: Explained, columns: Columns) -> None:
    short = next((rule for rule in found.shortest if rule.label == group.label), None)
    precise = next((rule for rule in found.precise if rule.label == group.label), None)
    with st.container(border=True, key=f"explain-{group.label}", gap="small"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(group.titled, width="content", unsafe_allow_html=True)
            other_names(now, seen, group)
        told_briefly = [(t("In short"), short)]
        if precise is not None and precise.surer_than(short):
            told_briefly.append((t("To be sure"), precise))
        lines = [_brief_line(heading, rule, columns) for heading, rule in told_briefly if rule]
        st.markdown("\n".join([*lines, *_in_full(part, found, columns)]))
        st.caption(_figures(part))


def _brief_line(heading: str, rule: ShortRule, columns: Columns) -> str:
    said = md_escape(rule_text(rule.conditions, columns, words()))
    return f"- {heading}: **{said}** :gray[({_brief(rule.figures)})]"


def _in_full(part: SegmentRules, found: Explained, columns: Columns) -> list[str]:
    """The rules of the tree, below each other where there are several."""
    lines = [_line(rule, found, columns) for rule in part.rules]
    if len(lines) > 1:
        return [f"- {t('In full, one of these:')}", *(f"    - {line}" for line in lines)]
    return [f"- {t('In full')}: {line}" for line in lines]


def _line(rule: Rule, found: Explained, columns: Columns) -> str:
    said = md_escape(rule_text(rule.conditions, columns, words(), found.missing))
    return f"{said} :gray[({_of_those(rule.figures)})]"


def _brief(figures: Figures) -> str:
    """What a rule does in a few words."""
    if figures.few:
        return t("tried on too few customers")
    return t(
        "right for {precision_share}, finds {recall_share}",
        precision_share=figures.precision,
        recall_share=figures.recall,
    )


def _of_those(figures: Figures) -> str:
    if figures.picked < setting("min_cell_customers"):
        return t("tried on too few customers")
    return tn("{right} of {count} right", "{right} of {count} right", figures.picked, right=figures.right)


def _figures(part: SegmentRules) -> str:
    """What the full rules of a segment do together, each figure with what it is of."""
    figures = part.figures
    if not part.rules:
        return t("No rule of this length singles this segment out. Allow more rules.")
    if figures.precision is None or figures.recall is None:
        return t("Nobody of those held out is picked: there is nothing to say of how good this is.")
    if figures.few:
        return t("In full: tried on too few customers to say how good this is.")
    told_of = [
        t("In full: right for {share} of those it picks ({right} of {picked})", share=figures.precision,
          right=figures.right, picked=figures.picked),
        t("finds {share} of the segment ({right} of {members})", share=figures.recall, right=figures.right,
          members=figures.members),
        t("picks {share} of all", share=figures.coverage),
        t("{lift} times as many members as among all", lift=figures.lift),
    ]  # fmt: skip
    return " · ".join(told_of)
