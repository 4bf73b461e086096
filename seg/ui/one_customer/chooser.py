"""Whom to look at: found by id, met by chance, or the one who stands for a segment. The choice is in the address."""

from __future__ import annotations

import random

import pyarrow as pa
import streamlit as st

from seg.core.errors import SegError
from seg.segments.methods import METHODS
from seg.tasks.one_customer import examples_key
from seg.ui import cache
from seg.ui.one_customer.ids import MOST_MATCHES, masked, matches, row_of, told_apart
from seg.ui.opened import Opened
from seg.ui.services import services
from seg.ui.session import t
from seg.ui.solution_shown import Shown
from seg.ui.words.escape import md_escape
from seg.ui.work import told

CUSTOMER = "c"
"""The parameter of the address that holds the id."""
MASK = "mask-ids"


def customer_ids(now: Opened) -> pa.Array:
    """The ids of all customers, in the order of the file."""
    sha = now.dataset.customers
    return cache.made(f"ids/{sha}", lambda: _read(sha))


def _read(sha: str) -> pa.Array:
    ids = services().workspace.blobs.read_table(sha, ["customer_id"])["customer_id"]
    return ids.cast(pa.string()).combine_chunks()


def named(customer: str) -> str:
    """An id as it may be shown now."""
    return masked(customer) if st.session_state.get(MASK, True) else customer


def chosen_row(now: Opened, seen: Shown | None) -> int | None:
    """The row of the customer in the address; without one, somebody typical, or whoever is first. None while the
    typical ones are looked for. Raises `SegError` for an id that nobody has."""
    ids, asked = customer_ids(now), st.query_params.get(CUSTOMER)
    if asked is not None:
        row = row_of(ids, asked)
        if row is None:
            raise SegError("customer_unknown", given=asked)
        return row
    found = examples(now, seen)
    if seen and found is None:
        return None
    row = found["typical"][0] if found else 0
    st.query_params[CUSTOMER] = ids[row].as_py()
    return row


def examples(now: Opened, seen: Shown | None) -> dict | None:
    """The rows of those who stand for the segments, and of the most undecided; None while that is not known."""
    if seen is None:
        return None
    arguments = {"recipe": now.recipe.as_json(), "k": seen.solution.k}
    return told(examples_key(now.recipe, seen.solution.k), "seg.tasks.one_customer:examples", arguments)


def chooser(now: Opened, seen: Shown | None) -> None:
    """The ways to choose a customer."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.button(
            t("Another one at random"),
            key="random-customer",
            icon=":material/casino:",
            on_click=_at_random,
            args=(now, seen),
        )
        if seen and (found := examples(now, seen)):
            _examples(now, seen, found)
        st.toggle(
            t("Mask ids"),
            True,
            key=MASK,
            persist_state="session",
            help=t("Shows only the end of an id. It still stands in the address of the page."),
        )
    finder(now)


def finder(now: Opened) -> None:
    """A field that finds customers by the beginning of their id; who is chosen stands in the address."""
    st.fragment(_search)(now)


def _examples(now: Opened, seen: Shown, found: dict) -> None:
    """Who stands for a segment; and who is undecided, unless segments are given, as nobody is between those."""
    ids = customer_ids(now)
    names = {label: md_escape(name) for label, name in enumerate(seen.names[: seen.solution.named])}
    label = st.menu_button(
        t("The typical one of"),
        list(names),
        key="typical-customer",
        format_func=names.get,
        icon=":material/person_pin:",
        help=t("The customer nearest to the centre of the segment."),
    )
    if label is not None:
        st.query_params[CUSTOMER] = ids[found["typical"][label]].as_py()
        st.rerun()
    if not METHODS[now.recipe.method].resampled:
        return
    st.button(
        t("The most undecided"),
        key="undecided-customer",
        icon=":material/alt_route:",
        help=t("The customer nearest to the border between two segments."),
        on_click=_choose,
        args=(ids[found["undecided"]].as_py(),),
    )


def _choose(customer: str) -> None:
    st.query_params[CUSTOMER] = customer


def _at_random(now: Opened, seen: Shown | None) -> None:
    """Any customer, of those in the segments where there are any; another one than now."""
    ids = customer_ids(now)
    rows = range(len(ids)) if seen is None else seen.rows
    current = st.query_params.get(CUSTOMER)
    picked = ids[int(random.choice(rows))].as_py()
    while picked == current and len(rows) > 1:
        picked = ids[int(random.choice(rows))].as_py()
    _choose(picked)


def _search(now: Opened) -> None:
    """A field that finds ids while they are typed. The matches stay, to go through them one after the other."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="found-customers"):
        beginning = st.text_input(
            t("Find a customer"),
            key="find-customer",
            type="search",
            live=True,
            placeholder=t("Find a customer by the beginning of the id"),
            label_visibility="collapsed",
            persist_state="session",
            width=340,
        ).strip()
        if beginning:
            _matches(now, beginning)


def _matches(now: Opened, beginning: str) -> None:
    found = matches(customer_ids(now), beginning)
    if not found.count:
        st.caption(t("No id begins with {given}.", given=beginning), width="content")
        return
    labels = told_apart(found.ids, len(beginning)) if st.session_state.get(MASK, True) else found.ids
    for customer, label in zip(found.ids, labels, strict=True):
        if st.button(md_escape(label), key=f"customer/{customer}"):
            _choose(customer)
            st.rerun()
    if found.count > MOST_MATCHES:
        told_more = t("The first {shown} of {count}. Type on to see others.", shown=MOST_MATCHES, count=found.count)
        st.caption(told_more, width="content")
