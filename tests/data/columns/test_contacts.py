"""Contact details are known by their check digits, their form, or the names of people."""

import pytest

from seg.core.columns import Role
from seg.data.columns.contacts import is_card, is_iban, is_name
from seg.data.columns.guess import guess_columns
from tests.data.tables import write_raw


def role_of(tmp_path, label, texts, rows=60):
    reading = write_raw(tmp_path / "raw.parquet", {label: [texts[at % len(texts)] for at in range(rows)]})
    return guess_columns(tmp_path / "raw.parquet", reading.labels)[0].role


def test_check_digits():
    assert is_iban("MT84 MALT 0110 0001 2345 MTLC AST0 01S")
    assert not is_iban("MT84 MALT 0110 0001 2345 MTLC AST0 01T")
    assert is_card("4111 1111 1111 1111")
    assert not is_card("4111 1111 1111 1112")
    assert not is_card("0000 0000 0000 0000")


@pytest.mark.parametrize(
    "texts",
    [
        ["4111111111111111", "5500005555555559", "340000000000009"],
        ["4111-1111-1111-1111", "5500-0055-5555-5559"],
        ["**** **** **** 1234", "**** **** **** 9876"],
        ["411111******1111", "550000******5559"],
        ["@anna_k", "@piet.jansen", "@x.y_z"],
        ["https://www.linkedin.com/in/anna", "instagram.com/piet", "https://t.me/ivan"],
        ["Anna", "Piotr", "Katarzyna", "Jan", "Ewa"],
        ["Anna Nowak", "Piet de Vries", "Иван Петров", "Ayşe Yılmaz", "José García López"],
    ],
)
def test_contact_details_in_any_column(tmp_path, texts):
    assert role_of(tmp_path, "field", texts) is Role.CONTACT


@pytest.mark.parametrize(
    ("label", "texts"),
    [
        ("field", ["4111111111111112", "5500005555555551"]),
        ("loyalty card number", [f"411111111111{at:04d}" for at in range(60)]),
        ("brand", ["Anna", "Sofia", "Emma", "Laura", "Julia"]),
        ("city", ["Victoria", "Sofia", "Paris", "Florence", "Charlotte"]),
        ("fruit", ["Apple", "Pear", "Cherry", "Rose", "Plum"]),
        ("twitter followers", [str(at) for at in range(60)]),
    ],
)
def test_what_only_looks_like_contact_details(tmp_path, label, texts):
    assert role_of(tmp_path, label, texts) is not Role.CONTACT


@pytest.mark.parametrize(
    "label", ["PESEL", "BSN", "SSN", "Codice fiscale", "DNI", "CPF", "TC Kimlik No", "No. Kad Pengenalan"]
)
def test_numbers_that_the_state_gives_are_contact_details(tmp_path, label):
    assert role_of(tmp_path, label, [f"{at:011d}" for at in range(60)]) is Role.CONTACT


def test_names():
    assert is_name("Brion Stark") is False
    assert is_name("Zoë") is False
    assert is_name("ŁUKASZ")
    assert not is_name("Anna 2")
    assert not is_name("Anna und die vier Kinder aus Ulm")
