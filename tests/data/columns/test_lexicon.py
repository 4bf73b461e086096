"""Names in twelve languages say what they say."""

import pytest

from seg.data.columns.lexicon import concepts, languages, meanings, scales, yes_and_no

NAMES = {  # language -> name -> what it means
    "en": {"CustomerID": "customer_id", "first_name": "person_name", "MntWines": "amount", "NumWebPurchases": "orders",
           "Year_Birth": "birth_year", "zip code": "postcode", "NbVisits": "visits", "TotalAmt": "amount",
           "signup date": "since"},
    "nl": {"Klantnummer": "customer_id", "voornaam": "person_name", "omzet": "amount", "geboortedatum": "birth_date",
           "aantal_bestellingen": "orders", "woonplaats": "city", "leeftijd": "age", "inkomen": "income"},
    "pl": {"klient_id": "customer_id", "imię": "person_name", "dochód": "income", "KosztWysylki": "amount",
           "DataZamowienia": "date", "płeć": "gender", "kod_pocztowy": "postcode", "wykształcenie": "education"},
    "ru": {"ID клиента": "customer_id", "имя": "person_name", "возраст": "age", "сумма покупок": "amount",
           "дата рождения": "birth_date", "Город": "city", "пол": "gender", "скидка": "discount"},
    "ms": {"id pelanggan": "customer_id", "nama": "person_name", "umur": "age", "perbelanjaan": "amount",
           "jantina": "gender", "poskod": "postcode", "pendapatan": "income", "bandar": "city"},
    "mt": {"numru klijent": "customer_id", "kunjom": "person_name", "età": "age", "infiq": "amount",
           "indirizz": "address", "pajjiż": "country", "xirjiet": "orders", "dħul": "income"},
    "de": {"Kundennummer": "customer_id", "Vorname": "person_name", "Jahresumsatz": "amount",
           "Geburtsjahr": "birth_year",
           "Anzahl Bestellungen": "orders", "PLZ": "postcode", "Geschlecht": "gender",
           "Familienstand": "marital_status"},
    "fr": {"numéro client": "customer_id", "prénom": "person_name", "montant_total": "amount",
           "date de naissance": "birth_date",
           "nb_commandes": "orders", "code postal": "postcode", "âge": "age", "ville": "city"},
    "es": {"número de cliente": "customer_id", "apellidos": "person_name", "importe": "amount", "edad": "age",
           "fecha de nacimiento": "birth_date", "ciudad": "city", "ingresos": "income", "teléfono": "phone"},
    "pt": {"código do cliente": "customer_id", "sobrenome": "person_name", "despesa": "amount", "idade": "age",
           "data de nascimento": "birth_date", "cidade": "city", "escolaridade": "education", "telemóvel": "phone"},
    "it": {"codice cliente": "customer_id", "cognome": "person_name", "fatturato": "amount", "età": "age",
           "data di nascita": "birth_date", "città": "city", "reddito": "income", "numero ordini": "orders"},
    "tr": {"müşteri no": "customer_id", "soyadı": "person_name", "harcama": "amount", "yaş": "age",
           "doğum tarihi": "birth_date", "şehir": "city", "gelir": "income", "cinsiyet": "gender"},
}  # fmt: skip


@pytest.mark.parametrize(("label", "concept"), [(n, c) for names in NAMES.values() for n, c in names.items()])
def test_the_first_meaning_of_a_name(label, concept):
    assert meanings(label)[0].concept.name == concept


def test_all_twelve_languages_are_there_and_speak_of_known_things():
    assert set(languages()) == set(NAMES)
    for language in languages().values():
        assert set(language["concepts"]) <= set(concepts())


def test_every_language_names_what_matters_most():
    needed = {"customer_id", "person_name", "phone", "birth_date", "age", "gender", "income", "health", "religion"}
    for language in languages().values():
        assert needed <= set(language["concepts"])


@pytest.mark.parametrize("label", ["", "c7", "Frozen", "xyzzy"])
def test_unknown_names_mean_nothing(label):
    assert meanings(label) == ()


@pytest.mark.parametrize(
    ("pair", "ordered"),
    [
        (("No", "Yes"), ("No", "Yes")),
        (("Tak", "Nie"), ("Nie", "Tak")),
        (("Да", "Нет"), ("Нет", "Да")),
        (("Iva", "Le"), ("Le", "Iva")),
        (("Ya", "Tidak"), ("Tidak", "Ya")),
        (("Ja", "Nee"), ("Nee", "Ja")),
        (("Evet", "Hayır"), ("Hayır", "Evet")),
        (("Sí", "No"), ("No", "Sí")),
        (("m", "f"), None),
        (("yes", "nein"), None),
    ],
)
def test_yes_and_no(pair, ordered):
    assert yes_and_no(pair) == ordered


def test_no_scale_has_a_word_twice():
    assert all(len(set(scale)) == len(scale) >= 3 for scale in scales())


def test_sensitive_things_are_marked():
    marked = {name for name, concept in concepts().items() if concept.sensitive}
    assert marked >= {"age", "birth_date", "birth_year", "gender", "ethnicity", "religion", "health", "disability",
                      "orientation", "politics", "income", "postcode", "marital_status"}  # fmt: skip
