"""The profile table taken away: read back from Excel, and the drawing as it is."""

import io
import xml.etree.ElementTree as ElementTree
import zipfile
from dataclasses import replace

import pytest
from python_calamine import CalamineWorkbook

from seg.ui.profile.taken import FILLS, excel, picture
from seg.ui.words.words import words
from tests.ui.profile.world import shop_lines, wide, written

NOTES = ("Blue: more than all customers.", "=1+1")


@pytest.fixture(scope="module")
def shown():
    return written(*shop_lines(), statistics=("mean", "share", "difference"), markers=False)


def sheet_of(book):
    return CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(0).to_python()


def parts(book, name):
    with zipfile.ZipFile(io.BytesIO(book)) as whole:
        return whole.read(name).decode()


def test_numbers_are_numbers_and_dates_are_dates(shown):
    rows = sheet_of(excel(shown, "Shop / profile", NOTES, words("en")))
    headings, body = rows[0], rows[1 : 1 + len(shown.rows)]
    assert headings[:8] == [
        "Dimension",
        "Value",
        "Unit",
        "Basis",
        "Statistic",
        "Sets apart",
        "Known of",
        "All customers (900)",
    ]
    for row, written_row in zip(body, shown.rows, strict=True):
        assert row[0] == written_row.name
        for value, cell in zip(row[7:], written_row.cells, strict=True):
            if cell.form == "date":
                assert value == cell.number
            elif cell.number is None:
                assert value == cell.text
            else:
                assert value == pytest.approx(cell.number * (100 if cell.form == "points" else 1))
    assert rows[-1][0] == "=1+1"  # text, not run


def test_the_heading_stays_cells_are_shaded_and_shares_are_percent(shown):
    book = excel(shown, "Shop", NOTES, words("en"))
    assert 'xSplit="1" ySplit="1"' in parts(book, "xl/worksheets/sheet1.xml")
    styles = parts(book, "xl/styles.xml")
    assert FILLS[3].lstrip("#").upper() in styles
    assert 'formatCode="0%"' in styles
    assert "[$EUR]" in styles


def test_only_what_is_shown_is_taken():
    found = written(*shop_lines(), search="spend")
    assert len(sheet_of(excel(found, "Shop", (), words("en")))) == 2
    assert "member" not in picture(found, "Shop", (), words("en"))


def test_the_drawing_is_whole_and_says_everything(shown):
    root = ElementTree.fromstring(picture(shown, "A <b> & C", NOTES, words("en")))
    texts = [each.text for each in root.iter("{http://www.w3.org/2000/svg}text")]
    assert texts[0] == "A <b> & C"
    assert {"spend", "Segment 0", "All customers", *NOTES} <= set(texts)
    for row in shown.rows:
        assert {cell.text for cell in row.cells} <= set(texts)


def test_names_of_segments_stand_whole_over_their_figures(shown):
    long = "High NumDealsPurchases, high NumWebPurchases"
    named = replace(shown, headings=tuple(replace(heading, name=long) for heading in shown.headings))
    root = ElementTree.fromstring(picture(named, "Shop", (), words("en")))
    ends = {each.text: each.get("text-anchor") for each in root.iter("{http://www.w3.org/2000/svg}text")}
    assert ends["High NumDealsPurchases,"] == ends["high NumWebPurchases"] == "end"


def test_a_wide_table_fits():
    found = written(*wide(), markers=False, bars=True, by_basis=True)
    assert len(sheet_of(excel(found, "Wide", (), words("en")))) == 151
    root = ElementTree.fromstring(picture(found, "Wide", (), words("en")))
    width, height = float(root.get("width")), float(root.get("height"))
    for each in root.iter("{http://www.w3.org/2000/svg}text"):
        assert 0 < float(each.get("x")) <= width
        assert 0 < float(each.get("y")) <= height
