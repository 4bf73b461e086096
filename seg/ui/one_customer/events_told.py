"""Events in words: when they were, what is known of them, whether they count or why not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, time, timedelta

from seg.core.derived import Derivation
from seg.core.events import EventTable, Part
from seg.data.days import EPOCH
from seg.data.events.choices import Choices
from seg.data.events.of_customer import (
    COUNTING,
    COUNTS,
    HEIGHTS,
    LATER,
    OTHER_CURRENCY,
    TAKEN_OFF,
    Deed,
    Event,
    History,
    deeds,
)
from seg.data.events.offered import currency_of
from seg.ui.charts import time_line as chart
from seg.ui.charts.time_line import Lane, Mark, Window
from seg.ui.words.words import Words

MOST_ROWS = 2_000
"""Events in the table on the page, the latest."""
MOST_MARKS = 2_000
"""Marks of one lane, the latest: a browser draws no more at once."""
MOST_NAMED = 3
MOST_SIGNS = 40
MOST_WINDOWS = 4
SAID_WITH_MONEY = Part.CURRENCY
STARTS = datetime.combine(EPOCH, time())
NOON = timedelta(hours=12)


def moment_of(second: int, table: EventTable) -> datetime:
    """When an event was; of tables without a time of day, in the middle of the day."""
    at = STARTS + timedelta(seconds=second)
    return at if table.timed else at + NOON


def when(second: int | None, table: EventTable, words: Words) -> str:
    """The moment in words, or only the day where nobody knows more."""
    if second is None:
        return words.text("no time")
    at = STARTS + timedelta(seconds=second)
    return words.moment(at) if table.timed else words.date(at.date())


def in_utc(tables: Iterable[EventTable], choices: Iterable[tuple[str, str]]) -> list[str]:
    """The names of the tables whose times are moved to UTC."""
    chosen = dict(choices)
    return [t.name for t in tables if dict(t.met).get("zoned") and chosen.get(f"{t.name}/zoned") == "utc"]


def outcome_text(outcome: str, words: Words) -> str:
    """Whether an event counts, or the rule why not."""
    known = {
        COUNTS: words.text("counts"),
        TAKEN_OFF: words.text("taken off"),
        OTHER_CURRENCY: words.text("counts, its money does not: other currency"),
        LATER: words.text("not yet: after the as-of date"),
    }
    return known.get(outcome) or words.text("no: {rule}", rule=_rule(outcome, words), markdown=False)


def _rule(outcome: str, words: Words) -> str:
    return words.named("rule", outcome)


def reasons(history: History, words: Words) -> tuple[str, ...]:
    """Per rule that some event met, what it means, as Markdown: in the order in which they first come."""
    met = dict.fromkeys("returned" if outcome == TAKEN_OFF else outcome for _, outcome, _ in history.outcomes)
    named = (outcome for outcome in met if outcome not in {COUNTS, LATER, OTHER_CURRENCY})
    return tuple(f"**{words.named('rule', name)}**: {words.named('rule', f'{name}.means')}" for name in named)


# --- the table -------------------------------------------------------------------------------------------------------


def event_rows(
    events: Sequence[Event], tables: Iterable[EventTable], choices: Choices, words: Words
) -> dict[str, list[str]]:
    """A table of text: heading -> cells, one row for each event in their order; only parts of which any is known."""
    by_name = {table.name: table for table in tables}
    known = {part for event in events for part, _ in event.parts}
    rows = {words.text("When"): [when(event.second, by_name[event.table], words) for event in events]}
    if len(by_name) > 1:
        rows[words.text("Events")] = [words.events(event.table) for event in events]
    rows[words.text("Does it count?")] = [outcome_text(event.outcome, words) for event in events]
    for part in (part for part in Part if part in known and part is not SAID_WITH_MONEY):
        units = {name: currency_of(table, choices) for name, table in by_name.items()}
        rows[part_named(part, words)] = [_cell(event, part, units[event.table], words) for event in events]
    return rows


def part_named(part: Part, words: Words) -> str:
    """What a part is called, for places that show plain text."""
    return words.named("part", part.value)


def _cell(event: Event, part: Part, currency: str, words: Words) -> str:
    said = event.get(part)
    if said is None:
        return ""
    if isinstance(said, str):
        return said
    return words.money(said, str(event.get(Part.CURRENCY) or currency)) if part is Part.VALUE else words.number(said)


# --- the time line ---------------------------------------------------------------------------------------------------


def lanes(history: History, tables: Sequence[EventTable], choices: Choices, words: Words) -> tuple[Lane, ...]:
    """A lane for each table that has times, also where this customer did nothing."""
    drawn = deeds(history.events, tables)
    found = []
    for table in (table for table in tables if table.has(Part.TIME)):
        mine = [deed for deed in drawn if deed.table == table.name][:MOST_MARKS]
        measured = next((part for part in HEIGHTS if table.has(part)), None)
        unit = currency_of(table, choices) if measured is Part.VALUE else ""
        marks = tuple(_mark(deed, table, measured, unit, words) for deed in mine)
        found.append(Lane(words.events(table.name), marks, unit))
    return tuple(found)


def _mark(deed: Deed, table: EventTable, measured: Part | None, unit: str, words: Words) -> Mark:
    how = chart.TAKEN_OFF if deed.outcome == TAKEN_OFF else chart.COUNTS if deed.outcome in COUNTING else chart.OUT
    told = [when(deed.second, table, words)]
    if deed.height is not None and measured is Part.VALUE:
        told.append(words.money(deed.height, unit))
    elif deed.height is not None:
        told.append(f"{part_named(measured, words)}: {words.number(deed.height)}")
    if deed.rows > 1:
        told.append(words.plural("{count} row", "{count} rows", deed.rows, markdown=False))
    told += [
        f"{part_named(part, words)}: {_some(values, words)}"
        for part, values in deed.texts
        if part is not SAID_WITH_MONEY
    ]
    if deed.outcome != COUNTS:
        told.append(outcome_text(deed.outcome, words))
    return Mark(moment_of(deed.second, table), deed.height, how, tuple(told))


def _some(values: Sequence[str], words: Words) -> str:
    named = [value if len(value) <= MOST_SIGNS else f"{value[: MOST_SIGNS - 1]}…" for value in values[:MOST_NAMED]]
    more = len(values) - len(named)
    return words.listing([*named, *([words.plural("{count} more", "{count} more", more)] if more else [])])


def windows(labels: Iterable[str], words: Words) -> tuple[Window, ...]:
    """The last days that some of these dimensions look at, the longest of them."""
    given = {derivation.get("days") for derivation in Derivation.among(labels)}
    days = sorted((int(each) for each in given if each), reverse=True)[:MOST_WINDOWS]
    return tuple(Window(each, words.plural("last day", "last {count} days", each, markdown=False)) for each in days)


def untimed(history: History) -> int:
    """Events that no line of time can show."""
    return sum(event.second is None for event in history.events)
