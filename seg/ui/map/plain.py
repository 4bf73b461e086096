"""The map where a browser cannot draw it: a plain picture, on which people can be circled all the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import streamlit as st

from seg.ui.charts.map_picture import fallback_figure
from seg.ui.map.asked import Asked, asked
from seg.ui.map.legend import LegendEntry

MOST_DRAWN = 5_000
"""Customers in the picture: what is circled sends each of them, whereas the outline counts all customers."""


def plain_map(
    key: str, map_id: str, xy: np.ndarray, labels: np.ndarray, legend: Sequence[LegendEntry], dark: bool
) -> None:
    """Draw a picture of some of the customers, with lasso and box; `circled_on` tells what was drawn on it."""
    st.plotly_chart(
        fallback_figure(xy, labels, legend, MOST_DRAWN, dark), key=_key(key, map_id), on_select="rerun",
        selection_mode=("lasso", "box"),
    )  # fmt: skip


def circled_on(key: str, map_id: str) -> Asked | None:
    """The outline that somebody drew since the last run; None for one that was told before, which stays drawn.

    The last of several (drawn with Shift) stands beside what is selected already.
    """
    widget = _key(key, map_id)
    told = st.session_state.get(widget)
    drawn = outlines_of(told.get("selection")) if isinstance(told, Mapping) else []
    before = st.session_state.get(f"{widget}-told")
    st.session_state[f"{widget}-told"] = drawn
    if not drawn or drawn == before:
        return None
    area = {"kind": "area", "map_id": map_id, "points": drawn[-1], "add": len(drawn) > 1}
    return asked(area, map_id=map_id, customers=0, segments=())


def outlines_of(selection: object) -> list[list[list[float]]]:
    """The corners of each lasso and box of a Plotly selection."""
    if not isinstance(selection, Mapping):
        return []
    lassos = [[list(corner) for corner in zip(one["x"], one["y"], strict=True)] for one in selection.get("lasso", ())]
    return [*lassos, *(_corners(*one["x"], *one["y"]) for one in selection.get("box", ()))]


def _corners(left: float, right: float, bottom: float, top: float) -> list[list[float]]:
    return [[left, bottom], [right, bottom], [right, top], [left, top]]


def _key(key: str, map_id: str) -> str:
    return f"{key}-picture-{map_id}"
