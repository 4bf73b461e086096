"""The map as a page calls it, and the only module that mounts its Streamlit components.

Four components, because Streamlit sends a component's code with every change of its data, but a message that it has
sent before only as a reference: the engine (drawing library and our code, no data, once), the coordinates (once per
map), the hover bands (once per map) and the map itself, whose own code is three lines and whose data are the labels.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import streamlit as st

from seg.ui.map.legend import HoverTable, LegendEntry
from seg.ui.map.wire import coordinates_message, hover_message, labels_message

_HERE = Path(__file__).parent
_PARTS = (
    "vendor/regl-scatterplot.min.js",
    "wire.js",
    "theme.js",
    "frame.js",
    "hover.js",
    "legend.js",
    "plot.js",
    "view.js",
    "engine.js",
)


def engine_code() -> str:
    """One script: the drawing library and our files share its scope; the style sheet travels as a string."""
    style = (_HERE / "map.css").read_text("utf-8").replace("\\", "\\\\").replace("`", "\\`")
    parts = [(_HERE / part).read_text("utf-8") for part in _PARTS]
    return "\n".join([*parts[:1], f"const STYLE = `{style}`;", *parts[1:]])


def door_code(method: str) -> str:
    """A few lines that hand a component over to the engine as soon as the engine is there."""
    return (_HERE / "door.js").read_text("utf-8").replace("METHOD", method)


def _component(name: str, code: str) -> Callable:
    return st.components.v2.component(name, js=code, isolate_styles=False)


_engine = _component("seg_map_engine", engine_code())
_coordinates = _component("seg_map_coordinates", door_code("keepCoordinates"))
_hover = _component("seg_map_hover", door_code("keepHover"))
_map = _component("seg_map", door_code("show"))


@dataclass(frozen=True)
class MapSelection:
    """What the browser told. `webgl` is False where it cannot draw the map: show a picture instead."""

    webgl: bool = True


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
) -> MapSelection:
    """Draw the map: one point per row of `xy` (n, 2), coloured by `labels` (n,) uint8.

    `map_id` names the coordinates: the same id must always mean the same `xy`. `customers` names who the rows are:
    maps with the same (non-empty) `customers` keep the view and glide into one another. `words` holds `MAP_WORDS`
    in the reader's language. Raises `ValueError` where shapes do not fit and `KeyError` for missing words.
    """
    if len(xy) != len(labels) or (hover is not None and len(hover.bands) != len(labels)):
        raise ValueError(f"{len(xy)} coordinates, {len(labels)} labels")
    with st.container(gap=None):
        _engine(key=f"{key}-engine")
        _coordinates(key=f"{key}-xy-{map_id}", data=coordinates_message(map_id, xy))
        hover_id = _mount_hover(hover, key)
        message = labels_message(
            map_id, labels, legend, words, key=key, height=height, customers=customers, hover=hover_id
        )
        told = _map(key=key, data=message, on_webgl_change=lambda: None)
    return MapSelection(webgl=told.webgl is not False)


def _mount_hover(hover: HoverTable | None, key: str) -> str:
    if hover is None:
        return ""
    hover_id, message = hover_message(hover)
    _hover(key=f"{key}-hover-{hover_id}", data=message)
    return hover_id
