"""The page of one customer: who it is, their dimensions beside their time line, and all their events."""

from __future__ import annotations

import streamlit as st

from seg.core.derived import Derivation
from seg.tasks.dimensions import Counting
from seg.tasks.one_customer import Seen, look_key
from seg.ui import cache
from seg.ui.dimensions.glances import derived
from seg.ui.one_customer.chooser import chooser, chosen_row
from seg.ui.one_customer.views import dimensions_view, events_view, time_line_view
from seg.ui.one_customer.who import who
from seg.ui.opened import Opened
from seg.ui.services import services
from seg.ui.session import t
from seg.ui.shell import errors_here
from seg.ui.solution_shown import Shown, shown
from seg.ui.work import told

BRIEFLY_SECONDS = 0.25
"""A worker has mostly looked by then: nobody sees an empty page first."""


def one_customer(now: Opened) -> None:
    """Everything about one customer. Segments are shown where they are computed, and not computed here."""
    seen = None
    if cache.solutions(now.recipe):
        seen, now = shown(now)
    top, below = st.container(), st.container()
    with below, errors_here():  # first, so that the worker looks at this customer before it looks for typical ones
        _customer(now, seen)
    with top:
        chooser(now, seen)


def _customer(now: Opened, seen: Shown | None) -> None:
    row = chosen_row(now, seen)
    found = None if row is None else _looked_at(now, seen, row)
    if row is not None:
        who(now, seen, row, found)
    if found is None:
        st.skeleton(height=420)
        return
    if not now.dataset.tables:
        dimensions_view(now, found)
        st.caption(t("This data has no events: there is no time line."))
        return
    left, right = st.columns([11, 13], gap="large")
    with left:
        dimensions_view(now, found)
    with right:
        time_line_view(now, found)
    events_view(now, found.history)


def _looked_at(now: Opened, seen: Shown | None, row: int) -> Seen | None:
    """What a worker sees of the customer, with the dimensions that are there by now; the others are asked for."""
    waiting = _underived(now)
    labels = [label for label in now.recipe.dimensions if label not in waiting]
    k = seen.solution.k if seen else None
    arguments = {"recipe": now.recipe.as_json(), "row": row, "k": k, "labels": labels}
    key, task = look_key(now.recipe, row, k, labels), "seg.tasks.one_customer:look"
    services().desk.submit(key, task, arguments)
    services().desk.wait(key, BRIEFLY_SECONDS)
    raw = told(key, task, arguments)
    return Seen.from_json(raw) if raw else None


def _underived(now: Opened) -> tuple[str, ...]:
    """Dimensions of the recipe that are not derived from the events yet, with a worker on them."""
    counting = Counting.of(now.dataset, now.recipe)
    names = {table.name for table in now.dataset.tables}
    own = {column.label for column in now.dataset.columns}
    from_events = [
        label for label in now.recipe.dimensions
        if label not in own and (derivation := Derivation.parse(label)) and derivation.table in names
    ]  # fmt: skip

    def missing() -> tuple[str, ...]:
        return tuple(label for label in from_events if not services().workspace.has_result(counting.key(label)))

    if wanted := missing():
        derived(counting, wanted)
    return missing()
