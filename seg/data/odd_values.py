"""Single values that cannot be right or lie far out: measured in one pass over all rows, listed and never dropped."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir
from ibis.backends.duckdb import Backend

from seg.core.columns import NUMERIC_KINDS, Column, Kind, Role
from seg.core.dataset import Finding
from seg.core.facts import Fact
from seg.data.cast import cast_problem, casts, typed, uncast
from seg.data.engine import ROW, one_row

OLDEST_AGE = 110
ADULT = 18
USUAL_ROWS = 50_000
"""What is usual is taken from this many rows, spread evenly."""

FAR_OUT_TIMES = 6
"""How far out an extreme value lies: this many times the way from the median to the 99th percentile. Skewed
spending stays below, typing errors such as an income of 666,666 do not."""


def value_findings(backend: Backend, table: ir.Table, columns: tuple[Column, ...], rows: int) -> list[Finding]:
    """Values that do not cast, extreme values, and years of birth that nobody alive can have."""
    checked = tuple(c for c in columns if casts(c) and c.role not in {Role.ID, Role.CONTACT, Role.IGNORED})
    if not checked:
        return []
    usual = _usual(backend, table.filter(ibis._[ROW] % max(1, rows // USUAL_ROWS) == 0), checked)
    cast = typed(table, checked)
    asked = {name: value for column in checked for name, value in _measures(cast, column, usual).items()}
    measured = one_row(backend, cast.aggregate(**asked))
    lost = [(column, n) for column in checked if (n := measured[f"lost_{column.name}"])]
    far = [(column, n) for column in checked if (n := measured.get(f"far_{column.name}"))]
    return [
        *(Finding("warn", column.label, cast_problem(backend, table, column, count)) for column, count in lost),
        *(Finding("warn", column.label, _extreme(column, count, measured, usual)) for column, count in far),
        *_birth_years(backend, cast, checked, measured),
    ]


def _usual(backend: Backend, table: ir.Table, columns: tuple[Column, ...]) -> dict[str, tuple[float, float]]:
    """Median and 99th percentile of the numbers that have both and differ, by name of column."""
    numeric = tuple(c for c in columns if c.kind in NUMERIC_KINDS and c.unit != "year")
    if not numeric:
        return {}
    cast = typed(table, numeric)
    asked = {f"middle_{c.name}": cast[c.name].median() for c in numeric}
    asked |= {f"high_{c.name}": cast[c.name].quantile(0.99) for c in numeric}
    found = one_row(backend, cast.aggregate(**asked))
    ends = {c.name: (found[f"middle_{c.name}"], found[f"high_{c.name}"]) for c in numeric}
    return {name: (middle, high) for name, (middle, high) in ends.items() if middle is not None and high > middle}


def _measures(cast: ir.Table, column: Column, usual: dict[str, tuple[float, float]]) -> dict[str, ir.Scalar]:
    value, name = cast[column.name], column.name
    asked = {f"lost_{name}": uncast(cast, column).sum()}
    if column.kind is Kind.DATE:
        asked |= {f"most_{name}": value.year().max()}
    elif column.kind in NUMERIC_KINDS:
        asked |= {f"least_{name}": value.min(), f"most_{name}": value.max()}
    if name in usual:
        middle, high = usual[name]
        asked |= {f"far_{name}": (value > middle + FAR_OUT_TIMES * (high - middle)).sum()}
    return asked


def _extreme(column: Column, count: int, measured: dict, usual: dict[str, tuple[float, float]]) -> Fact:
    largest, high = measured[f"most_{column.name}"], usual[column.name][1]
    return Fact.of("audit.extreme", column=column.label, count=count, largest=largest, usual=round(high, 2))


def _birth_years(backend: Backend, cast: ir.Table, columns: tuple[Column, ...], measured: dict) -> list[Finding]:
    """Years of birth after the latest year in any date, or more than 110 years before it.

    Without dates the youngest customer stands in: somebody is 18.
    """
    births = [c for c in columns if c.unit == "year" and c.sensitive and measured.get(f"most_{c.name}") is not None]
    dates = [c for c in columns if c.kind is Kind.DATE and not c.sensitive]
    dated = max((year for c in dates if (year := measured[f"most_{c.name}"])), default=0)
    found = []
    for column in births:
        year, last = cast[column.name], measured[f"most_{column.name}"]
        latest = dated or last + ADULT
        odd = (year < latest - OLDEST_AGE) | (year > latest)
        if count := one_row(backend, cast.aggregate(n=odd.sum()))["n"]:
            years = {"earliest": str(int(measured[f"least_{column.name}"])), "last": str(int(last))}
            found.append(
                Finding("warn", column.label, Fact.of("audit.birth_years", column=column.label, count=count, **years))
            )
    return found
