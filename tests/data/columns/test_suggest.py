"""A start that a marketer would choose: behaviour forms, who people are describes."""

import pytest

from seg.core.columns import Basis, Column, Kind, Role
from seg.data.columns.guess import guess_columns
from seg.data.columns.suggest import suggest_describing, suggest_dimensions
from tests.data.tables import DATA, read_csv


def column(label, kind=Kind.MONEY, basis=Basis.BEHAVIOURAL, distinct=20, **more):
    return Column(label, label, kind=kind, basis=basis, distinct=distinct, **more)


def test_what_can_never_be_proposed():
    shut_out = (
        column("constant", distinct=1),
        column("mostly missing", missing_share=0.41),
        column("town", Kind.NOMINAL, Basis.GEOGRAPHIC, distinct=500),
        column("ref", role=Role.ID),
        column("mail", Kind.TEXT, role=Role.CONTACT),
        column("since", Kind.DATE),
    )
    assert suggest_dimensions((*shut_out, column("spend"), column("age", sensitive=True))) == ("spend",)


def test_sensitive_dimensions_only_when_there_is_nothing_else():
    assert suggest_dimensions((column("age", sensitive=True), column("income", sensitive=True))) == ("age", "income")


def test_what_is_held_back_never_forms_not_even_alone():
    held = (column("religion", Kind.NOMINAL, Basis.SOCIOCULTURAL, held=True), column("dose", sensitive=True, held=True))
    assert suggest_dimensions((*held, column("spend"))) == ("spend",)
    assert suggest_dimensions(held) == ()


def test_one_of_each_name_unless_there_would_be_too_few():
    flags = tuple(column(f"offer{at}", Kind.BINARY, distinct=2) for at in range(9))
    amounts = tuple(column(f"{word} spend") for word in ("wine", "fish", "meat", "fruit", "sweets", "gold"))
    assert [label for label in suggest_dimensions((*flags, *amounts)) if "offer" in label] == ["offer0"]
    assert suggest_dimensions(flags) == tuple(f"offer{at}" for at in range(6))


def test_no_more_than_twelve_and_numbers_on_behaviour_first():
    many = tuple(column(f"x{chr(97 + at)}", Kind.BINARY, distinct=2) for at in range(20))
    found = suggest_dimensions((*many, column("spend")))
    assert len(found) == 12
    assert "spend" in found


def test_other_bases_get_room():
    behaviour = tuple(column(f"spend {chr(97 + at)}") for at in range(11))
    others = (column("tenure", Kind.NUMBER, Basis.JOURNEY), column("taste", Kind.ORDINAL, Basis.PSYCHOGRAPHIC))
    assert {"tenure", "taste"} <= set(suggest_dimensions((*behaviour, *others)))


def test_describing_takes_the_rest_with_who_people_are_first():
    columns = (
        column("spend"),
        column("age", Kind.NUMBER, Basis.DEMOGRAPHIC, sensitive=True),
        column("since", Kind.DATE),
    )
    assert suggest_describing(columns) == ("age", "since")


def test_what_is_held_back_describes_after_everything_else():
    others = tuple(column(f"town {at}", Kind.NOMINAL, Basis.GEOGRAPHIC) for at in range(11))
    held = tuple(column(name, Kind.NOMINAL, Basis.SOCIOCULTURAL, held=True) for name in ("religion", "party"))
    spends = tuple(column(name) for name in ("wine", "fish", "meat", "fruit", "sweets", "gold"))
    found = suggest_describing((*held, *others, *spends))
    assert set(found) == {"religion", *(c.label for c in others)}


@pytest.mark.parametrize(
    ("file", "delimiter", "forming", "not_forming"),
    [
        ("wholesale/wholesale_customers.csv", ",", {"Fresh", "Milk", "Grocery", "Frozen"}, {"Region"}),
        (
            "marketing_campaign/marketing_campaign_semicolon_bom.csv",
            ";",
            {"MntWines", "MntMeatProducts", "NumWebPurchases"},
            {"ID", "Income", "Year_Birth", "Marital_Status", "Z_Revenue", "Dt_Customer"},
        ),
        (
            "telco/Telco-Customer-Churn.csv",
            ",",
            {"MonthlyCharges", "tenure"},
            {"customerID", "gender", "SeniorCitizen"},
        ),
    ],
)
def test_real_exports(tmp_path, file, delimiter, forming, not_forming):
    if not (DATA / file).exists():
        pytest.skip(f"the real file {file} is not on this machine")
    raw, reading = read_csv(DATA / file, tmp_path, delimiter)
    found = set(suggest_dimensions(guess_columns(raw, reading.labels)))
    assert forming <= found
    assert not found & not_forming
    assert 6 <= len(found) <= 12
