"""How far to trust the map, in a sentence; and the map in words, for whoever cannot see it."""

from __future__ import annotations

import numpy as np
import streamlit as st

from seg.core.results import CustomerMap
from seg.core.settings import setting
from seg.segments.map_trust import distances_kept, kept_together, neighbouring
from seg.ui import cache
from seg.ui.map_place import draw_anew, frozen_on
from seg.ui.opened import Opened
from seg.ui.session import t, words
from seg.ui.solution_shown import Shown
from seg.ui.words.words import MISSING

ROUGH_TRUST, ROUGH_RECALL = 0.85, 0.05
"""Below either, the map is a rough sketch (methods reference, section 4)."""
NEAREST_TOLD = 2
MIDDLE = 1 / 3
"""A segment whose middle is nearer than this share of the way to the edge of the map lies in the middle."""


def near_means() -> str:
    """What a UMAP picture says and does not say."""
    return t("Near means similar. Far apart, empty space and the size of a cloud mean nothing.")


def caption(seen: Shown, drawn: CustomerMap) -> None:
    """One line on how far to trust the picture, with the long story at its help."""
    if drawn.method == "pca":
        first, second = drawn.trust["shares"]
        told = t(
            "True distances, as far as two directions go: across {across_share} of all variation, up and down "
            "{up_share}. The rest is not in this picture.",
            across_share=first, up_share=second,
        )  # fmt: skip
        st.caption(told, help=t("PCA. Arrows point to where a dimension grows; long ones are well shown here."))
        return
    numbers = {"trust": round(drawn.trust["trustworthiness"], 2), "recall_share": drawn.trust["recall_share"]}
    told = [near_means()]
    if is_rough(drawn):
        told.append(t("This map is a rough sketch: many who lie close together are not alike."))
    kept = distances_kept(drawn, seen.solution.labels, seen.solution.centres[: seen.solution.named])
    means = t(
        "UMAP. Trustworthiness {trust} of 1 (who is near here is near in the data); {recall_share} of the true nearest "
        "neighbours are near here too.",
        **numbers,
    )
    if kept is not None:
        means += " " + t("Distances between segments here and in the data agree by {agreement} of 1.",
                         agreement=round(kept, 2))  # fmt: skip
    st.caption(" ".join(told), help=means)


def is_rough(drawn: CustomerMap) -> bool:
    """Whether a UMAP picture is too far from the data to be read closely."""
    return drawn.trust["trustworthiness"] < ROUGH_TRUST or drawn.trust["recall_share"] < ROUGH_RECALL


def in_words(now: Opened, seen: Shown, drawn: CustomerMap) -> None:
    """The map as a table: where each segment lies, which are nearest to it, and how much of it stays together."""
    with st.expander(t("The map in words"), icon=":material/table_rows:", key="map-in-words"):
        table = {
            t("Segment"): list(seen.names),
            t("Customers"): [words().number(int(size)) for size in seen.solution.sizes],
            t("Where on the map"): _places(now, seen, drawn),
        }
        if drawn.method == "umap":
            together = kept_together(drawn, seen.solution.labels, seen.solution.k)
            table[t("Neighbours in the same segment")] = [
                MISSING if share is None else words().percent(share) for share in together
            ]
        table[t("Most alike segments")] = _nearest(seen)
        st.dataframe(table, hide_index=True, height="content", key="map-table")
        st.caption(t("Most alike: by the distance of their centres in the data, not on the map."))
        if drawn.method == "umap":
            st.caption(
                t(
                    "Neighbours: of the 15 who lie nearest on the map, the share who are in the same segment; a low "
                    "share means that segments overlap here."
                )
            )


def _places(now: Opened, seen: Shown, drawn: CustomerMap) -> list[str]:
    solution = seen.solution
    key = f"places/{drawn.key}/{now.recipe.solutions_key()}/{solution.k}/{seen.settled}/{words().language}"
    return cache.made(key, lambda: places(drawn.xy, solution.labels, solution.k))


def places(xy: np.ndarray, labels: np.ndarray, k: int) -> list[str]:
    """Where the middle of each segment lies: one of nine places, by the customers' median in x and y."""
    named = {
        (-1, 1): t("top left"), (0, 1): t("top"), (1, 1): t("top right"),
        (-1, 0): t("left"), (0, 0): t("middle"), (1, 0): t("right"),
        (-1, -1): t("bottom left"), (0, -1): t("bottom"), (1, -1): t("bottom right"),
    }  # fmt: skip
    low, high = xy.min(axis=0), xy.max(axis=0)
    half = np.maximum((high - low) / 2, 1e-9)
    found = []
    for label in range(k):
        own = xy[labels == label]
        if not len(own):
            found.append(MISSING)
            continue
        away = (np.median(own, axis=0) - (low + high) / 2) / half
        across, up = (int(np.sign(part)) if abs(part) > MIDDLE else 0 for part in away)
        found.append(named[across, up])
    return found


def _nearest(seen: Shown) -> list[str]:
    """Per segment the names of those whose centres are nearest in the data."""
    named = seen.solution.named
    distance = neighbouring(seen.solution.centres[:named])
    told = []
    for label in range(named):
        order = [int(other) for other in np.argsort(distance[label], kind="stable") if other != label]
        told.append(words().listing([seen.names[other] for other in order[:NEAREST_TOLD]]))
    return told + [MISSING] * (seen.solution.k - named)


def not_all_drawn(count: int) -> None:
    """That the map shows a part of the customers; nothing where it shows all."""
    most = setting("map_points")
    if count > most:
        st.caption(t("{shown} of {count} customers are drawn; what you circle is counted among all.",
                     shown=most, count=count))  # fmt: skip


def frozen_line(now: Opened) -> None:
    """That the map stands as it was drawn for another day, with a way to draw it anew; nothing where it does not."""
    base = frozen_on(now)
    if base is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="frozen-map"):
        day = base.as_of or now.latest_date
        told = t("The map stands as it was drawn for {as_of_date}: customers are placed on it as they are now, so that "
                 "you see who moved.", as_of_date=day)  # fmt: skip
        st.caption(told, width="content")
        if st.button(t("Draw the map anew"), key="draw-anew", icon=":material/refresh:", type="tertiary"):
            draw_anew(now)
            st.rerun()
