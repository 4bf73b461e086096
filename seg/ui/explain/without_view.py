"""What each input brings in, and forming the segments without some of them."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from seg.segments.fairness.audit import Audited
from seg.segments.fairness.drop_one import without
from seg.tasks.fairness import Dropped
from seg.ui.explain.guard_tables import attribute_label
from seg.ui.opened import Opened, key
from seg.ui.services import services
from seg.ui.session import t, words
from seg.ui.shell import SEGMENTS, go
from seg.ui.words.words import MISSING

WORTH_LOOKING = 0.02
"""A fall of V by less is chance."""


def without_view(now: Opened, audited: Audited, dropped: Dropped) -> None:
    """The table, the inputs to leave out, and the button; nothing where no input can be left out."""
    if not dropped.without:
        return
    found = sorted(dropped.without, key=lambda part: (dropped.v(part, audited) or 0.0, part.dimension))
    st.markdown(f"**{t('Without one of the dimensions that form the segments')}**")
    table = {
        "name": [words().dimension(part.dimension) for part in found],
        "v": [_number(dropped.v(part, audited)) for part in found],
        "change": [_change(dropped.v(part, audited), audited) for part in found],
        "agreement": [_number(part.agreement) for part in found],
    }
    st.dataframe(
        table,
        hide_index=True, height="content", key="guard-without",
        column_config={
            "name": st.column_config.TextColumn(t("Without"), width=240),
            "v": st.column_config.TextColumn(
                t("Goes with the segments"), width=190, alignment="right",
                help=t("V of {attribute} and the segments that would form.", attribute=attribute_label(audited)),
            ),
            "change": st.column_config.TextColumn(t("Difference"), width=90, alignment="right"),
            "agreement": st.column_config.TextColumn(
                t("Agreement with the segments as they are"), width=280, alignment="right",
                help=t("Adjusted Rand index: 1 is the same segments, 0 is chance."),
            ),
        },
    )  # fmt: skip
    st.caption(t("Formed again on a sample of customers, as many segments as there are."))
    _rerun(now, [part.dimension for part in found], _suggested(found, audited, dropped))


def _suggested(found: list, audited: Audited, dropped: Dropped) -> list[str]:
    """The attribute itself where it forms segments, else the input that brings in most."""
    if audited.forming:
        return [audited.dimension]
    best = dropped.v(found[0], audited)
    return [found[0].dimension] if best is not None and audited.association.v - best >= WORTH_LOOKING else []


def _number(value: float | None) -> str:
    return MISSING if value is None else words().number(value, 2)


def _change(value: float | None, audited: Audited) -> str:
    if value is None:
        return MISSING
    change = round(value - audited.association.v, 2) + 0.0  # no minus before nothing
    return f"+{_number(change)}" if change > 0 else _number(change)


def _rerun(now: Opened, inputs: list[str], suggested: list[str]) -> None:
    """A segmentation of its own, so that both can be compared."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="guard-rerun"):
        chosen = st.multiselect(
            t("Leave out"), inputs, default=[each for each in suggested if each in inputs],
            format_func=words().dimension, key=key(now, f"guard-leave/{now.k}/{'/'.join(suggested)}"), width=420,
        )  # fmt: skip
        wanted = st.button(
            t("Form segments without them"), icon=":material/replay:", key="guard-again",
            disabled=not chosen or len(chosen) == len(now.recipe.forming),
            help=t("A new segmentation beside this one; Two maps and How many show what changes."),
        )  # fmt: skip
    if wanted:
        recipe = replace(without(now.recipe, chosen), k=now.k)
        named = words().text(
            "{name} without {dimensions}", name=now.saved.name, dimensions=tuple(chosen), markdown=False
        )
        saved = services().workspace.create_segmentation(named[:80], recipe, {})
        go(SEGMENTS, s=saved.id)
