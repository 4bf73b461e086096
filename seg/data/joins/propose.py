"""Which tables belong together, and by which columns: from their names and from the ids in them.

Names alone are trusted when they say of what the ids are. Values alone are trusted when chance cannot have made them
meet: never for few values, and never for running numbers, which are in any other list of numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import combinations, product

from seg.core.columns import Column, Kind, Role
from seg.data.columns.identity import NEARLY_UNIQUE
from seg.data.engine import connect
from seg.data.joins.join import Join, Side
from seg.data.joins.keys import Ids, KeyTables
from seg.data.joins.names import (
    FAIR,
    SAME,
    SAME_LABEL,
    STRONG,
    WEAK,
    name_support,
    names_ids,
    names_other_things,
    same_words,
)
from seg.data.joins.rows import RowMeaning, row_meaning
from seg.data.joins.table import Table

COLUMNS_LOOKED_AT = 20
PAIRS_MEASURED = 8
"""Columns of each table, and pairs of them, that are looked into: those that say most."""

FEW_IDS = 20
"""Fewer different values than these meet by chance: classes, grades, shops."""

CHANCE_SHARE = 0.1
"""From this density on whole numbers find numbers of other things."""

ALL_BUT_A_FEW = 0.9
MOST = 0.5
LEAST = 0.1
KEY_KINDS = {Kind.TEXT, Kind.NOMINAL, Kind.COUNT, Kind.NUMBER}
CODES = {Role.PRODUCT, Role.CATEGORY, Role.CHANNEL, Role.LOCATION}
WEIGHT_OF_CHOSEN = 1.0
"""Ids of customers on both sides go before other columns in common: customers are what is segmented."""


@dataclass(frozen=True)
class Pair:
    """A column of each of two tables, and how far their names speak for them."""

    left: Column
    right: Column
    named: float

    @property
    def both_chosen(self) -> bool:
        return self.left.role is self.right.role is Role.ID


def proposed_joins(tables: Sequence[Table]) -> tuple[Join, ...]:
    """The best join of each two tables that share ids, in the order of the tables; the customers are the left one.

    Raises `ValueError` when two tables have one name.
    """
    if len({table.name for table in tables}) < len(tables):
        raise ValueError([table.name for table in tables])
    meanings = {table.name: row_meaning(table) for table in tables}
    with _keys(tables) as keys:
        found = (_best(keys, left, right, meanings) for left, right in combinations(tables, 2))
        return tuple(join for join in found if join)


def join_on(left: Table, right: Table, left_column: str, right_column: str) -> Join:
    """How two tables belong together by the columns that somebody chose, even where no id is shared.

    Raises `SegError` when a table has no such column.
    """
    ours, theirs = left.column(left_column), right.column(right_column)
    meanings = {table.name: row_meaning(table) for table in (left, right)}
    with _keys((left, right)) as keys:
        pair = Pair(ours, theirs, name_support(left, ours, right, theirs))
        return _measured(keys, left, right, pair, meanings)


@contextmanager
def _keys(tables: Sequence[Table]) -> Iterator[KeyTables]:
    backend = connect(tuple({table.path.parent for table in tables}))
    try:
        yield KeyTables(backend)
    finally:
        backend.disconnect()


def _best(keys: KeyTables, left: Table, right: Table, meanings: dict[str, RowMeaning]) -> Join | None:
    found = []
    for pair in _pairs(left, right):
        join = _measured(keys, left, right, pair, meanings)
        if join.left.ids_matched and (pair.named >= (WEAK if join.running else LEAST) or _told_by_values(join)):
            found.append((pair.named + WEIGHT_OF_CHOSEN * pair.both_chosen + _best_share(join), _kept_left(pair, join)))
    return max(found, key=lambda scored: scored[0], default=(0.0, None))[1]


def _kept_left(pair: Pair, join: Join) -> Join:
    """With the customers left, whose orders are counted; or what was bought, to which products are added."""
    of_others = pair.left.role in CODES or names_other_things(pair.left.label)
    once, other = (join.right, join.left) if of_others else (join.left, join.right)
    return join.turned if other.nearly_unique and not once.nearly_unique else join


def _told_by_values(join: Join) -> bool:
    return not join.running and join.left.ids_matched >= FEW_IDS and _best_share(join) >= MOST


def _best_share(join: Join) -> float:
    return max(join.left_match_share, join.right_match_share)


def _pairs(left: Table, right: Table) -> list[Pair]:
    """The pairs of columns worth looking into, those with telling names first."""
    named = [
        Pair(ours, theirs, support)
        for ours, theirs in product(_named(left), _named(right))
        if (support := name_support(left, ours, right, theirs))
    ]
    supported = {(pair.left, pair.right) for pair in named}
    once = _nearly_once(left), _nearly_once(right)
    others = [
        Pair(ours, theirs, _support_of_label(ours, theirs))
        for ours, theirs in product(_may_be_keys(left), _may_be_keys(right))
        if (ours, theirs) not in supported
        and (ours in once[0] or theirs in once[1])
        and (ours.role is Role.CONTACT) == (theirs.role is Role.CONTACT)
    ]
    named += [pair for pair in others if pair.named]
    telling = [pair for pair in others if not pair.named and _fewest(pair) >= FEW_IDS]
    first = sorted(named, key=lambda pair: (-pair.both_chosen, -pair.named))
    return first[:PAIRS_MEASURED] + sorted(telling, key=_fewest, reverse=True)[:PAIRS_MEASURED]


def _support_of_label(left: Column, right: Column) -> float:
    """One name that is not of ids may be of places or products; ids have been told apart by then."""
    ids = names_ids(left.label) and names_ids(right.label)
    return SAME_LABEL if not ids and same_words(left.label, right.label) else 0.0


def _named(table: Table) -> list[Column]:
    """The columns that are ids by their names or were chosen to be."""
    found = [c for c in table.columns if (c.role is Role.ID or names_ids(c.label)) and c.distinct > 1]
    return sorted(found, key=lambda column: (column.role is not Role.ID, -column.distinct))[:COLUMNS_LOOKED_AT]


def _may_be_keys(table: Table) -> list[Column]:
    """The columns that can be ids by what is in them, those with most different values first."""
    found = [c for c in table.columns if c.distinct > 1 and (_is_email(c) or _is_code(c))]
    return sorted(found, key=lambda column: -column.distinct)[:COLUMNS_LOOKED_AT]


def _is_email(column: Column) -> bool:
    return any(fact.key == "column.looks_like_email" for fact in column.evidence)


def _is_code(column: Column) -> bool:
    return column.role in CODES | {Role.ID} or (column.kind in KEY_KINDS and column.role is Role.TRAIT)


def _nearly_once(table: Table) -> set[Column]:
    """The columns whose values hardly repeat."""
    rows = table.rows
    return {c for c in table.columns if c.distinct >= NEARLY_UNIQUE * (1 - c.missing_share) * rows}


def _fewest(pair: Pair) -> int:
    return min(pair.left.distinct, pair.right.distinct)


def _measured(keys: KeyTables, left: Table, right: Table, pair: Pair, meanings: dict[str, RowMeaning]) -> Join:
    sides = (left, pair.left.name), (right, pair.right.name)
    ours, theirs = (keys.counted(*side) for side in sides)
    exact, shared = keys.shared(*sides, bare=False), keys.shared(*sides, bare=True)
    bare = shared.ids > exact.ids and not ours.alike and not theirs.alike
    shared = shared if bare else exact
    chance = max(ours.density, theirs.density) if ours.density and theirs.density else 0.0
    join = Join(
        _side(left, pair.left, ours, shared.ids, shared.left_rows, meanings),
        _side(right, pair.right, theirs, shared.ids, shared.right_rows, meanings),
        bare,
        exact.ids,
        running=chance >= CHANCE_SHARE,
        certainty="unsure",
    )
    return replace(join, certainty=_certainty(pair.named, join, chance))


def _side(
    table: Table, column: Column, ids: Ids, ids_matched: int, rows_matched: int, meanings: dict[str, RowMeaning]
) -> Side:
    meaning = meanings[table.name]
    happened = meaning.happened and meaning.customer == column.label
    return Side(
        table.name,
        column.label,
        ids.rows,
        ids.rows_with_id,
        rows_matched,
        ids.ids,
        ids_matched,
        ids.repeated,
        ids.most_rows,
        happened,
        sum(other.role is not Role.IGNORED for other in table.columns if other != column),
        meaning.order if happened and meaning.what == "line" else "",
    )


def _certainty(named: float, join: Join, chance: float) -> str:
    """Values of running numbers say little: then names must say more, and more ids fit than would by chance."""
    share = _best_share(join)
    if share < CHANCE_SHARE:
        return "unsure"
    if not join.running:
        return "sure" if named >= STRONG else "likely"
    if named >= STRONG and share >= min(ALL_BUT_A_FEW, 2 * chance):
        return "sure" if named == SAME else "likely"
    return "likely" if named >= FAIR and _all_known(join) else "unsure"


def _all_known(join: Join) -> bool:
    """Whether nearly all ids of the side that repeats them are on the other, as those of orders among customers."""
    return any(
        one.unique and not many.unique and many.match_share >= ALL_BUT_A_FEW
        for one, many in ((join.left, join.right), (join.right, join.left))
    )
