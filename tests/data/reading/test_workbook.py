"""Sheets of every kind of workbook come in as they are seen: names, values, dates, and what is told of them."""

import datetime as dt

import pytest
import xlwt

from seg.data.reading.options import ReadOptions
from tests.data.reading import files
from tests.data.reading.reads import problem, table, tables
from tests.data.reading.workbooks import (
    biff,
    label5,
    number,
    ods,
    ods_table,
    ods_text,
    ods_value,
    raw_xls,
    xls,
    xls_sheet,
    xlsb,
    xlsb_rows,
)

DAY = 45_325  # 2024-02-03, as spreadsheets count
LABELS = ("id", "day", "spend", "active", "city")
ROWS = [("00123", "2024-02-03", "12.5", "true", "Łódź"), ("1E5", "2024-02-04", "7", "false", None)]


def as_xlsx() -> bytes:
    def write(book) -> None:
        page, day = book.add_worksheet("Customers"), book.add_format({"num_format": "yyyy-mm-dd"})
        page.write_row(0, 0, LABELS)
        for at, (id_, when, spend, active, city) in enumerate(
            [("00123", DAY, 12.5, True, "Łódź"), ("1E5", DAY + 1, 7, False, "")], 1
        ):
            page.write_string(at, 0, id_)
            page.write_number(at, 1, when, day)
            page.write_row(at, 2, [spend, active, city])

    return files.workbook(write)


def as_xls() -> bytes:
    def write(book) -> None:
        page, day = book.add_sheet("Customers"), xlwt.easyxf(num_format_str="yyyy-mm-dd")
        for column, label in enumerate(LABELS):
            page.write(0, column, label)
        for at, cells in enumerate([("00123", DAY, 12.5, True, "Łódź"), ("1E5", DAY + 1, 7, False, "")], 1):
            for column, cell in enumerate(cells):
                page.write(at, column, cell, day if column == 1 else xlwt.Style.default_style)

    return xls(write)


def as_xlsb() -> bytes:
    rows = [LABELS, ["00123", (DAY, 1), 12.5, True, "Łódź"], ["1E5", (DAY + 1, 1), 7.0, False, None]]
    return xlsb(xlsb_rows(rows))


def as_ods() -> bytes:
    return ods(
        ods_table(
            [
                [ods_text(label) for label in LABELS],
                [
                    ods_text("00123"),
                    ods_value("date", "2024-02-03"),
                    ods_value("float", "12.5"),
                    ods_value("boolean", "true"),
                    ods_text("Łódź"),
                ],
                [
                    ods_text("1E5"),
                    ods_value("date", "2024-02-04"),
                    ods_value("float", "7"),
                    ods_value("boolean", "false"),
                    '<table:table-cell table:number-columns-repeated="1020"/>',
                ],
                ['<table:table-cell table:number-columns-repeated="1024"/>'],
            ]
        )
    )


@pytest.mark.parametrize(("kind", "make"), [("xlsx", as_xlsx), ("xls", as_xls), ("xlsb", as_xlsb), ("ods", as_ods)])
def test_every_kind_of_workbook_gives_the_same_table(kind, make, tmp_path):
    found = table(make(), f"x.{kind}", tmp_path)
    assert (found.labels, found.rows) == (LABELS, ROWS)
    assert found.told == {"sheet": {"sheet": "Customers"}, "header_line": {"line": 1}}
    assert table(make(), "x.csv", tmp_path).told["is_excel"] == {"ending": "csv"}


def test_an_xls_of_excel_5_is_read_in_its_code_page(tmp_path):
    cells = [label5(0, 0, b"id"), label5(0, 1, b"n\xe9"), label5(1, 0, b"x"), number(1, 1, 5.5)]
    found = table(raw_xls(biff(*cells), version=0x500), "x.xls", tmp_path)
    assert (found.labels, found.rows) == (("id", "né"), [("x", "5.5")])


def test_errors_and_merged_cells_are_told_in_every_kind(tmp_path):
    def write_xls(book) -> None:
        page = book.add_sheet("A")
        for column, label in enumerate(["id", "a", "b"]):
            page.write(0, column, label)
        page.write(1, 0, "x")
        page.write_merge(2, 2, 0, 1, "y")
        page.write(2, 2, "z")

    def write_xlsx(book) -> None:
        page = book.add_worksheet("A")
        page.write_row(0, 0, ["id", "a", "b"])
        page.write_row(1, 0, ["x", "", "=1"])
        page.merge_range(2, 0, 2, 1, "y")
        page.write(2, 2, "z")

    rows = [["id", "a", "b"], ["x", None, "#REF!"], ["y", None, "z"]]
    spanned = 'table:number-columns-spanned="2" table:number-rows-spanned="1"'
    error = (
        '<table:table-cell table:formula="of:=[.#REF!]" office:value-type="string" office:string-value="" '
        'calcext:value-type="error"><text:p>#REF!</text:p></table:table-cell>'
    )
    found = {
        "xls": xls(write_xls),
        "xlsx": files.workbook(write_xlsx),
        "xlsb": xlsb(xlsb_rows(rows), [(2, 0, 2, 1)]),
        "ods": ods(
            ods_table(
                [
                    [ods_text("id"), ods_text("a"), ods_text("b")],
                    [ods_text("x"), "<table:table-cell/>", error],
                    [ods_text("y", spanned), "<table:covered-table-cell/>", ods_text("z")],
                ]
            )
        ),
    }
    for kind, content in found.items():
        read = table(content, f"x.{kind}", tmp_path)
        assert read.rows[-1] == ("y", None, "z"), kind
        assert read.told["merged_cells"] == {"count": 1, "cells": ("A3:B3",)}, kind
        if kind in ("xlsb", "ods"):
            assert read.told["error_cells"] == {"count": 1, "error": "#REF!"}, kind
            assert read.rows[0] == ("x", None, None)


@pytest.mark.parametrize("error", [(0x00, "#NULL!"), (0x07, "#DIV/0!"), (0x2A, "#N/A")])
def test_errors_of_an_xls_in_cells_and_in_formulas(error, tmp_path):
    code, name = error
    cell = (0x205, b"\1\0\0\0\0\0" + bytes([code, 1]))
    formula = (0x06, b"\2\0\0\0\0\0" + bytes([2, 0, code, 0, 0, 0]) + b"\xff\xff" + bytes(8))
    boolean = (0x205, b"\3\0\0\0\0\0" + bytes([1, 0]))
    cells = [label5(0, 0, b"id"), label5(0, 1, b"a"), cell, number(1, 1, 1), formula, number(2, 1, 2), boolean]
    found = table(raw_xls(biff(*cells, number(3, 1, 3)), version=0x500), "x.xls", tmp_path)
    assert found.rows == [(None, "1"), (None, "2"), ("true", "3")]
    assert found.told["error_cells"] == {"count": 2, "error": name}


def test_the_list_of_customers_goes_first_even_when_orders_have_more_rows(tmp_path):
    def write(book) -> None:
        orders, customers = book.add_worksheet("Orders"), book.add_worksheet("People")
        orders.write_row(0, 0, ["order id", "customer id", "amount", "day"])
        for row in range(1, 40):
            orders.write_row(row, 0, [f"o{row}", f"c{row % 7}", row, "2024-01-01"])
        customers.write_row(0, 0, ["customer id", "city"])
        for row in range(1, 8):
            customers.write_row(row, 0, [f"c{row}", "Oslo"])

    found = tables(files.workbook(write), "x.xlsx", tmp_path)
    assert [one.reading.table_name for one in found] == ["People", "Orders"]


def test_every_visible_sheet_is_read_the_one_with_most_cells_first(tmp_path):
    def write(book) -> None:
        book.add_worksheet("Cover").write_column(0, 0, ["Our report", "for you"])
        book.add_worksheet("Empty")
        hidden, page = book.add_worksheet("Secret"), book.add_worksheet("Customers")
        hidden.hide()
        for row, cells in enumerate([["a", "b"], ["x", "y"]]):
            hidden.write_row(row, 0, cells)
        for row in range(5):
            page.write_row(row, 0, [row, row * 10, "x"] if row else ["id", "spend", "note"])
        page.write_row(6, 0, ["stray"])

    content = files.workbook(write)
    customers, cover = tables(content, "x.xlsx", tmp_path)
    assert (customers.reading.table_name, len(customers.rows)) == ("Customers", 5)
    assert customers.told["blank_lines"] == {"count": 1}
    assert customers.told["hidden_sheets"] == {"count": 1, "sheets": ("Secret",)}
    assert (cover.reading.table_name, cover.rows) == ("Cover", [("for you",)])
    assert table(content, "x.xlsx", tmp_path, ReadOptions(sheet="Secret")).rows == [("x", "y")]
    refused = problem(content, "x.xlsx", tmp_path, ReadOptions(sheet="None"))
    assert refused == (
        "no_such_sheet",
        {"file": "x.xlsx", "given": "None", "sheets": ("Cover", "Empty", "Secret", "Customers")},
    )


@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_hidden_sheets_are_named_and_read_when_asked_for(kind, tmp_path):
    def write(book) -> None:
        for name, visibility in (("Seen", 0), ("Secret", 1)):
            page = book.add_sheet(name)
            page.visibility = visibility
            for at, row in enumerate([["id", "a"], ["x", name]]):
                for column, cell in enumerate(row):
                    page.write(at, column, cell)

    if kind == "xls":
        content = xls(write)
    else:
        sheets = [
            ods_table([[ods_text("id"), ods_text("a")], [ods_text("x"), ods_text(name)]], name, style)
            for name, style in (("Seen", "ta1"), ("Secret", "ta2"))
        ]
        hidden = '<style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>'
        content = ods("".join(sheets), hidden)
    (seen,) = tables(content, f"x.{kind}", tmp_path)
    assert seen.rows == [("x", "Seen")]
    assert seen.told["hidden_sheets"] == {"count": 1, "sheets": ("Secret",)}
    assert table(content, f"x.{kind}", tmp_path, ReadOptions(sheet="Secret")).rows == [("x", "Secret")]


def test_long_numbers_absent_dates_and_durations_are_told_or_kept_as_seen(tmp_path):
    def write(book) -> None:
        page = book.add_worksheet("A")
        day, hours = book.add_format({"num_format": "yyyy-mm-dd"}), book.add_format({"num_format": "[h]:mm:ss"})
        page.write_row(0, 0, ["id", "day", "stay", "old"])
        for row, (id_, when, stay) in enumerate(
            [(999_999_999_999_999, DAY, 1.5), (4_012_888_888_881_881, -5, 0.25), (1.25, 0, -0.5)], 1
        ):
            page.write_number(row, 0, id_)
            page.write_number(row, 1, when, day)
            page.write_number(row, 2, stay, hours)
            page.write_string(row, 3, "1899-05-03")

    found = table(files.workbook(write), "x.xlsx", tmp_path)
    assert found.rows == [
        ("999999999999999", "2024-02-03", "36:00:00", "1899-05-03"),
        ("4012888888881881", None, "06:00:00", "1899-05-03"),
        ("1.25", None, "-12:00:00", "1899-05-03"),
    ]
    assert found.told["long_numbers"] == {"count": 1, "columns": ("id",)}
    assert found.told["no_dates"] == {"count": 2, "columns": ("day",)}


def test_a_row_with_a_duration_beyond_all_bounds_is_set_aside(tmp_path):
    def write(book) -> None:
        page, hours = book.add_worksheet("A"), book.add_format({"num_format": "[h]:mm"})
        page.write_row(0, 0, ["id", "stay"])
        for row, stay in enumerate([0.5, 1e10, 0.25], 1):
            page.write_string(row, 0, f"c{row}")
            page.write_number(row, 1, stay, hours)

    found = table(files.workbook(write), "x.xlsx", tmp_path)
    assert found.rows == [("c1", "12:00:00"), ("c3", "06:00:00")]
    assert [(line, reason) for line, reason, _ in found.aside] == [(3, "aside.unread")]
    assert found.told["rows_unread"] == {"count": 1, "lines": ("3",)}


@pytest.mark.parametrize("date_1904", [False, True])
def test_dates_are_right_in_both_ways_of_counting_days(date_1904, tmp_path):
    def write(book) -> None:
        page, day = book.add_worksheet("A"), book.add_format({"num_format": "dd.mm.yyyy"})
        page.write_row(0, 0, ["id", "day"])
        for row, when in enumerate([dt.date(1910, 12, 31), dt.date(2024, 2, 29)], 1):
            page.write_string(row, 0, "x")
            page.write_datetime(row, 1, when, day)

    found = table(files.workbook(write, date_1904=date_1904), "x.xlsx", tmp_path)
    assert found.rows == [("x", "1910-12-31"), ("x", "2024-02-29")]


def test_text_that_looks_like_a_number_stays_as_it_is(tmp_path):
    rows = [["id", "zip", "n"], ["1.0", "01234", "1,5"], ["+49 1", "00000", " 2"]]
    for content, name in ((files.sheet(rows, strings_to_numbers=False), "x.xlsx"), (xls_sheet(rows), "x.xls")):
        assert table(content, name, tmp_path).rows == [("1.0", "01234", "1,5"), ("+49 1", "00000", " 2")]


def test_texts_of_an_ods_as_they_are_shown(tmp_path):
    spaced = ods_text('a<text:s text:c="2"/>b</text:p><text:p>second')
    comment = (
        '<table:table-cell office:value-type="string"><office:annotation><dc:date>2024-01-01</dc:date>'
        "<text:p>a remark</text:p></office:annotation><text:p>seen</text:p></table:table-cell>"
    )
    moment = ods_value("date", "2024-02-03T04:05:06")
    share = ods_value("percentage", "0.125")
    content = ods(ods_table([[*map(ods_text, ("id", "b", "c", "d"))], [spaced, comment, moment, share]]))
    assert table(content, "x.ods", tmp_path).rows == [("a  b\nsecond", "seen", "2024-02-03 04:05:06", "0.125")]
