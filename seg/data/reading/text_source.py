"""A text file and how it is to be read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from seg.data.reading.dialect import Dialect
from seg.data.reading.encoding import Encoding
from seg.data.reading.text_stream import TextStream


@dataclass(frozen=True)
class TextSource:
    """The file, what it is called, its encoding and its dialect."""

    path: Path
    name: str
    encoding: Encoding
    dialect: Dialect

    def stream(self, ending: bytes = b"", tell: Callable[[float], None] | None = None) -> TextStream:
        """Clean text from the first row of data on; `ending` is appended, `tell` told the share that was read."""
        return TextStream(self.path, self.encoding, ending, self.dialect.skip, self.dialect.spaced, tell)
