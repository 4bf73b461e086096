"""What a dimension means as things are now: in a sentence, with what becomes of what went back."""

from __future__ import annotations

from collections.abc import Iterable

from seg.core.derived import Derivation
from seg.core.events import EventTable, Part
from seg.data.events.measures import MEASURES
from seg.data.events.rules import treatment
from seg.ui.opened import Opened
from seg.ui.session import words

COUNT_ORDERS = frozenset({"frequency", "often"})
"""Measures that count orders, not their lines."""


def meaning(now: Opened, label: str) -> str:
    """The whole meaning of a dimension in plain text; "" for a column of a file."""
    told = words().dimension_means(label, now.as_of)
    more = notes(label, now.dataset.tables, now.recipe.events)
    return " ".join([told, *(words().named(*key) for key in more)])


def notes(label: str, tables: Iterable[EventTable], given: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Family and member of the sentences that are true of a dimension of such a table, counted in this way.

    Nothing is said of what went back where nothing did.
    """
    derivation = Derivation.parse(label)
    table = next((table for table in tables if derivation and table.name == derivation.table), None)
    measure = MEASURES.get(derivation.measure) if table else None
    if measure is None:
        return []
    found = [("orders", "as_one")] if measure.name in COUNT_ORDERS and table.has(Part.ORDER) else []
    if measure.returned and dict(table.met).get("returned"):
        position = treatment("returned", dict(given).get(f"{table.name}/returned", ""))
        found.append(("returned", f"{measure.returned}.{position}"))
    return found
