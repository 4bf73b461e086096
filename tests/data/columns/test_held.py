"""Special categories and what stands in for them are held back, by name and by value; the rest is not."""

import pytest

from seg.data.columns.guess import guess_columns
from tests.data.tables import write_raw


@pytest.fixture
def column(tmp_path):
    def run(label, texts, rows=60):
        values = [texts[at % len(texts)] for at in range(rows)]
        reading = write_raw(tmp_path / "raw.parquet", {label: values})
        return guess_columns(tmp_path / "raw.parquet", reading.labels)[0]

    return run


def told(column):
    return {fact.key for fact in column.evidence}


@pytest.mark.parametrize(
    ("label", "texts"),
    [
        ("Religion", ["a", "b", "c"]),
        ("wyznanie", ["1", "2", "3"]),
        ("Состояние здоровья", ["a", "b"]),
        ("Partijvoorkeur", ["x", "y"]),
        ("Gewerkschaftsmitglied", ["ja", "nein"]),
        ("Handicap", ["oui", "non"]),
        ("orientación sexual", ["a", "b", "c"]),
        ("Etnik Köken", ["a", "b", "c"]),
        ("impronta digitale", ["a1", "b2", "c3"]),
        ("Smoker", ["Yes", "No"]),
    ],
)
def test_special_categories_by_name(column, label, texts):
    found = column(label, texts)
    assert found.held
    assert found.sensitive
    assert "column.held" in told(found)
    assert "column.sensitive" not in told(found)


@pytest.mark.parametrize(
    ("label", "texts", "fact"),
    [
        ("col7", ["Catholic", "Muslim", "Hindu", "None"], "column.values_religion"),
        ("grupa", ["katolik", "prawosławny", "ateista"], "column.values_religion"),
        ("kelompok", ["Melayu", "Cina", "India"], "column.values_ethnicity"),
        ("q12", ["CDU", "SPD", "AfD", "Die Grünen"], "column.values_politics"),
        ("segment", ["Diabetes", "Asthma", "Healthy"], "column.values_health"),
        ("x", ["Heterosexual", "Bisexual", "Other"], "column.values_orientation"),
        ("lid van", ["FNV", "CNV", "geen"], "column.values_trade_union"),
    ],
)
def test_special_categories_by_their_values(column, label, texts, fact):
    found = column(label, texts)
    assert found.held
    assert {fact, "column.held"} <= told(found)


@pytest.mark.parametrize(
    ("label", "texts"),
    [
        ("Nationality", ["Dutch", "Polish"]),
        ("Country of birth", ["NL", "PL", "MT"]),
        ("Moedertaal", ["Nederlands", "Turks"]),
        ("HalalSpend", ["1.5", "20.25", "300.75"]),
        ("Pharmacy_Spend", ["12.5", "8.25", "40.1"]),
        ("church_donation", ["0", "10", "250"]),
        ("bought pregnancy products", ["0", "1"]),
        ("apteka zakupy", ["1", "2", "3"]),
    ],
)
def test_what_stands_in_for_them(column, label, texts):
    found = column(label, texts)
    assert found.held
    assert "column.held_proxy" in told(found)


@pytest.mark.parametrize(
    ("label", "texts"),
    [
        ("Age", [str(at) for at in range(20, 70)]),
        ("Gender", ["F", "M"]),
        ("Marital status", ["Married", "Single"]),
        ("Income", [str(1000 * at) for at in range(20, 70)]),
        ("Postcode", [f"{1000 + at}" for at in range(50)]),
    ],
)
def test_personal_is_not_held_back(column, label, texts):
    found = column(label, texts)
    assert found.sensitive
    assert not found.held
    assert "column.sensitive" in told(found)


@pytest.mark.parametrize(
    ("label", "texts"),
    [
        ("colour", ["White", "Black", "Green", "Red"]),
        ("country", ["India", "China", "Poland"]),
        ("health_score", [str(at) for at in range(50)]),
        ("party_size", ["2", "3", "4"]),
        ("healthy", ["Yes", "No"]),
        ("first_contact", ["Christian", "Peter"]),
        ("plan", ["Independent", "Labour saver", "Other"]),
    ],
)
def test_words_that_only_sound_like_it(column, label, texts):
    assert not column(label, texts).held


def test_contact_details_stay_contact_details(column):
    assert not column("language teacher email", [f"a{at}@x.org" for at in range(60)]).held
