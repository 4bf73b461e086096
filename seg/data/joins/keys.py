"""The ids of columns in the table engine: each counted once, and how many two columns share."""

from __future__ import annotations

from dataclasses import dataclass

import ibis
import ibis.expr.types as ir
from ibis.backends.duckdb import Backend

from seg.data.engine import one_row
from seg.data.ids import key_of
from seg.data.joins.table import Table

WHOLE = r"^\d{1,19}$"


@dataclass(frozen=True)
class Ids:
    """The ids of one column: how many, in how many rows, and how often one repeats.

    `density` is how much of the range from the lowest to the highest whole number is taken: 1 for row numbers, next
    to 0 for long codes and for what is no number. `alike` ids differ from another only in what `bare` drops.
    """

    rows: int
    rows_with_id: int
    ids: int
    repeated: int
    most_rows: int
    density: float
    alike: int


@dataclass(frozen=True)
class Shared:
    """What two columns have in common: ids, and the rows of each that hold them."""

    ids: int
    left_rows: int
    right_rows: int


class KeyTables:
    """The different ids of each column that is asked for, counted once and kept as long as the connection."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self._kept: dict[tuple[str, str], ir.Table] = {}
        self._counted: dict[tuple[str, str], Ids] = {}

    def counted(self, table: Table, name: str) -> Ids:
        if (table.name, name) not in self._counted:
            self._counted[table.name, name] = _counted(self._backend, self._keys(table, name))
        return self._counted[table.name, name]

    def shared(self, left: tuple[Table, str], right: tuple[Table, str], bare: bool) -> Shared:
        by = "bare" if bare else "id"
        ours, theirs = (self._keys(*side).select(by, n=ibis._.n) for side in (left, right))
        both = ours.inner_join(theirs.rename(m="n"), by)
        found = one_row(self._backend, both.aggregate(ids=both.count(), ours=both.n.sum(), theirs=both.m.sum()))
        return Shared(found["ids"], int(found["ours"] or 0), int(found["theirs"] or 0))

    def _keys(self, table: Table, name: str) -> ir.Table:
        if (table.name, name) not in self._kept:
            raw = self._backend.read_parquet(str(table.path.resolve()))
            ids = raw.select(id=key_of(raw[name])).group_by("id").aggregate(n=ibis._.count())
            bare = ids.mutate(bare=key_of(ids.id, bare=True))
            self._kept[table.name, name] = self._backend.create_table(f"keys_{len(self._kept)}", bare, temp=True)
        return self._kept[table.name, name]


def _counted(backend: Backend, keys: ir.Table) -> Ids:
    named = keys.id.notnull()
    digits = "0" + keys.bare  # of an id of zeros nothing is left
    whole = named & digits.re_search(WHOLE)
    number = whole.ifelse(digits, ibis.null(str)).try_cast("int64")
    found = one_row(
        backend,
        keys.aggregate(
            rows=keys.n.sum(),
            rows_with_id=keys.n.sum(where=named),
            ids=named.sum(),
            repeated=(named & (keys.n > 1)).sum(),
            most_rows=keys.n.max(where=named),
            different=keys.bare.nunique(),
            whole=whole.sum(),
            low=number.min(),
            high=number.max(),
        ),
    )
    counts = {name: int(found[name] or 0) for name in ("rows", "rows_with_id", "ids", "repeated", "most_rows")}
    ids = counts["ids"]
    density = ids / (found["high"] - found["low"] + 1) if ids and found["whole"] == ids else 0.0
    return Ids(**counts, density=min(density, 1.0), alike=ids - (found["different"] or 0))
