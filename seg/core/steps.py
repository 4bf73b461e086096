"""The history of an import: each correction and each repair is one step, said in words and undone by leaving it out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from seg.core.facts import Fact


@dataclass(frozen=True)
class Step:
    """What was done: the name of a registered repair, the column it is about, and its values.

    `column` is a label as the file has it ("" = the whole table): so the same steps fit the next file with the same
    columns. What `values` mean is up to the repair.
    """

    repair: str
    column: str = ""
    values: tuple[str, ...] = ()

    @property
    def offer(self) -> Fact:
        """What a button says that would do it."""
        return self._fact("offer")

    @property
    def done(self) -> Fact:
        """What the history says of it."""
        return self._fact("done")

    def _fact(self, moment: str) -> Fact:
        """Facts for every sentence: a repair named after what it sets (`kind`) names its value so."""
        first, last = "".join(self.values[:1]), "".join(self.values[-1:])
        facts = {"column": self.column, "values": self.values, "others": self.values[1:], "first": first, "last": last}
        return Fact.of(f"repair.{self.repair}.{moment}", **facts, **{self.repair: first})

    def as_json(self) -> dict:
        return {"repair": self.repair, "column": self.column, "values": list(self.values)}

    @classmethod
    def from_json(cls, raw: Mapping) -> Step:
        return cls(raw["repair"], raw["column"], tuple(raw["values"]))
