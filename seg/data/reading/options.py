"""What a person may say about how to read a file, when the file does not say it itself."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ReadOptions:
    """An empty text or None asks to detect. `encoding` is a Python codec name, `sheet` the name of a sheet.

    `delimiter` is the sign between cells, " " for runs of blanks. `header_line` is the line (row of a sheet) that the
    names are on, 0 when there are none; `header_lines` how many lines they take.
    """

    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    header_line: int | None = None
    header_lines: int = 1
