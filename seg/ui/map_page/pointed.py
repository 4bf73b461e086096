"""The customer somebody points at on the map: a click or a search, with lines to those who are truly most alike."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import streamlit as st

from seg.core.results import CustomerMap
from seg.tasks import kept
from seg.ui import cache
from seg.ui.map.marks import Pointed
from seg.ui.one_customer.chooser import CUSTOMER, customer_ids, named
from seg.ui.one_customer.ids import row_of
from seg.ui.one_customer.who import place_of
from seg.ui.opened import Opened
from seg.ui.session import t, tn
from seg.ui.shell import CUSTOMER as CUSTOMER_PAGE
from seg.ui.solution_shown import Shown
from seg.ui.work import answer


def point_at(now: Opened, seen: Shown, at: int) -> None:
    """Whom somebody clicked: `at` among those in the picture."""
    st.query_params[CUSTOMER] = customer_ids(now)[int(seen.rows[at])].as_py()


@dataclass(frozen=True)
class Found:
    """A customer of the address: the id, where it stands among those in the picture (None: it does not), and its mark
    on the map, without lines while a worker looks who is most alike."""

    customer: str
    at: int | None = None
    near: tuple[int, ...] = ()
    mark: Pointed | None = None


def pointed(now: Opened, seen: Shown, drawn: CustomerMap) -> Found | None:
    """The customer of the address; None where it names none, or one of other data."""
    asked = st.query_params.get(CUSTOMER)
    row = None if asked is None else row_of(customer_ids(now), asked)
    if row is None:
        return None
    at = place_of(row, seen.rows)
    if at is None:
        return Found(asked)
    near = nearest(now, at)
    lines = tuple(_place(drawn, other) for other in near)
    return Found(asked, at, near, Pointed(named(asked), _place(drawn, at), lines))


def nearest(now: Opened, at: int) -> tuple[int, ...]:
    """Those most alike to a customer in what forms the segments, the nearest first; nobody while a worker looks."""
    key, arguments = kept.nearest_key(now.recipe, at), {"recipe": now.recipe.as_json(), "row": at}
    fetch = lambda: cache.nearest(now.recipe, at)  # noqa: E731
    found = answer(key, fetch, "seg.tasks.segments:nearest", arguments, at_once=True)
    return tuple(found["rows"]) if found else ()


def _place(drawn: CustomerMap, at: int) -> tuple[float, float]:
    return tuple(drawn.xy[at].tolist())


def let_go_line(now: Opened, seen: Shown, found: Found) -> None:
    """Who it is, how many of those most alike are in the same segment, and the ways on."""
    with st.container(border=True, gap="small", key="pointed"):
        st.markdown("  \n".join(_told(seen, found)))
        with st.container(horizontal=True, vertical_alignment="center"):
            if found.at is not None:
                st.page_link(
                    CUSTOMER_PAGE, label=t("Why here"), icon=":material/person_search:",
                    query_params={"s": now.saved.id, CUSTOMER: found.customer},
                )  # fmt: skip
            st.button(
                t("Let go"), key="let-go", icon=":material/close:", type="tertiary",
                on_click=lambda: st.query_params.pop(CUSTOMER, None),
            )  # fmt: skip


def _told(seen: Shown, found: Found) -> list[str]:
    customer = named(found.customer)
    if found.at is None:
        return [t("Customer {customer} is not in the picture: left out by a filter, or not a customer yet.",
                  customer=customer)]  # fmt: skip
    labels, label = seen.solution.labels, int(seen.solution.labels[found.at])
    confidence = int(seen.solution.confidence[found.at])
    first = t("Customer **{customer}** is in **{segment}**, with a confidence of {confidence} of 100.",
              customer=customer, segment=seen.names[label], confidence=confidence)  # fmt: skip
    if not found.near:
        return [first]
    same = int(np.count_nonzero(labels[list(found.near)] == label))
    return [first, tn(
        "The lines lead to the {alike} customers who are most alike in what forms the segments: {count} of them is in "
        "the same segment.",
        "The lines lead to the {alike} customers who are most alike in what forms the segments: {count} of them are in "
        "the same segment.",
        same, alike=len(found.near),
    )]  # fmt: skip
