"""A table of what customers did: which column is what part of an event, and what stands in it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from seg.core.columns import Column
from seg.core.facts import Fact
from seg.core.reading import TableReading
from seg.core.steps import Step


class Part(StrEnum):
    """What a column says about an event. `VALUE` is the money of the row, `PRICE` that of one piece of it; `QUANTITY`
    counts pieces, or the pages of a visit; `SCORE` is the answer to a question that `TYPE` names."""

    CUSTOMER = "customer"
    TIME = "time"
    VALUE = "value"
    PRICE = "price"
    QUANTITY = "quantity"
    DISCOUNT = "discount"
    DURATION = "duration"
    SCORE = "score"
    ORDER = "order"
    PRODUCT = "product"
    CATEGORY = "category"
    CHANNEL = "channel"
    TYPE = "type"
    CAMPAIGN = "campaign"
    STATUS = "status"
    CURRENCY = "currency"
    PLACE = "place"


NUMBER_PARTS = frozenset({Part.VALUE, Part.PRICE, Part.QUANTITY, Part.DISCOUNT, Part.DURATION, Part.SCORE})
TEXT_PARTS = (
    Part.ORDER,
    Part.PRODUCT,
    Part.CATEGORY,
    Part.CHANNEL,
    Part.TYPE,
    Part.CAMPAIGN,
    Part.STATUS,
    Part.CURRENCY,
    Part.PLACE,
)


class About(StrEnum):
    """What a table of events is about: it decides which dimensions are offered."""

    ORDERS = "orders"
    VISITS = "visits"
    EMAILS = "emails"
    SUPPORT = "support"
    CAMPAIGNS = "campaigns"
    ANSWERS = "answers"
    OTHER = "other"


@dataclass(frozen=True)
class EventTable:
    """Events of the customers of a dataset. `name` stands in the labels of the dimensions made of them.

    `parts` pair a part with the label of the column that holds it. `events` is the SHA-256 of a Parquet file of the
    canonical columns (`seg.data.events.canonical`), one row for each row that was read, "" where the events stay in
    the database that `connection` names. `met` counts the rows that each rule speaks of, `of_nobody` those of
    customers that the dataset does not have. `values` are, for parts that are categories, what stands in them, the
    most frequent first. `reading`, `columns` and `steps` say how the table was read, understood and repaired; `bare`
    ids fit those of the customers once what programs add to them is left out. `state` tells events that stay in a
    database from what they may become there.

    `earliest_date` and `latest_date` are ISO days as they are written, "" without any; `latest_utc_date` is the latest
    in UTC where rows name their zones and that is another. Of the events of these customers, `ahead` lie after the day
    on which the table was read, the last on `ahead_date`: none of them is the latest. `timed` says whether any event
    has a time of day.
    """

    name: str
    about: About
    reading: TableReading
    columns: tuple[Column, ...]
    parts: tuple[tuple[Part, str], ...]
    events: str
    rows: int
    met: tuple[tuple[str, int], ...] = ()
    of_nobody: int = 0
    earliest_date: str = ""
    latest_date: str = ""
    timed: bool = False
    values: tuple[tuple[Part, tuple[str, ...]], ...] = ()
    steps: tuple[Step, ...] = ()
    bare: bool = False
    connection: str = ""
    state: str = ""
    latest_utc_date: str = ""
    ahead: int = 0
    ahead_date: str = ""

    @property
    def last_date(self) -> str:
        """The day of the last event, also where it lies ahead."""
        return max(self.latest_date, self.ahead_date)

    @property
    def facts(self) -> tuple[Fact, ...]:
        """What people should know of its times."""
        return (Fact.of("events.ahead", count=self.ahead, last_date=self.ahead_date),) if self.ahead else ()

    def has(self, part: Part) -> bool:
        """Whether the part is known; the money of a row also where only the price of a piece is."""
        known = {known for known, _ in self.parts}
        return part in known or (part is Part.VALUE and Part.PRICE in known)

    def values_of(self, part: Part) -> tuple[str, ...]:
        """What stands in a part, the most frequent first."""
        return dict(self.values).get(part, ())

    @property
    def currencies(self) -> tuple[str, ...]:
        return self.values_of(Part.CURRENCY)

    def currency_named(self, text: str) -> str:
        """The currency that somebody means, whatever its capitals; as given where it is none of these."""
        if text in self.currencies:
            return text
        return next((currency for currency in self.currencies if currency.upper() == text.strip().upper()), text)

    @property
    def unit(self) -> str:
        """The currency of its money, "" where it is not known or there are several."""
        if self.currencies:
            return self.currencies[0] if len(self.currencies) == 1 else ""
        labels = {label for part, label in self.parts if part in {Part.VALUE, Part.PRICE}}
        return next((column.unit for column in self.columns if column.label in labels), "")

    def as_json(self) -> dict:
        return {
            **{name: getattr(self, name) for name in self.__dataclass_fields__},
            "reading": self.reading.as_json(),
            "columns": [column.as_json() for column in self.columns],
            "steps": [step.as_json() for step in self.steps],
        }

    @classmethod
    def from_json(cls, raw: Mapping) -> EventTable:
        parts = {
            "about": About(raw["about"]),
            "reading": TableReading.from_json(raw["reading"]),
            "columns": tuple(Column.from_json(column) for column in raw["columns"]),
            "parts": tuple((Part(part), label) for part, label in raw["parts"]),
            "met": tuple((rule, int(count)) for rule, count in raw["met"]),
            "values": tuple((Part(part), tuple(values)) for part, values in raw["values"]),
            "steps": tuple(Step.from_json(step) for step in raw["steps"]),
        }
        return cls(**{**raw, **parts})


def latest_day(tables: Iterable[EventTable], in_utc: Collection[str] = ()) -> str:
    """The latest day of any table, as far as it was over when the tables were read; "" without one.

    Where all that happens lies ahead (bookings), the last day of it. `in_utc` names the tables that count in UTC.
    """
    tables = tuple(tables)
    known = [table.latest_utc_date if table.name in in_utc else "" for table in tables]
    latest = max((day or table.latest_date for day, table in zip(known, tables, strict=True)), default="")
    return latest or max((table.ahead_date for table in tables), default="")
