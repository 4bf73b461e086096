"""Makers of workbooks that no library of ours writes: .ods as LibreOffice has it, .xlsb and parts of .xls by hand."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable, Sequence

import xlwt
from xlwt.CompoundDoc import XlsDoc

from tests.data.reading.files import PACKAGE, RELATIONS, zipped

OPEN_DOCUMENT = "urn:oasis:names:tc:opendocument:xmlns"
ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"


def xls(write: Callable[[xlwt.Workbook], None]) -> bytes:
    """An .xls file (BIFF8); `write` gets the xlwt workbook."""
    book, file = xlwt.Workbook(), io.BytesIO()
    write(book)
    book.save(file)
    return file.getvalue()


def xls_sheet(rows: Sequence[Sequence]) -> bytes:
    def write(book: xlwt.Workbook) -> None:
        page = book.add_sheet("Customers")
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                page.write(number, column, cell)

    return xls(write)


def biff(*records: tuple[int, bytes]) -> bytes:
    return b"".join(struct.pack("<HH", kind, len(data)) + data for kind, data in records)


def raw_xls(
    sheet: bytes, globals_: bytes = b"", sheet_kind: int = 0, version: int = 0x600, names: Sequence[str] = ("S",)
) -> bytes:
    """An .xls file made of the records in `sheet`, to which all `names` of sheets point; BIFF5 with 0x500."""
    begin = biff((0x809, struct.pack("<HHHH", version, 5, 0, 0)))
    begin += biff((0x42, struct.pack("<H", 1252 if version == 0x500 else 1200)), (0xE0, bytes(20))) + globals_
    end, coded = biff((0x0A, b"")), [bytes([len(name)]) + b"\0" * (version > 0x500) + name.encode() for name in names]
    start = len(begin) + sum(10 + len(name) for name in coded) + len(end)
    begin += biff(*((0x85, struct.pack("<IBB", start, 0, sheet_kind) + name) for name in coded)) + end
    part = biff((0x809, struct.pack("<HHHH", version, 16, 0, 0))) + sheet + end
    file = io.BytesIO()
    XlsDoc().save(file, begin + part)
    return file.getvalue()


def label5(row: int, column: int, text: bytes) -> tuple[int, bytes]:
    """A cell of text as BIFF5 has it."""
    return 0x204, struct.pack("<HHHH", row, column, 0, len(text)) + text


def number(row: int, column: int, value: float) -> tuple[int, bytes]:
    return 0x203, struct.pack("<HHHd", row, column, 0, value)


def with_entry(container: bytes, name: str) -> bytes:
    """An .xls file whose container also holds a storage of this name, as macros and passwords make one."""
    own = "Workbook".encode("utf-16-le") + b"\0\0"
    at = container.index(own + bytes(64 - len(own)))
    other = (name.encode("utf-16-le") + b"\0\0").ljust(64, b"\0")
    entry = (
        other + struct.pack("<HBBiii", 2 * len(name) + 2, 1, 1, -1, -1, -1) + bytes(36) + struct.pack("<iii", 0, 0, 0)
    )
    linked = bytearray(container)
    linked[at + 68 : at + 72] = struct.pack("<i", 2)  # the brother of the stream
    linked[at + 128 : at + 256] = entry
    return bytes(linked)


def ods(
    tables: str, styles: str = "", extra: dict[str, str] | None = None, manifest: str = "", before: str = ""
) -> bytes:
    """An .ods file with these tables in it."""
    names = ("office", "table", "text", "style")
    spaces = " ".join(f'xmlns:{name}="{OPEN_DOCUMENT}:{name}:1.0"' for name in names)
    parts = {
        "mimetype": ODS_TYPE,
        "content.xml": f'<?xml version="1.0" encoding="UTF-8"?>{before}<office:document-content {spaces} '
        'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><office:automatic-styles>{styles}</office:automatic-styles>'
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>",
        "META-INF/manifest.xml": '<?xml version="1.0"?>'
        f'<manifest:manifest xmlns:manifest="{OPEN_DOCUMENT}:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODS_TYPE}">{manifest}</manifest:file-entry>'
        "</manifest:manifest>",
    }
    return zipped({**parts, **(extra or {})})


def ods_table(rows: Sequence[Sequence[str]], name: str = "Customers", style: str = "") -> str:
    """A table of cells that are elements already; see `ods_text` and `ods_value`."""
    lines = "".join(f"<table:table-row>{''.join(row)}</table:table-row>" for row in rows)
    return f'<table:table table:name="{name}" table:style-name="{style}"><table:table-column/>{lines}</table:table>'


def ods_text(text: str, attributes: str = "") -> str:
    return f'<table:table-cell office:value-type="string" {attributes}><text:p>{text}</text:p></table:table-cell>'


def ods_value(kind: str, value: str, attributes: str = "") -> str:
    name = {"float": "value", "percentage": "value", "currency": "value"}.get(kind, f"{kind}-value")
    return (
        f'<table:table-cell office:value-type="{kind}" office:{name}="{value}" {attributes}>'
        "<text:p>as shown</text:p></table:table-cell>"
    )


def _sevens(value: int) -> bytes:
    digits = []
    while True:
        value, low = value >> 7, value & 0x7F
        digits.append(low | 0x80 * (value > 0))
        if not value:
            return bytes(digits)


def brt(kind: int, data: bytes = b"") -> bytes:
    """One record of an .xlsb file."""
    return _sevens(kind) + _sevens(len(data)) + data


def _wide(text: str) -> bytes:
    raw = text.encode("utf-16-le")
    return struct.pack("<I", len(raw) // 2) + raw


def xlsb_cell(column: int, value: str | float | bool | None, style: int = 0) -> bytes:
    head = struct.pack("<II", column, style)
    if isinstance(value, bool):
        return brt(4, head + bytes([value]))
    if isinstance(value, str):
        return brt(3, head + b"\x17") if value == "#REF!" else brt(6, head + _wide(value))
    return brt(1, head) if value is None else brt(5, head + struct.pack("<d", value))


def xlsb(
    sheet_data: bytes, merged: Sequence[tuple[int, int, int, int]] = (), extra: dict[str, bytes] | None = None
) -> bytes:
    """An .xlsb file of one sheet with these rows of cells; style 1 is that of dates."""
    sheet = brt(129) + brt(148, struct.pack("<4I", 0, 1, 0, 1)) + brt(145) + sheet_data + brt(146)
    sheet += b"".join(brt(176, struct.pack("<4I", top, bottom, left, right)) for top, left, bottom, right in merged)
    workbook = brt(131) + brt(143) + brt(156, struct.pack("<II", 0, 1) + _wide("rId1") + _wide("Customers"))
    styles = brt(617, struct.pack("<I", 2)) + brt(47, bytes(16)) + brt(47, struct.pack("<HH", 0, 14) + bytes(12))
    relation = f'<Relationship Id="rId1" Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.bin"/>'
    parts = {
        "[Content_Types].xml": f'<?xml version="1.0"?><Types xmlns="{PACKAGE}/content-types"/>',
        "xl/workbook.bin": workbook + brt(144) + brt(132),
        "xl/_rels/workbook.bin.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{relation}</Relationships>',
        "xl/styles.bin": styles + brt(618),
        "xl/worksheets/sheet1.bin": sheet + brt(130),
    }
    return zipped({**parts, **(extra or {})})


def xlsb_rows(rows: Sequence[Sequence]) -> bytes:
    """Rows of cells for `xlsb`; a pair is a number and its style."""
    found = b""
    for at, row in enumerate(rows):
        found += brt(0, struct.pack("<I", at) + bytes(13))
        for column, cell in enumerate(row):
            found += xlsb_cell(column, *cell) if isinstance(cell, tuple) else xlsb_cell(column, cell)
    return found
