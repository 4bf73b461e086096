"""How two tables belong together, as a value: the ids they share, what that means, and what is proposed to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace

from seg.core.facts import Fact
from seg.data.columns.identity import NEARLY_UNIQUE


@dataclass(frozen=True)
class Side:
    """One of the two tables: its ids in `column`, how many rows have one, and how many of both the other table knows.

    `ids_repeated` occur in several rows, `most_rows` at most. `happened`: a row is something that whoever has the id
    did (an order), even where nobody did it twice; `order` is the column that holds several of them together ("" for
    none). `adds` counts its columns beside the id.
    """

    table: str
    column: str
    rows: int
    rows_with_id: int
    rows_matched: int
    ids: int
    ids_matched: int
    ids_repeated: int
    most_rows: int
    happened: bool
    adds: int
    order: str = ""

    @property
    def match_share(self) -> float:
        """The share of the different ids that the other table has too."""
        return self.ids_matched / self.ids if self.ids else 0.0

    @property
    def unique(self) -> bool:
        return self.ids_repeated == 0

    @property
    def nearly_unique(self) -> bool:
        return self.ids >= NEARLY_UNIQUE * self.rows_with_id


@dataclass(frozen=True)
class Join:
    """Two tables that share ids. `turned` looks at the same from the other side.

    `bare`: the ids fit once zeros in front, `.0` at the end and capitals are left out; `ids_exact` fit as they stand.
    `running`: they are numbers without gaps, which fit any others. `certainty` is "sure", "likely" or "unsure".
    """

    left: Side
    right: Side
    bare: bool
    ids_exact: int
    running: bool
    certainty: str

    @property
    def left_column(self) -> str:
        return self.left.column

    @property
    def right_column(self) -> str:
        return self.right.column

    @property
    def left_match_share(self) -> float:
        return self.left.match_share

    @property
    def right_match_share(self) -> float:
        return self.right.match_share

    @property
    def relation(self) -> str:
        """ "one-to-one", "one-to-many", "many-to-one" or "many-to-many", the left table first."""
        return f"{'one' if self.left.unique else 'many'}-to-{'one' if self.right.unique else 'many'}"

    @property
    def proposal(self) -> str:
        """What to do with the right table for the rows of the left: add its `columns`, take it for `events`, `none`."""
        if self.right.unique and self.right.adds and not (self.right.happened and self.left.nearly_unique):
            return "columns"
        events = self.right.happened or self.right.unique or not self.right.nearly_unique
        return "events" if events and self.left.nearly_unique else "none"

    @property
    def turned(self) -> Join:
        return replace(self, left=self.right, right=self.left)

    @property
    def facts(self) -> tuple[Fact, ...]:
        """All of it in words, what is proposed first."""
        both = Fact.of(
            "join.both",
            left=self.left.table,
            right=self.right.table,
            left_column=self.left.column,
            right_column=self.right.column,
            count=self.left.ids_matched,
        )
        sides = ((self.left, self.right), (self.right, self.left))
        found = [_found(ours, theirs) for ours, theirs in sides]
        left_out = [fact for ours, theirs in sides for fact in _left_out(ours, theirs)]
        return (self._proposed(), both, *found, self._related(), *left_out, *self._written(), self._certain())

    def _proposed(self) -> Fact:
        names = {"left": self.left.table, "right": self.right.table}
        if self.proposal == "columns":
            return Fact.of("join.proposes_columns", count=self.right.adds, **names)
        if self.proposal == "events":
            return Fact.of("join.proposes_events", **names)
        if self.right.unique:
            return Fact.of("join.proposes_nothing_new", **names)
        if self.right.nearly_unique:
            return Fact.of("join.proposes_repair", count=self.right.ids_repeated, column=self.right.column, **names)
        return Fact.of("join.proposes_nothing", **names)

    def _related(self) -> Fact:
        one, many = (self.left, self.right) if self.left.unique else (self.right, self.left)
        if one.unique and many.unique:
            return Fact.of("join.one_to_one", left=self.left.table, right=self.right.table)
        if one.unique:
            return Fact.of("join.one_to_many", one=one.table, many=many.table, most=many.most_rows)
        left, right = {"left": self.left.table}, {"right": self.right.table}
        most = {"left_most": self.left.most_rows, "right_most": self.right.most_rows}
        return Fact.of("join.many_to_many", **left, **right, **most)

    def _written(self) -> list[Fact]:
        if not self.bare:
            return []
        return [Fact.of("join.bare", count=self.left.ids_matched - self.ids_exact)]

    def _certain(self) -> Fact:
        columns = {"left_column": self.left.column, "right_column": self.right.column}
        if self.certainty == "sure":
            return Fact.of("join.sure")
        if self.certainty == "likely":
            return Fact.of("join.likely", **columns)
        if self.running:
            return Fact.of("join.unsure_running", **columns)
        return Fact.of("join.unsure", **columns)

    def as_json(self) -> dict:
        return asdict(self)

    @classmethod
    def from_json(cls, raw: Mapping) -> Join:
        return cls(**{**raw, "left": Side(**raw["left"]), "right": Side(**raw["right"])})


def _found(ours: Side, theirs: Side) -> Fact:
    share = {"match_share": ours.match_share, "found": ours.ids_matched}
    return Fact.of("join.found", table=ours.table, other=theirs.table, count=ours.ids, **share)


def _left_out(ours: Side, theirs: Side) -> list[Fact]:
    """Rows that have no partner, and rows without any id."""
    alone, nameless = ours.rows_with_id - ours.rows_matched, ours.rows - ours.rows_with_id
    facts = []
    if alone:
        share = {"table": ours.table, "other": theirs.table, "rows_share": alone / ours.rows}
        many = ours.happened or not ours.nearly_unique
        facts.append(
            Fact.of("join.of_nobody" if many else "join.without_partner", count=alone, **share),
        )
    if nameless:
        share = {"table": ours.table, "column": ours.column, "rows_share": nameless / ours.rows}
        facts.append(Fact.of("join.without_id", count=nameless, **share))
    return facts
