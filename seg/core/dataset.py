"""What an import gave: how a file was read, and the dataset that was made of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from seg.core.columns import Column, Role
from seg.core.events import EventTable, latest_day
from seg.core.facts import Fact
from seg.core.reading import TableReading
from seg.core.steps import Step


@dataclass(frozen=True)
class Finding:
    """One thing the audit met: how grave, which column ("" = the whole table), the sentence, and what would mend it.

    `repairs` are alternatives, each one step; none where only a person can decide or the file must be corrected.
    """

    severity: str  # "stop" | "warn" | "note"
    column: str
    fact: Fact
    repairs: tuple[Step, ...] = ()

    def as_json(self) -> dict:
        repairs = [step.as_json() for step in self.repairs]
        return {"severity": self.severity, "column": self.column, "fact": self.fact.as_json(), "repairs": repairs}

    @classmethod
    def from_json(cls, raw: Mapping) -> Finding:
        repairs = tuple(Step.from_json(step) for step in raw.get("repairs", ()))
        return cls(raw["severity"], raw["column"], Fact.from_json(raw["fact"]), repairs)


@dataclass(frozen=True)
class Dataset:
    """One import, immutable. `id` is the SHA-256 over what was read and how its columns were understood.

    `customers` is the SHA-256 of a Parquet file, one row per customer: `customer_id` (text, unique), then
    typed columns by `Column.name`: double for money, count, number; date for dates; text for the rest.
    `contacts` is one of `customer_id` and the contact columns as text, or "" when there are none; nothing
    but the export reads it. `latest_date` is the latest day in any date column ("" without one).
    rows_in = rows_used + the counts of `set_aside`, each a fact with `count`. `steps` is its history: the corrections
    and repairs that led from what was read to these customers, in order.

    `tables` are the events of these customers. With events, `latest_date` is the latest day of any of them
    that did not lie ahead when they were read, and
    customers of whom events alone are known (the column `listed` of `customers` is false) may be among them; with
    `everyone` those who were in no list were asked for. `answers` is, as JSON, what the dimensions of a survey are made
    with (`seg.data.answers`); these are the last of `columns`.
    """

    id: str
    name: str
    reading: TableReading
    columns: tuple[Column, ...]
    customers: str
    contacts: str
    rows_in: int
    rows_used: int
    set_aside: tuple[Fact, ...] = ()
    findings: tuple[Finding, ...] = ()
    latest_date: str = ""
    steps: tuple[Step, ...] = ()
    tables: tuple[EventTable, ...] = ()
    everyone: bool = False
    answers: Mapping = field(default_factory=dict)

    def column(self, label: str) -> Column:
        """The column of that label. Raises `KeyError`."""
        return next_or_key_error((c for c in self.columns if c.label == label), label)

    @property
    def dimensions(self) -> tuple[Column, ...]:
        """The columns that can form or describe segments, in file order."""
        return tuple(column for column in self.columns if column.forms)

    def table(self, name: str) -> EventTable:
        """The events of that name. Raises `KeyError`."""
        return next_or_key_error((table for table in self.tables if table.name == name), name)

    def latest_counted(self, choices: Iterable[tuple[str, str]]) -> str:
        """The latest day as it is by the choices of a recipe about events: in UTC where they say so."""
        in_utc = [name.removesuffix("/zoned") for name, chosen in choices if (name[-6:], chosen) == ("/zoned", "utc")]
        return (latest_day(self.tables, in_utc) if in_utc else "") or self.latest_date

    @property
    def id_column(self) -> Column | None:
        """The column that held the ids; None when row numbers stand in for them."""
        return next((column for column in self.columns if column.role is Role.ID), None)

    def as_json(self) -> dict:
        return {
            **{name: getattr(self, name) for name in self.__dataclass_fields__},
            "reading": self.reading.as_json(),
            "columns": [column.as_json() for column in self.columns],
            "set_aside": [fact.as_json() for fact in self.set_aside],
            "findings": [finding.as_json() for finding in self.findings],
            "steps": [step.as_json() for step in self.steps],
            "tables": [table.as_json() for table in self.tables],
        }

    @classmethod
    def from_json(cls, raw: Mapping) -> Dataset:
        parts = {
            "reading": TableReading.from_json(raw["reading"]),
            "columns": tuple(Column.from_json(column) for column in raw["columns"]),
            "set_aside": tuple(Fact.from_json(fact) for fact in raw["set_aside"]),
            "findings": tuple(Finding.from_json(finding) for finding in raw["findings"]),
            "steps": tuple(Step.from_json(step) for step in raw.get("steps", ())),
            "tables": tuple(EventTable.from_json(table) for table in raw.get("tables", ())),
        }
        return cls(**{**raw, **parts})


def next_or_key_error(found, label: str):
    for item in found:
        return item
    raise KeyError(label)
