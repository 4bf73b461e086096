"""Single values that cannot be right or lie far out: measured over all rows, listed and never dropped."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import ibis.expr.types as ir
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from ibis.backends.duckdb import Backend

from seg.core.columns import Column, Kind, Role
from seg.core.dataset import Finding
from seg.core.facts import Fact
from seg.core.steps import Step
from seg.data.audit.evidence import words_for_nothing
from seg.data.audit.masks import all_masked
from seg.data.cast import cast_problem, casts
from seg.data.counted import SIZED, Sizes, sized
from seg.data.text import cleaned

OLDEST_AGE = 110
ADULT = 18
EXAMPLES = 3
FAR_OUT_TIMES = 6
"""How far out an extreme value lies: this many times the way from the median to the 99th percentile. Skewed
spending stays below, typing errors such as an income of 666,666 do not."""


@dataclass(frozen=True, eq=False)
class Years:
    """The years of one column, (m,), NaN for none, and how many `rows` have each."""

    column: Column
    years: np.ndarray
    rows: np.ndarray

    @property
    def least(self) -> int:
        return int(np.nanmin(self.years))

    @property
    def most(self) -> int:
        return int(np.nanmax(self.years))


def value_findings(
    backend: Backend, table: ir.Table, columns: tuple[Column, ...], tally: dict[str, pa.Table]
) -> list[Finding]:
    """Values that do not cast, extreme values, and years of birth that nobody alive can have.

    `tally` are the different values of the columns that have few (see `tallies`).
    """
    checked = [c for c in columns if casts(c) and c.role not in {Role.ID, Role.CONTACT, Role.IGNORED}]
    lost, extreme, years = [], [], []
    for column, values in sized(backend, table, checked, tally):
        lost += _lost(backend, table, column, values.texts, values.rows, np.isnan(values.sizes))
        extreme += _extreme(column, values)
        years += _years(column, values)
    for column in (column for column in checked if column.kind not in SIZED and column.name in tally):
        values = tally[column.name]
        levels = pc.is_in(values["text"], value_set=pa.array(column.levels, pa.string())).to_numpy()
        lost += _lost(backend, table, column, values["text"], values["n"].to_numpy(), ~levels)
    return [*lost, *extreme, *_birth_years(years)]


def _lost(
    backend: Backend, table: ir.Table, column: Column, texts: pa.ChunkedArray, rows: np.ndarray, odd: np.ndarray
) -> list[Finding]:
    """Values that are not of their kind; those that only say that nothing is known are told elsewhere."""
    nothing = words_for_nothing(column)
    said = pc.is_in(pc.utf8_lower(texts), value_set=pa.array(nothing, pa.string())).to_numpy() if odd.any() else odd
    if not (count := int(rows[odd & ~said].sum())):
        return []
    of_those = cleaned(table[column.name]).lower().isin(nothing).fill_null(False)
    fact = cast_problem(backend, table.filter(~of_those), column, count)
    if column.sensitive:
        examples = {"examples": all_masked(fact["examples"])}
        fact = replace(fact, values=tuple(sorted((dict(fact.values) | examples).items())))
    return [Finding("warn", column.label, fact)]


def _extreme(column: Column, values: Sizes) -> list[Finding]:
    """Numbers far above the others, the largest first; a column of which most are alike has no such thing."""
    if column.kind is Kind.DATE or column.unit == "year":
        return []
    middle, high = values.quantiles(0.5, 0.99)
    far = (
        np.flatnonzero(values.sizes > middle + FAR_OUT_TIMES * (high - middle)) if high > middle else np.array([], int)
    )
    if not len(far):
        return []
    largest = far[np.argsort(-values.sizes[far], kind="stable")][:EXAMPLES]
    examples = dict.fromkeys(values.texts[int(at)].as_py() for at in largest)
    numbers = {"largest": float(values.sizes[largest[0]]), "usual": round(high, 2)}
    facts = {"column": column.label, "count": int(values.rows[far].sum()), "examples": tuple(examples)}
    return [Finding("warn", column.label, Fact.of("audit.extreme", **facts, **numbers))]


def _years(column: Column, values: Sizes) -> list[Years]:
    """The years of dates and years of birth; none where no value is one."""
    if not (column.kind is Kind.DATE or (column.unit == "year" and column.sensitive)):
        return []
    years = values.years if column.kind is Kind.DATE else values.sizes
    return [] if np.isnan(years).all() else [Years(column, years, values.rows)]


def _birth_years(years: Iterable[Years]) -> list[Finding]:
    """Years of birth after the latest year in any date, or more than 110 years before it.

    Without dates the youngest customer stands in: somebody is 18.
    """
    dated = max((one.most for one in years if not one.column.sensitive), default=0)
    found = []
    for birth in (one for one in years if one.column.sensitive):
        label, latest = birth.column.label, dated or birth.most + ADULT
        first = latest - OLDEST_AGE
        if count := int(birth.rows[(birth.years < first) | (birth.years > latest)].sum()):
            ends = {"earliest": str(birth.least), "last": str(birth.most)}
            fact = Fact.of("audit.birth_years", column=label, count=count, **ends)
            found.append(Finding("warn", label, fact, (Step("implausible_years", label, (str(first), str(latest))),)))
    return found
