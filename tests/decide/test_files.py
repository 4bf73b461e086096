"""What is written can be read back, and nothing in it runs."""

import ast
import csv
import re
import zipfile
from datetime import date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from seg.core.errors import SegError
from seg.decide import files
from seg.decide.files import FORMATS, write
from tests.decide.restored import restored

ROOT = Path(__file__).parents[2]
FORMULAS = [
    "=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1+1", "\r=1+1", "\n=1+1", " =1+1", "\u00a0=1+1", "\ufeff=1+1", "\u200b=1+1",
    '"=1+1', "=cmd|'/c calc'!A0", "|calc", "%0A=1+1", "＝1+1", "＋1", "－1+2", "＠SUM(1)", "a;=1+1", "a,=1+1",
    "a\t=1+1", "a\r=1+1", "a\n=1+1", '=HYPERLINK("https://evil.example","x")', "=IMPORTXML(1,2)", "'=1+1", "''=1",
    "{=1+1}", "https://evil.example", "mailto:me@evil.example", "=1+1\0", "00123", "9007199254740993", "1E5", "NA", "",
    "-10",
]  # fmt: skip
SAMPLE = pa.table(
    {
        "customer_id": ["00123", "9007199254740993", "1E5"],
        "spend": pa.array([12.5, None, -3.0]),
        "orders": pa.array([3, 0, 2**60]),
        "since": pa.array([date(2024, 2, 29), None, date(1899, 1, 1)]),
        "seen": pa.array([datetime(2024, 2, 29, 13, 5), None, None], pa.timestamp("s")),
        "member": pa.array([True, False, None]),
    }
)


def excel_rows(path, sheet=0):
    return CalamineWorkbook.from_path(path).get_sheet_by_index(sheet).to_python()


def sheets_of(path):
    with zipfile.ZipFile(path) as parts:
        return {name: parts.read(name).decode("utf-8") for name in parts.namelist() if name.endswith((".xml", ".rels"))}


def test_csv_is_quoted_marked_and_readable(tmp_path):
    write(SAMPLE, "csv", tmp_path / "a.csv", "List")
    assert (tmp_path / "a.csv").read_bytes() == (
        b'\xef\xbb\xbf"customer_id","spend","orders","since","seen","member"\r\n'
        b'"00123","12.5","3","2024-02-29","2024-02-29 13:05:00","true"\r\n'
        b'"9007199254740993","","0","","","false"\r\n'
        b'"1E5","-3","1152921504606846976","1899-01-01","",""\r\n'
    )


def test_excel_keeps_types_and_ids(tmp_path):
    write(SAMPLE, "xlsx", tmp_path / "a.xlsx", "List")
    assert excel_rows(tmp_path / "a.xlsx") == [
        ["customer_id", "spend", "orders", "since", "seen", "member"],
        ["00123", 12.5, 3.0, date(2024, 2, 29), datetime(2024, 2, 29, 13, 5), True],
        ["9007199254740993", "", 0.0, "", "", False],
        ["1E5", -3.0, "1152921504606846976", "1899-01-01", "", ""],
    ]
    sheet = sheets_of(tmp_path / "a.xlsx")["xl/worksheets/sheet1.xml"]
    assert 'state="frozen"' in sheet


def test_parquet_is_exact(tmp_path):
    table = pa.table({f"={n}": [text, None] for n, text in enumerate(FORMULAS)}).append_column(
        "n", pa.array([0.1, None])
    )
    write(table, "parquet", tmp_path / "a.parquet", "List")
    assert pq.read_table(tmp_path / "a.parquet").equals(table)


def test_formulas_in_cells_and_headings_of_csv_are_text_and_come_back(tmp_path):
    headings = [f"{text}{n}" for n, text in enumerate(FORMULAS)]
    write(
        pa.table({heading: [text] for heading, text in zip(headings, FORMULAS, strict=True)}),
        "csv",
        tmp_path / "a.csv",
        "",
    )
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        first, second = csv.reader(file)
    assert [restored(cell) for cell in first] == headings
    assert [restored(cell) for cell in second] == FORMULAS
    assert not [cell for cell in first + second if re.match('[ \u00a0\u200b\ufeff"]*[=+@\t\r\n\0|%＝＋－＠]', cell)]
    assert [cell for cell in second if cell.startswith("-")] == ["-10"]


def test_formulas_in_cells_headings_and_titles_of_excel_are_text(tmp_path):
    headings = [f"{text}{n}" for n, text in enumerate(FORMULAS)]
    table = pa.table({heading: [text] for heading, text in zip(headings, FORMULAS, strict=True)})
    write(table, "xlsx", tmp_path / "a.xlsx", "=cmd|'/c calc'!A0")
    parts = sheets_of(tmp_path / "a.xlsx")
    assert not [name for name, text in parts.items() if re.search(r"<f[ >]|<hyperlink|definedName", text)]
    assert not [name for name in parts if name.startswith("xl/worksheets/_rels")]
    sheet = parts["xl/worksheets/sheet1.xml"]
    kinds = set(re.findall(r'<c [^>]*?t="(\w+)"', sheet))
    assert kinds == {"inlineStr"}
    read = excel_rows(tmp_path / "a.xlsx")
    assert [decoded(cell) for cell in read[0]] == [line_ends(heading) for heading in headings]
    assert [decoded(cell) for cell in read[1]] == [line_ends(text) for text in FORMULAS]


def decoded(cell):
    """Excel's own escape for control characters, which this reader leaves as it is."""
    return line_ends(re.sub(r"_x([0-9A-F]{4})_", lambda code: chr(int(code[1], 16)), cell))


def line_ends(text):
    return text.replace("\r\n", "\n").replace("\r", "\n")


@given(st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=20), min_size=1, max_size=8))
@settings(max_examples=300, deadline=None)
def test_any_text_comes_back_from_csv(tmp_path_factory, texts):
    path = tmp_path_factory.mktemp("csv") / "a.csv"
    write(pa.table({"text": texts, "more": texts[::-1]}), "csv", path, "")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = [[restored(cell) for cell in row] for row in csv.reader(file)]
    assert rows == [["text", "more"], *map(list, zip(texts, texts[::-1], strict=True))]


@pytest.mark.parametrize("file_format", FORMATS)
@pytest.mark.parametrize("rows", [0, 1, 3])
def test_every_format_writes_any_number_of_rows_the_same_way_each_time(tmp_path, file_format, rows):
    for name in "ab":
        write(SAMPLE.slice(0, rows), file_format, tmp_path / name, "List")
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    assert {path.name for path in tmp_path.iterdir()} == {"a", "b"}  # no temporary file is left


def test_rows_beyond_a_sheet_go_to_the_next(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "SHEET_ROWS", 4)
    monkeypatch.setattr(files, "BATCH_ROWS", 3)
    write(pa.table({"n": list(range(10))}), "xlsx", tmp_path / "a.xlsx", "All")
    book = CalamineWorkbook.from_path(tmp_path / "a.xlsx")
    assert book.sheet_names == ["All", "All (2)", "All (3)"]
    rows = [excel_rows(tmp_path / "a.xlsx", sheet) for sheet in range(3)]
    assert [sheet[0] for sheet in rows] == [["n"]] * 3
    assert [row[0] for sheet in rows for row in sheet[1:]] == list(range(10))


def test_sheets_hold_as_many_rows_as_excel_takes():
    assert files.SHEET_ROWS == 2**20 - 1


def test_text_that_excel_would_cut_is_refused_and_no_half_file_stays(tmp_path):
    table = pa.table({"note": ["short", "x" * 32_768]})
    with pytest.raises(SegError) as problem:
        write(table, "xlsx", tmp_path / "a.xlsx", "List")
    assert (problem.value.fact.key, problem.value.fact["column"]) == ("error.excel_text_too_long", "note")
    assert not list(tmp_path.iterdir())


def test_numbers_that_are_none_are_missing_and_endless_ones_are_text(tmp_path):
    table = pa.table({"id": ["a", "b"], "x": pa.array([float("nan"), float("-inf")])})
    write(table, "xlsx", tmp_path / "a.xlsx", "List")
    write(table, "csv", tmp_path / "a.csv", "List")
    assert excel_rows(tmp_path / "a.xlsx")[1:] == [["a", ""], ["b", "-inf"]]
    assert (tmp_path / "a.csv").read_text("utf-8-sig").splitlines()[1:] == ['"a",""', '"b","\'-inf"']


def test_no_other_module_writes_files_for_people():
    banned = {"to_csv", "to_excel", "write_csv", "CSVWriter", "write_excel", "to_html", "Workbook"}
    writers = {ROOT / "seg/decide/files.py", ROOT / "seg/decide/shaded_sheet.py"}  # the second writes text as text
    found = []
    for path in [ROOT / "app.py", *ROOT.glob("seg/**/*.py"), *ROOT.glob("pages/**/*.py")]:
        tree = ast.parse(path.read_text("utf-8"))
        names = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        names |= {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
        if names & banned and path not in writers:
            found.append((path.relative_to(ROOT).as_posix(), sorted(names & banned)))
    assert not found, "write files through seg.decide, which neutralises formulas"
