"""What a person may say about how to read a file, when the file does not say it itself."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ReadOptions:
    """An empty text asks to detect. `encoding` is a Python codec name, `sheet` the name of an Excel sheet."""

    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
