"""What can go wrong for a reason that a user can do something about."""

from __future__ import annotations

from seg.core.facts import Fact, Value


class SegError(Exception):
    """Raised with the key of a sentence (under `error.`) and its facts; worded once per language.

    Anything else that is raised is a defect of ours: it goes to the log under an incident id.
    """

    def __init__(self, key: str, **values: Value) -> None:
        self.fact = Fact.of(f"error.{key}", **values)
        super().__init__(f"{self.fact.key} {dict(self.fact.values)}")

    @classmethod
    def from_fact(cls, fact: Fact) -> SegError:
        """The same error again after it crossed a process border as JSON."""
        return cls(fact.key.removeprefix("error."), **dict(fact.values))

    def __reduce__(self) -> tuple:
        return SegError.from_fact, (self.fact,)
