"""How one table of a file was read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from seg.core.facts import Fact


@dataclass(frozen=True)
class TableReading:
    """One table as it was read, all columns as text.

    `raw` is the SHA-256 of a Parquet file with text columns `c0..cn` in file order (missing cells null);
    `labels` are their cleaned, unique names in the same order; `how` says how the file was read (encoding,
    delimiter, sheet, header row) and `notes` what was met on the way. rows_in = rows_kept + rows_aside.

    `aside` is the SHA-256 of a Parquet file of the rows set aside (`line` int64, the line or row of the file; `reason`
    text, the key of a fact; `text`, the row as it stands there), "" when there are none. `source` is the SHA-256 of
    the file itself while it is kept to be read again in another way, "" afterwards.
    """

    file_name: str
    table_name: str
    raw: str
    labels: tuple[str, ...]
    rows_in: int
    rows_kept: int
    rows_aside: int
    how: tuple[Fact, ...] = ()
    notes: tuple[Fact, ...] = ()
    aside: str = ""
    source: str = ""

    def as_json(self) -> dict:
        facts = {name: [fact.as_json() for fact in getattr(self, name)] for name in ("how", "notes")}
        return asdict(self) | facts | {"labels": list(self.labels)}

    @classmethod
    def from_json(cls, raw: Mapping) -> TableReading:
        facts = {name: tuple(Fact.from_json(fact) for fact in raw[name]) for name in ("how", "notes")}
        return cls(**{**raw, **facts, "labels": tuple(raw["labels"])})
