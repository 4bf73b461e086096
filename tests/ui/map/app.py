"""A page with nothing but the map. `?n=`, `?k=` choose a world; the controls do what a page of the app would.

`?with=tint,scale,lit,sure,arrows,pointed,picture,long` gives the map more to show; the field "with" changes it later.
"""

import json
from dataclasses import asdict

import numpy as np
import streamlit as st

from seg.ui.charts.palette import segment_colour
from seg.ui.map.component import asked_on, customer_map
from seg.ui.map.legend import HoverTable, LegendEntry
from seg.ui.map.marks import Bands, Marks, Outline, Picture, Pointed
from seg.ui.map.plain import circled_on, plain_map
from seg.ui.words.english.map import SENTENCES
from tests.ui.map.world import ARROWS, LONG, NAMES, SURE, even_odd, tints, world


def words(count: int) -> dict[str, str]:
    return {k: (s if isinstance(s, str) else s[count != 1].format(count=f"{count:,}")) for k, s in SENTENCES.items()}


st.set_page_config(layout="wide")
n = int(st.query_params.get("n", 5_000))
k = st.slider("k", 2, 12, int(st.query_params.get("k", 6)), key="k")
which = st.radio("map", ["umap", "pca", "turned", "mirrored", "none"], key="which", horizontal=True)
st.button("Again", key="again")
extras = st.text_input("with", st.query_params.get("with", "sure,picture"), key="with").split(",")
sketch, umap, cloud = world(n)
xy = {"umap": umap, "pca": sketch, "turned": umap[:, ::-1], "mirrored": -umap}.get(which, umap)
labels = (cloud % k).astype("u1")
legend = tuple(
    LegendEntry(
        i,
        f"{LONG if 'long' in extras else ''}{NAMES[i]}",
        segment_colour(i),
        int(size),
        segment_colour(i, dark=True),
        f"{size:,}",
        f"s{i}",
    )
    for i, size in enumerate(np.bincount(labels, minlength=k))
)
bands = np.stack([cloud % 4, cloud % 3], axis=1).astype("u1")
hover = HoverTable(bands, ("Age", "Spend"), (("18-29", "30-44", "45-64", "65+"), ("low", "middle", "high")))
if question := asked_on("map", f"{which}-{n}", n, legend) or circled_on("map", f"{which}-{n}"):
    st.session_state.last = question
    st.session_state.count = st.session_state.get("count", 0) + 1
    if question.kind == "area":
        before = st.session_state.get("asked") or ()
        st.session_state.asked = (*before[:1], question) if question.add else (question,)
    if question.kind == "clear":
        st.session_state.asked = None
asked = st.session_state.get("asked")
drawn = tuple(Outline("AB"[i], one.points) for i, one in enumerate(asked or ()))
inside = np.any([even_odd(one.points, xy) for one in drawn], axis=0) if drawn else np.zeros(n, bool)
pointed = Pointed("Customer 7", tuple(xy[7].tolist()), tuple(map(tuple, xy[8:13].tolist())))
can_draw = which == "none" or customer_map(
    map_id=f"{which}-{n}",
    xy=xy,
    labels=labels,
    legend=legend,
    hover=hover,
    key="map",
    words=words(n),
    customers=f"world-{n}",
    confidence=Bands((cloud % 3).astype("u1"), SURE) if "sure" in extras else None,
    tint=tints(cloud).get(next((one for one in extras if one in ("tint", "scale")), "")),
    lit=cloud == 2 if "lit" in extras else inside if drawn else None,
    marks=Marks(
        drawn,
        ARROWS if "arrows" in extras else (),
        Pointed("Customer 7", tuple(xy[7].tolist()), tuple(map(tuple, xy[8:13].tolist())))
        if "pointed" in extras
        else None,
    ),
    picture=Picture("Who buys <what> & why", ("As of 1 May 2026", "12 dimensions, k-means"), "map of customers")
    if "picture" in extras
    else None,
    drawing="fixed" not in extras,
)
if not can_draw:
    plain_map("map", f"{which}-{n}", xy, labels, legend, dark=False)
st.session_state.runs = st.session_state.get("runs", 0) + 1
st.write(f"run {st.session_state.runs} {'with' if can_draw else 'without'} WebGL")
if last := st.session_state.get("last"):
    st.code(json.dumps({"question": st.session_state.count, "found": int(inside.sum()), **asdict(last)}), language=None)
