"""Texts laid out for people: titles, names in two rows, units, totals and footnotes, runs of blanks."""

import pytest

from seg.data.reading import text_table
from seg.data.reading.options import ReadOptions
from tests.data.reading.reads import table

REPORTS = {
    "en": (
        'Sales report\nPeriod:,2024\n\n,Spend,,Visits,\nid,2023,2024,2023,2024\n,€,€,,\n1,"1,000.50",6,1,2\n2,7,8,3,4\n'
        "Total,1007.50,14,4,6\n,,,,\nSource: CRM,,,,\n",
        ("id", "Spend – 2023", "Spend – 2024", "Visits – 2023", "Visits – 2024"),
        [("1", "1,000.50", "6", "1", "2"), ("2", "7", "8", "3", "4")],
        [(6, "units", ",€,€,,"), (9, "totals", "Total,1007.50,14,4,6"), (11, "footnote", "Source: CRM,,,,")],
    ),
    "nl": (
        "Klantrapport\r\n\r\nklantnr;plaats;omzet\r\n;;EUR\r\n1;Breda;5,50\r\n2;Ede;6\r\n3;Goes;7\r\n"
        "Totaal;;18,50\r\n\r\nBron: ons CRM\r\n",
        ("klantnr", "plaats", "omzet"),
        [("1", "Breda", "5,50"), ("2", "Ede", "6"), ("3", "Goes", "7")],
        [(4, "units", ";;EUR"), (8, "totals", "Totaal;;18,50"), (10, "footnote", "Bron: ons CRM")],
    ),
    "pl": (
        "id\tmiasto\tkwota\n1\tŁódź\t5\n2\tLublin\t6\nRazem\t\t11\nWygenerowano przez system CRM\n",
        ("id", "miasto", "kwota"),
        [("1", "Łódź", "5"), ("2", "Lublin", "6")],
        [(4, "totals", "Razem\t\t11"), (5, "footnote", "Wygenerowano przez system CRM")],
    ),
    "ru": (
        "Отчёт о продажах\rид|город|сумма\r1|Москва|5\r2|Тверь|6\rИтого||11\r* без НДС||\r",
        ("ид", "город", "сумма"),
        [("1", "Москва", "5"), ("2", "Тверь", "6")],
        [(5, "totals", "Итого||11"), (6, "footnote", "* без НДС||")],
    ),
}


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_is_read_as_the_table_in_it(name, tmp_path):
    text, labels, rows, aside = REPORTS[name]
    found = table(text.encode(), "x.csv", tmp_path)
    assert (found.labels, found.rows) == (labels, rows)
    assert found.aside == [(line, f"aside.{why}", text) for line, why, text in aside]
    assert found.told["totals"]["count"] == found.told["footnotes"]["count"] == 1
    titles = {"en": 2, "nl": 1, "pl": 0, "ru": 1}[name]
    assert found.told.get("titles", {"count": 0})["count"] == titles


def test_rows_of_another_width_are_all_set_aside_with_their_lines(tmp_path):
    lines = [f"{i},x,y" for i in range(500)]
    ragged = [3, 4, *range(100, 400, 7), 498]
    for at in ragged:
        lines[at] = f"{at},alone"
    found = table(("id,a,b\n" + "\n".join(lines)).encode(), "x.csv", tmp_path)
    assert found.aside == [(at + 2, "aside.ragged", f"{at},alone") for at in ragged]
    assert found.told["rows_ragged"] == {
        "count": len(ragged),
        "total": 500,
        "columns": 3,
        "lines": tuple(str(at + 2) for at in ragged[:20]),
    }


def test_lines_are_true_where_cells_hold_line_breaks(tmp_path, monkeypatch):
    monkeypatch.setattr(text_table, "BLOCK_BYTES", 512)
    lines, expected, line = ["id,a"], [], 2
    for i in range(300):
        row = f"{i},1,2" if i % 50 == 1 else f'{i},"x\ny"' if i % 3 == 0 else f"{i},x"
        if i % 50 == 1:
            expected.append((line, "aside.ragged", row))
        line += 1 + row.count("\n")
        lines.append(row)
    found = table("\n".join([*lines, "Total:,300"]).encode(), "x.csv", tmp_path)
    assert found.aside == [*expected, (line, "aside.totals", "Total:,300")]
    assert len(expected) == 6


def test_a_row_that_is_set_aside_is_cut_at_the_limit_of_a_cell(tmp_path):
    found = table(b"id,a\n1,x\n2,y,z" + b"z" * 40_000 + b"\n3,x\n", "x.csv", tmp_path)
    ((line, reason, text),) = found.aside
    assert (line, reason, len(text)) == (3, "aside.ragged", 32_767)


def test_a_row_cut_off_at_the_end_is_no_footnote(tmp_path):
    assert table(b"id,a\n1,x\n2,y\n3", "x.csv", tmp_path).aside == [(4, "aside.ragged", "3")]


@pytest.mark.parametrize("rows", [20, 5_000])
def test_totals_without_a_word_are_found_by_their_sums_however_long_the_table(rows, tmp_path, monkeypatch):
    monkeypatch.setattr(text_table, "BLOCK_BYTES", 4096)
    body = "".join(f"C{i};{i},5;{i % 7}\n" for i in range(rows))
    whole = f";{rows * (rows - 1) // 2 + rows // 2},0;{sum(i % 7 for i in range(rows))}"
    found = table(f"id;spend;visits\n{body}{whole}\n".encode(), "x.csv", tmp_path)
    assert found.aside == [(rows + 2, "aside.totals", whole)]
    (tmp_path / "off").mkdir()
    off = table(f"id;spend;visits\n{body};1,0;2\n".encode(), "x.csv", tmp_path / "off")
    assert (off.reading.rows_kept, off.aside) == (rows + 1, [])


def test_a_person_says_where_the_names_are(tmp_path):
    content = b'a,b\n"c\nd",e\nid,spend\n1,5\n2,6\n'
    found = table(content, "x.csv", tmp_path, ReadOptions(header_line=4))
    assert (found.labels, found.rows, found.told["titles"]["count"]) == (("id", "spend"), [("1", "5"), ("2", "6")], 2)
    found = table(content, "x.csv", tmp_path, ReadOptions(header_line=0))
    assert (found.labels, len(found.rows)) == (("column_1", "column_2"), 5)
    found = table(content, "x.csv", tmp_path, ReadOptions(header_line=2, header_lines=2))
    assert (found.labels, found.rows) == (("c d – id", "e – spend"), [("1", "5"), ("2", "6")])


BLANKS = {
    "with names": (
        b" id   day      spend\r\n 00001 19970101  11.77\r\n 00002 19970112 12.00 \r\n",
        ("id", "day", "spend"),
        [("00001", "19970101", "11.77"), ("00002", "19970112", "12.00")],
    ),
    "without": (
        b"0004 0001  29.33\n0004 0001  29.73\n0021 0002  63.34",
        ("column_1", "column_2", "column_3"),
        [("0004", "0001", "29.33"), ("0004", "0001", "29.73"), ("0021", "0002", "63.34")],
    ),
    "quotes": (
        b'"id" "city" "spend"\n"1" "New York" 5\n"2" "Ede" 6\n',
        ("id", "city", "spend"),
        [("1", "New York", "5"), ("2", "Ede", "6")],
    ),
    "tabs among them": (b"id \t spend\n1 \t 5\n2  6\n", ("id", "spend"), [("1", "5"), ("2", "6")]),
}


@pytest.mark.parametrize("name", BLANKS)
def test_runs_of_blanks_separate_cells_where_nothing_else_does(name, tmp_path, monkeypatch):
    monkeypatch.setattr("seg.data.reading.text_stream.PIECE_BYTES", 7)
    content, labels, rows = BLANKS[name]
    options = ReadOptions(delimiter=" ") if name == "tabs among them" else ReadOptions()
    found = table(content, "x.txt", tmp_path, options)
    assert (found.labels, found.rows) == (labels, rows)
    assert "delimiter_blanks" in found.told


def test_a_row_with_a_blank_too_many_is_set_aside_as_it_stands(tmp_path):
    content = b"id spend\n" + b"1 5\n" * 300 + b"2 6 7\n3 8\n"
    found = table(content, "x.txt", tmp_path)
    assert (found.reading.rows_kept, found.aside) == (301, [(302, "aside.ragged", "2 6 7")])


ONE_COLUMN = [
    "name\nAnn Lee\nBob Ray\nCid Fox",
    "when\n2024-01-01 10:00\n2024-01-02 11:30\n2024-01-03 12:00",
    "2024-01-01 10:00\n2024-01-02 11:30\n2024-01-03 12:00",
    "1 234\n5 678\n9 012",
    "+48 601 202\n+48 601 203\n+48 601 204",
    "name\nLee, Ann\nRay, Bob\nFox, Cid",
    "said\nwell, then\nno\nyes; but",
    "pair\na;b\nc;d",
    "address\n1 High St, Hull, UK\n2 Low Rd, York, UK",
]


@pytest.mark.parametrize("text", ONE_COLUMN)
def test_a_list_of_one_column_is_not_split(text, tmp_path):
    found = table(text.encode(), "x.txt", tmp_path)
    assert len(found.labels) == 1
    assert len(found.rows) >= text.count("\n")
    assert "delimiter_none" in found.told


def test_another_separator_in_the_title_does_not_mislead(tmp_path):
    rows = "".join(f"{i};{i},5\n" for i in range(50))
    found = table(f"Report, 2024\nid;spend\n{rows}".encode(), "x.csv", tmp_path)
    assert (found.labels, found.reading.rows_kept) == (("id", "spend"), 50)
