"""What a dimension made of events is: which measure of which table, with which parameters, written as its label.

The label is the whole definition, in a form that people can type and a recipe can keep:

    orders:recency_days
    orders:category_share(category=Wine)
    emails:at_least(type=opened;days=180;times=5)

What it is called on the screen is up to the words of each language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import unquote

LABEL = re.compile(r"(?P<table>[^\s:()=;,%]+):(?P<measure>[a-z][a-z0-9_]*)(?:\((?P<parameters>[^()]+)\))?")
RESERVED = re.compile(r"[%():=;,]")


@dataclass(frozen=True)
class Derivation:
    """One dimension made of events. Parameters are held sorted by name, so that one definition has one label."""

    table: str
    measure: str
    parameters: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "parameters", tuple(sorted(self.parameters)))

    @classmethod
    def of(cls, table: str, measure: str, **parameters: str | int) -> Derivation:
        return cls(table, measure, tuple((name, str(value)) for name, value in parameters.items()))

    @classmethod
    def parse(cls, label: str) -> Derivation | None:
        """The definition that a label is; None for the label of a column of a file."""
        found = LABEL.fullmatch(label)
        if found is None:
            return None
        given = [part.partition("=") for part in (found["parameters"] or "").split(";") if part]
        if not all(name and sign for name, sign, _ in given):
            return None
        return cls(found["table"], found["measure"], tuple((name, unquote(value)) for name, _, value in given))

    @classmethod
    def among(cls, labels: Iterable[str]) -> list[Derivation]:
        """The definitions among labels, in their order."""
        return [found for label in labels if (found := cls.parse(label))]

    @property
    def label(self) -> str:
        given = ";".join(f"{name}={_written(value)}" for name, value in self.parameters)
        return f"{self.table}:{self.measure}({given})" if given else f"{self.table}:{self.measure}"

    def get(self, name: str, default: str = "") -> str:
        """The value of a parameter."""
        return dict(self.parameters).get(name, default)


def _written(value: str) -> str:
    """A value without the signs that part a label, percent-encoded as in an address."""
    return RESERVED.sub(lambda sign: f"%{ord(sign[0]):02X}", value)
