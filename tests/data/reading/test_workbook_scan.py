"""Workbooks that would do harm, and those that are locked or hold programs, are refused before anything opens them."""

import io
import random
import struct
import zipfile

import pytest

from seg.core.errors import SegError
from seg.core.settings import SETTINGS, Setting
from seg.data.reading.workbook_scan import scan_workbook
from tests.data.reading import files
from tests.data.reading.reads import problem, table, tables
from tests.data.reading.workbooks import (
    biff,
    brt,
    label5,
    number,
    ods,
    ods_table,
    ods_text,
    raw_xls,
    with_entry,
    xls_sheet,
    xlsb,
    xlsb_cell,
    xlsb_rows,
)

DOCTYPE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
ONE_CELL = [["id"], ["x"]]
REPEATED_COLUMNS = 'table:number-columns-repeated="1000000000"'


def row(at: int, *cells: bytes) -> bytes:
    return brt(0, struct.pack("<I", at) + bytes(13)) + b"".join(cells)


def repeated(times: int, table: str) -> str:
    """A table whose first row says that it stands for so many."""
    return table.replace("<table:table-row>", f'<table:table-row table:number-rows-repeated="{times}">', 1)


def renamed(name: str) -> bytes:
    """A container whose only stream has another name than that of a workbook, of as many letters."""
    return xls_sheet(ONE_CELL).replace("Workbook".encode("utf-16-le"), name.encode("utf-16-le"))


REFUSED = {
    "macro.xlsm": (files.raw_workbook(b"", extra={"xl/vbaProject.bin": b"x"}), "excel_macros", {}),
    "macro4.xlsx": (files.raw_workbook(b"", extra={"xl/macrosheets/sheet1.xml": b"x"}), "excel_macros", {}),
    "macro.xlsb": (xlsb(b"", extra={"xl/vbaProject.bin": b"x"}), "excel_macros", {}),
    "macro.xls": (with_entry(xls_sheet(ONE_CELL), "_VBA_PROJECT_CUR"), "excel_macros", {}),
    "macro5.xls": (with_entry(xls_sheet(ONE_CELL), "VBA"), "excel_macros", {}),
    "macro4.xls": (raw_xls(b"", sheet_kind=1), "excel_macros", {}),
    "basic.ods": (ods("", extra={"Basic/Standard/Module1.xml": "x"}), "excel_macros", {}),
    "python.ods": (ods("", extra={"Scripts/python/x.py": "x"}), "excel_macros", {}),
    "locked.xlsx": (with_entry(xls_sheet(ONE_CELL), "EncryptedPackage"), "excel_locked", {}),
    "locked.xls": (raw_xls(b"", biff((0x2F, b"\1\0\1\0\1\0"))), "excel_locked", {}),
    "obscured.xls": (raw_xls(b"", biff((0x2F, b"\0\0\1\0\1\0"))), "excel_locked", {}),
    "locked.ods": (ods("", manifest="<manifest:encryption-data/>"), "excel_locked", {}),
    "excel4.xls": (b"\x09\x04\x06\x00\x00\x00\x10\x00\x00\x00" + bytes(200), "excel_old", {}),
    "letter.doc": (renamed("WordDocu"), "not_excel", {}),
    "truncated.xls": (xls_sheet(ONE_CELL)[:700], "excel_damaged", {}),
    "zeros.xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "excel_damaged", {}),
    "damaged.xlsb": (files.zipped({"xl/workbook.bin": b"x"}), "excel_damaged", {}),
    "damaged.ods": (files.zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), "excel_damaged", {}),
    "unusual.ods": (ods(ods_table([["\n", ods_text("id")], [ods_text("x")]])), "excel_damaged", {}),
    "letter.odt": (
        files.zipped({"mimetype": "application/vnd.oasis.opendocument.text"}),
        "file_other_format",
        {"format": "OpenDocument"},
    ),
    "book.numbers": (files.zipped({"Index/Document.iwa": b"x"}), "file_other_format", {"format": "Apple Numbers"}),
    "xxe.ods": (ods("", before=DOCTYPE), "excel_definitions", {}),
    "xxe.xlsb": (xlsb(b"", extra={"docProps/app.xml": DOCTYPE.encode()}), "excel_definitions", {}),
    "pad.ods": (ods("", extra={"styles.xml": " " * 60_000_000}), "excel_bomb", {"unpacked_mb": 57}),
    "pad.xlsb": (xlsb(b"", extra={"xl/sharedStrings.bin": bytes(60_000_000)}), "excel_bomb", {"unpacked_mb": 57}),
    "wide.ods": (ods(ods_table([[ods_text("x", REPEATED_COLUMNS)]])), "excel_too_many_cells", {}),
    "far.ods": (
        ods(ods_table([[f"<table:table-cell {REPEATED_COLUMNS}/>", ods_text("x")]] * 2)),
        "excel_sparse",
        {"cells": 2_000_000_002},
    ),
    "deep.ods": (
        ods(repeated(3_000_000, ods_table([[ods_text("x")]]))),
        "excel_too_many_cells",
        {},
    ),
    "low.ods": (
        ods(repeated(9_000_000, ods_table([["<table:table-cell/>"], [ods_text("x")] * 30]))),
        "excel_sparse",
        {"cell": "AD9000001"},
    ),
    "implicit.xlsx": (
        files.raw_workbook(b"<row><c><v>1</v></c></row><row r='1048576'>" + b"<c><v>1</v></c>" * 20 + b"</row>"),
        "excel_sparse",
        {"cell": "T1048576"},
    ),
    "far.xlsb": (
        xlsb(row(0, xlsb_cell(0, "id")) + row(1_048_575, xlsb_cell(16_383, "x"))),
        "excel_sparse",
        {"cell": "XFD1048576"},
    ),
    "short.xlsb": (xlsb(row(0, brt(14, b"\0\0\0\0\0\0\0\0"))), "excel_binary", {}),
    "endless.xlsb": (xlsb(row(0) + b"\x05\xff\xff\xff\x7f" + bytes(17 * 2**20)), "excel_damaged", {}),
    "dimensions.xls": (
        raw_xls(biff((0x200, struct.pack("<IIHHH", 0, 2**31, 0, 256, 0)), number(0, 0, 1))),
        "excel_sparse",
        {"cells": 2**31 * 256},
    ),
    "rich.xls": (raw_xls(biff((0xD6, struct.pack("<HHHH", 0, 0, 0, 1) + b"x"))), "excel_binary", {}),
}


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_with_one_reason(name, tmp_path):
    content, key, values = REFUSED[name]
    found, facts = problem(content, name, tmp_path)
    assert (found, {part: facts[part] for part in values}) == (key, values)
    assert facts["file"] == name


def many_cells(kind: str) -> bytes:
    if kind == "xls":
        return raw_xls(biff(*((number(at // 200, at % 200, 1.0)) for at in range(700))))
    if kind == "xls in rows":
        mulrk = struct.pack("<HH", 0, 0) + bytes(6 * 250) + struct.pack("<H", 249)
        return raw_xls(biff(*[(0xBD, mulrk)] * 3))
    if kind == "xlsb":
        return xlsb(xlsb_rows([[1.0] * 100] * 7))
    return ods(ods_table([[ods_text("x")] * 100] * 3) + ods_table([[ods_text("x")] * 100] * 4, "Second"))


@pytest.mark.parametrize("kind", ["xls", "xls in rows", "xlsb", "ods"])
def test_more_cells_than_sheets_may_hold(kind, tmp_path, monkeypatch):
    content = many_cells(kind)
    (tmp_path / "x").write_bytes(content)
    assert sum(scan.cells for scan in scan_workbook(tmp_path / "x", "x")) >= 700
    monkeypatch.setitem(SETTINGS, "max_sheet_cells", Setting("max_sheet_cells", 600, "cells", "test"))
    assert problem(content, "x", tmp_path) == ("excel_too_many_cells", {"file": "x", "limit": 600})


def test_a_place_far_away_that_is_only_formatted_does_no_harm(tmp_path):
    empty = f"<table:table-cell {REPEATED_COLUMNS}/>"
    rows = ods_table([[ods_text("id"), ods_text("a"), empty], [ods_text("x"), ods_text("y"), empty], [empty]])
    assert table(ods(rows), "x.ods", tmp_path).rows == [("x", "y")]
    far = row(0, xlsb_cell(0, "id"), xlsb_cell(1, "a")) + row(1, xlsb_cell(0, "x"), xlsb_cell(1, "y"))
    assert table(xlsb(far + row(1_048_575, xlsb_cell(16_383, None))), "x.xlsb", tmp_path).rows == [("x", "y")]


def test_records_that_lie_across_the_pieces_that_are_read(tmp_path, monkeypatch):
    monkeypatch.setattr("seg.data.reading.workbook_scan.PIECE_BYTES", 7)
    rows = [["id", "a"], ["x" * 200, 1.0], ["y", 2.0]]
    (tmp_path / "x").write_bytes(xlsb(xlsb_rows(rows), [(2, 0, 2, 1)]))
    (scan,) = scan_workbook(tmp_path / "x", "x")
    assert (scan.cells, scan.last_row, scan.last_column, scan.merged) == (6, 3, 2, [(2, 0, 2, 1)])
    (tmp_path / "x").write_bytes(ods(ods_table([[ods_text("id"), ods_text("a")], [ods_text("x"), ods_text("y")]])))
    (scan,) = scan_workbook(tmp_path / "x", "x")
    assert (scan.cells, scan.last_row, scan.last_column) == (4, 2, 2)


def test_sheets_of_an_xls_that_stand_in_one_place_count_each(tmp_path, monkeypatch):
    content = raw_xls(biff(label5(0, 0, b"id"), number(1, 0, 1)), version=0x500, names=["A", "B", "C"])
    assert [one.reading.table_name for one in tables(content, "x.xls", tmp_path)] == ["A", "B", "C"]
    monkeypatch.setitem(SETTINGS, "max_sheet_cells", Setting("max_sheet_cells", 5, "cells", "test"))
    assert problem(content, "x.xls", tmp_path)[0] == "excel_too_many_cells"


def test_a_tag_longer_than_a_piece_hides_nothing(tmp_path):
    far = b'<row r="1"><c r="A1"><v>1</v></c></row><row ' + b" " * 1_500_000 + b' r="1048576">'
    content = files.raw_workbook(far + b'<c r="XFD1048576"><v>2</v></c></row>' + bytes(range(48, 58)) * 50_000)
    assert problem(content, "x.xlsx", tmp_path)[0] == "excel_sparse"


def mutated(content: bytes, chance: random.Random) -> bytes:
    """A few bytes of a file changed, within one part where it is packed."""
    if not content.startswith(b"PK"):
        return changed(content, chance)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    name = chance.choice([name for name, part in parts.items() if len(part) > 100])
    return files.zipped(parts | {name: changed(parts[name], chance)})


def changed(content: bytes, chance: random.Random) -> bytes:
    content = bytearray(content)
    for _ in range(chance.randint(1, 5)):
        content[chance.randrange(4, len(content))] = chance.randrange(256)
    return bytes(content)


@pytest.mark.parametrize("kind", ["xlsx", "xls", "xlsb", "ods"])
def test_a_workbook_with_wrong_bytes_is_refused_or_read_whole(kind, tmp_path):
    rows = [["id", "a"], *([f"c{n}", float(n)] for n in range(1, 30))]
    whole = {
        "xlsx": files.sheet(rows),
        "xls": xls_sheet(rows),
        "xlsb": xlsb(xlsb_rows(rows)),
        "ods": ods(ods_table([[ods_text(str(cell)) for cell in row] for row in rows])),
    }[kind]
    chance, outcomes = random.Random(7), []
    for _ in range(60):
        try:
            outcomes.append(table(mutated(whole, chance), f"x.{kind}", tmp_path).reading.rows_in)
        except SegError as refused:
            outcomes.append(refused.fact.key)
        for left in tmp_path.glob("*.parquet"):
            left.unlink()
    assert "error.excel_damaged" in outcomes
    assert any(isinstance(outcome, int) for outcome in outcomes)
