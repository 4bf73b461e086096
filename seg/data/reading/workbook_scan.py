"""Looks at an Excel file before any reader does: what it unpacks to, what it holds, what its sheets claim.

Readers allocate what a sheet claims (32 bytes for each cell of its bounding box), so a file of 5 KB can ask
for 500 GB. Sizes in the file are claims too: bytes are counted while they are unpacked.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from seg.core.errors import SegError
from seg.core.settings import setting

PIECE_BYTES = 1 << 20
SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
XML = re.compile(r".*\.(xml|rels|vml)", re.IGNORECASE)
DOCTYPES = tuple("<!DOCTYPE".encode(codec) for codec in ("ascii", "utf-16-le", "utf-16-be"))
CELL = rb"<(?:\w+:)?c(?=[\s>])(?:[^<>]*?\sr\s*=\s*[\"']([A-Za-z]{1,7})(\d{1,9})[\"'])?[^<>]*(?<!/)>"
ROW = rb"<(?:\w+:)?row(?=[\s>])(?:[^<>]*?\sr\s*=\s*[\"'](\d{1,9})[\"'])?[^<>]*>"
FILLED_CELL, ROW_OR_CELL = re.compile(CELL), re.compile(rb"(?P<row>" + ROW + rb")|" + CELL)
ERROR = re.compile(rb"<(?:\w+:)?v>(#(?:REF!|DIV/0!|N/A|NAME\?|NULL!|NUM!|VALUE!|GETTING_DATA|SPILL!|CALC!))<")
BARE_FORMULA = re.compile(
    rb"<(?:\w+:)?f(?:\s[^<>]*)?(?:/>|>[^<]*</(?:\w+:)?f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</(?:\w+:)?c>"
)
MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^<>]*?ref\s*=\s*[\"']([A-Z0-9:]+)")
SHEET_ELEMENT = re.compile(r"<(?:\w+:)?sheet\s([^<>]*)>")
RELATION = re.compile(r"<(?:\w+:)?Relationship\s([^<>]*)>")
ATTRIBUTE = re.compile(r"(?:\w+:)?(\w+)\s*=\s*[\"']([^\"']*)[\"']")


@dataclass
class SheetScan:
    """What one sheet holds: filled cells, its far corner, errors by kind, formulas without value, merged ranges."""

    cells: int = 0
    last_row: int = 0
    last_column: int = 0
    errors: dict[str, int] = field(default_factory=dict)
    formulas_without_value: int = 0
    merged: list[str] = field(default_factory=list)
    _row: int = 0
    _column: int = 0

    def take(self, piece: bytes) -> None:
        """Add a piece of the sheet that holds whole elements."""
        found = FILLED_CELL.findall(piece)
        self.cells += len(found)
        columns, rows = {letters for letters, _ in found}, {digits for _, digits in found}
        if b"" in columns:
            self._take_without_places(piece)
            columns, rows = columns - {b""}, rows - {b""}
        self.last_column = max(self.last_column, *map(column_number, columns), 0)
        self.last_row = max(self.last_row, *map(int, rows), 0)
        for error in ERROR.findall(piece) if b"#" in piece else ():
            self.errors[error.decode()] = self.errors.get(error.decode(), 0) + 1
        self.formulas_without_value += len(BARE_FORMULA.findall(piece)) if b"<f" in piece else 0
        self.merged += [place.decode() for place in MERGED.findall(piece)] if b"mergeCell" in piece else []

    def _take_without_places(self, piece: bytes) -> None:
        """Cells and rows that do not say where they are follow the one before."""
        for part in ROW_OR_CELL.finditer(piece):
            _, row, letters, digits = part.groups()
            if part["row"]:
                self._row, self._column = int(row) if row else self._row + 1, 0
            else:
                self._row = int(digits) if digits else self._row
                self._column = column_number(letters) if letters else self._column + 1
                self.last_row, self.last_column = max(self.last_row, self._row), max(self.last_column, self._column)


def column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def column_letters(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def scan_workbook(path: Path, file_name: str) -> list[SheetScan]:
    """What each sheet holds, in the order of the workbook. Raises `SegError` for all that must not be opened."""
    try:
        with zipfile.ZipFile(path) as package:
            parts = package.infolist()
            _check_kind({part.filename.lower() for part in parts}, package, file_name)
            _check_size(sum(part.file_size for part in parts), path.stat().st_size, file_name)
            scans = _scan_parts(package, parts, file_name)
            return [scans.get(name, SheetScan()) for name in _sheet_parts(package)]
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, KeyError, UnicodeDecodeError) as problem:
        raise SegError("excel_damaged", file=file_name) from problem


def _check_kind(names: set[str], package: zipfile.ZipFile, file_name: str) -> None:
    if any(part.flag_bits & 1 for part in package.infolist()):
        raise SegError("excel_locked", file=file_name)
    if "xl/workbook.bin" in names:
        raise SegError("excel_binary", file=file_name)
    if any(name.endswith("vbaproject.bin") for name in names):
        raise SegError("excel_macros", file=file_name)
    if "xl/workbook.xml" in names:
        return
    if "[content_types].xml" in names:
        raise SegError("not_excel", file=file_name)
    if "mimetype" in names and package.read("mimetype")[:80].startswith(b"application/vnd.oasis"):
        raise SegError("file_other_format", file=file_name, format="OpenDocument")
    raise SegError("file_packed", file=file_name)


def _sheet_parts(package: zipfile.ZipFile) -> list[str]:
    """The names of the parts that hold the sheets, in the order of the workbook."""
    targets = {}
    for relation in RELATION.finditer(package.read("xl/_rels/workbook.xml.rels").decode()):
        attributes = dict(ATTRIBUTE.findall(relation[1]))
        targets[attributes.get("Id")] = attributes.get("Target", "")
    sheets = SHEET_ELEMENT.findall(package.read("xl/workbook.xml").decode())
    found = [targets.get(dict(ATTRIBUTE.findall(sheet)).get("id"), "") for sheet in sheets]
    return [name.lstrip("/") if name.startswith("/") else f"xl/{name}" for name in found]


def _check_size(unpacked: int, packed: int, file_name: str) -> None:
    most, ratio = int(setting("max_unpacked_bytes")), setting("max_unpack_ratio")
    if unpacked > most or (unpacked > most / 10 and unpacked > ratio * packed):
        raise SegError(
            "excel_bomb",
            file=file_name,
            unpacked_mb=round(unpacked / 2**20),
            limit_mb=most // 2**20,
            limit_ratio=int(ratio),
        )


def _scan_parts(package: zipfile.ZipFile, parts: list[zipfile.ZipInfo], file_name: str) -> dict[str, SheetScan]:
    scans: dict[str, SheetScan] = {}
    packed, unpacked, cells = sum(part.compress_size for part in parts), 0, 0
    for part in parts:
        if not XML.fullmatch(part.filename):
            continue
        scan = SheetScan()
        for piece, new in _pieces(package, part):
            unpacked += new
            _check_size(unpacked, packed, file_name)
            if any(doctype in piece for doctype in DOCTYPES):
                raise SegError("excel_definitions", file=file_name)
            if SHEET.fullmatch(part.filename):
                _scan_piece(piece, scan, cells, file_name)
        if SHEET.fullmatch(part.filename):
            scans[part.filename] = scan
            cells += scan.cells
            _check_box(scan, file_name)
    return scans


def _pieces(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[tuple[bytes, int]]:
    """Pieces that end after a cell, or else before an element, and how many bytes were unpacked for each."""
    carried = b""
    with package.open(part) as stream:
        while new := stream.read(PIECE_BYTES):
            piece = carried + new
            cell = piece.rfind(b"</c>")
            cut = cell + 4 if cell >= 0 else max(piece.rfind(b"<"), 0) or len(piece)
            carried = piece[cut:]
            yield piece[:cut], len(new)
    yield carried, 0


def _scan_piece(piece: bytes, scan: SheetScan, before: int, file_name: str) -> None:
    limit = int(setting("max_sheet_cells"))
    scan.take(piece)
    if scan.cells + before > limit:
        raise SegError("excel_too_many_cells", file=file_name, limit=limit)


def _check_box(scan: SheetScan, file_name: str) -> None:
    box, limit = scan.last_row * scan.last_column, int(setting("max_sheet_box_cells"))
    if box > limit:
        corner = f"{column_letters(scan.last_column)}{scan.last_row}"
        raise SegError("excel_sparse", file=file_name, cells=box, limit=limit, cell=corner)
