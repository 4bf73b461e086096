"""What people corrected in a file, for the next file with the same columns."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from seg.core.fingerprint import fingerprint
from seg.core.steps import Step
from seg.store.kept import Kept
from seg.store.schema import corrections as table
from seg.store.schema import now

ALIKE = 0.8
"""Share of all labels that two files must have in common to be the same export in another month."""


@dataclass(frozen=True)
class Remembered:
    """The steps that led from a file with such columns to its dataset, and when they were kept (UTC, ISO).

    `same`: the columns are the very same, not only alike.
    """

    steps: tuple[Step, ...]
    updated: str
    same: bool


class Corrections(Kept):
    """The part of the workspace that remembers corrections."""

    def remember(self, labels: tuple[str, ...], steps: tuple[Step, ...]) -> None:
        """Keep the steps for files with these columns, in any order, in place of those kept before."""
        row = {"labels": sorted(labels), "steps": [step.as_json() for step in steps], "updated": now()}
        key = fingerprint("corrections", sorted({label.casefold() for label in labels}))
        with self.database.writing() as connection:
            insert = self.database.insert(table).values(key=key, **row)
            connection.execute(insert.on_conflict_do_update(index_elements=["key"], set_=row))

    def remembered(self, labels: tuple[str, ...]) -> Remembered | None:
        """What was kept for the same columns, else for those most alike; None when none are alike enough."""
        with self.database.reading() as connection:
            rows = connection.execute(select(table).order_by(table.c.sequence.desc())).all()
        alike = [(_share_in_common(labels, row.labels), row) for row in rows]
        share, best = max(alike, key=lambda pair: pair[0], default=(0.0, None))
        if best is None or share < ALIKE:
            return None
        return Remembered(tuple(map(Step.from_json, best.steps)), best.updated, share == 1)


def _share_in_common(labels: tuple[str, ...], others: list[str]) -> float:
    """Jaccard index of two sets of labels, without regard to case."""
    ours, theirs = ({label.casefold() for label in some} for some in (labels, others))
    return len(ours & theirs) / len(ours | theirs)
