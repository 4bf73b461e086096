"""Corrections of what a column is: each takes the column and gives it as somebody says that it is."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from seg.core.columns import Basis, Column, Kind, Role, Sensitivity
from seg.core.steps import Step
from seg.data.columns.values import all_values
from seg.data.engine import opened
from seg.data.repairs.kinds import as_kind, forgotten
from seg.data.repairs.registry import REPAIRS, Correction, bad_values

Member = TypeVar("Member", bound=StrEnum)
DATE_PART = re.compile("%[dmYyBbHMSfnIpz]|[^%]")
MONTHS, YEARS = {"%m", "%b", "%B"}, {"%Y", "%y"}


def correction(name: str) -> Callable[[Callable], Callable]:
    """Registers a function (path of the table, column, step) -> column."""

    def register(change: Callable[[Path, Column, Step], Column]):
        REPAIRS.add(name)(Correction(change))
        return change

    return register


def _chosen(members: type[Member], step: Step) -> Member:
    if len(step.values) != 1 or step.values[0] not in set(members):
        raise bad_values(step)
    return members(step.values[0])


@correction("role")
def role(raw: Path, column: Column, step: Step) -> Column:
    """values: the role. Ids and contact details are text."""
    chosen = _chosen(Role, step)
    if chosen in {Role.ID, Role.CONTACT}:
        column = replace(forgotten(column, Kind.TEXT), sensitive=False, held=False)
    return replace(column, role=chosen)


@correction("ignore")
def ignore(raw: Path, column: Column, step: Step) -> Column:
    """Out of everything."""
    if step.values:
        raise bad_values(step)
    return replace(column, role=Role.IGNORED)


@correction("kind")
def kind(raw: Path, column: Column, step: Step) -> Column:
    """values: the kind."""
    return as_kind(raw, column, _chosen(Kind, step))


@correction("basis")
def basis(raw: Path, column: Column, step: Step) -> Column:
    """values: the basis."""
    return replace(column, basis=_chosen(Basis, step))


@correction("sensitivity")
def sensitivity(raw: Path, column: Column, step: Step) -> Column:
    """values: the sensitivity."""
    chosen = _chosen(Sensitivity, step)
    return replace(column, sensitive=chosen is not Sensitivity.NONE, held=chosen is Sensitivity.HELD)


@correction("date_format")
def date_format(raw: Path, column: Column, step: Step) -> Column:
    """values: a strptime pattern, or several parted by "|". Who chose one is sure of day and month."""
    patterns = step.values[0].split("|") if len(step.values) == 1 else [""]
    if not all(map(_is_date_pattern, patterns)):
        raise bad_values(step)
    sure = tuple(fact for fact in column.evidence if fact.key != "column.date_order_unsure")
    fresh = column if column.kind is Kind.DATE else forgotten(column, Kind.DATE)
    return replace(fresh, date_format=step.values[0], evidence=sure)


def _is_date_pattern(pattern: str) -> bool:
    """Whether a pattern has one month and one year, one day at most, and nothing that is no part of a moment."""
    parts = re.findall("%.|.", pattern)
    months, years = (sum(part in of for part in parts) for of in (MONTHS, YEARS))
    return months == years == 1 and parts.count("%d") <= 1 and all(DATE_PART.fullmatch(part) for part in parts)


@correction("levels")
def levels(raw: Path, column: Column, step: Step) -> Column:
    """values: the levels from low to high, of a yes or no as (no, yes); another kind becomes ordered groups."""
    kind = Kind.BINARY if column.kind is Kind.BINARY and len(step.values) == 2 else Kind.ORDINAL
    if len(set(step.values)) < max(2, len(step.values)) or not _any_there(raw, column, step.values):
        raise bad_values(step)
    fresh = column if column.kind is kind else forgotten(column, kind)
    return replace(fresh, levels=step.values)


def _any_there(raw: Path, column: Column, texts: tuple[str, ...]) -> bool:
    with opened(raw) as (backend, table):
        values = all_values(backend, table, (column.name,))[column.name]
    return bool(set(texts) & {*values.texts.to_pylist(), *values.placeholders})
