"""Any small table of text comes back equal from every format that can hold it."""

import io
import json
import tempfile
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyreadstat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.data.reading import files
from tests.data.reading.reads import Table, table
from tests.data.reading.workbooks import ods, ods_table, ods_text, xls_sheet, xlsb, xlsb_rows

CONTROLS = "".join(map(chr, [*range(32), *range(0x7F, 0xA0)]))
UNFIT = CONTROLS + "\ufffd\ufeff\ufffe\uffff\u2028\u2029"
LETTERS = st.characters(exclude_categories=["Cs", "Cn"], exclude_characters=UNFIT)
TEXTS = st.text(LETTERS, min_size=1, max_size=12).map(lambda text: f"x{text}y")
"""Text that starts and ends in letters: blanks at its ends, and what looks like a number, are for other tests."""
NAMES = ("name one", "Second", "third_3")


@st.composite
def frames(draw) -> list[list[str | None]]:
    """Rows of text, some cells missing, each with a first cell; the first and the last row have a second one."""
    width = draw(st.integers(2, 3))
    cells = st.lists(st.none() | TEXTS, min_size=width - 1, max_size=width - 1)
    rows = [[draw(TEXTS), *others] for others in draw(st.lists(cells, min_size=1, max_size=6))]
    for row in (rows[0], rows[-1]):
        row[1] = row[1] or draw(TEXTS)
    return rows


def read(content: bytes, name: str) -> Table:
    with tempfile.TemporaryDirectory() as folder:
        return table(content, name, Path(folder))


def as_json(names, rows) -> bytes:
    return json.dumps([dict(zip(names, row, strict=True)) for row in rows]).encode()


def as_json_lines(names, rows) -> bytes:
    lines = (json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False) for row in rows)
    return "\n".join(lines).encode()


def as_parquet(names, rows) -> bytes:
    columns = zip(*rows, strict=True)
    return files.parquet({name: pa.array(column, pa.string()) for name, column in zip(names, columns, strict=True)})


def as_ods(names, rows) -> bytes:
    def cell(text: str | None) -> str:
        if text is None:
            return "<table:table-cell/>"
        return ods_text(text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))

    return ods(ods_table([[cell(text) for text in row] for row in (names, *rows)]))


def as_xlsx(names, rows) -> bytes:
    return files.sheet([names, *rows], strings_to_formulas=False, strings_to_urls=False)


def as_spss(names, rows) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        pyreadstat.write_sav(pd.DataFrame(rows, columns=[name.replace(" ", "_") for name in names]), f"{folder}/x.sav")
        return (Path(folder) / "x.sav").read_bytes()


MAKERS = {
    "xlsx": as_xlsx,
    "xls": lambda names, rows: xls_sheet([names, *rows]),
    "xlsb": lambda names, rows: xlsb(xlsb_rows([names, *rows])),
    "ods": as_ods,
    "json": as_json,
    "jsonl": as_json_lines,
    "parquet": as_parquet,
    "sav": as_spss,
}


@pytest.mark.parametrize("kind", MAKERS)
@settings(max_examples=30, deadline=None)
@given(rows=frames())
def test_a_table_of_text_comes_back_equal(kind, rows):
    names = NAMES[: len(rows[0])]
    found = read(MAKERS[kind](names, rows), f"x.{kind}")
    assert found.labels == tuple(name.replace(" ", "_") if kind == "sav" else name for name in names)
    assert (found.rows, found.aside) == ([tuple(row) for row in rows], [])


@settings(max_examples=30, deadline=None)
@given(numbers=st.lists(st.floats(allow_nan=False, allow_infinity=False, width=32), min_size=1, max_size=5))
def test_numbers_come_back_as_they_are_written(numbers):
    texts = [json.dumps(number) for number in numbers]
    lines = "\n".join(f'{{"id": "x", "n": {text}}}' for text in texts)
    assert [row[1] for row in read(lines.encode(), "x.jsonl").rows] == texts
    columns, file = pd.DataFrame({"id": ["x"] * len(numbers), "n": numbers}), io.BytesIO()
    columns.to_parquet(file)
    assert [float(row[1]) for row in read(file.getvalue(), "x.parquet").rows] == numbers
