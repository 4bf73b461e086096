"""Segments as cards side by side: who they are, what speaks against it, and real customers."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from seg.core.errors import SegError
from seg.segments.cards import value_dimensions
from seg.segments.explaining.shortest import ShortRule
from seg.segments.lines import Line
from seg.segments.small_cells import few
from seg.ui.address import remember_several, remembered_of
from seg.ui.by_name import key_of
from seg.ui.checking import Trust, trust
from seg.ui.elements import component
from seg.ui.explain.found import rules_found
from seg.ui.naming import names_offered
from seg.ui.one_customer.chooser import customer_ids, examples, named
from seg.ui.opened import component_key, key
from seg.ui.profile.card import Card, mixes, plain_text, short_text, traits
from seg.ui.profile.cells import cell_text
from seg.ui.profile.found import Found, standing
from seg.ui.segment_table import grade_word
from seg.ui.services import services
from seg.ui.session import t, words
from seg.ui.shell import CUSTOMER, go

_cards = component("seg_cards", Path(__file__).with_name("cards.js"))
FIRST, MOST = 3, 4
"""Cards that are shown first, and at most."""


def cards_view(found: Found) -> None:
    """The cards of the segments that are chosen."""
    seen, now = found.seen, found.now
    names = seen.to_choose
    left, right = st.columns([3, 1])
    widget = key_of(key(now, "profile-cards-chosen"), names)
    chosen = left.multiselect(
        t("Segments"), list(names), remembered_of("cards", names)[:MOST] or list(names)[:FIRST], format_func=names.get,
        max_selections=MOST, key=widget, placeholder=t("Choose two to four segments"), wrap=True,
        on_change=lambda: remember_several("cards", st.session_state[widget]),
    )  # fmt: skip
    picked = [seen.solution.ids.index(segment) for segment in chosen]
    money = value_dimensions(found.lines())
    value = _value(found, money, right) if len(money) > 1 else next(iter(money), None)
    if not picked:
        return
    made = [card.as_json() for card in _made(found, picked, value)]
    place = component_key(now, "profile-cards")
    told = _cards(
        key=place, data={"cards": made, "words": _words()}, on_customer_change=lambda: None,
        on_name_change=lambda: _called(found, str(st.session_state[place]["name"])),
    )  # fmt: skip
    st.caption(
        t("More and less are against all customers. Bars: from the lower to the upper quartile, with the median; grey "
          "is all customers; of yes or no questions and categories, the share who have it. In short: found on 7 of 10 "
          "customers and tried on the others.")
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
        "customers": t("Typical customers"),
        "names": t("Other names"),
        "looking": t("Looking for the shortest rule"),
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


def _called(found: Found, place: str) -> None:
    """Give a segment another name, "segment/number" of those on its card."""
    label, at = map(int, place.split("/"))
    offered = list(_names(found, label).values())
    if at < len(offered):
        services().workspace.save_segment(found.now.saved.id, found.seen.solution.ids[label], name=offered[at])


def _names(found: Found, segment: int) -> dict[str, str]:
    seen = found.seen
    return names_offered(seen.profile, seen.names, segment, words(), seen.solution.model)


def _rules(found: Found) -> tuple[ShortRule, ...] | None:
    """The shortest rules of all segments; none where all customers are alike, None while a worker looks."""
    try:
        rules = rules_found(found.now, found.seen)
    except SegError as error:
        if error.fact.key == "error.nothing_to_explain":
            return ()
        raise
    return None if rules is None else rules.shortest


def _made(found: Found, picked: list[int], value: Line | None) -> list[Card]:
    seen, spreads = found.seen, found.lying.spreads if found.lying else {}
    every, known, where, rows = (
        found.lines(True),
        trust(found.now),
        standing(found.now, seen),
        examples(found.now, seen),
    )
    parts = (*where.journey, *where.channels) if where else ()
    rules, columns = _rules(found), {column.label: column for column in found.now.dimensions}
    each = []
    for segment in picked:
        told, but = traits(every, spreads, segment, words(), seen.as_of)
        each.append(
            Card(str(segment), seen.names[segment], found.colours[segment], _facts(found, value, known, segment), told,
                 "" if told else plain_text(every, segment, words()),
                 but, mixes(parts, segment, int(seen.solution.sizes[segment]), words()),
                 _customers(found, rows, segment),
                 None if rules is None else short_text(rules, segment, columns, words()),
                 tuple((f"{segment}/{at}", name) for at, name in enumerate(_names(found, segment))))
        )  # fmt: skip
    return each


def _customers(found: Found, rows: dict | None, segment: int) -> tuple[tuple[str, str], ...]:
    """Places and ids of those nearest to the centre, as ids may be shown."""
    if rows is None or few(found.seen.solution.sizes[segment]):
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
