"""`--join`: other tables beside the customers, joined as proposed or as in an earlier run."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from seg.core.dataset import TableReading
from seg.core.errors import SegError
from seg.core.fingerprint import sha256_of_file
from seg.data.joins.join import Join
from seg.data.joins.joined import joined
from seg.data.joins.propose import CHANCE_SHARE, join_on, proposed_joins
from seg.data.joins.table import Table
from seg.headless.said import said


@dataclass(frozen=True)
class Joining:
    """One table that was joined: what it is called, the file it came from, by which ids, and how."""

    name: str
    file: str
    join: Join
    how: str

    def as_json(self) -> dict:
        return {"name": self.name, "how": self.how, "join": self.join.as_json()}

    @classmethod
    def from_json(cls, raw: Mapping) -> Joining:
        return cls(raw["name"], "", Join.from_json(raw["join"]), raw["how"])

    def told(self) -> dict:
        """For people: what was done, and everything that was found."""
        return {"name": self.name, "file": self.file, "how": self.how, **join_told(self.join)}


def named_file(given: str) -> tuple[str, Path]:
    """`FILE`, called like the file, or `NAME=FILE`."""
    name, _, file = given.partition("=")
    return (name, Path(file)) if file and not Path(given).exists() else (Path(given).stem, Path(given))


def as_before(left: Table, right: Table, before: Joining) -> Joining:
    """Joined by the columns of an earlier run and in its way, whatever these rows alone would suggest."""
    join = join_on(left, right, before.join.left.column, before.join.right.column)
    join = replace(join, right=replace(join.right, order=before.join.right.order))
    return replace(before, join=join)


def as_proposed(left: Table, right: Table) -> Joining:
    """Joined as proposed. Raises `SegError` when the tables have no ids in common, or next to none.

    Nobody looks at the proposal here, so a few ids that look alike are not enough.
    """
    for join in proposed_joins((left, right)):
        if join.certainty == "unsure" and max(join.left_match_share, join.right_match_share) < CHANCE_SHARE:
            continue
        join = join if join.left.table == left.name else join.turned
        return Joining(right.name, "", join, join.proposal)
    labels = {f"{side}_columns": tuple(c.label for c in table.columns) for side, table in _sides(left, right)}
    raise SegError("join_no_ids_in_common", left=left.name, right=right.name, **labels)


def _sides(left: Table, right: Table) -> tuple[tuple[str, Table], ...]:
    return ("left", left), ("right", right)


def joined_with(
    left: Table, reading: TableReading, right: Table, joining: Joining, scratch: Path
) -> tuple[Table, TableReading]:
    """The left table with what the right one adds, and its reading."""
    made = joined(left, right, joining.join, Path(tempfile.mkdtemp(dir=scratch)), joining.how)
    how = (*reading.how, *made.facts)
    told = replace(reading, raw=sha256_of_file(made.path), labels=made.labels, how=how)
    return replace(left, path=made.path, columns=made.columns), told


def join_told(join: Join) -> dict:
    """A join in JSON: figures for programs, sentences for people."""
    sides = {"left": join.left, "right": join.right}
    return {
        **{name: side.table for name, side in sides.items()},
        **{f"{name}_column": side.column for name, side in sides.items()},
        **{f"{name}_match_share": side.match_share for name, side in sides.items()},
        **{f"{name}_rows_matched": side.rows_matched for name, side in sides.items()},
        **{f"{name}_unique": side.unique for name, side in sides.items()},
        "relation": join.relation,
        "proposal": join.proposal,
        "certainty": join.certainty,
        "written_differently": join.bare,
        "told": [said(fact) for fact in join.facts],
    }
