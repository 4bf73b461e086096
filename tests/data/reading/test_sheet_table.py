"""What people put around a table in a sheet is told apart from it, with the rows numbered as the program shows them."""

from seg.data.reading.options import ReadOptions
from tests.data.reading import files
from tests.data.reading.reads import problem, table

PEOPLE = [["c1", 34, 120.5], ["c2", 51, 80], ["c3", 28, 45.5], ["c4", 40, 99]]
TEXTS = [("c1", "34", "120.5"), ("c2", "51", "80"), ("c3", "28", "45.5"), ("c4", "40", "99")]


def placed(rows, row=0, column=0, merged=()):
    """A workbook with rows of cells from one cell on; `merged` are (top, left, bottom, right, value)."""

    def write(book) -> None:
        page = book.add_worksheet("Customers")
        for at, cells in enumerate(rows):
            page.write_row(row + at, column, cells)
        for *corners, value in merged:
            page.merge_range(*corners, value)

    return files.workbook(write)


def test_a_table_anywhere_in_a_sheet(tmp_path):
    found = table(placed([["id", "age", "spend"], *PEOPLE], 4, 3), "x.xlsx", tmp_path)
    assert (found.labels, found.rows) == (("id", "age", "spend"), TEXTS)
    assert found.told == {"sheet": {"sheet": "Customers"}, "header_line": {"line": 5}}


def test_titles_above_and_beside_the_table_and_empty_columns_between(tmp_path):
    rows = [["Customers of the north"], [], ["", "", "id", "", "age", "spend"]]
    rows += [["", "", id_, "", age, spend] for id_, age, spend in PEOPLE]
    found = table(placed(rows, 1), "x.xlsx", tmp_path)
    assert (found.labels, found.rows) == (("id", "age", "spend"), TEXTS)
    assert found.told["header_line"] == {"line": 4}
    assert found.told["titles"] == {"count": 1, "text": "Customers of the north"}


def test_merged_names_of_groups_are_joined_to_the_names_below(tmp_path):
    rows = [["id", "Spend", "", "Visits", ""], ["", "2023", "2024", "2023", "2024"]]
    rows += [[f"c{n}", n * 10, n * 11, n, n + 1] for n in range(1, 6)]
    content = placed(rows, merged=[(0, 0, 1, 0, "id"), (0, 1, 0, 2, "Spend"), (0, 3, 0, 4, "Visits")])
    found = table(content, "x.xlsx", tmp_path)
    assert found.labels == ("id", "Spend – 2023", "Spend – 2024", "Visits – 2023", "Visits – 2024")
    assert found.rows[0] == ("c1", "10", "11", "1", "2")
    assert found.told["header_rows"]["rows"] == 2
    assert "merged_cells" not in found.told


def test_a_merged_name_stands_for_all_of_its_columns(tmp_path):
    content = placed([["id", "", ""], *PEOPLE, ["c5", "", ""]], merged=[(0, 1, 0, 2, "value"), (5, 1, 5, 2, "none")])
    found = table(content, "x.xlsx", tmp_path)
    assert found.labels == ("id", "value", "value_2")
    assert found.told["merged_cells"] == {"count": 1, "cells": ("B6:C6",)}
    assert found.rows[-1] == ("c5", "none", None)


def test_units_totals_and_footnotes_are_set_aside_with_their_rows(tmp_path):
    rows = [["Report"], ["id", "age", "spend"], ["", "years", "EUR"], *PEOPLE]
    rows += [["Total", "", 345], [], ["Source: CRM"]]
    found = table(placed(rows, 1), "x.xlsx", tmp_path)
    assert (found.labels, found.rows) == (("id", "age", "spend"), TEXTS)
    assert found.aside == [
        (4, "aside.units", ";years;EUR"),
        (9, "aside.totals", "Total;;345"),
        (11, "aside.footnote", "Source: CRM;;"),
    ]
    assert found.told["units"] == {"line": 4, "text": ";years;EUR"}
    assert found.told["totals"]["lines"] == ("9",)
    assert found.told["footnotes"]["lines"] == ("11",)


def test_a_remark_beside_the_table_is_set_aside(tmp_path):
    rows = [["", "id", "age", "spend"], *(["", *row] for row in PEOPLE), ["seen by Ann"], ["", "c5", 30, 1]]
    found = table(placed(rows), "x.xlsx", tmp_path)
    assert found.labels == ("id", "age", "spend")
    assert found.rows[-1] == ("c5", "30", "1")
    assert found.aside == [(6, "aside.footnote", "seen by Ann")]
    assert "blank_lines" not in found.told


def test_a_person_says_where_the_names_are(tmp_path):
    content = placed([["x", "y", "z"], ["id", "age", "spend"], *PEOPLE], 2)
    asked = table(content, "x.xlsx", tmp_path, ReadOptions(header_line=4))
    assert (asked.labels, asked.rows) == (("id", "age", "spend"), TEXTS)
    none = table(content, "x.xlsx", tmp_path, ReadOptions(header_line=0))
    assert none.labels == ("column_1", "column_2", "column_3")
    assert len(none.rows) == 6
    assert problem(content, "x.xlsx", tmp_path, ReadOptions(header_line=2)) == (
        "no_such_line",
        {"file": "x.xlsx", "line": 2},
    )


def test_a_cell_that_is_too_long_is_named_as_the_program_names_it(tmp_path):
    rows = [["id", "", "a"], ["c1", "", "x"], ["c2", "", "y"]]
    content = files.raw_workbook(
        b'<row r="3"><c r="B3" t="inlineStr"><is><t>id</t></is></c><c r="D3" t="inlineStr"><is><t>a</t></is></c></row>'
        b'<row r="5"><c r="B5" t="inlineStr"><is><t>c1</t></is></c><c r="D5" t="inlineStr"><is><t>'
        + b"x" * 40_000
        + b"</t></is></c></row>"
    )
    key, facts = problem(content, "x.xlsx", tmp_path)
    assert (key, facts["cell"], facts["characters"]) == ("cell_too_long_at", "D5", 40_000)
    assert table(placed(rows), "x.xlsx", tmp_path).labels == ("id", "a")


def test_a_sheet_of_one_column_and_one_of_scattered_cells(tmp_path):
    assert table(placed([["id"], ["x"], ["y"]]), "x.xlsx", tmp_path).rows == [("x",), ("y",)]
    scattered = table(placed([["a"], ["", "b"], ["", "", "c"]]), "x.xlsx", tmp_path)
    assert len(scattered.labels) == 3
