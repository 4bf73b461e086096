"""What was told of a column when it was understood."""

from __future__ import annotations

from seg.core.columns import Column
from seg.core.facts import Fact


def told(column: Column, key: str) -> Fact | None:
    """The fact of that key among the evidence, None without one."""
    return next((fact for fact in column.evidence if fact.key == key), None)


def words_for_nothing(column: Column) -> tuple[str, ...]:
    """Values of the column, in lower case, that only say that nothing is known."""
    fact = told(column, "column.placeholders")
    return tuple(sorted({word.lower() for word in fact["words"]})) if fact else ()
