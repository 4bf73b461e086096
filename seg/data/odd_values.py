"""Single values that cannot be right or lie far out: measured in one pass over all rows, listed and never dropped."""

from __future__ import annotations

import ibis.expr.types as ir
from ibis.backends.duckdb import Backend

from seg.core.columns import NUMERIC_KINDS, Column, Kind, Role
from seg.core.dataset import Finding
from seg.core.facts import Fact
from seg.data.cast import cast_problem, casts, typed, uncast
from seg.data.engine import one_row

OLDEST_AGE = 110
ADULT = 18
FAR_OUT_TIMES = 6
"""How far out an extreme value lies: this many times the way from the median to the 99th percentile. Skewed
spending stays below, typing errors such as an income of 666,666 do not."""


def value_findings(backend: Backend, table: ir.Table, columns: tuple[Column, ...]) -> list[Finding]:
    """Values that do not cast, extreme values, and years of birth that nobody alive can have."""
    checked = tuple(c for c in columns if casts(c) and c.role not in {Role.ID, Role.CONTACT, Role.IGNORED})
    if not checked:
        return []
    cast = typed(table, checked)
    asked = {name: value for column in checked for name, value in _measures(cast, column).items()}
    measured = one_row(backend, cast.aggregate(**asked))
    lost = [(c, n) for c in checked if (n := measured[f"lost_{c.name}"])]
    return [
        *(Finding("warn", column.label, cast_problem(backend, table, column, count)) for column, count in lost),
        *_extremes(backend, cast, checked, measured),
        *_birth_years(backend, cast, checked, measured),
    ]


def _measures(cast: ir.Table, column: Column) -> dict[str, ir.Scalar]:
    value, name = cast[column.name], column.name
    asked = {f"lost_{name}": uncast(cast, column).sum()}
    if column.kind is Kind.DATE:
        asked |= {f"most_{name}": value.year().max()}
    elif column.kind in NUMERIC_KINDS:
        asked |= {f"least_{name}": value.min(), f"most_{name}": value.max()}
        asked |= {f"middle_{name}": value.approx_median(), f"high_{name}": value.approx_quantile(0.99)}
    return asked


def _extremes(backend: Backend, cast: ir.Table, columns: tuple[Column, ...], measured: dict) -> list[Finding]:
    """Columns whose largest values lie beyond the limit; flags and counts of a few have none."""
    limits = {}
    for column in columns:
        name = column.name
        if column.kind not in NUMERIC_KINDS or column.unit == "year" or measured[f"middle_{name}"] is None:
            continue
        reach = measured[f"high_{name}"] - measured[f"middle_{name}"]
        if reach > 0 and measured[f"most_{name}"] > measured[f"middle_{name}"] + FAR_OUT_TIMES * reach:
            limits[column] = measured[f"middle_{name}"] + FAR_OUT_TIMES * reach
    if not limits:
        return []
    far = one_row(backend, cast.aggregate(**{c.name: (cast[c.name] > limit).sum() for c, limit in limits.items()}))
    return [Finding("warn", c.label, _extreme(c, far[c.name], measured)) for c in limits]


def _extreme(column: Column, count: int, measured: dict) -> Fact:
    largest, usual = measured[f"most_{column.name}"], measured[f"high_{column.name}"]
    return Fact.of("audit.extreme", column=column.label, count=count, largest=largest, usual=round(usual, 2))


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
