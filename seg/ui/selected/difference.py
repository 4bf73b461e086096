"""How the picked customers differ: a sentence, bars, and a table of everything on demand."""

from __future__ import annotations

import streamlit as st

from seg.core.facts import Fact
from seg.core.settings import setting
from seg.segments.contrast import Contrast
from seg.ui.charts.contrast import Texts, contrast_figure
from seg.ui.selected.said import bars, rows, sentences
from seg.ui.session import say, t, words

MOST_ROWS, MOST_PIXELS = 16, 560


def difference(found: Contrast, between: bool) -> None:
    """What sets A apart from B (`between`), or from everybody else; where there are too few, that."""
    if found.few:
        st.caption(say(Fact.of("selected.few", count=min(found.sizes), needed=setting("min_cell_customers"))))
        return
    st.markdown(sentences(found, words(), between))
    drawn = bars(found, words())
    if not drawn:
        return
    first, second = (t("A"), t("B")) if between else (t("these customers"), t("everybody else"))
    texts = Texts(
        t("less than {group}", group=second),
        t("more than {group}", group=second),
        t("Difference in standard deviations; grey: too small or too uncertain to speak of"),
    )
    st.plotly_chart(
        contrast_figure(drawn, texts, words(), dark=st.context.theme.type == "dark"),
        key="selection-bars",
        config={"displayModeBar": False},
        alt=sentences(found, words(), between, markdown=False),
    )
    with st.expander(t("All dimensions, as a table"), icon=":material/table_rows:", key="selection-table"):
        _table(found, first, second)


def _table(found: Contrast, first: str, second: str) -> None:
    told = rows(found, words())
    table = {
        "name": [row.name for row in told],
        "one": [row.one for row in told],
        "other": [row.other for row in told],
        "effect": [row.effect for row in told],
        "chance": [row.chance for row in told],
    }
    st.dataframe(
        table,
        hide_index=True,
        height="content" if len(told) <= MOST_ROWS else MOST_PIXELS,
        key="selection-rows",
        column_config={
            "name": st.column_config.TextColumn(t("Dimension"), width=240),
            "one": st.column_config.TextColumn(first[:1].upper() + first[1:], width=130, alignment="right"),
            "other": st.column_config.TextColumn(second[:1].upper() + second[1:], width=130, alignment="right"),
            "effect": st.column_config.TextColumn(
                t("Difference"), width=100, alignment="right", help=t("In standard deviations of both groups together.")
            ),
            "chance": st.column_config.TextColumn(
                t("By chance?"), width=180,
                help=t(
                    "How often a difference as large would come about by chance (q: with all of this table counted). "
                    "What forms the segments has no such number: the map was drawn from it, so those who lie together "
                    "on the map are alike in it by the way they were picked."
                ),
            ),
        },
    )  # fmt: skip
    st.caption(
        t(
            "Medians, or means where the medians do not show the difference; for categories the share with the value "
            "that differs most. What is known of fewer than {count} customers is not shown.",
            count=setting("min_cell_customers"),
        )
    )
