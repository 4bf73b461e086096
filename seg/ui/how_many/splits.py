"""How segments split and join as their number grows."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import streamlit as st

from seg.core.settings import setting
from seg.segments.movement import crossings
from seg.ui import cache
from seg.ui.charts.flow import Block, Column, Stream, flow_figure
from seg.ui.charts.palette import segment_colour
from seg.ui.how_many.cut import Cut
from seg.ui.opened import Opened
from seg.ui.session import t, tn, words

ONE_ORIGIN = 0.9
"""From this heritage (0..1) on, a segment comes from one segment of the number before."""


def splits_view(now: Opened, found: dict[int, Cut]) -> None:
    """The streams of customers from each number of segments to the next, as far as a team would go."""
    st.subheader(t("How segments split"), anchor=False)
    most = max(now.recipe.limits.most or int(setting("most_segments_suggested")), now.k)
    shown = {k: cut for k, cut in found.items() if k <= most}
    columns = tuple(_column(now, cut) for cut in shown.values())
    streams, hidden = _streams(now, shown)
    st.plotly_chart(
        flow_figure(columns, streams, dark=st.context.theme.type == "dark"), key="splits",
        config={"displayModeBar": False},
        alt=t("A column for each number of segments, with streams of customers to the next. "
              "Below, two of them are compared in a table."),
    )  # fmt: skip
    told = [
        t("Read from left to right: height is customers, colour is the segment. Names are those of the shown number."),
        t("An outlined segment comes from one segment of the number before."),
    ]
    if hidden:
        least = int(setting("min_cell_customers"))
        told.append(t("Streams of fewer than {least} customers are left out.", least=least))
    st.caption(" ".join(told))


def _column(now: Opened, cut: Cut) -> Column:
    dark, sizes = st.context.theme.type == "dark", cut.solution.sizes
    heritage = cache.solutions(now.recipe).solutions.heritage[cut.k]
    blocks = tuple(
        Block(
            name,
            segment_colour(colour, dark),
            _told(name, int(size), size / len(cut.rows), came if cut.k > 2 else None),
            cut.k > 2 and came >= ONE_ORIGIN,
        )
        for name, colour, size, came in zip(cut.names, cut.colours, sizes, heritage, strict=True)
    )
    heading = tn("{count} segment", "{count} segments", cut.k)
    return Column(cut.k, heading, blocks, tuple(sizes.tolist()), shown=cut.k == now.k)


def _told(name: str, size: int, share: float, came: float | None) -> tuple[str, ...]:
    count = words().plural("{count} customer ({share})", "{count} customers ({share})", size, share=share)
    if came is None:
        return (name, count)
    origin = words().text("comes from one segment") if came >= ONE_ORIGIN else words().text("comes from several")
    return (name, count, f"{origin} ({words().number(came, 2)})")


def _streams(now: Opened, shown: dict[int, Cut]) -> tuple[tuple[Stream, ...], bool]:
    """The streams that are large enough to be shown, and whether some are not."""
    key, solutions = now.recipe.solutions_key(), cache.solutions(now.recipe).solutions.by_k
    counted = cache.made(f"crossings/{key}", lambda: crossings(solutions))
    ks, found, hidden = tuple(shown), [], False
    for at, (before, k) in enumerate(pairwise(ks), 1):
        for (origin, target), count in np.ndenumerate(counted[k]):
            if count >= setting("min_cell_customers"):
                told = _told_of(int(count), shown[before], origin, shown[k], target)
                found.append(Stream(at, origin, target, int(count), told))
            hidden |= 0 < count < setting("min_cell_customers")
    return tuple(found), bool(hidden)


def _told_of(count: int, before: Cut, origin: int, after: Cut, target: int) -> str:
    return words().plural(
        "{count} customer of {origin} ({before} segments) is in {target} ({after} segments)",
        "{count} customers of {origin} ({before} segments) are in {target} ({after} segments)",
        count, origin=before.names[origin], before=before.k, target=after.names[target], after=after.k, markdown=False,
    )  # fmt: skip
