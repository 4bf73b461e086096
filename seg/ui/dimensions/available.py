"""The dimensions that a segmentation can have: of the customer list, from events, and those the team built."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from seg.core.columns import Column
from seg.core.derived import Derivation
from seg.core.errors import SegError
from seg.core.facts import Fact
from seg.data.columns.suggest import BASES_FIRST
from seg.data.events.choices import Choices
from seg.data.events.offered import derived_column, offered
from seg.data.events.suggest import suggested
from seg.ui.opened import Opened

FIRST = (
    "recency_days",
    "frequency",
    "monetary",
    "average_order_value",
    "tenure_days",
    "categories_bought",
    "products_bought",
    "basket_size",
    "stage",
    "rfm_group",
    "preferred_channel",
    "preferred_category",
    "spend_trend",
    "overdue",
    "returns_share",
    "discount_share",
)
"""Measures that people look for first, in this order; the others follow as they are offered."""
FEWEST = 5
"""Dimensions of a group that are shown before anybody asks for more."""


@dataclass(frozen=True)
class Group:
    """Dimensions of one basis and one source: a table of events, or "" for the customer list."""

    source: str
    columns: tuple[Column, ...]


@dataclass(frozen=True)
class Available:
    """All dimensions by label, and why some that the recipe or the team names cannot be had now."""

    columns: dict[str, Column]
    built: tuple[str, ...]
    suggested: tuple[str, ...]
    problems: dict[str, Fact]

    @property
    def derived(self) -> tuple[str, ...]:
        """Labels of those that are made of events."""
        return tuple(label for label, column in self.columns.items() if _source(column))

    def by_basis(self) -> dict[str, tuple[Group, ...]]:
        """Groups by basis, what customers do first."""
        found = {basis: [c for c in self.columns.values() if c.basis is basis] for basis in BASES_FIRST}
        return {basis.value: _groups(columns) for basis, columns in found.items() if columns}


def available(now: Opened, built: Iterable[str]) -> Available:
    """What there is for this recipe: which way events count decides it too. `built` are labels that the team keeps."""
    choices = Choices.of(now.recipe.events)
    columns = {column.label: column for column in (*now.dataset.dimensions, *offered(now.dataset.tables, choices))}
    problems, built = {}, tuple(built)
    for label in dict.fromkeys((*built, *now.recipe.dimensions)):
        if label not in columns:
            try:
                column = derived_column(now.dataset, label, choices)
            except SegError as problem:
                problems[label] = problem.fact
                continue
            columns |= {label: column} if column else {}
    forming, describing = suggested(now.dataset, choices)
    return Available(columns, built, (*forming, *describing), problems)


def shown_first(group: Group, suggested: Iterable[str]) -> frozenset[str]:
    """The labels of a group that are shown before anybody asks for more; all where few would be left out."""
    labels = [column.label for column in group.columns]
    first = {*labels[:FEWEST], *(label for label in labels if label in set(suggested))}
    return frozenset(labels if len(labels) - len(first) <= 2 else first)


def _groups(columns: list[Column]) -> tuple[Group, ...]:
    sources = dict.fromkeys(_source(column) for column in columns)
    return tuple(
        Group(source, tuple(sorted((c for c in columns if _source(c) == source), key=_place)))
        for source in sorted(sources, key=lambda source: source == "")
    )


def _source(column: Column) -> str:
    """The table that a column is derived from; a column of a file has a name of its own."""
    derivation = Derivation.parse(column.label) if column.name == column.label else None
    return derivation.table if derivation else ""


def _place(column: Column) -> int:
    """Where a dimension stands in its group. Those with a window follow the plain ones."""
    derivation = Derivation.parse(column.label)
    if derivation is None or derivation.measure not in FIRST:
        return len(FIRST)
    return len(FIRST) if derivation.parameters else FIRST.index(derivation.measure)
