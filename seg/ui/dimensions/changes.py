"""Changes of the recipe on this page: made to what is saved by then, saved at once, taken back with one click."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import streamlit as st

from seg.core.recipe import Forming, Recipe
from seg.ui.opened import Opened, key, save
from seg.ui.services import services
from seg.ui.session import session, t

FORMS, DESCRIBES = "forms", "describes"
MOST_KEPT = 50
"""Changes that can be taken back, one after the other."""


@dataclass(frozen=True)
class Done:
    """A change that can be taken back while the recipe is still the one that it led to."""

    before: Recipe
    after: Recipe


def begin_page() -> None:
    """The controls of this page hold no version: each change is made to what is saved by then."""
    session().shown = ("", 0)


def change(now: Opened, alter: Callable[[Recipe], Recipe]) -> None:
    """Save the recipe as `alter` makes it of the one that is saved now, whoever saved it. For callbacks."""
    before, recipe = _save(now, alter)
    if recipe != before:
        st.session_state[key(now, "done")] = (*_done(now), Done(before, recipe))[-MOST_KEPT:]


def _save(now: Opened, alter: Callable[[Recipe], Recipe]) -> tuple[Recipe, Recipe]:
    """What was saved before and what is now: the same where nothing changed, or somebody else was faster."""
    current = replace(now, saved=services().workspace.segmentation(now.saved.id))
    recipe = alter(current.recipe)
    if recipe == current.recipe:
        return recipe, recipe
    begin_page()
    save(current, recipe)
    return current.recipe, recipe if session().shown[0] else current.recipe


def _done(now: Opened) -> tuple[Done, ...]:
    return st.session_state.get(key(now, "done"), ())


def undo_button(now: Opened) -> None:
    """Takes the last change of this visitor back, then the one before it; not over what somebody did since."""
    done = _done(now)
    st.button(
        t("Undo"),
        key=key(now, "undo"),
        icon=":material/undo:",
        help=t("Takes back the last change on this page."),
        disabled=not done or done[-1].after != now.recipe,
        on_click=_take_back,
        args=(now,),
    )


def _take_back(now: Opened) -> None:
    *rest, last = _done(now)
    before, recipe = _save(now, lambda saved: last.before if saved == last.after else saved)
    if recipe != before:
        st.session_state[key(now, "done")] = tuple(rest)


def ticked(recipe: Recipe, label: str, kind: str, on: bool) -> Recipe:
    """The recipe with a dimension that forms or describes, or no longer does. One that forms also describes, so it is
    listed once.
    """
    forms, describes = any(part.dimension == label for part in recipe.forming), label in recipe.describing
    if on == (forms if kind == FORMS else describes):
        return recipe
    forming = tuple(part for part in recipe.forming if part.dimension != label)
    describing = tuple(other for other in recipe.describing if other != label)
    if on and kind == FORMS:
        forming = (*forming, Forming(label))
    elif on:
        describing = (*describing, label)
    return replace(recipe, forming=forming, describing=describing)


def counted_so(recipe: Recipe, choice: str, value: str, default: str) -> Recipe:
    """The recipe with events counted in this way. What is as by default is left out of it."""
    others = tuple(part for part in recipe.events if part[0] != choice)
    return replace(recipe, events=others if value == default else (*others, (choice, value)))
