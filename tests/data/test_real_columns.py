"""Every real file, read by the real reader: what an analyst says each column is, written down before Seg was asked.

Each entry is role, kind and basis. `|` parts alternatives between which the file leaves room; `-` asks nothing: columns
that never form segments have no basis that matters, and some kinds are a matter of taste.
"""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from seg.core.columns import Role
from seg.data.columns.guess import guess_columns
from seg.data.reading.child import read
from seg.data.reading.options import ReadOptions
from tests.data.tables import DATA

ID = "id - -"
CODE = "trait|product text -"
CONTACT = "contact text -"
DATE = "date date behavioural"
PLACE = "location nominal geographic"
AMOUNT = "amount money behavioural"
COUNT = "trait count behavioural"
FLAG = "trait binary behavioural"
GROUPS = "trait nominal behavioural"
OPINION = "trait binary psychographic"
ANSWER = "trait ordinal psychographic"
FLAG_OF_A_PERSON = "trait binary demographic"
GROUPS_OF_A_PERSON = "trait nominal demographic"

MARKETING = {
    "ID": ID, "Year_Birth": "trait number demographic", "Education": "trait nominal|ordinal demographic",
    "Marital_Status": GROUPS_OF_A_PERSON, "Income": "trait money demographic",
    "Kidhome": "trait count demographic", "Teenhome": "trait count demographic", "Dt_Customer": "date date journey",
    "Recency": "trait number|count behavioural",
    **dict.fromkeys(("MntWines", "MntFruits", "MntMeatProducts", "MntFishProducts", "MntSweetProducts",
                     "MntGoldProds"), AMOUNT),
    **dict.fromkeys(("NumDealsPurchases", "NumWebPurchases", "NumCatalogPurchases", "NumStorePurchases",
                     "NumWebVisitsMonth"), COUNT),
    **dict.fromkeys(("AcceptedCmp3", "AcceptedCmp4", "AcceptedCmp5", "AcceptedCmp1", "AcceptedCmp2", "Complain"), FLAG),
    "Z_CostContact": "- - -", "Z_Revenue": "- - -", "Response": FLAG,
}  # fmt: skip
WANTED = {  # file -> rows, what each column is
    "bank/bank-full.csv": (45_211, {
        "age": "trait number demographic", "job": GROUPS_OF_A_PERSON, "marital": GROUPS_OF_A_PERSON,
        "education": "trait ordinal demographic", "default": FLAG, "balance": AMOUNT, "housing": FLAG, "loan": FLAG,
        "contact": "channel nominal behavioural", "day": "date|trait number behavioural",
        "month": "date|trait nominal|ordinal behavioural", "duration": COUNT, "campaign": COUNT,
        "pdays": "trait number|count behavioural", "previous": COUNT, "poutcome": GROUPS, "y": FLAG,
    }),
    "cdnow/CDNOW_master.txt": (69_659, {
        "customer_id": ID, "date": DATE, "number_of_cds": "trait|quantity count behavioural", "dollar_value": AMOUNT,
    }),
    "cdnow/CDNOW_sample.txt": (6_919, {
        "column_1": ID, "column_2": "trait text -", "column_3": DATE, "column_4": COUNT, "column_5": AMOUNT,
    }),
    "cdnow/cdnow_customers_summary.csv": (2_357, {
        "ID": ID, "frequency": COUNT, "recency": "trait number behavioural", "T": "trait number journey",
    }),
    "formats/polish_clients_cp852_semicolon.csv": (110, {
        "IDKlienta": ID, "Imie": CONTACT, "Nazwisko": CONTACT, "Adres": CONTACT, "Miasto": PLACE, "Region": PLACE,
        "KodPocztowy": PLACE, "Kraj": PLACE, "NrTelefonu": CONTACT,
    }),
    "formats/polish_clients_utf8.csv": (1_000, {
        "klient_id": ID, "imię": CONTACT, "miasto": PLACE, "status": "trait binary behavioural|journey",
    }),
    "formats/polish_orders_cp1250_semicolon_decimal_comma.csv": (87, {
        "IDZamowienia": CODE, "IDKlienta": ID, "PrzedstKonta": GROUPS, "DataZamowienia": DATE, "DataWysylki": DATE,
        "WyslanePrzez": "trait|channel nominal behavioural", "KosztWysylki": AMOUNT, "NazwaWysylki": CONTACT,
        "AdresWysylki": CONTACT, "MiastoWysylki": PLACE, "RegionWysylki": PLACE, "KodPocztowyWysylki": PLACE,
        "KrajWysylki": PLACE, "DataWymagana": DATE,
    }),
    "formats/polish_people_utf8.csv": (1_000, {
        "imie": CONTACT, "miasto": PLACE, "dochód": "trait money demographic", "ma_dzieci": FLAG_OF_A_PERSON,
        "liczba_dzieci": "trait count demographic", "ma_zwierze": FLAG_OF_A_PERSON, "jakie_zwierze": GROUPS_OF_A_PERSON,
    }),
    "formats/polish_sales_utf8.csv": (1_000, {
        "transakcja_id": CODE, "produkt": "product nominal behavioural", "ilość": "quantity count behavioural",
        "cena": AMOUNT, "klient_id": ID,
    }),
    "formats/russian_orders_cp1251_semicolon.csv": (292, {
        "Номер": ID, "Дата создания": DATE, "Дата оплаты": DATE, "Title": "trait|product nominal behavioural",
        "Статус": GROUPS, "Заработано": AMOUNT, "Город": PLACE,
        "Платежная система": "trait nominal|multi-value behavioural",
    }),
    "grocer/campaigns.csv": (6_589, {"campaign_id": "trait nominal behavioural", "household_id": ID}),
    "grocer/coupon_redemptions.csv": (2_102, {
        "household_id": ID, "coupon_upc": CODE, "campaign_id": "trait nominal behavioural", "redemption_date": DATE,
    }),
    "grocer/demographics.csv": (801, {
        "household_id": ID, "age": "trait ordinal demographic", "income": "trait ordinal demographic",
        "home_ownership": GROUPS_OF_A_PERSON, "marital_status": "trait nominal|binary demographic",
        "household_size": "trait ordinal demographic", "household_comp": GROUPS_OF_A_PERSON,
        "kids_count": "trait ordinal demographic",
    }),
    "grocer/transactions_sample.csv": (75_000, {
        "household_id": ID, "store_id": "trait|channel text|nominal -", "basket_id": CODE, "product_id": CODE,
        "quantity": "quantity count behavioural", "sales_value": AMOUNT,
        **dict.fromkeys(("retail_disc", "coupon_disc", "coupon_match_disc"), "trait|amount money behavioural"),
        "week": "date|trait number behavioural", "transaction_timestamp": DATE,
    }),
    "marketing_campaign/marketing_campaign_semicolon_bom.csv": (2_240, MARKETING),
    "marketing_campaign/marketing_campaign_tab.csv": (2_240, MARKETING),
    "mcdonalds/mcdonalds.csv": (1_453, {
        **dict.fromkeys(("yummy", "convenient", "spicy", "fattening", "greasy", "fast", "cheap", "tasty", "expensive",
                         "healthy", "disgusting"), OPINION),
        "Like": ANSWER, "Age": "trait number demographic", "VisitFrequency": "trait ordinal behavioural",
        "Gender": "trait nominal|binary demographic",
    }),
    "online_retail/online_retail.csv": (541_909, {
        "InvoiceNo": CODE, "StockCode": CODE, "Description": "product|trait text|nominal -",
        "Quantity": "quantity count|number behavioural", "InvoiceDate": DATE, "UnitPrice": AMOUNT, "CustomerID": ID,
        "Country": PLACE,
    }),
    "rfm_r/rfm_data_orders.csv": (4_906, {
        "customer_id": ID, "order_date": DATE, "revenue": AMOUNT, "first_name": CONTACT, "last_name": CONTACT,
        "email": CONTACT,
    }),
    "survey/big_five.csv": (2_800, {
        "rowname": ID, **{f"{trait}{item}": ANSWER for trait in "ACENO" for item in range(1, 6)},
        "gender": "trait nominal|binary demographic", "education": "trait nominal|ordinal demographic",
        "age": "trait number demographic",
    }),
    "survey/carcinoma.csv": (118, dict.fromkeys("ABCDEFG", "trait nominal|binary -")),
    "survey/gss82.csv": (1_202, {
        "PURPOSE": "trait nominal|ordinal psychographic", "ACCURACY": "trait nominal|ordinal|binary psychographic",
        "UNDERSTA": "trait nominal|ordinal|binary psychographic", "COOPERAT": "trait nominal|ordinal psychographic",
    }),
    "telco/Telco-Customer-Churn.csv": (7_043, {
        "customerID": ID, "gender": "trait nominal|binary demographic", "SeniorCitizen": FLAG_OF_A_PERSON,
        "Partner": FLAG_OF_A_PERSON, "Dependents": FLAG_OF_A_PERSON, "tenure": "trait number|count journey",
        "PhoneService": FLAG, "PaperlessBilling": FLAG,
        **dict.fromkeys(("MultipleLines", "InternetService", "OnlineSecurity", "OnlineBackup", "DeviceProtection",
                         "TechSupport", "StreamingTV", "StreamingMovies", "PaymentMethod"), GROUPS),
        "Contract": "trait nominal|ordinal journey", "MonthlyCharges": AMOUNT, "TotalCharges": AMOUNT,
        "Churn": "trait binary journey",
    }),
    "wholesale/wholesale_customers.csv": (440, {
        "Channel": "channel nominal behavioural", "Region": PLACE,
        **dict.fromkeys(("Fresh", "Milk", "Grocery", "Frozen", "Detergents_Paper", "Delicassen"),
                        "trait|amount money behavioural"),
    }),
}  # fmt: skip
TELLING = {"id", "date", "amount", "contact"}
"""Roles that other steps stand on: one of these where another is wanted is always an error."""

needs_data = pytest.mark.skipif(not DATA.exists(), reason="the real files are not on this machine")


@cache
def understood(file):
    """Rows and columns by label, as the product reads and understands the file."""
    with TemporaryDirectory() as folder:
        ((reading, raw),) = read(DATA / file, Path(file).name, Path(folder), ReadOptions())
        return reading.rows_kept, {column.label: column for column in guess_columns(raw, reading.labels)}


def fits(wanted, got):
    return wanted == "-" or got in wanted.split("|")


def basis_hits(file):
    """(right, asked) bases of a file."""
    found = understood(file)[1]
    wanted = {label: words.split()[2] for label, words in WANTED[file][1].items()}
    asked = {label for label, basis in wanted.items() if basis != "-"}
    return sum(fits(wanted[label], found[label].basis.value) for label in asked), len(asked)


@needs_data
def test_every_real_file_is_expected():
    files = {path.relative_to(DATA).as_posix() for path in DATA.rglob("*") if path.is_file()}
    assert {name for name in files if not name.startswith("benchmarks/")} - {"README.md"} == set(WANTED)


@needs_data
@pytest.mark.parametrize("file", WANTED)
def test_rows_and_columns(file):
    rows, found = understood(file)
    assert (rows, set(found)) == (WANTED[file][0], set(WANTED[file][1]))


@needs_data
@pytest.mark.parametrize("file", WANTED)
def test_roles_and_kinds(file):
    found = understood(file)[1]
    seen = {label: (column.role.value, column.kind.value) for label, column in found.items()}
    wrong = {
        label: (*seen[label], wanted)
        for label, wanted in WANTED[file][1].items()
        if not all(map(fits, wanted.split(), seen[label]))
    }
    assert not wrong


@needs_data
def test_telling_roles_are_right_everywhere():
    wrong = {}
    for file, (_, wanted) in WANTED.items():
        found = understood(file)[1]
        for label, words in wanted.items():
            role, allowed = found[label].role.value, set(words.split()[0].split("|"))
            if allowed != {"-"} and (({role} | allowed) & TELLING) and role not in allowed:
                wrong[file, label] = role
    assert not wrong


@needs_data
@pytest.mark.parametrize("file", WANTED)
def test_the_basis_is_right_for_nearly_all_columns_of_a_file(file):
    right, asked = basis_hits(file)
    assert right >= 0.75 * asked, f"{right} of {asked}"


@needs_data
def test_the_basis_is_right_in_95_of_100_columns():
    right, asked = map(sum, zip(*map(basis_hits, WANTED), strict=True))
    assert right >= 0.95 * asked, f"{right} of {asked}"


@needs_data
@pytest.mark.parametrize("file", WANTED)
def test_nothing_is_held_back_without_a_reason(file):
    """None of these files has a special category of personal data."""
    assert not [label for label, column in understood(file)[1].items() if column.held]


@needs_data
@pytest.mark.parametrize("file", WANTED)
def test_there_is_one_id_where_an_analyst_sees_one(file):
    ids = [label for label, column in understood(file)[1].items() if column.role is Role.ID]
    assert ids == [label for label, words in WANTED[file][1].items() if words == ID]
