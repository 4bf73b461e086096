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
DONE, UNDONE = "done", "undone"
MOST_KEPT = 50
"""Changes that can be taken back, one after the other."""


@dataclass(frozen=True)
class Done:
    """A change that can be taken back while the recipe is still the one that it led to.

    `built` are labels that the team keeps since, `removed` those that it keeps no longer.
    """

    before: Recipe
    after: Recipe
    built: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    @property
    def reverse(self) -> Done:
        return Done(self.after, self.before, self.removed, self.built)


def begin_page() -> None:
    """The controls of this page hold no version: each change is made to what is saved by then."""
    session().shown = ("", 0)


def change(
    now: Opened,
    alter: Callable[[Recipe], Recipe],
    built: tuple[str, ...] = (),
    removed: tuple[str, ...] = (),
) -> None:
    """Save the recipe as `alter` makes it of the one that is saved now, whoever saved it; keep for the team what was
    built, and no longer what was removed. For callbacks.
    """
    before, recipe = _save(now, alter)
    made = Done(before, recipe, built, removed)
    _keep(now, made)
    if made != made.reverse:
        _remember(now, (*_kept(now, DONE), made)[-MOST_KEPT:], ())


def _save(now: Opened, alter: Callable[[Recipe], Recipe]) -> tuple[Recipe, Recipe]:
    """What was saved before and what is now: the same where nothing changed, or somebody else was faster."""
    current = replace(now, saved=services().workspace.segmentation(now.saved.id))
    recipe = alter(current.recipe)
    if recipe == current.recipe:
        return recipe, recipe
    begin_page()
    save(current, recipe)
    return current.recipe, recipe if session().shown[0] else current.recipe


def _keep(now: Opened, made: Done) -> None:
    for label in made.built:
        services().workspace.add_dimension(now.dataset.id, label)
    for label in made.removed:
        services().workspace.delete_dimension(now.dataset.id, label)


def _kept(now: Opened, name: str) -> tuple[Done, ...]:
    return st.session_state.get(key(now, name), ())


def _remember(now: Opened, done: tuple[Done, ...], undone: tuple[Done, ...]) -> None:
    st.session_state[key(now, DONE)], st.session_state[key(now, UNDONE)] = done, undone


def undo_and_redo(now: Opened) -> None:
    """Takes the last change of this visitor back, then the one before it, and makes them again, by button or keyboard;
    not over what somebody did since.
    """
    done, undone = _kept(now, DONE), _kept(now, UNDONE)
    st.button(
        t("Undo"),
        key=key(now, "undo"),
        icon=":material/undo:",
        shortcut="Ctrl+Z",
        help=t("Takes back the last change on this page."),
        disabled=not done or done[-1].after != now.recipe,
        on_click=_take_back,
        args=(now,),
    )
    st.button(
        t("Redo"),
        key=key(now, "redo"),
        icon=":material/redo:",
        shortcut="Ctrl+Y",
        help=t("Makes the change again that was taken back last."),
        disabled=not undone or undone[-1].before != now.recipe,
        on_click=_make_again,
        args=(now,),
    )


def _take_back(now: Opened) -> None:
    *rest, last = _kept(now, DONE)
    if _make(now, last.reverse):
        _remember(now, tuple(rest), (*_kept(now, UNDONE), last))


def _make_again(now: Opened) -> None:
    *rest, last = _kept(now, UNDONE)
    if _make(now, last):
        _remember(now, (*_kept(now, DONE), last), tuple(rest))


def _make(now: Opened, made: Done) -> bool:
    """Whether it was made: not where somebody changed the recipe since."""
    before, recipe = _save(now, lambda saved: made.after if saved == made.before else saved)
    if (before, recipe) != (made.before, made.after):
        return False
    _keep(now, made)
    return True


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
