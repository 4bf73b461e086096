"""Makers of small files, good and bad, for the tests of reading."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter

SHEET_START = (
    b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
)
SHEET_END = b"</sheetData></worksheet>"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def workbook(write, **options) -> bytes:
    """An Excel file; `write` gets the xlsxwriter workbook."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, **options})
    write(book)
    book.close()
    return file.getvalue()


def sheet(rows, **options) -> bytes:
    """An Excel file of one sheet."""

    def write(book) -> None:
        page = book.add_worksheet("Customers")
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)

    return workbook(write, **options)


def raw_workbook(sheet_data: bytes, before: bytes = b"", extra: dict[str, bytes] | None = None) -> bytes:
    """An Excel file with `sheet_data` between the tags of its only sheet, `before` above, and `extra` parts."""
    parts = {
        "[Content_Types].xml": f'<?xml version="1.0"?><Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/xl/workbook.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
        '<Override PartName="/xl/worksheets/sheet1.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
        "_rels/.rels": f'<?xml version="1.0"?><Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": '<?xml version="1.0"?><workbook '
        'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
        f'xmlns:r="{RELATIONS}"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<?xml version="1.0"?><Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": before + SHEET_START + sheet_data + SHEET_END,
    }
    return zipped({**parts, **(extra or {})})


def zipped(parts: dict[str, bytes | str]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return file.getvalue()


def lying_zip(content: bytes) -> bytes:
    """A workbook whose sheet unpacks to `content` but claims one byte, in both of its headers."""
    package = bytearray(raw_workbook(content))
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        part = opened.getinfo("xl/worksheets/sheet1.xml")
    true = struct.pack("<I", part.file_size)
    claim = struct.pack("<I", 1)
    package[part.header_offset + 22 : part.header_offset + 26] = claim
    central = package.rfind(b"xl/worksheets/sheet1.xml") - 46
    assert bytes(package[central + 24 : central + 28]) == true
    package[central + 24 : central + 28] = claim
    return bytes(package)


def two_cells(far: bytes) -> bytes:
    """A workbook with A1 and one far cell."""
    return raw_workbook(
        b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="' + far + b'"><v>2</v></c></row>'
    )


def parquet(columns: dict[str, pa.Array], **options) -> bytes:
    file = io.BytesIO()
    pq.write_table(pa.table(columns), file, **options)
    return file.getvalue()


def parquet_bomb(rows: int = 2_000_000, characters: int = 10_000) -> bytes:
    """A few kB whose one text, repeated by reference, stands for rows x characters bytes."""
    text = pa.DictionaryArray.from_arrays(pa.array([0] * rows, pa.int32()), pa.array(["x" * characters]))
    return parquet({"a": text}, compression="zstd")


def gzipped(content: bytes) -> bytes:
    packer = zlib.compressobj(wbits=31)
    return packer.compress(content) + packer.flush()
