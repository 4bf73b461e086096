"""A dimension in one sentence: which questions a table of events can answer, and the definition that an answer is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from seg.core.derived import Derivation
from seg.core.events import EventTable, Part
from seg.data.events.choices import Choices
from seg.data.events.measures import MEASURES, NARROWED_BY
from seg.data.events.offered import currency_unclear

EVERYTHING, COUNTRY = "", "country"
PARTS = tuple(part.value for part in NARROWED_BY)


def _of_anything(measure: str, **by_part: str) -> dict[str, tuple[str, ...]]:
    """A measure of everything, or of one value of a part alone; `by_part` are those that have a measure of their
    own."""
    return {EVERYTHING: (measure,)} | {part: (by_part.get(part, measure),) for part in PARTS}


QUESTIONS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "count": _of_anything("frequency", type="event_count"),
    "sum": _of_anything("monetary", type="value_sum"),
    "share": {
        "type": ("type_share",),
        "category": ("category_share", "category_lines_share"),
        "channel": ("channel_share",),
        "campaign": ("campaign_share",),
        COUNTRY: ("holiday_share",),
    },
    "largest": _of_anything("largest_value"),
    "whether": _of_anything("did_any", type="did"),
    "whether_not": _of_anything("did_not"),
    "at_least": _of_anything("often", type="at_least"),
}
"""What one can ask -> of what -> the measures that answer, the first that the table has what it needs for."""
EVER, DAYS, MONTHS = "ever", "days", "months"
DAYS_A_MONTH = 365 / 12


@dataclass(frozen=True)
class Of:
    """What a question is about: everything, one value of a part, or the holidays of a country."""

    part: str = EVERYTHING
    value: str = ""


@dataclass(frozen=True)
class Answer:
    """The choices that make a sentence; `last` counts days or months, whichever `within` says."""

    question: str
    table: EventTable
    of: Of
    times: int = 2
    within: str = EVER
    last: int = 1

    def derivation(self, choices: Choices) -> Derivation:
        measure = _answering(self.question, self.of.part, self.table, choices)
        parameters: dict[str, str | int] = {self.of.part: self.of.value} if self.of.part else {}
        if self.question == "at_least":
            parameters["times"] = self.times
        if self.within != EVER:
            parameters["days"] = days(self.within, self.last)
        return Derivation.of(self.table.name, measure, **parameters)


def days(within: str, last: int) -> int:
    """Months are all alike: twelve of them are a year."""
    return last if within == DAYS else round(last * DAYS_A_MONTH)


def questions(table: EventTable, choices: Choices) -> tuple[str, ...]:
    """What can be asked of a table."""
    return tuple(question for question in QUESTIONS if abouts(question, table, choices))


def abouts(question: str, table: EventTable, choices: Choices) -> tuple[Of, ...]:
    """What a question can be about in a table: everything first, then the values of its parts."""
    found: list[Of] = []
    for part in QUESTIONS[question]:
        if not _answering(question, part, table, choices):
            continue
        if part in (EVERYTHING, COUNTRY):
            found.append(Of(part))
        else:
            found += [Of(part, value) for value in table.values_of(Part(part))]
    return tuple(found)


def _answering(question: str, part: str, table: EventTable, choices: Choices) -> str:
    """The measure that answers; "" where the table lacks what it needs."""
    return next((name for name in QUESTIONS[question][part] if _answers(name, table, choices)), "")


def _answers(measure: str, table: EventTable, choices: Choices) -> bool:
    """Whether the table has what a measure needs, whatever it is about; currencies are not added up."""
    needs = MEASURES[measure].needs
    unclear = Part.VALUE in needs and currency_unclear(table, choices)
    return not unclear and all(table.has(part) for part in needs)
