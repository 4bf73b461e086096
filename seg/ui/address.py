"""What somebody chose on a page: held by its address, so that a link opens the same, and by the session, so that it is
there again when they come back through the menu."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence

import streamlit as st

from seg.ui.session import t


def remembered(name: str) -> str:
    """What was chosen, as the address says, else as it was when the page was left; "" where nothing was."""
    if name in st.query_params:
        _chosen()[name] = st.query_params[name]
    elif _chosen().get(name):
        st.query_params[name] = _chosen()[name]
    return _chosen().get(name, "")


def remember(**choices: str) -> None:
    """Put choices into the address; "" takes one out of it."""
    _chosen().update(choices)
    for name, value in choices.items():
        if value:
            st.query_params[name] = value
        elif name in st.query_params:
            del st.query_params[name]


def remembered_of(name: str, offered: Container[str]) -> list[str]:
    """Of several that were chosen, those that are still offered, in the order in which they were chosen."""
    return [each for each in remembered(name).split("~") if each in offered]


def remember_several(name: str, chosen: Iterable[str]) -> None:
    """Put several choices into the address, under one name."""
    remember(**{name: "~".join(chosen)})


def set_control(name: str, options: Sequence[str]) -> None:
    """Set the control of that name to what was chosen of `options`, the first where nothing was: in every run, so that
    it says so in another language too. What is chosen is held as it is, not as the screen calls it."""
    asked = remembered(name)
    st.session_state[name] = asked if asked in options else options[0]


def remember_control(name: str) -> None:
    """The control of that name was changed."""
    remember(**{name: st.session_state[name]})


def chosen_look(name: str, looks: Mapping[str, str], widget: str) -> str:
    """The control of the looks that a page has, by their names on the screen, and the one that is shown: the first to
    begin with."""
    asked = remembered(name)
    return st.segmented_control(
        t("View"), list(looks), default=asked if asked in looks else next(iter(looks)), format_func=looks.get,
        key=widget, required=True, label_visibility="collapsed",
        on_change=lambda: remember(**{name: st.session_state[widget]}),
    )  # fmt: skip


def _chosen() -> dict[str, str]:
    """Of the segmentation that is open."""
    return st.session_state.setdefault(f"{st.query_params.get('s', '')}/chosen", {})
