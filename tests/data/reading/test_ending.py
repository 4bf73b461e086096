"""Totals and footnotes at the bottom are told from customers."""

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seg.data.reading.aside import FOOTNOTE, TOTALS
from seg.data.reading.ending import TAIL_ROWS, Sum, set_aside_at_end, sum_of


def found(text: str, last: int = TAIL_ROWS) -> dict[int, str]:
    """Row (counted from the end, -1 the last) -> why it is set aside."""
    rows = [row.split(";") for row in text.split("\n")]
    first_rows, last_rows = rows[:-last], rows[-last:]

    def sum_above(column: int, sign: str) -> Sum:
        return sum_of(pa.array([row[column] for row in first_rows], pa.string()), sign)

    return {at - len(last_rows): why for at, why in set_aside_at_end(last_rows, first_rows, sum_above)}


TOTALLED = {
    "en": "1;Leeds;5\n2;York;6\nGrand Total;;11",
    "en, sum": "Ann;5\nBob;6\nTotal;11",
    "en, average": "1;5\n2;6\nTotal;11\nAverage;5.5",
    "nl": "1;Breda;1.005,50\n2;Ede;6,00\nTotaal;;1.011,50",
    "de": "17;5,5\n18;6\nSumme:;11,5",
    "pl": "1;Łódź;5\n2;Lublin;6\nRazem;;11",
    "ru": "1;Москва;5\n2;Тверь;6\nИтого;;11",
    "fr": "1;Lyon;5\n2;Nice;6\nTotal général;;11",
    "es": "1;Vigo;5\n2;León;6\nTotal general;;11",
    "it": "1;Roma;5\n2;Bari;6\nTotale complessivo;;11",
    "pt": "1;Faro;5\n2;Beja;6\nTotal Geral;;11",
    "tr": "1;Muğla;5\n2;Bursa;6\nGenel Toplam;;11",
    "ms": "1;Ipoh;5\n2;Kuching;6\nJumlah Besar;;11",
    "mt": "1;Mdina;5\n2;Rabat;6\nTotal;;11",
    "no word": "a;Leeds;5;1\nb;York;6;0\nc;Hull;7;2\nd;Bath;9;1\n;;27;4",
    "word in the second column": "1;Leeds;5\n2;York;6\n;Total;12",
    "a gap and the sum of one column": "Ann;Leeds;5;9\nBob;York;6;1\nTotal;;11;5",
    "a gap and larger than all": "Ann;Leeds;5;2\nBob;York;6;3\nTotal;;12;4",
    "a gap and the averages": "Ann;Leeds;5;1\nBob;York;5;3\nCy;Hull;6;3\nAverage;;5.33;2.33",
    "a gap below one customer": "Ann;Leeds;5\nTotal;;5",
    "a grand total below subtotals": "Ann;5\nBob;6\nSubtotal;11\nCy;7\nDan;9\nSubtotal;16\nGrand total;27",
}


@pytest.mark.parametrize("last", [1, 2, TAIL_ROWS])
@pytest.mark.parametrize("name", TOTALLED)
def test_a_row_of_totals_is_no_customer(name, last):
    if name == "en, average" and last == 1:
        last = 2
    many = 2 if name == "en, average" else 1
    assert found(TOTALLED[name], last) == dict.fromkeys(range(-many, 0), TOTALS)


CUSTOMERS = {
    "a customer called Total": "Shell;FR;5\nBP;UK;6\nTotal;FR;7",
    "and only numbers beside it": "Shell;5\nBP;6\nTotal;7",
    "a category called total": "1;total;5\n2;part;6\n3;total;11",
    "no id and no sum": "a;Leeds;5\nb;York;6\nc;Hull;7\n;;19",
    "no id, the sum of too few": "a;5\nb;0\n;5",
    "a customer called Total of whom not all is known": "Shell;FR;50;5\nBP;UK;60;9\nTotal;;500;4",
    "and nothing is larger": "Shell;FR;50\nBP;UK;60\nTotal;;7",
    "and as large as the largest": "Shell;FR;50\nBP;UK;60\nTotal;;60",
    "and only a date is known": "Shell;FR;2020-01-05\nBP;UK;2021-01-05\nTotal;;2024-01-05",
    "twice the others, without subtotals": "Shell;5\nBP;6\nCy;7\nTotal;36",
    "only an id": "1;x;5\n2;y;6\n3;;",
    "words": "Ann;hello\nBob;Source: me",
    "one cell": "Total",
    "the sum of the others": "1;5\n2;6\n3;11",
}


@pytest.mark.parametrize("last", [1, TAIL_ROWS])
@pytest.mark.parametrize("name", CUSTOMERS)
def test_a_customer_stays(name, last):
    assert found(CUSTOMERS[name], last) == {}


@pytest.mark.parametrize(
    "note", ["Source: our CRM", "Bron: CRM", "Źródło: GUS", "Источник: отдел продаж", "* without VAT", "¹ estimated"]
)
def test_footnotes_below_totals(note):
    text = f"1;Leeds;5\n2;York;6\nTotal;;11\n;;\n{note};;\n;;"
    assert found(text) == {-4: TOTALS, -2: FOOTNOTE}


FIRMS = "\n".join(f"Firm {at};Bonn;{1 + at * 37 % 99};{1 + at % 9}" for at in range(300))


@pytest.mark.parametrize(("numbers", "is_total"), [("500;4", False), ("98;10", False), ("14000;1400", True)])
def test_the_rows_between_the_first_and_the_last_count_too(numbers, is_total):
    assert bool(found(f"{FIRMS}\nTotal;;{numbers}")) == is_total


def test_subtotals_far_above_are_in_the_sum():
    groups = [[f"Region {group}{row};{group * 9 + row};{row + 1}" for row in range(9)] for group in range(3)]
    sums = [(sum(group * 9 + row for row in range(9)), 45) for group in range(3)]
    rows = [row for group, (s, k) in zip(groups, sums, strict=True) for row in (*group, f"Zwischensumme;{s};{k}")]
    assert found("\n".join([*rows, "Gesamtsumme;351;135"])) == {-1: TOTALS}
    assert found("\n".join([*rows, "Gesamtsumme;352;136"])) == {}


def test_what_stands_above_a_customer_stays():
    assert found("1;5\nTotal;5\n2;6") == {}


@settings(max_examples=300, deadline=None)
@given(st.lists(st.lists(st.sampled_from(["", "5", "2,5", "total", "* x", "Ann", "0"]), min_size=3, max_size=3)))
def test_a_row_with_its_id_among_ids_is_always_kept(body):
    rows = [[f"C{at}", *row] for at, row in enumerate(body)]
    assert set_aside_at_end(rows, [], lambda column, sign: Sum(0, 0)) == ()


@pytest.mark.parametrize(
    ("cells", "sign", "total", "numbers"),
    [
        (["1,5", "2", "x", None, "0"], ",", 3.5, 2),
        (["$1,234.50", "-4.50", "(any)"], ".", 1230, 2),
        (["1.234,50 €", "1.000"], ",", 2234.5, 2),
        ([], ".", 0, 0),
    ],
)
def test_numbers_are_summed_as_they_are_written(cells, sign, total, numbers):
    found = sum_of(pa.array(cells, pa.string()), sign)
    assert (found.total, found.numbers) == (total, numbers)


def test_sums_of_parts_are_the_sum_of_all():
    parts = [sum_of(pa.array(cells, pa.string()), ".") for cells in (["-2", "0"], [], ["-5", "x"])]
    assert parts[0] + parts[1] + parts[2] == Sum(-7, 2, 3, 0)
    assert parts[1] + parts[2] == Sum(-5, 1, 1, -5)
