"""Where a table begins: told by hand for each way in which people lay tables out, and never at a plain table's cost."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seg.data.reading.layout import Layout, layout_of
from seg.data.reading.marks import is_unit, is_value


def rows_of(text: str, sign: str = ";") -> list[list[str]]:
    return [line.split(sign) if line else [] for line in text.split("\n")]


def padded(text: str) -> list[list[str]]:
    """As a sheet hands its rows over: all of one width."""
    rows = rows_of(text)
    return [row + [""] * (max(map(len, rows)) - len(row)) for row in rows]


TITLED = {  # name -> text, rows above, labels, first row of data
    "en": ("Customer report\n\nid;city;spend\n1;Leeds;5\n2;York;6", 2, ("id", "city", "spend"), 3),
    "nl": (
        "Klantrapport 2024\nGeëxporteerd op: 5-1-2024\nklantnr;plaats;omzet\n1;Breda;5,5\n2;Ede;6,5",
        2,
        ("klantnr", "plaats", "omzet"),
        3,
    ),
    "pl": (
        "Raport;sprzedaży\nOkres:;2024\n\nid;miasto;kwota\n1;Łódź;5,5\n2;Lublin;6",
        3,
        ("id", "miasto", "kwota"),
        4,
    ),
    "ru": (
        "Отчёт\nПериод:;2024\nид;город;сумма;скидка\n1;Москва;5;1\n2;Тверь;6;2",
        2,
        ("ид", "город", "сумма", "скидка"),
        3,
    ),
    "mt": ("Rapport tal-klijenti\n\nnumru;belt;infiq\n1;Valletta;5\n2;Mdina;6", 2, ("numru", "belt", "infiq"), 3),
    "all text": ("Customers\nname;city;country\nAnn;Leeds;UK\nBob;Paris;France", 1, ("name", "city", "country"), 2),
    "as wide": ("Report;2024\nid;spend\n1;5\n2;6\n3;7", 1, ("id", "spend"), 2),
    "late": ("\n" * 30 + "id;a\n1;2\n3;5", 30, ("id", "a"), 31),
    "cover": (
        "Company:;Example BV\nOwner:;Ann\nPages:;3\n\nid;name;spend;visits\n1;x;5;1\n2;y;6;1",
        4,
        ("id", "name", "spend", "visits"),
        5,
    ),
    "no names": ("Turnover by customer\n\n17;5;x\n12;6;y\n19;7;z", 2, (), 2),
}  # fmt: skip


@pytest.mark.parametrize("shape", [rows_of, padded])
@pytest.mark.parametrize("name", TITLED)
def test_titles_above_the_table_are_no_rows(name, shape):
    text, above, labels, first = TITLED[name]
    found = layout_of(shape(text))
    assert (found.above, found.labels, found.first) == (above, labels, first)


TWO_ROWS = {
    "en": (
        ";Spend;;Visits;\nid;2023;2024;2023;2024\n1;5;6;1;2\n2;7;8;3;4",
        ("id", "Spend – 2023", "Spend – 2024", "Visits – 2023", "Visits – 2024"),
    ),
    "de": (
        "Kunde;Umsatz;;Besuche;\n;2023;2024;2023;2024\n1;5,5;6;1;2\n2;7;8;3;4",
        ("Kunde", "Umsatz – 2023", "Umsatz – 2024", "Besuche – 2023", "Besuche – 2024"),
    ),
    "fr": (
        "Rapport des clients\n\nClient;;Achats;\nnuméro;ville;vin;fromage\n1;Lyon;5;1\n2;Nice;7;3",
        ("Client – numéro", "Client – ville", "Achats – vin", "Achats – fromage"),
    ),
    "ru": (
        ";Покупки;;Визиты;\nид;2023;2024;2023;2024\n1;5;6;1;2\n2;7;8;3;4",
        ("ид", "Покупки – 2023", "Покупки – 2024", "Визиты – 2023", "Визиты – 2024"),
    ),
}


@pytest.mark.parametrize("shape", [rows_of, padded])
@pytest.mark.parametrize("name", TWO_ROWS)
def test_names_in_two_rows_are_joined(name, shape):
    text, labels = TWO_ROWS[name]
    found = layout_of(shape(text))
    assert (found.header_rows, found.labels) == (2, labels)
    assert found.first == len(rows_of(text)) - 2


UNITS = {
    "en": "id;age;spend\n;years;EUR\n1;30;5\n2;40;6",
    "nl": "id;leeftijd;gewicht\n-;jaren;kg\n1;30;5\n2;40;6",
    "pl": "id;wiek;kwota\n;lata;zł\n1;30;5,5\n2;40;6,5",
    "ru": "ид;возраст;вес\n;лет;шт.\n1;30;5\n2;40;6",
    "dates": "id;since;spend\n;dd-mm-yyyy;€\n1;05-01-2024;5\n2;06-01-2024;6",
    "brackets": "id;name;spend\n(key);(text);(%)\n1;x;5\n2;y;6",
    "rule": "id;name;spend\n--;----;-----\n1;x;5\n2;y;6",
}


@pytest.mark.parametrize("name", UNITS)
def test_a_row_of_units_is_no_row(name):
    rows = rows_of(UNITS[name])
    found = layout_of(rows)
    assert (found.header_rows, found.units, found.first) == (1, tuple(rows[1]), 2)


def test_all_of_it_at_once():
    text = "Sales report\nPeriod:;2024\n\n;Spend;;Visits;\nid;2023;2024;2023;2024\n;€;€;;\n1;5;6;1;2\n2;7;8;3;4"
    found = layout_of(rows_of(text))
    assert (found.above, found.header_rows, found.units, found.first) == (3, 2, ("", "€", "€", "", ""), 6)


PLAIN = {  # tables that lose nothing, though some rows look like something else
    "one row": "id;a\n1;x",
    "only names": "id;a;b",
    "all text": "name;city\nAnn;Leeds\nBob;York",
    "yes and no": "likes;buys\nyes;no\nno;yes\nyes;yes",
    "first row unknown": "name;age\nBob;unknown\nAnn;30\nCid;40",
    "first row unknown, no name": "name;;age\nBob;y;unknown\nCid;z;40\nDan;z;41",
    "currencies": "currency;limit\nEUR;\nUSD;5\nPLN;6",
    "units as data": "unit;amount\nkg;5\ng;6\nl;7",
    "years as names": "name;2023;2024\nx;1;2\ny;3;4",
    "years as data": "born;;city\n1980;1999;Ede\n1985;1991;Oss\n1988;1992;Goor",
    "missing first": "id;a;b\n1;;\n2;x;5\n3;y;6",
    "blank row": "id;a\n\n1;5\n2;6",
    "most names missing": "id;;;\n1;2;3;4\n5;6;7;8",
    "one column": "name\nAnn\nBob",
    "one column of titles": "name\n\nAnn: x\nBob",
    "sizes": "size;sold\nS;5\nM;6\nL;",
    "a comment": "id;said\n1;Note: good\n2;Source: me",
}


@pytest.mark.parametrize("shape", [rows_of, padded])
@pytest.mark.parametrize("name", PLAIN)
def test_a_plain_table_loses_nothing(name, shape):
    rows = shape(PLAIN[name])
    found = layout_of(rows)
    assert found == Layout(len(rows[0]), 0, 1, tuple(rows[0]), (), 1)


@pytest.mark.parametrize("text", ["17;5.5\n12;6.5\n13;7", "C1;2024-01-02\nC2;2024-01-03", "a@b.nl;5\nc@d.nl;6"])
def test_a_table_without_names_keeps_its_first_row(text):
    assert layout_of(rows_of(text)) == Layout(2, 0, 0, (), (), 0)


CELLS = st.one_of(
    st.sampled_from(["", "EUR", "kg", "%", "years", "total", "2023", "5", "1,5", "unknown", "Source: x", "yes", "Ann"]),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=6),
)


@settings(max_examples=400, deadline=None)
@given(st.integers(1, 5).flatmap(lambda n: st.tuples(st.just(n), st.lists(st.lists(CELLS, min_size=n, max_size=n)))))
def test_a_table_with_full_names_and_ids_never_loses_a_row(made):
    """Names are words and all there, and so are ids; what else the cells hold does not matter."""
    columns, body = made
    rows = [[f"name_{i}" for i in range(columns)], *([f"C{at}", *row[1:]] for at, row in enumerate(body))]
    assert layout_of(rows) == Layout(columns, 0, 1, tuple(rows[0]), (), 1)


@settings(max_examples=300, deadline=None)
@given(
    st.integers(2, 5).flatmap(
        lambda n: st.tuples(
            st.lists(st.booleans(), min_size=n - 1, max_size=n - 1),
            st.lists(st.lists(CELLS, min_size=n, max_size=n), min_size=2, max_size=8),
        )
    )
)
def test_a_table_with_numbers_for_ids_never_loses_a_row_though_names_are_missing(made):
    named, body = made
    names = ["id", *(f"name_{i}" if there else "" for i, there in enumerate(named))]
    rows = [names, *([f"{17 + 3 * at}", *row[1:]] for at, row in enumerate(body))]
    assert layout_of(rows) == Layout(len(names), 0, 1, tuple(names), (), 1)


@settings(max_examples=300, deadline=None)
@given(st.integers(1, 4).flatmap(lambda n: st.lists(st.lists(CELLS, min_size=n, max_size=n), min_size=1)))
def test_any_rows_have_a_layout(rows):
    if any(cell.strip() for row in rows for cell in row):
        found = layout_of(rows)
        assert 0 <= found.above <= found.first <= len(rows)
        assert found.first == found.above + found.header_rows + bool(found.units)
        assert len(found.labels) in (0, found.columns)


def test_a_person_may_say_where_the_names_are():
    rows = rows_of("a;b\nid;spend\n1;5\n2;6")
    assert layout_of(rows, 2) == Layout(2, 1, 1, ("id", "spend"), (), 2)
    assert layout_of(rows, 0) == Layout(2, 0, 0, (), (), 0)
    assert layout_of(rows, 1, 2) == Layout(2, 0, 2, ("a – id", "b – spend"), (), 2)
    assert layout_of(rows_of("Title\n\n1;5;6\n2;6;7"), 0) == Layout(3, 2, 0, (), (), 2)


def test_when_the_sign_is_a_guess_titles_need_proof():
    rows = rows_of("name;a,b;c,d".replace(";", "\n"), ",")
    assert layout_of(rows, sign_is_guessed=True).above == 0
    assert layout_of(rows).above == 1


def test_a_long_cell_is_no_value_and_takes_no_time():
    assert not is_value("1" * 30_000 + "x")


@pytest.mark.parametrize(
    "cell", ["EUR", "€", "kg", "km/h", "%", "(any)", "jaren", "szt.", "лет", "m²", "°C", "jj/mm/aaaa", "дд.мм.гггг"]
)
def test_units(cell):
    assert is_unit(cell)


@pytest.mark.parametrize("cell", ["Ann", "5", "EURO 5", "kilogramme of rice", ""])
def test_what_is_no_unit(cell):
    assert not is_unit(cell)
