"""A page with nothing but the map. `?n=`, `?name=` choose a world; the buttons do what a user of the app would."""

import numpy as np
import streamlit as st

from seg.ui.charts.map_picture import fallback_figure
from seg.ui.charts.palette import segment_colour
from seg.ui.map.component import customer_map
from seg.ui.map.legend import HoverTable, LegendEntry
from seg.ui.words.english.map import SENTENCES

NAMES = (
    "Big weekly baskets", "Lapsed since spring", "Families online", "Discount hunters", "New this quarter",
    "Wine and cheese", "Small but often", "Gift buyers", "Store only", "Quiet middle", "Young, mobile", "Once a year",
)  # fmt: skip


@st.cache_data
def world(n: int, seed: int = 1) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Twelve clouds of different size and form: a sketch, the map, and the cloud of each customer."""
    rng = np.random.default_rng(seed)
    centres = rng.uniform(-8, 8, (12, 2)) * [1.3, 1]
    share = rng.dirichlet(np.full(12, 3.0))
    cloud = rng.choice(12, n, p=share)
    noise = rng.normal(size=(n, 2)) * rng.uniform(0.5, 1.6, (12, 2))[cloud]
    bend = 0.25 * noise[:, :1] ** 2 * [0, 1]
    return (centres[cloud] * 0.4 + 2 * noise).astype("f4"), (centres[cloud] + noise + bend).astype("f4"), cloud


def words(count: int) -> dict[str, str]:
    return {k: (s if isinstance(s, str) else s[count != 1].format(count=f"{count:,}")) for k, s in SENTENCES.items()}


st.set_page_config(layout="wide")
n = int(st.query_params.get("n", 5_000))
k = st.slider("k", 2, 12, int(st.query_params.get("k", 6)), key="k")
which = st.radio("map", ["umap", "pca", "turned", "mirrored"], key="which", horizontal=True)
visible = st.checkbox("Show the map", True)
st.button("Again", key="again")
sketch, umap, cloud = world(n)
xy = {"umap": umap, "pca": sketch, "turned": umap[:, ::-1], "mirrored": -umap}[which]
labels = (cloud % k).astype("u1")
legend = tuple(
    LegendEntry(i, NAMES[i], segment_colour(i), int(size), segment_colour(i, dark=True), f"{size:,}", f"s{i}")
    for i, size in enumerate(np.bincount(labels, minlength=k))
)
bands = np.stack([cloud % 4, cloud % 3], axis=1).astype("u1")
hover = HoverTable(bands, ("Age", "Spend"), (("18-29", "30-44", "45-64", "65+"), ("low", "middle", "high")))
shown = visible and customer_map(
    map_id=f"{which}-{n}",
    xy=xy,
    labels=labels,
    legend=legend,
    hover=hover,
    key="map",
    words=words(n),
    customers=f"world-{n}",
)
if shown and not shown.webgl:
    st.plotly_chart(fallback_figure(xy, labels, legend), key="picture")
st.session_state.runs = st.session_state.get("runs", 0) + 1
st.write(f"run {st.session_state.runs} {'without' if shown and not shown.webgl else 'with'} WebGL")
