"""Choices among segments, which stay when somebody renames one: a browser answers with names, not with segments."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from seg.core.fingerprint import fingerprint


def key_of(place: str, names: Mapping[int, str]) -> str:
    """The key of the widget that offers these names: another one as soon as any of them changes."""
    return f"{place}/{fingerprint('names', list(names.values()))[:8]}"


def last_chosen(place: str, otherwise: list[int]) -> list[int]:
    """The segments that were chosen there, under whatever names."""
    return st.session_state.get(place, otherwise)


def keep_chosen(place: str, chosen: list[int]) -> None:
    """Remember them for when names change, or somebody comes back to the page."""
    st.session_state[place] = chosen
