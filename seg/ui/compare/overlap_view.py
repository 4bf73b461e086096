"""Who is in several groups at once: every combination with its customers, and the way to keep one."""

from __future__ import annotations

import streamlit as st

from seg.core.facts import Fact
from seg.core.settings import setting
from seg.segments.overlap import Combination, Overlap
from seg.segments.rough_counts import EXACT, HIDDEN, ROUGH, SMALL, about
from seg.tasks.outcomes import keep_combination, overlap_key
from seg.ui import cache
from seg.ui.by_name import key_of
from seg.ui.charts.combinations import Column, Row, combinations_figure
from seg.ui.compare.chosen import Groups, chosen_groups
from seg.ui.opened import Opened, key
from seg.ui.services import services
from seg.ui.session import session, t, tn, words
from seg.ui.solution_shown import Shown
from seg.ui.work import answer

MOST_COLUMNS = 16
PRIORITY = 2


def overlap_view(now: Opened, seen: Shown) -> None:
    """The picture, how alike any two groups are, and what can be done with a combination."""
    groups = chosen_groups(now, seen, "sets", rest=False)
    if groups is None:
        return
    kept_as, asked = overlap_key(groups.asked), groups.asked.as_json()
    found = answer(
        kept_as, lambda: cache.overlap(kept_as), "seg.tasks.outcomes:overlapping", asked, PRIORITY, at_once=True
    )
    if found is None:
        st.skeleton(height=360)
        return
    _told(found, groups)
    _picture(found, groups)
    left, right = st.columns([3, 2], gap="medium")
    with left:
        _alike(found, groups)
    with right:
        _keep(now, found, groups)


def _told(found: Overlap, groups: Groups) -> None:
    several = [part for part in found.combinations if len(part.groups) > 1]
    if not several:
        st.markdown(
            t(
                "Nobody is in more than one of these groups. Segments never overlap: add some of your own, by a "
                "rule or circled on the map."
            )
        )
        return
    count, few = sum(part.count for part in several), int(setting("min_cell_customers"))
    if count < few:
        st.markdown(t("**Under {count} customers** are in more than one of these groups.", count=few))
        return
    if any(part.told != EXACT for part in several):
        st.markdown(t("**About {count} customers** are in more than one of these groups.", count=about(count, few)))
        return
    st.markdown(tn("**{count} customer** is in more than one of these groups.",
                   "**{count} customers** are in more than one of these groups.", count))  # fmt: skip


def _count(part: Combination) -> str:
    few = int(setting("min_cell_customers"))
    if part.told == SMALL:
        return t("under {count}", count=few)
    if part.told == ROUGH:
        return t("about {count}", count=about(part.count, few))
    return t("hidden") if part.told == HIDDEN else words().number(part.count)


def _height(part: Combination) -> int:
    """As high as what is told of it."""
    few = int(setting("min_cell_customers"))
    return {SMALL: few, ROUGH: about(part.count, few), HIDDEN: 0}.get(part.told, part.count)


def _named(part: Combination, groups: Groups) -> str:
    return words().listing(groups.names[at] for at in part.groups)


def _picture(found: Overlap, groups: Groups) -> None:
    columns = [
        Column(part.groups, _height(part), _count(part), f"{_named(part, groups)}: {_count(part)}")
        for part in found.combinations[:MOST_COLUMNS]
    ]
    few = int(setting("min_cell_customers"))
    sizes = [words().number(size) if size >= few else t("under {count}", count=few) for size in found.sizes]
    rows = [Row(name, size) for name, size in zip(groups.names, sizes, strict=True)]
    st.plotly_chart(
        combinations_figure(columns, rows, st.context.theme.type == "dark"), key="compare-combinations",
        config={"displayModeBar": False}, alt="; ".join(column.told for column in columns),
    )  # fmt: skip
    notes = [t("Each bar: the customers who are in just the groups with a dot below it.")]
    notes.append(_nowhere(found.nowhere))
    if any(part.told in (ROUGH, HIDDEN) for part in (*found.combinations, found.nowhere)):
        notes.append(t("Some numbers are told only roughly: those of few customers could be worked out from them."))
    st.caption(" ".join(filter(None, notes)))


def _nowhere(part: Combination) -> str:
    few = int(setting("min_cell_customers"))
    if part.told == SMALL:
        return t("Under {count} customers are in none of them.", count=few)
    if part.told == ROUGH:
        return t("About {count} customers are in none of them.", count=about(part.count, few))
    if part.told == HIDDEN or not part.count:
        return ""
    return tn("{count} customer is in none of them.", "{count} customers are in none of them.", part.count)


def _alike(found: Overlap, groups: Groups) -> None:
    pairs = [(one, other) for one in range(len(groups.names)) for other in range(one + 1, len(groups.names))]
    shared = [pair for pair in pairs if found.jaccard[pair[0]][pair[1]] != 0]
    if not shared:
        return
    table = {
        "one": [groups.names[one] for one, _ in shared],
        "other": [groups.names[other] for _, other in shared],
        "jaccard": [words().percent(found.jaccard[one][other]) for one, other in shared],
    }
    st.dataframe(
        table,
        hide_index=True,
        height="content",
        key="compare-alike",
        column_config={
            "one": st.column_config.TextColumn(t("Group"), width=260),
            "other": st.column_config.TextColumn(t("And"), width=260),
            "jaccard": st.column_config.TextColumn(
                t("In common"), width=90, alignment="right",
                help=t("The customers in both, of those in either (Jaccard)."),
            ),
        },
    )  # fmt: skip


def _keep(now: Opened, found: Overlap, groups: Groups) -> None:
    offered = [part for part in found.combinations if len(part.groups) > 1]
    if not offered:
        return
    with st.container(border=True, key="compare-keep"):
        which = st.selectbox(
            t("Save who is in"), range(len(offered)), key=key(now, "compare-combination"),
            format_func=lambda at: f"{_named(offered[at], groups)} ({_count(offered[at])})",
        )  # fmt: skip
        proposed = _named(offered[which], groups)[:80]
        widget = key_of(key(now, "compare-keep-name"), {which: proposed})  # other groups propose another name
        name = st.text_input(t("Name"), proposed, key=widget, max_chars=80)
        st.button(
            t("Save as a segment"), key="compare-keep-save", icon=":material/bookmark_add:", disabled=not name.strip(),
            on_click=_saved, args=(now, groups, offered[which], widget),
        )  # fmt: skip


def _saved(now: Opened, groups: Groups, part: Combination, widget: str) -> None:
    name = st.session_state[widget].strip()
    if name:
        keep_combination(services().workspace, now.saved.id, groups.asked, part.groups, name)
        session().notices.append(Fact.of("notice.kept_segment", name=name))
