"""Choices among segments, which stay when somebody renames one, and mean the one that was clicked even where two have
the same name: a browser answers with names, not with segments."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

import streamlit as st

from seg.core.fingerprint import fingerprint
from seg.core.unique import unique

Which = TypeVar("Which", bound=Hashable)


def distinct(names: Mapping[Which, str]) -> dict[Which, str]:
    """The names with a number after those that were there before: "Young", "Young (2)"."""
    return dict(zip(names, unique(names.values()), strict=True))


def key_of(place: str, names: Mapping[Which, str]) -> str:
    """The key of the widget that offers these names: another one as soon as any of them changes, or means another."""
    return f"{place}/{fingerprint('names', list(names.items()))[:8]}"


def still_chosen(place: str, offered: Iterable[Which]) -> list[Which]:
    """Those of the segments that were chosen there, under whatever names, that there still are."""
    there = set(offered)
    return [each for each in st.session_state.get(place, []) if each in there]


def keep_chosen(place: str, chosen: list[Which]) -> None:
    """Remember them for when names change, or somebody comes back to the page."""
    st.session_state[place] = chosen
