"""The sheets of an old .xls file (BIFF5, BIFF8): records in one stream of a container that may hold more."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

import olefile

from seg.core.errors import SegError
from seg.data.reading.sheet_scan import ERRORS, SheetScan, check_sheet

BOUND_SHEET, FILE_PASS, END = 0x85, 0x2F, 0x0A
DIMENSIONS, MERGED, MANY_NUMBERS, ERROR_OR_BOOLEAN, FORMULA, RICH_TEXT = 0x200, 0xE5, 0xBD, 0x205, 0x06, 0xD6
CELLS = frozenset({0x203, 0x204, 0x27E, 0xFD, ERROR_OR_BOOLEAN, FORMULA})
MACRO_SHEETS = (1, 6)
MACRO_STORAGES = {"_vba_project_cur", "_vba_project", "vba"}


def scan_xls(path: Path, file_name: str) -> list[SheetScan]:
    """What each sheet holds, in the order of the workbook. Raises `SegError` for all that must not be opened."""
    try:
        stream = _stream(path, file_name)
        scans: list[SheetScan] = []
        for start in _sheet_starts(stream, file_name):
            scans.append(_scan_sheet(stream, start, sum(scan.cells for scan in scans), file_name))
        return scans
    except (
        OSError,
        ValueError,
        IndexError,
        TypeError,
        RecursionError,
        struct.error,
    ) as problem:  # of olefile and struct
        raise SegError("excel_damaged", file=file_name) from problem


def _stream(path: Path, file_name: str) -> bytes:
    with olefile.OleFileIO(path) as container:
        names = {part.casefold() for entry in container.listdir(streams=True, storages=True) for part in entry}
        if "encryptedpackage" in names:
            raise SegError("excel_locked", file=file_name)
        if names & MACRO_STORAGES:
            raise SegError("excel_macros", file=file_name)
        for name in ("Workbook", "Book"):
            if container.exists(name):
                return container.openstream(name).read()
    raise SegError("not_excel", file=file_name)


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """Number and bytes of each record, up to the end of the part that begins at `at`."""
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        if kind == END:
            return
        yield kind, stream[at + 4 : at + 4 + size]
        at += 4 + size


def _sheet_starts(stream: bytes, file_name: str) -> list[int]:
    starts = []
    for kind, data in _records(stream, 0):
        if kind == FILE_PASS:
            raise SegError("excel_locked", file=file_name)
        if kind == BOUND_SHEET:
            if data[5] in MACRO_SHEETS:
                raise SegError("excel_macros", file=file_name)
            starts.append(struct.unpack_from("<I", data)[0])
    return starts


def _scan_sheet(stream: bytes, start: int, before: int, file_name: str) -> SheetScan:
    scan = SheetScan()
    for kind, data in _records(stream, start):
        if kind in CELLS:
            row, column = struct.unpack_from("<HH", data)
            scan.cells += 1
            scan.reach(row + 1, column + 1)
            if kind in (ERROR_OR_BOOLEAN, FORMULA) and (error := _error(kind, data)):
                scan.errors[error] += 1
        elif kind == MANY_NUMBERS:
            row, column, last = *struct.unpack_from("<HH", data), *struct.unpack_from("<H", data, len(data) - 2)
            scan.cells += last - column + 1
            scan.reach(row + 1, last + 1)
        elif kind == MERGED:
            (count,) = struct.unpack_from("<H", data)
            corners = (struct.unpack_from("<4H", data, 2 + 8 * i) for i in range(count))
            scan.merged += [(top, left, bottom, right) for top, bottom, left, right in corners]
        elif kind == DIMENSIONS:
            form = "<4xI2xH" if len(data) >= 14 else "<2xH2xH"  # BIFF8, BIFF5
            scan.reach(*struct.unpack_from(form, data))
        elif kind == RICH_TEXT:  # a cell that calamine skips
            raise SegError("excel_binary", file=file_name)
        if not scan.cells % 65_536:
            check_sheet(scan, before, file_name)
    check_sheet(scan, before, file_name)
    return scan


def _error(kind: int, data: bytes) -> str:
    """The name of the error that a cell holds, "" for none."""
    if kind == ERROR_OR_BOOLEAN:
        return ERRORS.get(data[6], "#N/A") if data[7] == 1 else ""
    is_error = data[12:14] == b"\xff\xff" and data[6] == 2
    return ERRORS.get(data[8], "#N/A") if is_error else ""
