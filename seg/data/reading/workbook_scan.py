"""Looks at a workbook before any reader does: what it unpacks to, what it holds, what its sheets claim.

Readers allocate what a sheet claims (32 bytes for each cell of its bounding box), so a file of 5 KB can ask
for 500 GB. Sizes in the file are claims too: bytes are counted while they are unpacked.
"""

from __future__ import annotations

import lzma
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from seg.core.errors import SegError
from seg.core.settings import setting
from seg.data.reading import xlsb_scan, xlsx_scan
from seg.data.reading.magic import CONTAINER
from seg.data.reading.ods_scan import OdsSheets
from seg.data.reading.sheet_scan import SheetScan, check_sheet
from seg.data.reading.xls_scan import scan_xls

PIECE_BYTES = 1 << 20
TAG_BYTES = 4 << 20
"""A tag that is longer is looked at in parts."""
XML = re.compile(r".*\.(xml|rels|vml)", re.IGNORECASE)
READ = re.compile(r".*\.(xml|rels|vml|bin)", re.IGNORECASE)
"""Parts that a reader unpacks; pictures are not among them."""
DOCTYPES = tuple("<!DOCTYPE".encode(codec) for codec in ("ascii", "utf-16-le", "utf-16-be"))
MACROS = re.compile(r".*vbaproject\.bin|xl/macrosheets/.+|(basic|scripts)/.+", re.IGNORECASE)
SHEETS = b"application/vnd.oasis.opendocument.spreadsheet"
SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
DAMAGE = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError, KeyError, ValueError, OSError)
"""What zipfile raises over a damaged package, places before its beginning and unknown ways of packing included."""
CELL_ENDS = (b"</c>", b"</table:table-cell>")


def scan_workbook(path: Path, file_name: str) -> list[SheetScan]:
    """What each sheet holds, in the order of the workbook. Raises `SegError` for all that must not be opened."""
    with path.open("rb") as file:
        if file.read(4) == CONTAINER:
            return scan_xls(path, file_name)
    try:
        with zipfile.ZipFile(path) as package:
            kind = _kind(package, file_name)
            _check_size(sum(part.file_size for part in package.infolist()), path.stat().st_size, file_name)
            return _scan_ods(package, file_name) if kind == "ods" else _scan_excel(package, kind, file_name)
    except DAMAGE as problem:
        raise SegError("excel_damaged", file=file_name) from problem


def _kind(package: zipfile.ZipFile, file_name: str) -> str:
    """ "xlsx", "xlsb" or "ods". Raises `SegError` for other kinds, and for passwords and macros of these."""
    names = {part.filename.lower() for part in package.infolist()}
    if any(part.flag_bits & 1 for part in package.infolist()):
        raise SegError("excel_locked", file=file_name)
    if "mimetype" in names and package.read("mimetype")[:80].startswith(b"application/vnd.oasis"):
        if not package.read("mimetype")[:80].startswith(SHEETS):
            raise SegError("file_other_format", file=file_name, format="OpenDocument")
        if b"encryption-data" in package.read("META-INF/manifest.xml"):
            raise SegError("excel_locked", file=file_name)
        kind = "ods"
    elif "xl/workbook.bin" in names or "xl/workbook.xml" in names:
        kind = "xlsb" if "xl/workbook.bin" in names else "xlsx"
    elif "index/document.iwa" in names:
        raise SegError("file_other_format", file=file_name, format="Apple Numbers")
    else:
        raise SegError("not_excel" if "[content_types].xml" in names else "file_packed", file=file_name)
    if any(map(MACROS.fullmatch, names)):
        raise SegError("excel_macros", file=file_name)
    return kind


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


def _scan_excel(package: zipfile.ZipFile, kind: str, file_name: str) -> list[SheetScan]:
    order = (xlsx_scan if kind == "xlsx" else xlsb_scan).sheet_parts(package)
    named, found, before = {name.casefold() for name in order}, {}, 0
    for part, pieces in _checked_parts(package, file_name):
        sheet = xlsx_scan.XlsxSheet() if kind == "xlsx" else xlsb_scan.XlsbSheet(file_name)
        counts = part.casefold() in named or (kind == "xlsx" and SHEET.fullmatch(part))
        for piece in pieces:
            if counts:
                sheet.take(piece)
                check_sheet(sheet.scan, before, file_name)
        before += sheet.scan.cells
        found[part.casefold()] = sheet.scan
    return [found.get(name.casefold(), SheetScan()) for name in order]


def _scan_ods(package: zipfile.ZipFile, file_name: str) -> list[SheetScan]:
    sheets = OdsSheets(file_name)
    for part, pieces in _checked_parts(package, file_name):
        for piece in pieces:
            if part == "content.xml":
                sheets.take(piece)
    return sheets.scans


def _checked_parts(package: zipfile.ZipFile, file_name: str) -> Iterator[tuple[str, Iterator[bytes]]]:
    """Names and pieces of the parts that a reader unpacks, while their size and what they define is checked."""
    parts = package.infolist()
    packed, unpacked = sum(part.compress_size for part in parts), 0

    def checked(part: zipfile.ZipInfo) -> Iterator[bytes]:
        nonlocal unpacked
        for piece, new in _pieces(package, part):
            unpacked += new
            _check_size(unpacked, packed, file_name)
            if XML.fullmatch(part.filename) and any(doctype in piece for doctype in DOCTYPES):
                raise SegError("excel_definitions", file=file_name)
            yield piece

    for part in parts:
        if READ.fullmatch(part.filename):
            yield part.filename, checked(part)


def _pieces(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[tuple[bytes, int]]:
    """Pieces of XML that end after a cell, or else before an element, and how many bytes were unpacked for each."""
    carried = b""
    is_xml = XML.fullmatch(part.filename)
    with package.open(part) as stream:
        while new := stream.read(PIECE_BYTES):
            piece = carried + new
            cut = _last_cut(piece) if is_xml else len(piece)
            carried = piece[cut:]
            yield piece[:cut], len(new)
    yield carried, 0


def _last_cut(piece: bytes) -> int:
    ends = [at + len(end) for end in CELL_ENDS if (at := piece.rfind(end)) >= 0]
    whole_tags = max(ends, default=0) or max(piece.rfind(b"<"), 0)
    return whole_tags or (len(piece) if len(piece) > TAG_BYTES else 0)
