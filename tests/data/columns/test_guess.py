"""Columns are understood from names and values: on small worlds with known answers, and on real exports."""

import random

import pytest

from seg.core.columns import Basis, Kind, Role
from seg.data.columns.guess import guess_columns
from tests.data.tables import DATA, read_csv, write_raw

ROWS = 60


@pytest.fixture
def guess(tmp_path):
    """Guesses columns given by label; returns them by label."""

    def run(columns):
        reading = write_raw(tmp_path / "raw.parquet", columns)
        return {column.label: column for column in guess_columns(tmp_path / "raw.parquet", reading.labels)}

    return run


def told(column):
    return {fact.key for fact in column.evidence}


def cycle(*texts, rows=ROWS):
    return [texts[at % len(texts)] for at in range(rows)]


def test_contact_details_are_known_by_their_values(guess):
    found = guess(
        {
            "a": [f"p{at}@example.org" for at in range(ROWS - 1)] + ["none given"],
            "b": [f"+31 6 1234 {at:04d}" for at in range(ROWS)],
            "c": cycle("NL91 ABNA 0417 1643 00", "DE89370400440532013000", "PL61109010140000071219812874"),
            "d": [f"{at} Station Road" for at in range(ROWS)],
            "e": [f"10.0.0.{at}" for at in range(ROWS)],
        }
    )
    assert {column.role for column in found.values()} == {Role.CONTACT}
    assert {column.kind for column in found.values()} == {Kind.TEXT}
    assert not any(column.forms for column in found.values())
    assert dict(found["a"].evidence[0].values)["matching_share"] == pytest.approx(59 / 60)


def test_a_wrong_check_digit_is_no_bank_account(guess):
    assert guess({"x": cycle("NL92 ABNA 0417 1643 00", "DE88370400440532013000")})["x"].role is not Role.CONTACT


@pytest.mark.parametrize("label", ["first_name", "Nachname", "imię", "Фамилия", "nome completo", "Adresse", "ulica"])
def test_contact_details_are_known_by_their_names(guess, label):
    assert guess({label: [f"Word {chr(65 + at % 26)}" for at in range(ROWS)]})[label].role is Role.CONTACT


@pytest.mark.parametrize("label", ["email_opens", "phone_calls", "product_name", "city name", "address_changes"])
def test_names_that_only_sound_like_contact_details(guess, label):
    values = cycle("Tea", "Cake") if "name" in label else [str(at % 7) for at in range(ROWS)]
    assert guess({label: values})[label].role is not Role.CONTACT


def test_the_id_is_chosen_by_name_and_uniqueness(guess):
    unique, other = [f"{at:05d}" for at in range(ROWS)], [str(900 + at) for at in range(ROWS)]
    found = guess({"order_id": other, "Kundennummer": unique, "spend": [str(at * 3) for at in range(ROWS)]})
    assert [label for label, column in found.items() if column.role is Role.ID] == ["Kundennummer"]
    assert found["order_id"].kind is Kind.TEXT
    assert "column.named_id_not_chosen" in told(found["order_id"])


def test_an_id_that_repeats_is_an_id_when_its_name_says_customer(guess):
    found = guess({"line_id": [str(at) for at in range(ROWS)], "customer_id": cycle("7", "8", "9")})
    assert found["customer_id"].role is Role.ID
    assert "column.id_repeats" in told(found["customer_id"])
    assert guess({"store_id": cycle("7", "8", "9")})["store_id"].role is not Role.ID


def test_keys_without_a_name_and_quantities_that_happen_to_be_unique(guess):
    random.seed(1)
    codes = [f"{random.choice('ABC')}{at:03d}X" for at in range(ROWS)]
    found = guess({"ref": codes, "spend": [str(37 * at + at * at) for at in range(ROWS)]})
    assert (found["ref"].role, found["spend"].role) == (Role.ID, Role.AMOUNT)
    assert guess({"Fresh": [str(37 * at + at * at) for at in range(ROWS)]})["Fresh"].role is Role.TRAIT


def test_codes_that_look_like_numbers(guess):
    found = guess({
        "Region": cycle("1", "2", "3"),
        "customer type": cycle("10", "20", "30", "40"),
        "postcode": [str(1000 + at) for at in range(ROWS)],
        "article": cycle("007", "012", "101"),
        "long": [f"{at}234567890123456" for at in range(10, 10 + ROWS)],
    })  # fmt: skip
    assert {label: column.kind for label, column in found.items() if label != "long"} == {
        "Region": Kind.NOMINAL, "customer type": Kind.NOMINAL, "postcode": Kind.NOMINAL, "article": Kind.NOMINAL,
    }  # fmt: skip
    assert found["long"].kind is Kind.TEXT
    assert found["postcode"].sensitive


@pytest.mark.parametrize(
    ("texts", "decimal", "thousands", "unit"),
    [
        (["1234.5", "7", "0.25"], ".", "", ""),
        (["12,5", "7", "0,25"], ",", "", ""),
        (["1.234,50 €", "7,00 €"], ",", ".", "EUR"),
        (["$1,234.50", "$7"], ".", ",", "USD"),
        (["1 234,50 zł", "7,00 zł"], ",", " ", "PLN"),
        (["1'234.50", "7"], ".", "'", ""),
        (["12 %", "7.5 %"], ".", "", "%"),
        (["$3,000", "$1,500"], ".", ",", "USD"),
        (["1.500", "2.500", "3.250", "900", "4.000", "7.125"], ",", ".", ""),
        (["1.500", "2.25", "3.250"], ".", "", ""),
        (["1.500", "2.500", "3.250", "4.000", "7.125", "1200"], ".", "", ""),
    ],
)
def test_styles_of_numbers(guess, texts, decimal, thousands, unit):
    column = guess({"amount": cycle(*texts)})["amount"]
    assert (column.kind, column.decimal, column.thousands, column.unit) == (Kind.MONEY, decimal, thousands, unit)


@pytest.mark.parametrize(
    ("texts", "pattern", "unsure"),
    [
        (["2024-01-05", "2024-12-31"], "%Y-%m-%d", False),
        (["05/01/2024", "31/12/2024"], "%d/%m/%Y", False),
        (["01/05/2024", "12/31/2024"], "%m/%d/%Y", False),
        (["01/05/2024", "02/06/2024"], "%d/%m/%Y", True),
        (["5.1.2024", "31.12.2024"], "%d.%m.%Y", False),
        (["05.01.24", "31.12.24"], "%d.%m.%y", False),
        (["20240105", "20241231"], "%Y%m%d", False),
        (["5 Jan 2024", "31 Dec 2024"], "%d %b %Y", False),
        (["03.12.2019 0:18", "01.12.2019 21:43"], "%d.%m.%Y %H:%M", True),
        (["2010-01-05 00:00:00.000", "2010-01-22 00:00:00.000"], "%Y-%m-%d %H:%M:%S.%f", False),
        (["2024-01-05T10:00:00Z", "2024-12-31T23:59:59Z"], "%Y-%m-%dT%H:%M:%SZ", False),
    ],
)
def test_orders_of_dates(guess, texts, pattern, unsure):
    column = guess({"when": cycle(*texts)})["when"]
    assert (column.kind, column.role, column.date_format) == (Kind.DATE, Role.DATE, pattern)
    assert ("column.date_order_unsure" in told(column)) is unsure


def test_one_late_value_decides_the_order_of_a_date(tmp_path):
    texts = ["01/02/2024"] * 30_000
    texts[-1] = "02/13/2024"
    write_raw(tmp_path / "raw.parquet", {"when": [*texts, "03/02/2024"]})
    assert guess_columns(tmp_path / "raw.parquet", ("when",))[0].date_format == "%m/%d/%Y"


def test_ordered_values(guess):
    found = guess({
        "often": cycle("often", "never", "sometimes"),
        "size": cycle("35-49K", "Under 15K", "250K+", "15-34K"),
        "stars": cycle("3", "1", "5", "2", "4"),
        "Q7": cycle("6", "1", "2", "3", "4", "5"),
        "zadowolenie": cycle("zadowolony", "niezadowolony", "neutralny"),
    })  # fmt: skip
    assert {column.kind for column in found.values()} == {Kind.ORDINAL}
    assert found["often"].levels == ("never", "sometimes", "often")
    assert found["size"].levels == ("Under 15K", "15-34K", "35-49K", "250K+")
    assert found["stars"].levels == ("1", "2", "3", "4", "5")
    assert found["Q7"].basis is Basis.PSYCHOGRAPHIC


def test_a_rare_level_is_not_overlooked(tmp_path):
    texts = cycle("low", "high", rows=50_001)
    texts[7] = "medium"
    write_raw(tmp_path / "raw.parquet", {"x": texts})
    assert guess_columns(tmp_path / "raw.parquet", ("x",))[0].levels == ("low", "medium", "high")


def test_counts_stay_counts(guess):
    found = guess({"NumOrders": cycle("1", "2", "3", "4", "5"), "visits": cycle("0", "3", "12")})
    assert {column.kind for column in found.values()} == {Kind.COUNT}


def test_yes_and_no_with_levels_in_that_order(guess):
    found = guess({"SeniorCitizen": cycle("1", "0"), "Churn": cycle("Yes", "No"), "ma_dzieci": cycle("Tak", "Nie")})
    assert {label: column.levels for label, column in found.items()} == {
        "SeniorCitizen": ("0", "1"), "Churn": ("No", "Yes"), "ma_dzieci": ("Nie", "Tak"),
    }  # fmt: skip
    assert found["SeniorCitizen"].sensitive


def test_several_values_in_a_cell(guess):
    cells = ["sport;garden", "garden", "sport", "music;sport", "music", "music;garden;sport", "garden;music"]
    column = guess({"interests": cycle(*cells)})["interests"]
    assert (column.kind, column.separator, column.basis) == (Kind.MULTI_VALUE, ";", Basis.PSYCHOGRAPHIC)
    assert guess({"answer": cycle("Fair, poor", "Good")})["answer"].kind is Kind.NOMINAL


def test_blanks_count_as_missing_and_words_for_missing_do_not_hide_numbers(guess):
    found = guess(
        {"TotalCharges": [*["29.85"] * 20, *[" "] * 20, *["5.5"] * 20], "spend": cycle("1.5", "unknown", "2.5")}
    )
    assert found["TotalCharges"].missing_share == pytest.approx(1 / 3)
    assert found["TotalCharges"].kind is Kind.MONEY
    assert found["spend"].kind is Kind.MONEY
    assert "column.placeholders" in told(found["spend"])


def test_constant_and_empty_columns_never_form(guess):
    found = guess({"same": ["3"] * ROWS, "empty": [None] * ROWS, "blank": ["  "] * ROWS})
    assert [column.distinct for column in found.values()] == [1, 0, 0]
    assert not any(column.forms for column in found.values())
    assert "column.constant" in told(found["same"])
    assert "column.empty" in told(found["blank"])


def test_one_value_and_blanks_never_form_but_are_not_called_the_same(guess):
    tick = guess({"tick": cycle("x", None)})["tick"]
    assert (tick.distinct, tick.forms) == (1, False)
    assert "column.constant" not in told(tick)


def test_free_text_does_not_form(guess):
    assert not guess({"remark": [f"customer said thing number {at} today" for at in range(ROWS)]})["remark"].forms


def test_sensitive_columns_are_marked_and_still_describe(guess):
    found = guess(
        {"Religion": cycle("a", "b"), "возраст": [str(20 + at) for at in range(ROWS)], "jantina": cycle("L", "P")}
    )
    assert all(column.sensitive and column.forms for column in found.values())


def test_several_currencies_are_never_numbers(guess):
    column = guess({"amount": cycle("5 EUR", "7 USD", "8,50 EUR")})["amount"]
    assert (column.kind, column.forms) == (Kind.TEXT, False)
    fact = next(fact for fact in column.evidence if fact.key == "column.several_currencies")
    assert fact["currencies"] == ("EUR", "USD")


def test_letters_behind_some_codes_are_no_units(guess):
    plain, lettered = [str(number) for number in range(84_000, 84_190)], [f"8402{n}{x}" for n in range(5) for x in "GL"]
    found = guess({"lot": plain + lettered, "weight": ["190 g"] * 190 + ["1 kg"] * 10})
    assert not told(found["lot"]) & {"column.several_units", "column.several_currencies"}
    assert "column.several_units" in told(found["weight"])


def test_one_unit_is_told_and_several_are_no_number(guess):
    found = guess({"weight": cycle("12 kg", "7.5 kg", "3 kg"), "pack": cycle("500 g", "1 kg", "2 l")})
    assert (found["weight"].kind, found["weight"].unit) == (Kind.NUMBER, "kg")
    assert found["pack"].kind is Kind.TEXT
    assert "column.several_units" in told(found["pack"])


def test_amounts_beside_a_column_of_currencies(guess):
    amounts = [f"{at * 3}.50" for at in range(ROWS)]
    found = guess({"amount": amounts, "currency": cycle("EUR", "USD"), "visits": cycle("1", "2", "7")})
    assert "column.currencies_beside" in told(found["amount"])
    assert "column.currencies_beside" not in told(found["visits"])
    one = guess({"amount": amounts, "currency": cycle("EUR")})
    assert "column.currencies_beside" not in told(one["amount"])


def test_two_formats_and_an_open_order_are_told(guess):
    found = guess({
        "two": [*cycle("31.12.2024", rows=40), *cycle("2024-12-31", rows=20)],
        "open": cycle("01/02/2024", "03/04/2024"),
        "born": cycle("05.01.45", "31.12.87"),
    })  # fmt: skip
    two = next(fact for fact in found["two"].evidence if fact.key == "column.two_date_formats")
    assert (two["example"], two["other"], two["count"]) == ("31.12.2024", "2024-12-31", 20)
    unsure = next(fact for fact in found["open"].evidence if fact.key == "column.date_order_unsure")
    assert (found["open"].date_format, unsure["other"]) == ("%d/%m/%Y", "%m/%d/%Y")
    assert "column.two_digit_years" in told(found["born"])


def test_words_for_missing_that_are_answers_or_codes(guess):
    found = guess({
        "evcil hayvan": cycle("Var", "Yok"),
        "state": cycle("ND", "NC", "WA", "TX", "CA"),
        "job": cycle("ND", "teacher", "nurse"),
        "estado": cycle("não informado", "casado", "solteiro"),
    })  # fmt: skip
    assert found["evcil hayvan"].levels == ("Yok", "Var")
    assert "column.placeholders" not in told(found["evcil hayvan"]) | told(found["state"])
    words = [f["words"] for name in ("job", "estado") for f in found[name].evidence if f.key == "column.placeholders"]
    assert words == [("ND",), ("não informado",)]


def test_a_file_without_names(guess):
    codes = [f"{at // 2:05d}" for at in range(1, 401)]
    found = guess({
        "column_1": codes,
        "column_2": [f"{1970 + at % 50}0101" for at in range(400)],
        "column_3": cycle("1", "1", "1", "2", "2", "3", "5", rows=400),
        "column_4": [f"{(at * at) % 97}.{at % 100:02d}" if at % 9 else f"{at * 3}.00" for at in range(400)],
    })  # fmt: skip
    assert [column.role for column in found.values()] == [Role.ID, Role.DATE, Role.TRAIT, Role.AMOUNT]
    assert guess({"prefix": codes})["prefix"].role is not Role.ID


def test_judgements_are_attitudes(guess):
    found = guess({
        "PURPOSE": cycle("Good", "Waste of time", "Depends"),
        "service": cycle("goed", "slecht", "matig"),
        "reason": cycle("price", "habit", "taste"),
    })  # fmt: skip
    assert [column.basis for column in found.values()] == [Basis.PSYCHOGRAPHIC, Basis.PSYCHOGRAPHIC, Basis.NEEDS]


@pytest.mark.parametrize(
    ("cells", "separator"),
    [
        (["[a, b]", "[b]", "[a]", "[c, a]", "[c]", "[c, b]"], ","),
        (["a;b", "b", "a", "c;a", "c", "c;b"], ";"),
        (["a|b", "b", "a", "c|a", "c", "c|b"], "|"),
        (['["a", "b"]', '["b"]', '["a"]', '["c", "a"]', '["c"]', '["c", "b"]'], ","),
    ],
)
def test_lists_in_cells(guess, cells, separator):
    column = guess({"topics": cycle(*cells)})["topics"]
    assert (column.kind, column.separator) == (Kind.MULTI_VALUE, separator)


def test_bands_and_scales_of_real_files(guess):
    found = guess({
        "household_size": cycle("1", "2", "3", "4", "5+"),
        "income": cycle("35-49K", "Under 15K", "250K+", "15-34K"),
        "antiguedad": cycle("menos de 1 año", "1-2 años", "más de 5 años", "3-5 años"),
        "tenure": cycle("0-6 months", "6-12 months", "1-2 years", "2+ years"),
    })  # fmt: skip
    assert {column.kind for column in found.values()} == {Kind.ORDINAL}
    assert found["antiguedad"].levels == ("menos de 1 año", "1-2 años", "3-5 años", "más de 5 años")
    assert found["tenure"].levels == ("0-6 months", "6-12 months", "1-2 years", "2+ years")


def test_distinct_and_missing_hold_for_all_rows(tmp_path):
    texts = [None if at % 4 == 0 else f" {at % 1_234} " if at % 3 else "" for at in range(60_000)]
    write_raw(tmp_path / "raw.parquet", {"x": texts})
    column = guess_columns(tmp_path / "raw.parquet", ("x",))[0]
    present = [text.strip() for text in texts if text and text.strip()]
    assert column.distinct == len(set(present))
    assert column.missing_share == pytest.approx(1 - len(present) / len(texts))


REAL = {  # file -> delimiter, encoding, {label: (role, kind, basis)}; None where either is fine
    "marketing_campaign/marketing_campaign_semicolon_bom.csv": (";", "utf-8-sig", {
        "ID": ("id", "text", None), "Year_Birth": ("trait", "number", "demographic"),
        "Education": ("trait", "nominal", "demographic"), "Marital_Status": ("trait", "nominal", "demographic"),
        "Income": ("trait", "money", "demographic"), "Kidhome": ("trait", "count", "demographic"),
        "Dt_Customer": ("date", "date", "journey"), "Recency": ("trait", "number", "behavioural"),
        "MntWines": ("amount", "money", "behavioural"), "MntGoldProds": ("amount", "money", "behavioural"),
        "NumWebPurchases": ("trait", "count", "behavioural"), "NumWebVisitsMonth": ("trait", "count", "behavioural"),
        "AcceptedCmp3": ("trait", "binary", "behavioural"), "Complain": ("trait", "binary", "behavioural"),
        "Response": ("trait", "binary", "behavioural"),
    }),
    "marketing_campaign/marketing_campaign_tab.csv": ("\t", "utf-8", {
        "ID": ("id", "text", None), "Dt_Customer": ("date", "date", "journey"), "Income": ("trait", "money",
        "demographic"),
    }),
    "wholesale/wholesale_customers.csv": (",", "utf-8", {
        "Channel": ("channel", "nominal", "behavioural"), "Region": ("location", "nominal", "geographic"),
        **dict.fromkeys(("Fresh", "Milk", "Grocery", "Frozen", "Delicassen"), ("trait", "money", "behavioural")),
    }),
    "telco/Telco-Customer-Churn.csv": (",", "utf-8", {
        "customerID": ("id", "text", None), "gender": ("trait", "nominal", "demographic"),
        "SeniorCitizen": ("trait", "binary", "demographic"), "tenure": ("trait", "number", "journey"),
        "PhoneService": ("trait", "binary", "behavioural"), "MultipleLines": ("trait", "nominal", "behavioural"),
        "MonthlyCharges": ("amount", "money", "behavioural"), "TotalCharges": ("amount", "money", "behavioural"),
        "Churn": ("trait", "binary", "journey"),
    }),
    "bank/bank-full.csv": (";", "utf-8", {
        "age": ("trait", "number", "demographic"), "job": ("trait", "nominal", "demographic"),
        "balance": ("amount", "money", "behavioural"), "housing": ("trait", "binary", "behavioural"),
        "education": ("trait", "ordinal", "demographic"), "contact": ("channel", "nominal", "behavioural"),
        "month": (None, "nominal", "behavioural"), "duration": ("trait", "count", "behavioural"),
        "pdays": ("trait", "number", "behavioural"), "previous": ("trait", "count", "behavioural"),
    }),
    "mcdonalds/mcdonalds.csv": (",", "utf-8", {
        "yummy": ("trait", "binary", "psychographic"), "disgusting": ("trait", "binary", "psychographic"),
        "Like": ("trait", "ordinal", "psychographic"), "Age": ("trait", "number", "demographic"),
        "VisitFrequency": ("trait", "ordinal", "behavioural"), "Gender": ("trait", "nominal", "demographic"),
    }),
    "grocer/demographics.csv": (",", "utf-8", {
        "household_id": ("id", "text", None), "age": ("trait", "ordinal", "demographic"),
        "income": ("trait", "ordinal", "demographic"), "home_ownership": ("trait", "nominal", "demographic"),
        "household_size": ("trait", "ordinal", "demographic"), "kids_count": ("trait", "ordinal", "demographic"),
    }),
    "formats/polish_clients_cp852_semicolon.csv": (";", "cp852", {
        "IDKlienta": ("id", "text", None), "Imie": ("contact", "text", None), "Adres": ("contact", "text", None),
        "Miasto": ("location", "nominal", "geographic"), "KodPocztowy": ("location", "nominal", "geographic"),
        "NrTelefonu": ("contact", "text", None),
    }),
    "formats/polish_orders_cp1250_semicolon_decimal_comma.csv": (";", "cp1250", {
        "IDKlienta": ("id", "text", None), "DataZamowienia": ("date", "date", None), "DataWymagana": ("date",
        "date", None),
        "KosztWysylki": ("amount", "money", "behavioural"), "NazwaWysylki": ("contact", "text", None),
        "KrajWysylki": ("location", "nominal", "geographic"),
    }),
    "formats/polish_people_utf8.csv": (",", "utf-8-sig", {
        "imie": ("contact", "text", None), "miasto": ("location", "nominal", "geographic"),
        "dochód": ("trait", "money", "demographic"), "ma_dzieci": ("trait", "binary", "demographic"),
        "liczba_dzieci": ("trait", "count", "demographic"), "jakie_zwierze": ("trait", "nominal", "demographic"),
    }),
    "formats/polish_clients_utf8.csv": (",", "utf-8", {
        "klient_id": ("id", "text", None), "imię": ("contact", "text", None), "status": ("trait", "binary",
        "behavioural"),
    }),
    "formats/polish_sales_utf8.csv": (",", "utf-8", {
        "klient_id": ("id", "text", None), "produkt": ("product", "nominal", None), "ilość": ("quantity",
        "count", None),
        "cena": ("amount", "money", None), "transakcja_id": ("trait", "text", None),
    }),
    "formats/russian_orders_cp1251_semicolon.csv": (";", "cp1251", {
        "Номер": ("id", "text", None), "Дата создания": ("date", "date", None), "Дата оплаты": ("date", "date", None),
        "Заработано": ("amount", "money", None), "Город": ("location", "nominal", "geographic"),
        "Статус": ("trait", "nominal", "behavioural"), "Платежная система": ("trait", "multi-value", None),
    }),
    "survey/big_five.csv": (",", "utf-8", {
        "rowname": ("id", "text", None), "gender": ("trait", "nominal", "demographic"), "age": ("trait", "number",
        "demographic"),
        **{f"{item}{at}": ("trait", "ordinal", "psychographic") for item in "ACENO" for at in range(1, 6)},
    }),
    "cdnow/cdnow_customers_summary.csv": (",", "utf-8", {
        "ID": ("id", "text", None), "frequency": ("trait", "count", "behavioural"), "recency": ("trait", None,
        "behavioural"),
    }),
    "rfm_r/rfm_data_orders.csv": (",", "utf-8", {
        "customer_id": ("id", "text", None), "order_date": ("date", "date", None), "revenue": ("amount", "money", None),
        "first_name": ("contact", "text", None), "email": ("contact", "text", None),
    }),
}  # fmt: skip


@pytest.mark.parametrize("file", REAL)
def test_real_exports(tmp_path, file):
    if not (DATA / file).exists():
        pytest.skip(f"the real file {file} is not on this machine")
    delimiter, encoding, wanted = REAL[file]
    raw, reading = read_csv(DATA / file, tmp_path, delimiter, encoding)
    found = {column.label: column for column in guess_columns(raw, reading.labels)}
    seen = {label: (found[label].role.value, found[label].kind.value, found[label].basis.value) for label in wanted}
    differ = {
        label: (seen[label], words)
        for label, words in wanted.items()
        if any(word is not None and word != got for word, got in zip(words, seen[label], strict=True))
    }
    assert not differ
    assert sum(column.role is Role.ID for column in found.values()) == any(
        words[0] == "id" for words in wanted.values()
    )


def test_levels_of_real_scales(tmp_path):
    if not (DATA / "mcdonalds" / "mcdonalds.csv").exists():
        pytest.skip("the real file mcdonalds.csv is not on this machine")
    raw, reading = read_csv(DATA / "mcdonalds" / "mcdonalds.csv", tmp_path)
    found = {column.label: column for column in guess_columns(raw, reading.labels)}
    assert found["Like"].levels == ("I hate it!-5", "-4", "-3", "-2", "-1", "0", "1", "2", "3", "4", "I love it!+5")
    assert found["VisitFrequency"].levels[0] == "Never"
    assert found["VisitFrequency"].levels[-1] == "More than once a week"
