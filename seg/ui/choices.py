"""The choices that make a recipe, as controls: read from what is saved, saved as they are changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial

import streamlit as st

from seg.core.columns import NUMERIC_KINDS, Basis, Column, Kind
from seg.core.derived import Derivation
from seg.core.errors import SegError
from seg.core.recipe import K_MAX, K_MIN, Filter, Forming, Recipe
from seg.segments.methods import METHODS
from seg.ui import cache
from seg.ui.held_back import held_back, pill, reasons
from seg.ui.method import METHOD, SOURCE, found_by_itself, method, source
from seg.ui.opened import ASKED, Opened, by_basis, key, save
from seg.ui.session import session, t, tn, words
from seg.ui.shell import DIMENSIONS, HOW_MANY
from seg.ui.weights import EMPHASIS, weights
from seg.ui.words.escape import md_escape

MOST_PILLS = 24
"""Dimensions of one basis that are shown side by side; more are searched."""


def choices(now: Opened) -> None:
    """All controls, in the order a person decides. Any change is saved at once.

    Each starts from what is saved, besides being set by `_load`: where a page is drawn twice in quick succession, the
    browser may be told of the second time alone, and would send the control's first value as if somebody chose it.
    """
    _load(now)
    number_of_segments(now)
    st.page_link(HOW_MANY, label=t("How many segments?"), icon=":material/numbers:", query_params={"s": now.saved.id})
    _dimensions(now)
    weights(now, _changed)
    _describing(now)
    _filters(now)
    method(now, _changed)


def number_of_segments(now: Opened) -> None:
    """The slider; where the method finds the number, that is said instead."""
    if found_by_itself(now):
        st.caption(t("The method finds the number of segments itself."))
        return
    st.slider(
        t("Number of segments"),
        K_MIN,
        K_MAX,
        now.k,
        key=key(now, "k"),
        on_change=_changed,
        args=(now,),
        help=t("Every number from 2 to 12 is computed once, so changing it answers at once."),
    )


def _dimensions(now: Opened) -> None:
    st.markdown(f"**{t('Dimensions that form the segments')}**")
    chosen = {part.dimension for part in now.recipe.forming}
    offered = [column for column in now.dimensions if not column.held or column.label in chosen]
    for basis, columns in by_basis(offered).items():
        _dimensions_of(now, basis, {column.label: column for column in columns}, chosen)
        reasons(now, columns, _changed)
    held_back(now, _changed)
    if now.dataset.tables:
        label = t("More dimensions, from events")
        st.page_link(DIMENSIONS, label=label, icon=":material/checklist:", query_params={"s": now.saved.id})


def _dimensions_of(now: Opened, basis: Basis, columns: dict[str, Column], chosen: set[str]) -> None:
    counts = {"chosen": len(chosen & columns.keys()), "available": len(columns)}
    asked = {
        "label": t("{basis} ({chosen} of {available})", basis=basis.value, **counts),
        "options": list(columns),
        "default": [label for label in columns if label in chosen],
        "key": key(now, f"forming/{basis.value}"),
        "on_change": _changed,
        "args": (now,),
    }
    if len(columns) <= MOST_PILLS:
        st.pills(selection_mode="multi", format_func=lambda label: pill(columns[label]), wrap=True, **asked)
    else:
        st.multiselect(placeholder=t("None"), wrap=True, format_func=words().dimension, **asked)


def _describing(now: Opened) -> None:
    forming = {part.dimension for part in now.recipe.forming}
    st.multiselect(
        t("Dimensions that only describe"),
        offered := [column.label for column in now.dimensions if column.label not in forming],
        [label for label in offered if label in now.recipe.describing],
        format_func=words().dimension,
        key=key(now, "describing"),
        on_change=_changed,
        args=(now,),
        placeholder=t("None"),
        wrap=True,
        help=t("They appear in the profile but have no say in who belongs where."),
    )


def _filters(now: Opened) -> None:
    columns = {column.label: column for column in now.dimensions}
    active = len(now.recipe.filters)
    label = t("Customers to include: all")
    if active:
        label = tn("Customers to include: {count} filter", "Customers to include: {count} filters", active)
    with st.expander(label, icon=":material/filter_alt:", expanded=bool(active)):
        names = st.multiselect(
            t("Filter by"),
            list(columns),
            format_func=words().dimension,
            key=key(now, "filters"),
            on_change=_changed,
            args=(now,),
            placeholder=t("All customers"),
        )
        for name in names:
            _filter(now, columns[name])


def _filter(now: Opened, column: Column) -> None:
    name, change = key(now, f"filter/{column.label}"), {"on_change": _changed, "args": (now,)}
    if column.kind in NUMERIC_KINDS:
        low, high = cache.range_of(now.dataset, now.recipe, column)
        left, right = st.columns(2)
        left.number_input(
            t("{name} from", name=column.label),
            key=f"{name}/low",
            value=None,
            placeholder=words().number(low),
            **change,
        )
        right.number_input(t("to"), key=f"{name}/high", value=None, placeholder=words().number(high), **change)
    elif column.kind is Kind.DATE:
        left, right = st.columns(2)
        bounds = {"min_value": date(1850, 1, 1), "max_value": date(2150, 1, 1), "format": "YYYY-MM-DD"}
        left.date_input(t("{name} from", name=column.label), key=f"{name}/low", value=None, **bounds, **change)
        right.date_input(t("to"), key=f"{name}/high", value=None, **bounds, **change)
    else:
        options = cache.levels(now.dataset, now.recipe, column)
        st.multiselect(
            md_escape(words().dimension(column.label)),
            options,
            key=f"{name}/among",
            format_func=partial(words().level, column.label),
            placeholder=t("All values"),
            **change,
        )


def _load(now: Opened) -> None:
    """Set the controls to what is saved, unless they are what was saved last."""
    if session().shown == (now.saved.id, now.saved.version) and key(now, "k") in st.session_state:
        return
    recipe, state = now.recipe, st.session_state
    forming = {part.dimension: part for part in recipe.forming}
    state[key(now, "k")] = now.k
    state[key(now, METHOD)], state[key(now, SOURCE)] = recipe.method, recipe.segments_from or None
    state[key(now, EMPHASIS)] = recipe.category_emphasis
    state[key(now, "describing")], state[key(now, "described")] = list(recipe.describing), []
    for basis, columns in by_basis(now.dimensions).items():
        state[key(now, f"forming/{basis.value}")] = [c.label for c in columns if c.label in forming]
        state[key(now, f"basis-weight/{basis.value}")] = dict(recipe.basis_weights).get(basis.value, 1.0)
        for column in columns:
            part = forming.get(column.label, Forming(column.label))
            state[key(now, f"weight/{column.label}")] = part.weight
            state[key(now, f"reason/{column.label}")] = part.reason
    state[key(now, "filters")] = [part.dimension for part in recipe.filters]
    columns = {column.label: column for column in now.dimensions}
    for part in recipe.filters:
        _load_filter(key(now, f"filter/{part.dimension}"), part, columns[part.dimension].kind is Kind.DATE)
    session().shown = (now.saved.id, now.saved.version)


def _load_filter(name: str, part: Filter, is_date: bool) -> None:
    def bound(given: float | str | None) -> float | date | None:
        return date.fromisoformat(str(given)) if is_date and given is not None else given

    st.session_state[f"{name}/among"] = list(part.among)
    st.session_state[f"{name}/low"], st.session_state[f"{name}/high"] = bound(part.low), bound(part.high)


def _changed(now: Opened) -> None:
    """A control was changed: keep the recipe that the controls now say."""
    _sort_out(now)
    _number_again(now)
    try:
        recipe = _recipe(now)
    except SegError as problem:
        session().notices.append(problem.fact)
        return
    if recipe != now.recipe:
        save(now, recipe)


def _chosen(now: Opened) -> list[str]:
    """The dimensions that the controls say form the segments."""
    names = [key(now, f"forming/{basis.value}") for basis in by_basis(now.dimensions)]
    return [label for name in names for label in st.session_state.get(name, ())]


def _sort_out(now: Opened) -> None:
    """What is chosen to form no longer only describes; when it is let go, it describes again as it did."""
    state, chosen = st.session_state, _chosen(now)
    describing, described = key(now, "describing"), key(now, "described")
    both = dict.fromkeys([*state.get(describing, ()), *state.get(described, ())])
    let_go = [part.dimension for part in now.recipe.forming if part.dimension not in chosen]
    derived = [label for label in let_go if Derivation.parse(label)]  # else nobody would find them here again
    state[describing] = [label for label in dict.fromkeys([*both, *derived]) if label not in chosen]
    state[described] = [label for label in both if label in chosen]


def _number_again(now: Opened) -> None:
    """Behind a method that finds the number of segments by itself, the chosen one holds again."""
    state, asked = st.session_state, now.saved.identity.get(ASKED)
    if asked and not METHODS[state.get(key(now, METHOD), now.recipe.method)].finds_k:
        state[key(now, "k")] = asked


def _recipe(now: Opened) -> Recipe:
    """The recipe of the controls. Controls that are not on the screen keep what was saved."""
    state, groups = st.session_state, by_basis(now.dimensions)
    of_basis = [(basis.value, state.get(key(now, f"basis-weight/{basis.value}"), 1.0)) for basis in groups]
    return replace(
        now.recipe,
        k=state.get(key(now, "k"), now.recipe.k),
        method=state.get(key(now, METHOD), now.recipe.method),
        segments_from=source(now),
        forming=tuple(_forming(now, label) for label in _chosen(now)),
        describing=tuple(state[key(now, "describing")]),
        basis_weights=tuple((basis, weight) for basis, weight in of_basis if weight != 1.0),
        category_emphasis=state.get(key(now, EMPHASIS), now.recipe.category_emphasis),
        filters=tuple(
            part for label in state.get(key(now, "filters"), ()) if is_active(part := _filter_of(now, label))
        ),
    )


def _forming(now: Opened, label: str) -> Forming:
    weight, reason = (key(now, f"{name}/{label}") for name in ("weight", "reason"))
    return Forming(label, st.session_state.get(weight, 1.0), st.session_state.get(reason, ""))


def is_active(part: Filter) -> bool:
    """Whether a filter leaves anybody out."""
    return bool(part.among) or part.low is not None or part.high is not None


def _filter_of(now: Opened, label: str) -> Filter:
    name, state = key(now, f"filter/{label}"), st.session_state
    before = next((part for part in now.recipe.filters if part.dimension == label), Filter(label))
    low, high = (state.get(f"{name}/{end}", getattr(before, end)) for end in ("low", "high"))
    iso = [bound.isoformat() if isinstance(bound, date) else bound for bound in (low, high)]
    return Filter(label, tuple(state.get(f"{name}/among", before.among)), *iso)
