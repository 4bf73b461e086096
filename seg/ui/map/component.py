"""The map as a page calls it, and the only module that mounts its Streamlit components.

Three components, because Streamlit sends a component's code with every change of its data, but a message that it has
sent before only as a reference: the engine (drawing library and our code, no data, once), a shelf per thing that the
browser keeps (coordinates, labels, hover bands, tint, lit customers) and the map itself, whose own code is three lines
and whose data are ids, legend and marks.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
import streamlit as st

from seg.ui.elements import ELEMENTS
from seg.ui.map.asked import Asked, asked
from seg.ui.map.legend import HoverTable, LegendEntry
from seg.ui.map.marks import Bands, Marks, Picture, Tint
from seg.ui.map.wire import (
    coordinates_message,
    hover_message,
    labels_message,
    lit_message,
    map_message,
    tint_message,
)
from seg.ui.png_file import DRAWING

_HERE = Path(__file__).parent
_PARTS = (
    "vendor/library.min.js",
    "wire.js",
    "theme.js",
    "frame.js",
    "hover.js",
    "legend.js",
    "tint.js",
    "plot.js",
    "camera.js",
    "density.js",
    "names.js",
    "overlay.js",
    "polygon.js",
    "tools.js",
    "picture.js",
    "points.js",
    "thinning.js",
    "hands.js",
    "view.js",
    "engine.js",
)


def engine_code() -> str:
    """One script: the drawing library and our files share its scope; the style sheet travels as a string."""
    style = (_HERE / "map.css").read_text("utf-8").replace("\\", "\\\\").replace("`", "\\`")
    library, *ours = ((_HERE / part).read_text("utf-8") for part in _PARTS)
    return "\n".join([library, f"const STYLE = `{style}`;", DRAWING.read_text("utf-8"), ELEMENTS, *ours])


def door_code(method: str) -> str:
    """A few lines that hand a component over to the engine as soon as the engine is there."""
    return (_HERE / "door.js").read_text("utf-8").replace("METHOD", method)


def _component(name: str, code: str) -> Callable:
    return st.components.v2.component(name, js=code, isolate_styles=False)


_engine = _component("seg_map_engine", engine_code())
_shelf = _component("seg_map_shelf", door_code("keep"))
_map = _component("seg_map", door_code("show"))


def asked_on(key: str, map_id: str, customers: int, legend: tuple[LegendEntry, ...]) -> Asked | None:
    """What somebody drew or pressed on the map of that key since the last run: known before it is drawn again, so that
    it can be drawn with the answer. None for nonsense, and for what was asked on another picture than `map_id`."""
    told = st.session_state.get(key)
    question = told.get("asked") if isinstance(told, Mapping) else None
    return asked(question, map_id=map_id, customers=customers, segments=tuple(map(LegendEntry.identity, legend)))


def customer_map(
    *,
    map_id: str,
    xy: np.ndarray,
    labels: np.ndarray,
    legend: tuple[LegendEntry, ...],
    hover: HoverTable | None,
    key: str,
    words: Mapping[str, str],
    height: int = 560,
    customers: str = "",
    confidence: Bands | None = None,
    tint: Tint | None = None,
    lit: np.ndarray | None = None,
    marks: Marks = Marks(),  # noqa: B008
    picture: Picture | None = None,
    drawing: bool = True,
    reach: tuple[float, float] | None = None,
) -> bool:
    """Draw the map: one point per row of `xy` (n, 2), coloured by `labels` (n,) uint8 or by `tint`.

    `map_id` names the coordinates: the same id must always mean the same `xy` and `reach`. `customers` names who the
    rows are: maps with the same (non-empty) `customers` keep the view and glide into one another. `words` holds
    `MAP_WORDS` in the reader's language. Where `lit` (n,) bool is given, all others are dimmed. `picture` offers
    downloads, `drawing` lasso, box and questions by a click. Where `reach` is given, the picture reaches so far from
    the origin in x and in y: maps with the same reach stand on the same ground. Raises `ValueError` where shapes do not
    fit or a label has no entry, and `KeyError` for missing words.

    False where the browser cannot draw it: show a picture instead.
    """
    _check(xy, labels, legend, hover and hover.bands, confidence and confidence.codes, tint and tint.codes, lit)
    with st.container(gap=None):
        _engine(key=f"{key}-engine")
        _shelf(key=f"{key}-xy-{map_id}", data=coordinates_message(map_id, xy, reach))
        kept = {
            "labels": _keep(key, "labels", labels_message(labels, confidence)),
            "hover": _keep(key, "hover", hover and hover_message(hover)),
            "tint": _keep(key, "tint", tint and tint_message(tint)),
            "lit": _keep(key, "lit", None if lit is None else lit_message(lit)),
        }
        message = map_message(
            map_id, legend, words, kept, key=key, height=height, customers=customers, marks=marks, picture=picture,
            drawing=drawing,
        )  # fmt: skip
        told = _map(key=key, data=message, on_webgl_change=lambda: None, on_asked_change=lambda: None)
    return told.webgl is not False


def _keep(key: str, shelf: str, message: tuple[str, bytes] | None) -> str:
    """Mount what the browser is to keep; the id by which the map finds it, empty for nothing."""
    if message is None:
        return ""
    _shelf(key=f"{key}-{shelf}", data=message[1])
    return message[0]


def _check(
    xy: np.ndarray, labels: np.ndarray, legend: tuple[LegendEntry, ...], *by_customer: np.ndarray | None
) -> None:
    for column in (labels, *by_customer):
        if column is not None and len(column) != len(xy):
            raise ValueError(f"{len(xy)} coordinates, {len(column)} of another column")
    if unnamed := set(np.unique(labels).tolist()) - {entry.label for entry in legend}:
        raise ValueError(f"labels without a legend entry: {sorted(unnamed)}")
