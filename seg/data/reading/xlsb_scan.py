"""The sheets of an .xlsb file: a chain of records, each a number, a length and its bytes ([MS-XLSB] 2.1.4)."""

from __future__ import annotations

import re
import struct
import zipfile
from collections.abc import Iterator

from seg.core.errors import SegError
from seg.data.reading.sheet_scan import ERRORS, SheetScan
from seg.data.reading.xlsx_scan import relations

ROW, FILLED, SHORT = 0, range(2, 12), range(12, 19)
"""Record numbers of a row, of cells with a value, and of cells without a column of their own, which calamine skips."""
ERROR_CELLS = (3, 11)
MERGED, SHEET_OF_WORKBOOK = 176, 156
NO_RELATION = 0xFFFF_FFFF
HEAD = re.compile(rb"([\x00-\x7f]|[\x80-\xff].)([\x80-\xff]{0,3}[\x00-\x7f])", re.DOTALL)
RECORD_BYTES = 16 * 2**20
"""Far more than any record has; a length beyond is made up."""


class XlsbSheet:
    """Takes pieces of any length; a record that is not complete waits for the next."""

    def __init__(self, file_name: str) -> None:
        self.scan = SheetScan()
        self._file_name = file_name
        self._row = 0
        self._carried = b""

    def take(self, piece: bytes) -> None:
        scan, whole, at = self.scan, self._carried + piece, 0
        for kind, start, at in records(whole):
            if kind in FILLED:
                scan.cells += 1
                scan.reach(self._row, _number(whole, start) + 1)
                if kind in ERROR_CELLS and at > start + 8:
                    scan.errors[ERRORS.get(whole[start + 8], "#N/A")] += 1
            elif kind == ROW:
                self._row = _number(whole, start) + 1
            elif kind == MERGED and at >= start + 16:
                top, bottom, left, right = struct.unpack_from("<4I", whole, start)
                scan.merged.append((top, left, bottom, right))
            elif kind in SHORT:
                raise SegError("excel_binary", file=self._file_name)
        self._carried = whole[at:]
        if len(self._carried) > RECORD_BYTES:
            raise SegError("excel_damaged", file=self._file_name)


def _number(whole: bytes, start: int) -> int:
    return int.from_bytes(whole[start : start + 4], "little")


def records(whole: bytes) -> Iterator[tuple[int, int, int]]:
    """Number, first byte and end of each complete record."""
    at = 0
    while (head := HEAD.match(whole, at)) and (end := head.end() + _sevens(head[2])) <= len(whole):
        yield _sevens(head[1]), head.end(), end
        at = end


def _sevens(digits: bytes) -> int:
    """A number in sevens of bits, the lowest first."""
    return digits[0] if len(digits) == 1 else sum((digit & 0x7F) << 7 * i for i, digit in enumerate(digits))


def sheet_parts(package: zipfile.ZipFile) -> list[str]:
    """The names of the parts that hold the sheets, in the order of the workbook."""
    targets, whole, found = relations(package, "workbook.bin"), package.read("xl/workbook.bin"), []
    for kind, start, end in records(whole):
        if kind == SHEET_OF_WORKBOOK and (size := _number(whole, start + 8)) != NO_RELATION:
            name = whole[start + 12 : min(end, start + 12 + 2 * size)].decode("utf-16-le")
            found.append(targets.get(name, ""))
    return found
