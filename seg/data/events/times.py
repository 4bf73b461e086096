"""What stands in the column that says when events happened, before anything is made of them: for people to know."""

from __future__ import annotations

from pathlib import Path

import ibis

from seg.core.columns import Column
from seg.core.facts import Fact
from seg.data.days import moment
from seg.data.engine import ROW, one_row, opened
from seg.data.text import cleaned

EXAMPLES = 3


def unread_times(path: Path, column: Column) -> tuple[Fact, ...]:
    """The rows of a table of text whose time is missing or cannot be read, with the first few cells and their rows,
    counted from 1."""
    with opened(path) as (backend, table):
        cells = table.select(ROW, text=cleaned(table[column.name]))
        unread = cells.filter(moment(cells.text, column.date_format).isnull())
        counts = one_row(backend, unread.aggregate(rows=unread.count(), filled=unread.text.count()))
        first = backend.to_pyarrow(unread.filter(unread.text.notnull()).order_by(ROW).limit(EXAMPLES)).to_pydict()
    empty, filled = counts["rows"] - counts["filled"], counts["filled"]
    rows = tuple(str(row + 1) for row in first[ROW])
    told = (
        Fact.of("events.no_time", count=empty, column=column.label),
        Fact.of("events.time_unread", count=filled, column=column.label, examples=tuple(first["text"]), rows=rows),
    )
    return tuple(fact for fact in told if fact["count"])


def times_ahead(path: Path, column: Column, today: str) -> tuple[Fact, ...]:
    """The rows of a table of text that lie after the ISO day `today`, and the last day."""
    with opened(path) as (backend, table):
        day = moment(cleaned(table[column.name]), column.date_format).date()
        ahead = day > ibis.literal(today).cast("date")
        found = one_row(backend, table.aggregate(rows=ahead.sum(), last=day.max(where=ahead)))
    return (Fact.of("events.ahead", count=int(found["rows"]), last_date=str(found["last"])),) if found["rows"] else ()
