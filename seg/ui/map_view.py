"""The customer map on the page: PCA at once, UMAP when it is ready, with how far to trust it."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import streamlit as st

from seg.core.facts import Fact
from seg.core.results import CustomerMap
from seg.core.settings import setting
from seg.ui import cache
from seg.ui.charts.map_picture import fallback_figure
from seg.ui.hover import hover_table
from seg.ui.map.component import customer_map
from seg.ui.map.legend import HoverTable
from seg.ui.map.wire import MAP_WORDS
from seg.ui.map_place import drawn_map
from seg.ui.opened import Opened
from seg.ui.session import say, t, words
from seg.ui.solution_shown import Shown


def map_view(now: Opened, seen: Shown) -> None:
    """The map: PCA at once, UMAP when it is ready, with how far to trust it."""
    drawn, now = drawn_map(now, seen)
    if drawn is None:
        st.skeleton(height=560)
        return
    _draw(now, seen, drawn)
    st.caption(
        _map_caption(drawn, len(seen.rows)),
        help=t("Near means similar. Far apart, empty space and the size of a cloud mean nothing."),
    )


def _draw(now: Opened, seen: Shown, drawn: CustomerMap) -> None:
    picked = displayed(len(drawn.xy))
    xy, labels = drawn.xy[picked], seen.solution.labels[picked]
    words_of_map = {key: say(Fact.of(key, count=len(seen.rows))) for key in MAP_WORDS}
    told = customer_map(
        map_id=drawn.key[:24],
        xy=xy,
        labels=labels,
        legend=seen.legend,
        hover=_hover(now, seen, picked),
        key="customer-map",
        words=words_of_map,
        customers=f"{now.recipe.dataset[:24]}-{len(seen.rows)}",
    )
    if not told.webgl:
        st.plotly_chart(fallback_figure(xy, labels, seen.legend, 20_000), key="map-picture")


def displayed(n: int) -> np.ndarray | slice:
    """Which customers the map shows: all, or an even sample of `map_points`."""
    most = setting("map_points")
    return slice(None) if n <= most else np.sort(np.random.default_rng(0).choice(n, most, replace=False))


def _hover(now: Opened, seen: Shown, picked: np.ndarray | slice) -> HoverTable | None:
    """Bands of the two dimensions that set segments apart most, the same for every number of segments."""
    profiles = cache.profiles(now.recipe) if seen.settled else None
    if not profiles:
        return None

    def make() -> HoverTable | None:
        widest = profiles[max(profiles)]
        best = [part.dimension for part in widest if part.forming and not part.sensitive][:2]
        columns = tuple(now.dimension(label) for label in best)
        values = {column.name: cache.dimension_values(now.dataset, now.recipe, column) for column in columns}
        table = pa.table({name: found for name, found in values.items() if found is not None})
        columns = tuple(column for column in columns if column.name in table.column_names)
        return hover_table(table.take(pa.array(seen.rows[picked])), columns, words())

    return cache.made(f"hover/{now.recipe.profiles_key()}/{words().language}", make)


def _map_caption(drawn: CustomerMap, n: int) -> str:
    if drawn.method == "pca":
        first = t("PCA, holding {variance_share} of the variation.", variance_share=drawn.trust["variance_share"])
    else:
        numbers = {"trust": round(drawn.trust["trustworthiness"], 2), "recall_share": drawn.trust["recall_share"]}
        first = t(
            "UMAP. Trustworthiness {trust} of 1; {recall_share} of true nearest neighbours are near here too.",
            **numbers,
        )
        if drawn.trust["trustworthiness"] < 0.85 or drawn.trust["recall_share"] < 0.05:
            first += " " + t("This map is a rough sketch.")
    most = setting("map_points")
    return first if n <= most else f"{first} {t('{shown} of {count} customers are drawn.', shown=most, count=n)}"
