"""Every bad file that people really upload: one clear message, or the right rows and notes."""

from __future__ import annotations

import datetime as dt
import io
import os
import random

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from seg.core.errors import SegError
from seg.core.settings import SETTINGS, Setting
from seg.data.reading.options import ReadOptions
from seg.data.reading.read import read_file
from tests.data.reading import files, reads
from tests.data.reading.reads import problem

DETECT = ReadOptions()


def table(content: bytes, name: str, tmp_path, options=DETECT):
    """The first reading of a file and its rows, read in this process by what the child runs."""
    found = reads.table(content, name, tmp_path, options)
    return found.reading, found.rows


def notes(reading) -> dict:
    return {fact.key.removeprefix("reading."): dict(fact.values) for fact in (*reading.how, *reading.notes)}


REFUSED = {
    "empty.csv": (b"", "file_empty", {}),
    "bom_only.csv": (b"\xef\xbb\xbf", "file_empty", {}),
    "blank.csv": (b"\n \n\r\n", "file_empty", {}),
    "header_only.csv": (b"id,a\n", "no_rows", {"count": 2}),
    "header_unended.csv": (b"id,a", "no_rows", {"count": 2}),
    "one_word.csv": (b"x", "no_rows", {"count": 1}),
    "cp1252_mixed.csv": (b"id,n\n1,M\xfcller\n2,M\xc3\xbcller\n", "encoding_mixed", {"line": 2, "count": 1}),
    "unclosed_quote.csv": (b'id,a\n1,"abc\n2,x\n3,y\n', "quote_unclosed", {"line": 2}),
    "unclosed_later.csv": (b'id,a\n1,"x\ny"\n2,"abc\n3,x\n', "quote_unclosed", {"line": 4}),
    "unclosed_last.csv": (b'id,a\n1,x\n2,"y', "quote_unclosed", {"line": 3}),
    "html_as.csv": (b"<!DOCTYPE html><html><body>Log in</body></html>", "file_is_page", {}),
    "table_as.xls": (b"<html><table><tr><td>1</td></tr></table></html>", "file_is_page", {}),
    "pdf_as.csv": (b"%PDF-1.7\n%\xe2\xe3", "file_is_pdf", {}),
    "all_missing.csv": (b"id,a\n,\n,\n", "no_values", {}),
    "cols_5000.csv": (b",".join(b"c%d" % i for i in range(5000)) + b"\n1", "too_many_columns", {"count": 5000}),
    "cell_10mb.csv": (b"id,a\n1," + b"x" * 10_000_000 + b"\n2,y\n", "cell_too_long", {"line": 2, "limit": 32_767}),
    "cell_40k.csv": (b"id,a\n1,y\n2," + b"x" * 40_000 + b"\n", "cell_too_long", {"line": 3, "characters": 40_003}),
    "one_line.csv": (b"x," * 6_000_000, "no_line_break", {"limit_mb": 10}),
    "long_quote.csv": (b'id,a\n1,"x\n' + b"2,y\n" * 20_000 + b'3,"z\n', "quote_unclosed", {"line": 2}),
    "notzip.xlsx": (b"this is not a workbook\nat all\n", "not_excel", {}),
    "broken.xlsx": (b"PK\x03\x04 nothing else", "excel_damaged", {}),
    "macro.xlsm": (files.raw_workbook(b"", extra={"xl/vbaProject.bin": b"x"}), "excel_macros", {}),
    "letter.docx": (files.zipped({"[Content_Types].xml": "", "word/document.xml": ""}), "not_excel", {}),
    "empty_sheet.xlsx": (files.sheet([]), "no_values", {}),
    "header_only.xlsx": (files.sheet([["id", "a"]]), "no_rows", {"count": 2}),
    "wide.xlsx": (files.sheet([["c"] * 2001, ["x"] * 2001]), "too_many_columns", {"count": 2001}),
    "trunc.parquet": (files.parquet({"a": pa.array([1, 2])})[:-9], "parquet_damaged", {}),
    "name.parquet": (
        files.parquet({"name": pa.array([1])}).replace(b"name", b"\xff\xfename"[:4]),
        "parquet_damaged",
        {},
    ),
    "text.parquet": (b"PAR1 is not enough PAR1", "parquet_damaged", {}),
    "all_nested.parquet": (files.parquet({"a": pa.array([[1]])}), "parquet_all_nested", {"count": 1}),
    "no_rows.parquet": (files.parquet({"a": pa.array([], pa.int8())}), "no_rows", {"count": 1}),
    "gz.csv": (files.gzipped(b"id,a\n1,2\n"), "file_packed", {}),
    "zip.csv": (files.zipped({"data.csv": "id,a\n1,2\n"}), "file_packed", {}),
    "arrow.csv": (b"ARROW1\0\0", "file_other_format", {"format": "Arrow"}),
    "picture.csv": (b"\x89PNG\r\n\x1a\n", "file_other_format", {"format": "PNG"}),
    "noise.csv": (bytes(range(1, 32)) * 100, "file_not_table", {}),
    "wider_rows.csv": (b"id,a\n1,2,3\n2,3,4\n", "all_rows_ragged", {"count": 2, "columns": 2}),
    "html_table.csv": (b"<table><tr><td>1</td></tr></table>", "file_is_page", {}),
    "xml_as.csv": (b'<?xml version="1.0"?><customers/>', "file_other_format", {"format": "XML"}),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_cannot_be_used_is_refused_with_one_reason(name, tmp_path):
    content, key, values = REFUSED[name]
    found, facts = problem(content, name, tmp_path)
    assert (found, {part: facts[part] for part in values}) == (key, values)
    assert facts["file"] == name


READ = {  # name -> content, labels, rows, what is told
    "one_row.csv": (b"id,a\n1,x\n", ("id", "a"), [("1", "x")], {}),
    "nul.csv": (b"id,a\n1,x\0y\n", ("id", "a"), [("1", "x\ufffdy")], {"controls_replaced": {"count": 1, "line": 2}}),
    "utf16.csv": (
        "\ufeffid,a\n1,ż\n".encode("utf-16-le"),
        ("id", "a"),
        [("1", "ż")],
        {"encoding": {"encoding": "utf-16-le"}},
    ),
    "utf16_bare.csv": ("id,a\n1,x\n2,y\n".encode("utf-16-be"), ("id", "a"), [("1", "x"), ("2", "y")], {}),
    "latin1.csv": (
        b"id,n\n1,M\xfcller\n",
        ("id", "n"),
        [("1", "Müller")],
        {"encoding_guessed": {"encoding": "cp1252", "examples": ("Müller",)}},
    ),
    "bom.csv": (b"\xef\xbb\xbfid,a\n1,x\n", ("id", "a"), [("1", "x")], {}),
    "semicolon.csv": (
        b"id;spend\n1;12,5\n2;3,0\n",
        ("id", "spend"),
        [("1", "12,5"), ("2", "3,0")],
        {"delimiter_semicolon": {}},
    ),
    "tab.tsv": (b"id\ta\n1\tx, y\n", ("id", "a"), [("1", "x, y")], {"delimiter_tab": {}}),
    "pipe.csv": (b"id|a\n1|x\n", ("id", "a"), [("1", "x")], {"delimiter_pipe": {}}),
    "ragged.csv": (
        b"id,a,b\n1,2,3\n1,2\n1,2,3,4\n",
        ("id", "a", "b"),
        [("1", "2", "3")],
        {"rows_ragged": {"count": 2, "total": 3, "columns": 3, "lines": ("3", "4")}},
    ),
    "ragged_after_lines.csv": (
        b'id,a\r\n1,"x\r\ny"\r\n\r\n2\r\n3,z',
        ("id", "a"),
        [("1", "x\r\ny"), ("3", "z")],
        {"rows_ragged": {"count": 1, "total": 3, "columns": 2, "lines": ("5",)}, "blank_lines": {"count": 1}},
    ),
    "dup_cols.csv": (
        b"id,a,a\n1,2,3\n",
        ("id", "a", "a_2"),
        [("1", "2", "3")],
        {"columns_repeated": {"count": 1, "names": ("a_2",)}},
    ),
    "empty_col.csv": (
        b"id,,b\n1,2,3\n",
        ("id", "column_2", "b"),
        [("1", "2", "3")],
        {"columns_unnamed": {"count": 1, "names": ("column_2",)}},
    ),
    "numbers.csv": (
        b"id,a\n1,1e309\n2,NaN\n3,1e-320\n4,-inf\n",
        ("id", "a"),
        [("1", "1e309"), ("2", "NaN"), ("3", "1e-320"), ("4", "-inf")],
        {},
    ),
    "ids.csv": (
        b"id,a\n00123,x\n1E5,x\n9007199254740993,x\n12345678901234567890123,x\n",
        ("id", "a"),
        [(i, "x") for i in ("00123", "1E5", "9007199254740993", "12345678901234567890123")],
        {},
    ),
    "id_variants.csv": (b"id,a\n1,x\n1.0,x\n 1,x\n", ("id", "a"), [("1", "x"), ("1.0", "x"), (" 1", "x")], {}),
    "missing_ids.csv": (b'id,a\n,x\n"",y\n', ("id", "a"), [(None, "x"), (None, "y")], {}),
    "bare_cr.csv": (b"id,a\r1,x\r2,y\r", ("id", "a"), [("1", "x"), ("2", "y")], {}),
    "sep_line.csv": (b"sep=;\nid;a\n1;x,y\n", ("id", "a"), [("1", "x,y")], {"header_line": {"line": 2}}),
    "na_word.csv": (b"id,a\n1,NA\n2,null\n3,\n", ("id", "a"), [("1", "NA"), ("2", "null"), ("3", None)], {}),
    "late_type.csv": (
        b"id,a\n" + b"1,2\n" * 20_000 + b"1,oops\n",
        ("id", "a"),
        [("1", "2")] * 20_000 + [("1", "oops")],
        {},
    ),
    "bool_mix.csv": (
        b"id,a\n1,True\n2,yes\n3,0\n",
        ("id", "a"),
        [("1", "True"), ("2", "yes"), ("3", "0")],
        {},
    ),
    "dates_mix.csv": (
        b"id,a\n1,01/02/2024\n2,13/02/2024\n3,2024-02-30\n",
        ("id", "a"),
        [("1", "01/02/2024"), ("2", "13/02/2024"), ("3", "2024-02-30")],
        {},
    ),
    "thousands.csv": (
        b'id,a\n1,"1,234.50"\n2,"$3,000"\n',
        ("id", "a"),
        [("1", "1,234.50"), ("2", "$3,000")],
        {"delimiter_comma": {}},
    ),
    "huge.csv": (b"id,a\n1,1e200\n2,1e12\n", ("id", "a"), [("1", "1e200"), ("2", "1e12")], {}),
    "dup_ids.csv": (b"id,a\n1,x\n1,x\n1,y\n", ("id", "a"), [("1", "x"), ("1", "x"), ("1", "y")], {}),
    "constant.csv": (b"id,a\n1,x\n2,x\n", ("id", "a"), [("1", "x"), ("2", "x")], {}),
    "all_missing_col.csv": (b"id,a,b\n1,,x\n2,,y\n", ("id", "a", "b"), [("1", None, "x"), ("2", None, "y")], {}),
    "quotes_all.csv": (
        b'"id";"a"\r\n"1";"x ""y"""\r\n"2";""\r\n',
        ("id", "a"),
        [("1", 'x "y"'), ("2", None)],
        {"delimiter_semicolon": {}},
    ),
    "titles.csv": (
        b"Report, 2024\nid,a,b\n1,2,3\n2,3,4\n",
        ("id", "a", "b"),
        [("1", "2", "3"), ("2", "3", "4")],
        {"titles": {"count": 1, "text": "Report, 2024"}, "header_line": {"line": 2}},
    ),
    "caret.csv": (b"id^a\n1^x\n2^y\n", ("id", "a"), [("1", "x"), ("2", "y")], {"delimiter_other": {"sign": "^"}}),
    "bidi.csv": (
        "id,a\u202eb\n1,😀\n".encode(),
        ("id", "ab"),
        [("1", "😀")],
        {"columns_cleaned": {"count": 1, "names": ("ab",)}},
    ),
    "case_cols.csv": (
        b"Email,email\nx,y\n",
        ("Email", "email_2"),
        [("x", "y")],
        {"columns_repeated": {"count": 1, "names": ("email_2",)}},
    ),
    "ws_cols.csv": (b" id ,a\n1,x\n", ("id", "a"), [("1", "x")], {"columns_cleaned": {"count": 1, "names": ("id",)}}),
    "sql_col.csv": (
        b'"x"" from read_text(\'/etc/passwd\') --",a\n1,x\n',
        ("x\" from read_text('/etc/passwd') --", "a"),
        [("1", "x")],
        {},
    ),
    "xss.csv": (b"id,a\n1,</script><img onerror=x>\n", ("id", "a"), [("1", "</script><img onerror=x>")], {}),
    "formula.csv": (b"id,a\n1,=1+1\n2,@x\n", ("id", "a"), [("1", "=1+1"), ("2", "@x")], {}),
    "surrogate.csv": (
        b"id,a\n1,x\xed\xa0\x80y\n",
        ("id", "a"),
        [("1", "x\ufffdy")],
        {"undecodable_replaced": {"count": 1}},
    ),
    "ctrl.csv": (
        b"id,a\n1,x\x07\x1b\n",
        ("id", "a"),
        [("1", "x\ufffd\ufffd")],
        {"controls_replaced": {"count": 2, "line": 2}},
    ),
    "dos_end.csv": (b"id,a\r\n1,x\r\n\x1a", ("id", "a"), [("1", "x")], {}),
    "trailing_delimiter.csv": (
        b"id,a,\n1,x,\n2,y,\n",
        ("id", "a"),
        [("1", "x"), ("2", "y")],
        {"empty_last_column": {}},
    ),
    "trailing_in_rows.csv": (b"id,a\n1,x,\n2,y,\n", ("id", "a"), [("1", "x"), ("2", "y")], {"empty_last_column": {}}),
    "trailing_used.csv": (b"id,a,\n1,x,\n2,y,z\n", ("id", "a", "column_3"), [("1", "x", None), ("2", "y", "z")], {}),
    "no_header.csv": (
        b"1,5.5\n2,6.5\n3,7\n",
        ("column_1", "column_2"),
        [("1", "5.5"), ("2", "6.5"), ("3", "7")],
        {"no_header": {}},
    ),
    "years.csv": (b"name,2023,2024\nx,1,2\ny,3,4\n", ("name", "2023", "2024"), [("x", "1", "2"), ("y", "3", "4")], {}),
    "one_column.csv": (b"id\nx\n\ny\n", ("id",), [("x",), ("y",)], {"delimiter_none": {}, "blank_lines": {"count": 1}}),
    "stray_quotes.csv": (b'id,a\n1,5" pipe\n2,x\n', ("id", "a"), [("1", '5" pipe'), ("2", "x")], {}),
    "text.xlsx": (b"id,a\n1,x\n", ("id", "a"), [("1", "x")], {"is_text": {"ending": "xlsx"}}),
    "xlsx_as.csv": (files.sheet([["id", "a"], [1, "x"]]), ("id", "a"), [("1", "x")], {"is_excel": {"ending": "csv"}}),
    "parquet_as.csv": (files.parquet({"id": pa.array([1])}), ("id",), [("1",)], {"is_parquet": {"ending": "csv"}}),
    "blank_row.xlsx": (
        files.sheet([["id"], ["00123"], [None], ["x"]]),
        ("id",),
        [("00123",), ("x",)],
        {"blank_lines": {"count": 1}},
    ),
}


@pytest.mark.parametrize("name", READ)
def test_an_odd_file_is_read_exactly_and_its_oddities_are_told(name, tmp_path):
    content, labels, rows, told = READ[name]
    reading, found = table(content, name, tmp_path)
    assert (reading.labels, found) == (labels, rows)
    met = notes(reading)
    assert {key: met.get(key) for key in told} == told
    assert reading.rows_aside == told.get("rows_ragged", {}).get("count", 0)


def test_a_chosen_encoding_reads_what_could_not_be_decided(tmp_path):
    reading, rows = table(REFUSED["cp1252_mixed.csv"][0], "x.csv", tmp_path, ReadOptions(encoding="utf-8"))
    assert rows == [("1", "M\ufffdller"), ("2", "Müller")]
    assert notes(reading)["undecodable_replaced"] == {"count": 1}


@pytest.mark.parametrize("sign", [",", ";", "|", "\t", "^", "~", ":", "/", "#", " "])
def test_a_chosen_delimiter_is_used(sign, tmp_path):
    content = f"id{sign}a\n1{sign}2.3\n".encode()
    reading, rows = table(content, "x.csv", tmp_path, ReadOptions(delimiter=sign))
    assert (reading.labels, rows) == (("id", "a"), [("1", "2.3")])


def test_what_cannot_be_chosen(tmp_path):
    _, rows = table(b"id;a,b\n1;2,3\n", "x.csv", tmp_path, ReadOptions(delimiter=","))
    assert rows == [("1;2", "3")]
    assert problem(b"id,a\n1,2\n", "x.csv", tmp_path, ReadOptions(encoding="klingon"))[0] == "encoding_unknown"
    for given in ('"', "a", "7", "\n", "::", "§"):
        assert problem(b"id,a\n1,2\n", "x.csv", tmp_path, ReadOptions(delimiter=given)) == (
            "delimiter_unusable",
            {"given": given},
        )
    key, facts = problem(b"id,a\n1,2\n", "x.csv", tmp_path, ReadOptions(header_line=9))
    assert (key, facts["line"]) == ("no_such_line", 9)


HOSTILE = {
    "sparse_xfd.xlsx": (files.two_cells(b"XFD1048576"), "excel_sparse", {"cells": 2**34, "cell": "XFD1048576"}),
    "zip_pad.xlsx": (
        files.raw_workbook(b"<!--" + b" " * 400_000_000 + b"-->"),
        "excel_bomb",
        {"unpacked_mb": 381},
    ),
    "lying.xlsx": (files.lying_zip(b"<!--" + b" " * 100_000_000 + b"-->"), "excel_damaged", {}),
    "lol.xlsx": (
        files.raw_workbook(b"", b'<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;">]>'),
        "excel_definitions",
        {},
    ),
    "xxe.xlsx": (
        files.raw_workbook(b"", b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'),
        "excel_definitions",
        {},
    ),
    "hidden_stray.xlsx": (  # a second row that our scan does not see: the walls of the child must hold
        files.raw_workbook(b'<row><c><v>1</v></c></row><row><c x=">" r="XFD1048576"><v>2</v></c></row>'),
        "reader_memory",
        {},
    ),
    "bomb.parquet": (files.parquet_bomb(), "parquet_bomb", {"needed_gb": 19}),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_bomb_is_refused_in_words_and_harms_nobody(name, tmp_path):
    content, key, values = HOSTILE[name]
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    (tmp_path / "upload").write_bytes(content)
    before = os.getpid()
    with pytest.raises(SegError) as caught:
        read_file(tmp_path / "upload", name, scratch)
    facts = dict(caught.value.fact.values)
    assert (caught.value.fact.key, {part: facts[part] for part in values}) == (f"error.{key}", values)
    assert os.getpid() == before


def test_more_cells_than_a_sheet_may_hold_even_without_places(tmp_path, monkeypatch):
    monkeypatch.setitem(SETTINGS, "max_sheet_cells", Setting("max_sheet_cells", 50_000, "cells", "test"))
    seed = random.Random(1)
    row = lambda: b"<row>" + b"".join(b"<c><v>%d</v></c>" % seed.randrange(10**6) for _ in range(5)) + b"</row>"  # noqa: E731
    many = b"".join(row() for _ in range(4_000)) * 3
    key, facts = problem(files.raw_workbook(many), "dense.xlsx", tmp_path)
    assert (key, facts["limit"]) == ("excel_too_many_cells", 50_000)


def test_a_file_over_the_size_limit_is_refused_before_it_is_opened(tmp_path):
    with (tmp_path / "upload").open("wb") as file:
        file.truncate(601 * 2**20)
    with pytest.raises(SegError, match="file_too_large"):
        read_file(tmp_path / "upload", "big.csv", tmp_path)


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("../../etc/x.csv", "x.csv"),
        ("..\\..\\x.csv", "x.csv"),
        ("C:\\data\\x.csv", "x.csv"),
        ("CON.csv", "CON.csv"),
        ("x" * 300 + ".csv", "x" * 120),
        ("a\0b.csv", "a b.csv"),
        ("\u202evsc.exe", "vsc.exe"),
        ("", "file"),
    ],
)
def test_the_name_of_a_file_is_only_shown(given, shown):
    from seg.data.reading.labels import shown_file_name

    assert shown_file_name(given) == shown


def test_mutated_parquet_is_damaged_or_read_whole(tmp_path):
    whole = files.parquet({"id": pa.array(range(200)), "a": pa.array([f"text {i % 7}" for i in range(200)])})
    chance, outcomes = random.Random(7), []
    for _ in range(150):
        content = bytearray(whole)
        for _ in range(chance.randint(1, 8)):
            content[chance.randrange(4, len(content) - 4)] = chance.randrange(256)
        try:
            reading, _ = table(bytes(content), "x.parquet", tmp_path)
            outcomes.append(reading.rows_in)
        except SegError as refused:
            outcomes.append(refused.fact.key)
    assert {"error.parquet_damaged"} < set(outcomes)
    assert all(isinstance(outcome, int) or outcome.startswith("error.") for outcome in outcomes)


def test_an_encrypted_parquet_is_told(tmp_path):
    content = files.parquet({"a": pa.array([1])})
    assert problem(b"PARE" + content[4:-4] + b"PARE", "x.parquet", tmp_path)[0] == "parquet_locked"


def test_dates_and_errors_of_excel(tmp_path):
    def write(book) -> None:
        page = book.add_worksheet("A")
        day, time = book.add_format({"num_format": "yyyy-mm-dd"}), book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        page.write_row(0, 0, ["id", "day", "time", "yes", "error", "formula", "price"])
        for row in (1, 2):
            page.write_row(row, 0, [12])
            page.write_datetime(row, 1, dt.datetime(2024, 2, row), day)
            page.write_datetime(row, 2, dt.datetime(2024, 2, 3, 4 * (row - 1), 0), time)
            page.write_boolean(row, 3, row == 1)
            page.write_formula(row, 4, "=#REF!", None, "#REF!")
            page.write_formula(row, 5, "=A2", None, "")
            page.write_number(row, 6, 19.989999999999998)

    for date_1904 in (False, True):
        reading, rows = table(files.workbook(write, date_1904=date_1904), "x.xlsx", tmp_path)
        assert rows == [
            ("12", "2024-02-01", "2024-02-03 00:00:00", "true", None, None, "19.99"),
            ("12", "2024-02-02", "2024-02-03 04:00:00", "false", None, None, "19.99"),
        ]
        assert notes(reading)["error_cells"] == {"count": 2, "error": "#REF!"}
        assert notes(reading)["formulas_without_value"] == {"count": 2}


def test_parquet_values_become_exact_text(tmp_path):
    from decimal import Decimal

    noon = dt.datetime(2024, 1, 1, 12, 0, 0, 120_000)
    columns = {
        "u": pa.array([2**64 - 1, None], pa.uint64()),
        "f": pa.array([12.0, float("nan")]),
        "g": pa.array([0.1, 123456789012345680.0]),
        "s": pa.array([0.1, 2.5], pa.float32()),
        "d": pa.array([Decimal("1.50"), Decimal("-12345678901234567890123456.78")], pa.decimal128(38, 2)),
        "day": pa.array([dt.date(2024, 2, 29), None]),
        "t": pa.array([noon, dt.datetime(2024, 1, 1)], pa.timestamp("ns")),
        "z": pa.array([noon, None], pa.timestamp("us", "Europe/Warsaw")),
        "b": pa.array([True, False]),
        "c": pa.array(["x\0", ""]).dictionary_encode(),
        "n": pa.nulls(2),
        "l": pa.array([[1], [2]]),
        "y": pa.array([b"x", b"y"]),
        "m": pa.array([{"a": 1}, None]),
    }
    reading, rows = table(files.parquet(columns), "x.parquet", tmp_path)
    assert reading.labels == ("u", "f", "g", "s", "d", "day", "t", "z", "b", "c", "n")
    assert rows == [
        ("18446744073709551615", "12", "0.1", "0.1", "1.50", "2024-02-29", "2024-01-01 12:00:00.12",
         "2024-01-01 13:00:00.12+0100", "true", "x\ufffd", None),
        (None, None, "123456789012345680", "2.5", "-12345678901234567890123456.78", None, "2024-01-01 00:00:00",
         None, "false", None, None),
    ]  # fmt: skip
    assert notes(reading)["nested_ignored"] == {"count": 3, "names": ("l", "y", "m")}
    assert "times_with_zone" in notes(reading)


def test_int96_times_of_older_writers(tmp_path):
    file = io.BytesIO()
    times = pa.table({"t": pa.array([dt.datetime(2024, 1, 1, 1)], pa.timestamp("ns"))})
    pq.write_table(times, file, use_deprecated_int96_timestamps=True)
    assert table(file.getvalue(), "x.parquet", tmp_path)[1] == [("2024-01-01 01:00:00",)]


def test_the_same_file_twice_gives_the_same_table(tmp_path):
    found = []
    (tmp_path / "upload").write_bytes(b"id,a\n1,x\n2,\n")
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        found.append(read_file(tmp_path / "upload", "x.csv", tmp_path / name)[0].reading)
    assert found[0] == found[1]
    assert len(found[0].raw) == 64
