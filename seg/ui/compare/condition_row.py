"""One condition as controls: a dimension, how it is asked about, and what its value must be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import partial

import streamlit as st

from seg.core.columns import NUMERIC_KINDS, Column, Kind
from seg.core.condition import Condition
from seg.core.errors import SegError
from seg.segments.explaining.conditions import RANGED, is_known
from seg.segments.explaining.round_numbers import day_at, days_to
from seg.tasks.dimensions import Counting
from seg.ui import cache
from seg.ui.compare.numbers import unit_name
from seg.ui.dimensions.glances import derived
from seg.ui.explain.said import number_text
from seg.ui.opened import Opened
from seg.ui.session import say, t, words

IS, IS_NOT, KNOWN, UNKNOWN = "is", "is not", "known", "unknown"
DAYS = {"min_value": date(1850, 1, 1), "max_value": date(2150, 1, 1), "format": "YYYY-MM-DD"}


def condition_row(now: Opened, columns: Mapping[str, Column], first: Condition | None, place: str) -> Condition | None:
    """The controls, which begin with `first`, and the condition that they say; None while they say none."""
    labels = list(columns)
    label = st.selectbox(
        t("Dimension"), labels, index=labels.index(first.dimension) if first else None, key=f"{place}/dimension",
        format_func=words().dimension, placeholder=t("Choose one"), width=300,
    )  # fmt: skip
    if label is None:
        return None
    column, place = columns[label], f"{place}/{label}"
    if not _there(now, column):
        return None
    first = first if first and first.dimension == label else None
    plain = _plain(now, column)
    way = _way(column, first, place)
    if way in (KNOWN, UNKNOWN):
        return is_known(plain) if way == KNOWN else replace(is_known(plain), known=False, unknown=True)
    asked = _range(now, plain, column, first, place) if column.kind in RANGED else _values(
        now, plain, column, first, place, way
    )  # fmt: skip
    if asked is not None and column.missing_share:
        unknown = st.checkbox(t("or not known"), bool(first and first.unknown), key=f"{place}/unknown")
        asked = replace(asked, unknown=unknown)
    return asked


def _there(now: Opened, column: Column) -> bool:
    """Whether the values of the dimension are there. While a worker derives them from events, the whole page waits: it
    is told when they are, a dialog is not."""
    if column in now.dataset.dimensions:
        return True
    counting = Counting.of(now.dataset, now.recipe)
    waits = f"rule-waits/{counting.key(column.label)}"
    try:
        found = derived(counting, (column.label,), at_once=True)
    except SegError as problem:
        st.error(say(problem.fact))
        return False
    if found is not None:
        st.session_state.pop(waits, None)
        return True
    st.skeleton(height=40)
    if waits not in st.session_state:
        st.session_state[waits] = True
        st.rerun()
    return False


def _plain(now: Opened, column: Column) -> Condition:
    """A condition on the dimension that asks for nothing yet."""
    whole = column.kind in NUMERIC_KINDS and column.unit != "share" and cache.whole(now.dataset, now.recipe, column)
    levels = cache.levels(now.dataset, now.recipe, column) if column.kind in (Kind.ORDINAL, Kind.BINARY) else ()
    levels = levels[:2] if column.kind is Kind.BINARY else levels
    return Condition(column.label, column.kind, levels=tuple(levels), separator=column.separator, whole=whole)


def _way(column: Column, first: Condition | None, place: str) -> str:
    """How the dimension is asked about."""
    several = column.kind is Kind.MULTI_VALUE
    ways = {IS: t("has all of") if several else t("lies within") if column.kind in RANGED else t("is one of"),
            IS_NOT: t("has none of") if several else t("is none of"), KNOWN: t("is known"),
            UNKNOWN: t("is not known")}  # fmt: skip
    if column.kind not in (Kind.MULTI_VALUE, Kind.NOMINAL):
        del ways[IS_NOT]
    begun = IS
    if first is not None:
        begun = UNKNOWN if not first.known else IS_NOT if first.without and not first.among else IS
    return st.selectbox(
        t("How"), list(ways), index=list(ways).index(begun), format_func=ways.get, key=f"{place}/way", width=150,
    )  # fmt: skip


def _range(now: Opened, plain: Condition, column: Column, first: Condition | None, place: str) -> Condition | None:
    """From and to, both included; of numbers with decimals over, and at most, as rules say it."""
    low, high = cache.range_of(now.dataset, now.recipe, column)
    above, most = (first.above, first.most) if first else (None, None)
    if column.kind is Kind.DATE:
        start = st.date_input(
            t("First day"), None if above is None else day_at(above + 1), key=f"{place}/low", width=150, **DAYS
        )
        end = st.date_input(
            t("Last day"), None if most is None else day_at(most), key=f"{place}/high", width=150, **DAYS
        )
        above = None if start is None else float(days_to(start) - 1)
        most = None if end is None else float(days_to(end))
    else:
        above, most = _bounds(plain.whole, column, (above, most), (low, high), place)
    if above is None and most is None:
        return None
    return replace(plain, above=above, most=most)


def _bounds(
    whole: bool, column: Column, begun: tuple[float | None, float | None], ends: tuple, place: str
) -> tuple[float | None, float | None]:
    """What is typed as the bounds of a number; the smallest and the largest that there is stand where nothing is."""
    percent = column.unit == "share"
    scale, named = (100, "%") if percent else (1, unit_name(column.unit, words()))
    above, most = (None if bound is None else bound * scale for bound in begun)
    unit, kind = f" ({named})" if named else "", int if whole else float
    shown = [None if end is None else number_text(column, end, words()) for end in ends]
    typed = partial(st.number_input, step=1 if whole else None, format="%d" if whole else "%g", width=180)
    low = typed(
        f"{t('At least') if whole else t('Over')}{unit}", value=None if above is None else kind(above + whole),
        key=f"{place}/low", placeholder=shown[0],
    )  # fmt: skip
    high = typed(
        f"{t('At most')}{unit}", value=None if most is None else kind(most),
        key=f"{place}/high", placeholder=shown[1],
    )  # fmt: skip
    return None if low is None else float(low - whole) / scale, None if high is None else float(high) / scale


def _values(
    now: Opened, plain: Condition, column: Column, first: Condition | None, place: str, way: str
) -> Condition | None:
    """The levels, values or tags that are picked."""
    offered = plain.levels or cache.levels(now.dataset, now.recipe, column)
    begun = (first.among or first.without) if first else ()
    picked = st.multiselect(
        t("Values"), list(dict.fromkeys((*offered, *begun))), list(begun), key=f"{place}/{way}",
        format_func=partial(words().level, column.label), placeholder=t("Choose one or more"),
    )  # fmt: skip
    if not picked:
        return None
    return replace(plain, without=tuple(picked)) if way == IS_NOT else replace(plain, among=tuple(picked))
