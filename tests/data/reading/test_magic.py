"""A file is what its first bytes say, whatever its name; what cannot be read is called by its name."""

import pytest

from seg.data.reading.magic import kind_of, wrong_ending
from tests.data.reading import files
from tests.data.reading.reads import problem

KINDS = {
    "id,a\n1,2\n": ("x.csv", "text"),
    "ORCID,a\n0000-0001,2\n": ("x.csv", "text"),
    "[id],[a]\n1,2\n": ("x.csv", "text"),
    "{a}\n1\n": ("x.txt", "text"),
    "42": ("x.txt", "text"),
    '[{"id": 1}]': ("x.csv", "json"),
    '\n {\n"data": []}': ("x", "json"),
    '{"id": 1}\n{"id": 2}': ("x.txt", "json"),
    "[]": ("x.csv", "json"),
    "id;a": ("x.ndjson", "json"),
    "$FL2@(#) IBM SPSS": ("x.csv", "spss"),
    "$FL3@(#) IBM SPSS": ("x.zsav", "spss"),
    "PK\x03\x04": ("x.ods", "excel"),
    "PAR1 and more": ("x.parquet", "parquet"),
}


@pytest.mark.parametrize("content", KINDS)
def test_the_kind_of_a_file(content, tmp_path):
    name, kind = KINDS[content]
    (tmp_path / "x").write_text(content, "utf-8")
    assert kind_of(tmp_path / "x", name) == kind


OTHERS = {
    "Stata": b"<stata_dta><header>",
    "SAS": bytes(12) + b"\xc2\xea\x81\x60" + bytes(100),
    "ORC": b"ORC\n\x03\x00\x00",
    "SQLite": b"SQLite format 3\0",
    "RTF": b"{\\rtf1 x}",
    "XML": b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
}


@pytest.mark.parametrize("name", OTHERS)
def test_another_format_is_called_by_its_name(name, tmp_path):
    assert problem(OTHERS[name], "x.csv", tmp_path) == ("file_other_format", {"file": "x.csv", "format": name})


@pytest.mark.parametrize("ending", ["xlsx", "xls", "xlsb", "ods", "sav", "zsav", "parquet", "json"])
def test_a_page_or_prose_under_the_name_of_another_format_is_not_taken_for_a_table(ending, tmp_path):
    assert problem(b"<html><body>Log in</body></html>", f"x.{ending}", tmp_path)[0] == "file_is_page"
    prose = "json_damaged" if ending == "json" else {"parquet": "parquet_damaged"}.get(ending, "not_excel")
    prose = "spss_damaged" if "sav" in ending else prose
    assert problem(b"Dear all\nplease find enclosed\n", f"x.{ending}", tmp_path)[0] == prose


def test_an_ending_that_fits_says_nothing():
    for kind, name in (("excel", "x.ODS"), ("excel", "x.xls"), ("json", "x.jsonl"), ("spss", "x.sav"), ("text", "x")):
        assert wrong_ending(kind, name) == ()
    assert [fact.key for fact in wrong_ending("spss", "x.json")] == ["reading.is_spss"]


def test_a_compressed_file_is_told_to_be_one(tmp_path):
    assert problem(files.gzipped(b"[]"), "x.json", tmp_path)[0] == "file_packed"
