"""What the map is told about the segments and about single customers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class LegendEntry:
    """One segment in the legend.

    `label` is its value in the labels; `colour` and `dark` its hex colours on light and dark ground (without
    `dark`, `colour` serves both). `size_text` is the count as the reader writes it, `segment` the identity by
    which a hidden segment stays hidden when a change of k gives it another label; both have plain defaults.
    """

    label: int
    name: str
    colour: str
    count: int
    dark: str = ""
    size_text: str = ""
    segment: str = ""

    def identity(self) -> str:
        """What the segment is known by in the browser."""
        return self.segment or f"label {self.label}"

    def as_json(self) -> dict:
        return {
            "label": self.label,
            "name": self.name,
            "colour": self.colour,
            "dark": self.dark or self.colour,
            "size": self.size_text or f"{self.count:,}",
            "segment": self.identity(),
        }


@dataclass(frozen=True, eq=False)
class HoverTable:
    """Up to three facts per customer for the card at the pointer, as bands: never an id, never a raw value.

    `bands` (n, m) uint8 holds the number of the band; `names` the m dimensions; `band_names[j][i]` is what band i
    of dimension j is called ("20-29", "unknown").
    """

    bands: np.ndarray
    names: tuple[str, ...]
    band_names: tuple[tuple[str, ...], ...]

    def __post_init__(self) -> None:
        """Raises `ValueError` where shapes, types or band numbers do not fit: a defect of the caller."""
        if self.bands.dtype != np.uint8 or self.bands.ndim != 2 or self.bands.shape[1] > 3:
            raise ValueError(f"bands must be (n, up to 3) uint8, not {self.bands.shape} {self.bands.dtype}")
        if not self.bands.shape[1] == len(self.names) == len(self.band_names):
            raise ValueError("one name and one list of bands per column")
        for column, named in zip(self.bands.T, self.band_names, strict=True):
            if len(column) and column.max() >= len(named):
                raise ValueError(f"band {column.max()} has no name among {named}")
