"""What the map shows: which picture, in which colours, in how much detail, with what on the card."""

from __future__ import annotations

from dataclasses import dataclass, replace

import streamlit as st

from seg.core.columns import Column, Kind
from seg.core.recipe import MAP_DETAILS
from seg.ui import cache
from seg.ui.address import remember_control, set_control
from seg.ui.map_page.bands import ON_THE_CARD
from seg.ui.one_customer.chooser import finder
from seg.ui.opened import Opened, key, save
from seg.ui.session import t, words
from seg.ui.solution_shown import Shown

NEAR, TRUE = "near", "true"
BY_SEGMENT, BY_CONFIDENCE = "", "confidence"


@dataclass(frozen=True)
class Display:
    """`picture` is NEAR (who is like whom) or TRUE (true distances); `colour` the label of a dimension, BY_SEGMENT
    or BY_CONFIDENCE; `card` the dimensions on the card at the pointer."""

    picture: str
    colour: str
    card: tuple[str, ...]


def display(now: Opened, seen: Shown) -> Display:
    """The controls over the map. All but the detail, which is a choice of the recipe, are in the address."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="map-controls"):
        pictures = {NEAR: t("Who is alike"), TRUE: t("True distances")}
        set_control("picture", list(pictures))
        picture = st.segmented_control(
            t("Picture"), list(pictures), format_func=pictures.get, key="picture", required=True, width="content",
            on_change=remember_control, args=("picture",),
            help=t(
                "Who is alike (UMAP) keeps those together who are most alike: near means similar, but far apart, empty "
                "space and the size of a cloud mean nothing. True distances (PCA) is a plain projection: distances "
                "mean something, but much is hidden behind each other."
            ),
        )  # fmt: skip
        colour = _colour(now, seen)
        with st.popover(t("Find a customer"), icon=":material/person_search:"):
            finder(now)
        with st.popover(t("Set up the map"), icon=":material/tune:"):
            _detail(now)
            card = _card(now, seen)
    return Display(picture, colour, card)


def coloured(now: Opened) -> dict[str, Column]:
    """Dimensions of the recipe that can colour the map: not lists of values, nor what is held back."""
    columns = {column.label: column for column in now.dimensions}
    chosen = [columns[label] for label in now.recipe.dimensions if label in columns]
    return {c.label: c for c in chosen if c.kind is not Kind.MULTI_VALUE and not c.held}


def _colour(now: Opened, seen: Shown) -> str:
    sure = [BY_CONFIDENCE] if seen.settled else []
    options = [BY_SEGMENT, *sure, *coloured(now)]
    named = {BY_SEGMENT: t("Segment"), BY_CONFIDENCE: t("Confidence")}
    set_control("colour", options)
    return st.selectbox(
        t("Colour by"), options, format_func=lambda label: named.get(label) or words().dimension(label),
        key="colour", on_change=remember_control, args=("colour",), width=230,
    )  # fmt: skip


def _detail(now: Opened) -> None:
    name = key(now, "map-detail")

    def changed() -> None:
        if (chosen := st.session_state[name]) and chosen != now.recipe.map_detail:
            save(now, replace(now.recipe, map_detail=chosen))

    told = {"overview": t("More overview"), "balanced": t("Balanced"), "detail": t("More detail")}
    st.session_state[name] = now.recipe.map_detail  # in every run: it is drawn only when the popover is opened
    st.segmented_control(
        t("How much detail"), list(MAP_DETAILS), format_func=told.get, key=name, on_change=changed, required=True,
        help=t(
            "More overview shows how large groups lie to each other; more detail shows small groups, and breaks large "
            "ones up. The segments stay the same."
        ),
    )  # fmt: skip


def _card(now: Opened, seen: Shown) -> tuple[str, ...]:
    """Not asked before there is something to propose: what a control shows first, it goes on to hold."""
    name = key(now, "map-card")
    if seen.profile is None and name not in st.session_state:
        return ()
    offered = [label for label, column in coloured(now).items() if not column.sensitive]
    chosen = st.multiselect(
        t("On the card at the pointer"), offered, proposed(now, offered), format_func=words().dimension,
        key=name, max_selections=ON_THE_CARD, placeholder=t("Segment and confidence only"),
        persist_state="session", help=t("In bands, never the exact value."),
    )  # fmt: skip
    return tuple(chosen)


def proposed(now: Opened, offered: list[str]) -> list[str]:
    """The two dimensions that set segments apart most, the same for every number of segments."""
    profiles = cache.profiles(now.recipe)
    if not profiles:
        return []
    widest = profiles[max(profiles)]
    return [part.dimension for part in widest if part.forming and part.dimension in offered][:2]
