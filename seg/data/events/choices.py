"""The choices about events that a recipe may hold, with their defaults: text in the recipe, numbers here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from seg.core.errors import SegError
from seg.core.registry import Registry


@dataclass(frozen=True)
class Boundary:
    """A number that people may move: its default, what it may be, and its unit."""

    name: str
    default: float
    low: float
    high: float
    unit: str


BOUNDARIES: Registry[Boundary] = Registry()


def boundary(name: str, default: float, low: float, high: float, unit: str) -> None:
    """Register a boundary; `name` is `<measure>/<what>`."""
    BOUNDARIES.add(name)(Boundary(name, default, low, high, unit))


@dataclass(frozen=True)
class Choices:
    """The choices of a recipe about its events, by name: `orders/returned`, `orders/currency`, `stage/regular`."""

    given: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, given: Iterable[tuple[str, str]]) -> Choices:
        return cls(tuple(sorted(given)))

    def text(self, name: str, default: str = "") -> str:
        return dict(self.given).get(name, default)

    def number(self, name: str) -> float:
        """A boundary as chosen, else its default. Raises `SegError` for what is no number within its limits."""
        known = BOUNDARIES[name]
        text = self.text(name)
        if not text:
            return known.default
        try:
            chosen = float(text)
        except ValueError:
            chosen = float("nan")
        if not known.low <= chosen <= known.high:
            raise SegError("boundary_out_of_range", choice=name, given=text, low=known.low, high=known.high)
        return chosen

    def numbers(self, name: str) -> tuple[float, ...]:
        """Numbers that were frozen, cut points from low to high; () where none were. Raises `SegError`."""
        text = self.text(name)
        try:
            found = tuple(float(part) for part in text.split("/") if part)
        except ValueError:
            found = (1.0, 0.0)
        if list(found) != sorted(found):
            raise SegError("cuts_malformed", choice=name, given=text)
        return found
