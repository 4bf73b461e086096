"""Segments as cards side by side: who they are, what speaks against it, and real customers."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from seg.core.settings import setting
from seg.segments.cards import value_dimensions
from seg.segments.lines import Line
from seg.ui.checking import Trust, trust
from seg.ui.one_customer.chooser import customer_ids, examples, named
from seg.ui.opened import key
from seg.ui.profile.card import Card, mixes, traits
from seg.ui.profile.cells import cell_text
from seg.ui.profile.found import Found, standing
from seg.ui.segment_table import grade_word
from seg.ui.session import t, words
from seg.ui.shell import CUSTOMER, go

_HERE = Path(__file__).parent
_cards = st.components.v2.component(
    "seg_cards", js=(_HERE / "cards.js").read_text("utf-8"), css=(_HERE / "cards.css").read_text("utf-8")
)
FIRST, MOST = 3, 4
"""Cards that are shown first, and at most."""


def cards_view(found: Found) -> None:
    """The cards of the segments that are chosen."""
    seen, now = found.seen, found.now
    names = dict(enumerate(seen.names[: seen.solution.named]))
    left, right = st.columns([3, 1])
    picked = left.multiselect(
        t("Segments"), list(names), list(names)[:FIRST], format_func=names.get, max_selections=MOST,
        key=key(now, f"profile-cards/{now.recipe.solutions_key()[:8]}/{seen.solution.k}"), persist_state="session",
        placeholder=t("Choose two to four segments"), wrap=True,
    )  # fmt: skip
    money = value_dimensions(found.lines())
    value = _value(found, money, right) if len(money) > 1 else next(iter(money), None)
    if not picked:
        return
    made = [card.as_json() for card in _made(found, picked, value)]
    told = _cards(
        key=key(now, "profile-cards"), data={"cards": made, "words": _words()}, on_customer_change=lambda: None
    )
    st.caption(
        t("More and less are against all customers. Bars: from the lower to the upper quartile, with the median; grey "
          "is all customers; of yes or no questions and categories, the share who have it.")
    )  # fmt: skip
    if told.customer:
        _open(found, str(told.customer))


def _value(found: Found, money: tuple[Line, ...], place: DeltaGenerator) -> Line:
    """Which amount counts as value: somebody knows better than we do."""
    names = {line.part.dimension: line for line in money}
    label = place.selectbox(
        t("Value"), list(names), format_func=words().dimension, key=key(found.now, "profile-value"),
        persist_state="session", help=t("Cards say which share of all of it a segment has."),
    )  # fmt: skip
    return names[label]


def _words() -> dict[str, str]:
    return {
        "more": t("More than average"),
        "less": t("Less than average"),
        "nothing": t("Close to the average customer in everything that is known."),
        "customers": t("Typical customers"),
        "own": t("this segment"),
        "everyone": t("all customers"),
    }


def _open(found: Found, place: str) -> None:
    """Look at one of the customers of a card: "segment/number", as the browser says."""
    rows = examples(found.now, found.seen)
    known = {f"{segment}/{at}": row for segment, each in enumerate(rows["several"] if rows else ())
             for at, row in enumerate(each)}  # fmt: skip
    if place in known:
        go(CUSTOMER, s=found.now.saved.id, c=customer_ids(found.now)[known[place]].as_py())


def _made(found: Found, picked: list[int], value: Line | None) -> list[Card]:
    seen, spreads = found.seen, found.lying.spreads if found.lying else {}
    every, known, where, rows = (
        found.lines(True),
        trust(found.now),
        standing(found.now, seen),
        examples(found.now, seen),
    )
    parts = (*where.journey, *where.channels) if where else ()
    each = []
    for segment in picked:
        told, but = traits(every, spreads, segment, words(), seen.as_of)
        each.append(
            Card(str(segment), seen.names[segment], found.colours[segment], _facts(found, value, known, segment), told,
                 but, mixes(parts, segment, words()), _customers(found, rows, segment))
        )  # fmt: skip
    return each


def _customers(found: Found, rows: dict | None, segment: int) -> tuple[tuple[str, str], ...]:
    """Places and ids of those nearest to the centre, as ids may be shown."""
    if rows is None or found.seen.solution.sizes[segment] < setting("min_cell_customers"):
        return ()
    ids = customer_ids(found.now)
    return tuple((f"{segment}/{at}", named(ids[row].as_py())) for at, row in enumerate(rows["several"][segment]))


def _facts(found: Found, value: Line | None, known: Trust, segment: int) -> tuple[tuple[str, str], ...]:
    heading = found.headings[segment]
    told = [(t("Customers"), f"{heading.size} · {heading.share}")]
    if value:
        share = cell_text(value, segment + 1, "total_share", words(), found.seen.as_of)
        told.append((t("Share of {dimension}", dimension=value.part.dimension, markdown=False), share))
    stability = (known.stability or {}).get(found.seen.solution.k)
    if stability and segment < len(stability.segments):
        told.append((t("Found again on other samples"), grade_word(stability.segments[segment])))
    elif known.stability is None:
        told.append((t("Found again on other samples"), "…"))
    return tuple(told)
