"""A dimension in one sentence: which questions a table of events can answer, and the definition that an answer is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from seg.core.derived import Derivation
from seg.core.events import EventTable, Part
from seg.data.events.choices import Choices
from seg.data.events.measures import MEASURES
from seg.data.events.offered import currency_unclear

EVERYTHING, COUNTRY = "", "country"
QUESTIONS: Mapping[str, Mapping[str, str]] = {
    "count": {EVERYTHING: "frequency", "type": "event_count"},
    "sum": {EVERYTHING: "monetary", "type": "value_sum"},
    "share": {"category": "category_share", "channel": "channel_share", "type": "type_share", COUNTRY: "holiday_share"},
    "largest": {EVERYTHING: "largest_value"},
    "whether": {EVERYTHING: "did_any", "type": "did"},
    "at_least": {"type": "at_least"},
}
"""What one can ask -> of what -> the measure that answers."""
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

    def derivation(self) -> Derivation:
        measure = QUESTIONS[self.question][self.of.part]
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
    for part, measure in QUESTIONS[question].items():
        if not _answers(measure, table, choices):
            continue
        if part in (EVERYTHING, COUNTRY):
            found.append(Of(part))
        else:
            found += [Of(part, value) for value in table.values_of(Part(part))]
    return tuple(found)


def _answers(measure: str, table: EventTable, choices: Choices) -> bool:
    """Whether the table has what the measure needs; money of several currencies is not added up."""
    known = MEASURES.get(measure)
    if known is None or (Part.VALUE in known.needs and currency_unclear(table, choices)):
        return False
    return all(table.has(part) for part in known.needs) and (not known.about or table.about in known.about)
