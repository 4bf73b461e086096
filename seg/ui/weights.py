"""How much every dimension counts: set by hand, or evened out in one step that can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from seg.core.columns import UNORDERED_KINDS, Basis, Column
from seg.core.recipe import LEAST_EMPHASIS, Forming, Recipe
from seg.segments.encoding import planned_shares
from seg.segments.weights import LARGEST, SMALLEST, STEP, Drivers, evened
from seg.ui import cache
from seg.ui.opened import Opened, by_basis, key, save
from seg.ui.session import session, t, words

Changed = Callable[[Opened], None]
EMPHASIS = "category-emphasis"
EVENED = "evened"


def weights(now: Opened, changed: Changed) -> None:
    """A slider for every basis and dimension, one for all categories, and the step that evens them out."""
    columns = {column.label: column for column in now.dimensions}
    shares = planned_shares(now.recipe, columns) if now.recipe.forming else {}
    with st.expander(t("Weights"), icon=":material/balance:"):
        st.caption(
            t(
                "Every dimension counts the same. Move a slider to let one count more or less; "
                "the slider of a basis moves all its dimensions."
            )
        )
        groups = by_basis(columns[part.dimension] for part in now.recipe.forming)
        for basis, members in groups.items():
            _of_basis(now, basis, members, shares, changed)
        _emphasis(now, [column for members in groups.values() for column in members], changed)
        _evening(now, columns)


def _of_basis(now: Opened, basis: Basis, members: list[Column], shares: dict[str, float], changed: Changed) -> None:
    together = sum(shares[column.label] for column in members)
    _weight(now, f"basis-weight/{basis.value}", words().name_of(basis), together, changed, bold=True)
    for column in members:
        if len(members) > 1:
            _weight(now, f"weight/{column.label}", words().dimension(column.label), shares[column.label], changed)


def _weight(now: Opened, name: str, label: str, share: float, changed: Changed, bold: bool = False) -> None:
    text = t("**{name}**: {planned_share}" if bold else "{name}: {planned_share}", name=label, planned_share=share)
    weight = st.session_state.setdefault(key(now, name), 1.0)
    st.slider(text, SMALLEST, LARGEST, weight, step=STEP, key=key(now, name), on_change=changed, args=(now,))


def _emphasis(now: Opened, forming: list[Column], changed: Changed) -> None:
    """Only where there are categories and something else: among themselves they would all count as before."""
    categories = [column for column in forming if column.kind in UNORDERED_KINDS]
    if not 0 < len(categories) < len(forming):
        return
    st.slider(
        t("**Categories**: how much they count beside numbers"),
        LEAST_EMPHASIS,
        1.0,
        now.recipe.category_emphasis,
        step=STEP,
        key=key(now, EMPHASIS),
        on_change=changed,
        args=(now,),
        help=t(
            "Categories and yes or no questions draw the borders of segments to themselves, also when they count no "
            "more than others: everybody with the same answer is at the same place. Less than 1 takes that back."
        ),
    )


def drivers_of(now: Opened) -> Drivers | None:
    """What sets the segments on the screen apart; None while they are not computed."""
    found = cache.solutions(now.recipe)
    return found.solutions.drivers.get(now.k) if found else None


def _evening(now: Opened, columns: dict[str, Column]) -> None:
    drivers = drivers_of(now)
    after = evened(now.recipe, drivers, columns) if drivers else now.recipe
    with st.container(horizontal=True):
        st.button(
            t("Even out"),
            key=key(now, "even-out"),
            icon=":material/balance:",
            disabled=after == now.recipe,
            on_click=_even_out,
            args=(now, after),
            help=t(
                "One step that lets a dimension count less where it sets the segments apart more than planned, and "
                "more where less, at most twice or half as much. What hardly separates customers is left alone."
            ),
        )
        if undoable := _before(now):
            st.button(t("Undo"), key=key(now, "undo-even-out"), icon=":material/undo:", on_click=_set,
                      args=(now, undoable))  # fmt: skip


def _even_out(now: Opened, after: Recipe) -> None:
    st.session_state[key(now, EVENED)] = (weights_of(now.recipe), weights_of(after))
    _set(now, weights_of(after))


Weights = tuple[tuple[tuple[str, float], ...], tuple[tuple[str, float], ...]]


def weights_of(recipe: Recipe) -> Weights:
    """The weights of the dimensions, and those of the bases."""
    return tuple((part.dimension, part.weight) for part in recipe.forming), recipe.basis_weights


def _before(now: Opened) -> Weights | None:
    """The weights before they were evened out; None once one was changed by hand."""
    before, after = st.session_state.get(key(now, EVENED), (None, None))
    return before if after == weights_of(now.recipe) else None


def _set(now: Opened, chosen: Weights) -> None:
    of_dimension, of_basis = dict(chosen[0]), chosen[1]
    forming: tuple[Forming, ...] = tuple(
        replace(part, weight=of_dimension.get(part.dimension, part.weight)) for part in now.recipe.forming
    )
    save(now, replace(now.recipe, forming=forming, basis_weights=of_basis))
    session().shown = ("", 0)  # the sliders still hold the weights of before
