"""What the map shows beyond segments: other colours, confidence, and what lies over the points.

All positions are in the units of `xy`.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass

import numpy as np

MOST_BANDS = 8
"""Bands of confidence: three bits of the byte that carries the segment."""


@dataclass(frozen=True, eq=False)
class Bands:
    """How surely each customer belongs: `codes` (n,) uint8 point into `names`, of which there are at most 8."""

    codes: np.ndarray
    names: tuple[str, ...]

    def __post_init__(self) -> None:
        """Raises `ValueError` where codes and names do not fit."""
        _check_codes(self.codes, self.names)
        if len(self.names) > MOST_BANDS:
            raise ValueError(f"codes of at most {MOST_BANDS} bands, not {len(self.names)}")


@dataclass(frozen=True, eq=False)
class Tint:
    """Colours by something else than the segment: `codes` (n,) uint8 point into `names` and their colours.

    `colours` and `dark` are hex colours on light and on dark ground. `ordered` names are a scale from the first to
    the last, others a list. Where the last is `unknown`, it is no part of the scale.
    """

    title: str
    codes: np.ndarray
    names: tuple[str, ...]
    colours: tuple[str, ...]
    dark: tuple[str, ...]
    ordered: bool
    unknown: bool = False

    def __post_init__(self) -> None:
        """Raises `ValueError` where codes, names and colours do not fit."""
        _check_codes(self.codes, self.names)
        if not len(self.names) == len(self.colours) == len(self.dark):
            raise ValueError("one name, one colour and one dark colour per code")

    def key(self) -> dict:
        """What the browser shows beside the points, as JSON."""
        return {name: getattr(self, name) for name in ("title", "names", "colours", "dark", "ordered", "unknown")}


@dataclass(frozen=True)
class Outline:
    """A polygon that somebody drew; its end joins its beginning."""

    name: str
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Arrow:
    """From the origin (0, 0) of `xy` to its tip: where customers with much of a dimension lie."""

    name: str
    x: float
    y: float


@dataclass(frozen=True)
class Pointed:
    """One customer with a ring, and lines to the customers most like it."""

    name: str
    at: tuple[float, float]
    near: tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Marks:
    """What lies over the points."""

    outlines: tuple[Outline, ...] = ()
    arrows: tuple[Arrow, ...] = ()
    pointed: Pointed | None = None

    def as_json(self) -> dict:
        return asdict(self)


@dataclass(frozen=True)
class Picture:
    """What a downloaded picture says around the map. `file_name` has no ending."""

    title: str
    lines: tuple[str, ...]
    file_name: str

    def as_json(self) -> dict:
        return asdict(self)


def _check_codes(codes: np.ndarray, names: tuple[str, ...]) -> None:
    if codes.dtype != np.uint8 or codes.ndim != 1:
        raise ValueError(f"codes must be (n,) uint8, not {codes.shape} {codes.dtype}")
    if len(codes) and codes.max() >= len(names):
        raise ValueError(f"code {codes.max()} has no name among {names}")
