"""Dimensions that the recipe or the team names, and that cannot be had now: said, and taken out with one click."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from seg.core.recipe import Recipe
from seg.ui.dimensions.available import Available
from seg.ui.dimensions.changes import change
from seg.ui.opened import Opened, key
from seg.ui.session import say, t, words
from seg.ui.words.escape import md_escape


def lost(now: Opened, there: Available) -> None:
    """One line for each that the recipe names; nothing where all are there."""
    for label in now.recipe.dimensions:
        if label in there.problems:
            with st.container(horizontal=True, vertical_alignment="center", key=key(now, f"lost/{label}")):
                name = md_escape(words().dimension(label))
                st.warning(f"**{name}**  \n{say(there.problems[label])}", icon=":material/warning:")
                st.button(t("Take it out"), key=key(now, f"take-out/{label}"), on_click=_take_out, args=(now, label))


def _take_out(now: Opened, label: str) -> None:
    change(now, lambda recipe: without(recipe, label))


def without(recipe: Recipe, label: str) -> Recipe:
    """The recipe without a dimension, whether it forms or describes."""
    forming = tuple(part for part in recipe.forming if part.dimension != label)
    return replace(recipe, forming=forming, describing=tuple(other for other in recipe.describing if other != label))
