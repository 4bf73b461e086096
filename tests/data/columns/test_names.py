"""Names fall into the same parts however they are written."""

import pytest

from seg.data.columns.names import name_parts, plain


@pytest.mark.parametrize(
    ("label", "parts"),
    [
        ("MntMeatProducts", ("mnt", "meat", "products")),
        ("customerID", ("customer", "id")),
        ("IDKlienta", ("id", "klienta")),
        ("Dt_Customer", ("dt", "customer")),
        ("AcceptedCmp3", ("accepted", "cmp", "3")),
        ("TOTAL SPEND (EUR)", ("total", "spend", "eur")),
        ("liczba_zamówień", ("liczba", "zamowien")),
        ("Größe", ("grosse",)),
        ("Дата рождения", ("дата", "рождения")),
        ("Müşteri Yaşı", ("musteri", "yasi")),
        ("A1", ("a", "1")),
        ("", ()),
    ],
)
def test_parts(label, parts):
    assert name_parts(label) == parts


def test_plain_letters():
    assert plain("Łódź ŻÓŁĆ Ħal ıß") == "lodz zolc hal iss"
