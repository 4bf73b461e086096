"""Whether two dimensions that form the segments say the same, with a way to keep only one of them."""

from __future__ import annotations

import streamlit as st

from seg.core.columns import NUMERIC_KINDS
from seg.core.fingerprint import fingerprint
from seg.tasks.dimensions import Counting
from seg.ui.dimensions.available import Available
from seg.ui.dimensions.changes import FORMS, change, ticked
from seg.ui.dimensions.glances import Known
from seg.ui.opened import Opened, key
from seg.ui.session import t, tn, words
from seg.ui.shell import errors_here
from seg.ui.work import told

Pair = tuple[str, str, float]
TASK = "seg.tasks.dimensions:pairs_alike"


def alike_or_summary(now: Opened, there: Available, known: Known) -> None:
    """Two that say the same, the closest first; without such, how many form and describe. One line in any case."""
    pairs: tuple[Pair, ...] = ()
    with errors_here():
        pairs = alike(now, there, known)
    if not pairs:
        st.markdown(_summary(now), width="stretch")
        return
    _pair(now, pairs[0])
    if len(pairs) > 1:
        more = tn("{count} more pair", "{count} more pairs", len(pairs) - 1)
        with st.popover(more, type="tertiary", key=key(now, "alike-more")):
            for pair in pairs[1:]:
                _pair(now, pair)


def alike(now: Opened, there: Available, known: Known) -> tuple[Pair, ...]:
    """Pairs of numbers that form and nearly say the same; none while they are not all known."""
    forming = [part.dimension for part in now.recipe.forming if part.dimension in there.columns]
    numbers = sorted(label for label in forming if there.columns[label].kind in NUMERIC_KINDS)
    if len(numbers) < 2 or not known.glances.keys() >= set(numbers) & set(there.derived):
        return ()
    arguments = {**Counting.of(now.dataset, now.recipe).as_json(), "labels": numbers}
    found = told(fingerprint("alike", arguments), TASK, arguments)
    return tuple((first, second, r) for first, second, r in found["pairs"]) if found else ()


def _summary(now: Opened) -> str:
    forms = tn("**{count}** forms the segments", "**{count}** form the segments", len(now.recipe.forming))
    describing = set(now.recipe.describing) - {part.dimension for part in now.recipe.forming}
    return f"{forms} · {tn('**{count}** describes them', '**{count}** describe them', len(describing))}"


def _pair(now: Opened, pair: Pair) -> None:
    first, second, r = pair
    with st.container(
        horizontal=True, vertical_alignment="center", wrap=False, key=key(now, f"alike/{first}/{second}")
    ):
        told = t("**{first}** and **{second}** nearly say the same.", first=first, second=second)
        st.markdown(
            f":orange[:material/content_copy:] {told}",
            width="stretch",
            help=t(
                "Together they count twice in who belongs where. Their ranks go together with r = {r}.", r=round(r, 2)
            ),
        )
        st.button(
            t("Keep only the first"),
            key=key(now, f"keep-first/{first}/{second}"),
            help=t("{second} no longer forms the segments.", second=words().dimension(second)),
            on_click=_keep_first,
            args=(now, second),
        )


def _keep_first(now: Opened, second: str) -> None:
    change(now, lambda recipe: ticked(recipe, second, FORMS, on=False))
