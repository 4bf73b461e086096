"""Names in twelve languages say what they say."""

import pytest

from seg.data.columns.lexicon import (
    concepts,
    first_names,
    held_values,
    languages,
    meanings,
    months,
    scales,
    words_for,
    yes_and_no,
)
from seg.data.columns.names import plain, unmarked

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


HEADERS = {  # language -> headers as shop systems, CRMs, banks, telecoms and surveys export them -> what they mean
    "en": {
        "Customer No.": "customer_id", "MemberID": "customer_id", "Cust_ID": "customer_id", "Order ID": "id",
        "Accepts Email Marketing": "consent", "E-mail Address": "email", "Billing Phone": "phone",
        "SSN": "national_id", "Shipping Zip": "postcode", "Address Line 1": "address", "DOB": "birth_date",
        "YearOfBirth": "birth_year", "Age Group": "age", "Household Income": "income",
        "MaritalStatus": "marital_status", "No. of Children": "children", "HH Size": "household",
        "Home Ownership": "home", "Highest Education": "education", "Occupation": "occupation",
        "First Name": "person_name", "Churn Flag": "churn", "Days since last order": "recency",
        "Tenure Months": "tenure", "Created At": "since", "Discount Code": "discount", "Total Spent": "amount",
        "avg_order_value": "amount", "NPS Score": "satisfaction", "Click Rate": "engagement",
        "Total Orders": "orders", "Lineitem quantity": "quantity", "Call Duration": "duration",
        "Lead Source": "channel", "Payment Method": "payment", "Plan Type": "contract", "Loyalty Tier": "membership",
        "Product Category": "category", "Country Code": "country", "US_State": "region", "Hometown": "city",
        "Last Purchase Date": "date", "Currency": "currency", "Customer Type": "code",
        "Preferred Language": "language", "Race": "ethnicity",
    },
    "nl": {
        "Klantnr.": "customer_id", "Debiteurnummer": "customer_id", "Lidnummer": "customer_id", "Ordernr": "id",
        "Nieuwsbrief": "consent", "E-mailadres": "email", "Rekeningnummer": "iban", "Telefoonnummer": "phone",
        "BSN": "national_id", "Postcode": "postcode", "Straatnaam": "address", "Geb. datum": "birth_date",
        "Geboortejaar": "birth_year", "Leeftijdscategorie": "age", "Geslacht": "gender",
        "Burgerlijke staat": "marital_status", "Netto inkomen": "income", "Aantal kinderen": "children",
        "Huishoudgrootte": "household", "Koopwoning": "home", "Opleidingsniveau": "education", "Beroep": "occupation",
        "Achternaam": "person_name", "Opzegdatum": "churn", "Dagen sinds laatste bestelling": "recency",
        "Klant sinds": "since", "Kortingscode": "discount", "Totaalbedrag": "amount",
        "Gemiddelde orderwaarde": "amount", "Klanttevredenheid": "satisfaction", "Aantal bestellingen": "orders",
        "Verkoopkanaal": "channel", "Betaalwijze": "payment", "Abonnement": "contract", "Productgroep": "category",
        "Omschrijving": "product", "Landcode": "country", "Provincie": "region", "Woonplaats": "city",
        "Besteldatum": "date", "Geboorteland": "origin_related", "Moedertaal": "language",
    },
    "pl": {
        "ID Klienta": "customer_id", "Nr klienta": "customer_id", "Numer zamówienia": "id",
        "Zgoda marketingowa": "consent", "Adres e-mail": "email", "Nr telefonu": "phone", "PESEL": "national_id",
        "Kod pocztowy": "postcode", "Ulica": "address", "Data urodzenia": "birth_date", "Rok urodzenia": "birth_year",
        "Przedział wiekowy": "age", "Płeć": "gender", "Stan cywilny": "marital_status", "Dochód miesięczny": "income",
        "Liczba dzieci": "children", "Liczba osób w gospodarstwie": "household", "Wykształcenie": "education",
        "Zawód": "occupation", "Nazwisko": "person_name", "Data rezygnacji": "churn",
        "Dni od ostatniego zakupu": "recency", "Staż klienta": "tenure", "Data rejestracji": "since",
        "Kod rabatowy": "discount", "Wartość zamówienia": "amount", "Kwota faktury": "amount",
        "Ocena obsługi": "satisfaction", "Liczba zamówień": "orders", "Ilość sztuk": "quantity",
        "Czas rozmowy": "duration", "Kanał sprzedaży": "channel", "Forma płatności": "payment",
        "Typ umowy": "contract", "Punkty lojalnościowe": "membership", "Kategoria produktu": "category",
        "Nazwa produktu": "product", "Województwo": "region", "Miejscowość": "city", "Data ostatniego zakupu": "date",
        "Waluta": "currency", "Wyznanie": "religion", "Kraj pochodzenia": "origin_related",
    },
    "ru": {
        "ID клиента": "customer_id", "Номер карты": "customer_id", "Номер заказа": "id",
        "Согласие на рассылку": "consent", "Электронная почта": "email", "Мобильный телефон": "phone",
        "СНИЛС": "national_id", "Почтовый индекс": "postcode", "Адрес доставки": "address",
        "Дата рождения": "birth_date", "Год рождения": "birth_year", "Возрастная группа": "age", "Пол": "gender",
        "Семейное положение": "marital_status", "Доход семьи": "income", "Количество детей": "children",
        "Состав семьи": "household", "Образование": "education", "Должность": "occupation", "ФИО": "person_name",
        "Отток": "churn", "Дней с последней покупки": "recency", "Дата регистрации": "since", "Промокод": "discount",
        "Сумма заказа": "amount", "Средний чек": "amount", "Удовлетворённость": "satisfaction",
        "Кол-во заказов": "orders", "Кол-во товара": "quantity", "Длительность звонка": "duration",
        "Канал продаж": "channel", "Способ оплаты": "payment", "Тарифный план": "contract",
        "Уровень лояльности": "membership", "Категория товара": "category", "Наименование": "product",
        "Страна": "country", "Федеральный округ": "region", "Населённый пункт": "city",
        "Дата последнего заказа": "date", "Валюта": "currency", "Национальность": "nationality",
        "Вероисповедание": "religion",
    },
    "ms": {
        "ID Pelanggan": "customer_id", "No. Ahli": "customer_id", "No. Invois": "id", "Alamat E-mel": "email",
        "No. Telefon": "phone", "No. Kad Pengenalan": "national_id", "Poskod": "postcode", "Alamat Rumah": "address",
        "Tarikh Lahir": "birth_date", "Tahun Lahir": "birth_year", "Kumpulan Umur": "age", "Jantina": "gender",
        "Taraf Perkahwinan": "marital_status", "Pendapatan Bulanan": "income", "Bilangan Anak": "children",
        "Saiz Isi Rumah": "household", "Tahap Pendidikan": "education", "Pekerjaan": "occupation",
        "Nama Penuh": "person_name", "Hari Sejak Pembelian Terakhir": "recency", "Tarikh Pendaftaran": "since",
        "Kod Promosi": "discount", "Jumlah Belanja": "amount", "Harga Seunit": "amount",
        "Tahap Kepuasan": "satisfaction", "Bilangan Pesanan": "orders", "Kuantiti": "quantity",
        "Saluran Jualan": "channel", "Kaedah Bayaran": "payment", "Jenis Pelan": "contract",
        "Mata Ganjaran": "membership", "Kategori Produk": "category", "Nama Produk": "product", "Negeri": "region",
        "Bandar": "city", "Tarikh Pembelian": "date", "Mata Wang": "currency", "Bangsa": "ethnicity",
        "Agama": "religion", "Status OKU": "disability", "Zakat": "faith_related",
    },
    "mt": {
        "Numru tal-Klijent": "customer_id", "ID tal-membru": "customer_id", "Numru tal-fattura": "id",
        "Indirizz tal-email": "email", "Numru tal-mowbajl": "phone", "Karta tal-Identità": "national_id",
        "Kodiċi postali": "postcode", "Isem tat-triq": "address", "Data tat-twelid": "birth_date",
        "Sena tat-twelid": "birth_year", "Grupp ta' età": "age", "Ġeneru": "gender", "Stat ċivili": "marital_status",
        "Dħul annwali": "income", "Numru ta' tfal": "children", "Daqs tal-familja": "household",
        "Livell ta' edukazzjoni": "education", "Impjieg": "occupation", "Kunjom": "person_name",
        "Jiem mill-aħħar xirja": "recency", "Data ta' reġistrazzjoni": "since", "Skont": "discount",
        "Ammont totali": "amount", "Valur tal-ordni": "amount", "Sodisfazzjon tal-klijent": "satisfaction",
        "Numru ta' ordnijiet": "orders", "Kwantità": "quantity", "Kanal tal-bejgħ": "channel",
        "Metodu ta' ħlas": "payment", "Tip ta' kuntratt": "contract", "Punti tal-lealtà": "membership",
        "Kategorija tal-prodott": "category", "Isem tal-prodott": "product", "Reġjun": "region", "Lokalità": "city",
        "Data tal-aħħar xirja": "date", "Munita": "currency", "Reliġjon": "religion",
        "Pajjiż tat-twelid": "origin_related", "Diżabilità": "disability",
    },
    "de": {
        "Kd.-Nr.": "customer_id", "Kundennummer": "customer_id", "Mitglieds-Nr.": "customer_id", "Rechnungsnr": "id",
        "Werbeeinwilligung": "consent", "E-Mail-Adresse": "email", "Bankverbindung": "iban", "Mobilnummer": "phone",
        "Personalausweis": "national_id", "PLZ": "postcode", "Straße": "address", "Geburtsdatum": "birth_date",
        "Jahrgang": "birth_year", "Altersgruppe": "age", "Anrede": "gender", "Familienstand": "marital_status",
        "Haushaltsnettoeinkommen": "income", "Kinderzahl": "children", "Haushaltsgröße": "household",
        "Wohneigentum": "home", "Höchster Abschluss": "education", "Beruf": "occupation", "Nachname": "person_name",
        "Kündigungsdatum": "churn", "Tage seit letztem Kauf": "recency", "Vertragslaufzeit": "tenure",
        "Kunde seit": "since", "Gutscheincode": "discount", "Jahresumsatz (EUR)": "amount", "Ø Bestellwert": "amount",
        "Kundenzufriedenheit": "satisfaction", "Öffnungsrate": "engagement", "Anzahl Bestellungen": "orders",
        "Stückzahl": "quantity", "Gesprächsdauer": "duration", "Vertriebskanal": "channel", "Zahlungsart": "payment",
        "Tarif": "contract", "Treuepunkte": "membership", "Warengruppe": "category", "Artikelbezeichnung": "product",
        "Bundesland": "region", "Wohnort": "city", "Letzter Kauf": "date", "Währung": "currency",
        "Staatsangehörigkeit": "nationality", "Konfession": "religion", "Schwerbehinderung": "disability",
        "Geburtsland": "origin_related",
    },
    "fr": {
        "N° client": "customer_id", "Numéro d'adhérent": "customer_id", "N° commande": "id",
        "Opt-in email": "consent", "Adresse e-mail": "email", "Tél. portable": "phone",
        "Numéro de sécurité sociale": "national_id", "Code postal": "postcode", "Adresse de livraison": "address",
        "Date de naissance": "birth_date", "Année de naissance": "birth_year", "Tranche d'âge": "age",
        "Civilité": "gender", "Situation familiale": "marital_status", "Revenu annuel": "income",
        "Nb d'enfants": "children", "Taille du foyer": "household", "Propriétaire": "home",
        "Niveau d'études": "education", "CSP": "occupation", "Prénom": "person_name", "Date résiliation": "churn",
        "Jours depuis dernier achat": "recency", "Ancienneté": "tenure", "Date d'inscription": "since",
        "Code promo": "discount", "CA TTC": "amount", "Panier moyen": "amount",
        "Note de satisfaction": "satisfaction", "Taux d'ouverture": "engagement", "Nb commandes": "orders",
        "Qté": "quantity", "Durée appel": "duration", "Canal d'acquisition": "channel", "Mode de paiement": "payment",
        "Type d'abonnement": "contract", "Points fidélité": "membership", "Famille de produits": "category",
        "Libellé produit": "product", "Pays": "country", "Département": "region", "Ville": "city",
        "Date dernier achat": "date", "Devise": "currency", "Nationalité": "nationality", "Handicap": "disability",
        "Pays de naissance": "origin_related",
    },
    "es": {
        "Nº cliente": "customer_id", "Código de cliente": "customer_id", "Nro. pedido": "id",
        "Acepta publicidad": "consent", "Correo electrónico": "email", "Teléfono móvil": "phone",
        "DNI": "national_id", "Código postal": "postcode", "Domicilio": "address",
        "Fecha de nacimiento": "birth_date", "Año de nacimiento": "birth_year", "Tramo de edad": "age",
        "Género": "gender", "Estado civil": "marital_status", "Ingresos mensuales": "income",
        "Nº de hijos": "children", "Tamaño del hogar": "household", "Vivienda": "home",
        "Nivel de estudios": "education", "Profesión": "occupation", "Apellidos": "person_name",
        "Fecha de baja": "churn", "Días desde última compra": "recency", "Antigüedad (meses)": "tenure",
        "Fecha de alta": "since", "Cupón": "discount", "Importe total": "amount", "Ticket medio": "amount",
        "Grado de satisfacción": "satisfaction", "Tasa de apertura": "engagement", "Número de pedidos": "orders",
        "Cantidad": "quantity", "Duración": "duration", "Canal de venta": "channel", "Forma de pago": "payment",
        "Plan contratado": "contract", "Puntos": "membership", "Categoría de producto": "category",
        "Descripción": "product", "País": "country", "Comunidad autónoma": "region", "Población": "city",
        "Última compra": "date", "Moneda": "currency", "Nacionalidad": "nationality", "Religión": "religion",
        "País de nacimiento": "origin_related",
    },
    "pt": {
        "Nº do cliente": "customer_id", "Código do cliente": "customer_id", "Número do pedido": "id",
        "Aceita marketing": "consent", "Endereço de e-mail": "email", "Telemóvel": "phone", "CPF": "national_id",
        "Código Postal": "postcode", "CEP": "postcode", "Morada": "address", "Data de nascimento": "birth_date",
        "Ano de nascimento": "birth_year", "Faixa etária": "age", "Género": "gender",
        "Estado civil": "marital_status", "Renda familiar": "income", "Nº de filhos": "children",
        "Agregado familiar": "household", "Tipo de imóvel": "home", "Escolaridade": "education",
        "Profissão": "occupation", "Sobrenome": "person_name", "Data de cancelamento": "churn",
        "Dias desde a última compra": "recency", "Tempo de cliente": "tenure", "Data de cadastro": "since",
        "Desconto": "discount", "Valor total": "amount", "Ticket médio": "amount",
        "Nível de satisfação": "satisfaction", "Taxa de abertura": "engagement", "Qtd. pedidos": "orders",
        "Quantidade": "quantity", "Duração da chamada": "duration", "Canal de venda": "channel",
        "Forma de pagamento": "payment", "Plano": "contract", "Programa de fidelidade": "membership",
        "Categoria do produto": "category", "Descrição": "product", "País": "country", "Distrito": "region",
        "Concelho": "city", "Data da última compra": "date", "Moeda": "currency", "Nacionalidade": "nationality",
        "Raça/Cor": "ethnicity", "Naturalidade": "origin_related",
    },
    "it": {
        "Codice cliente": "customer_id", "N. tessera": "customer_id", "Numero ordine": "id",
        "Consenso marketing": "consent", "Indirizzo e-mail": "email", "Cellulare": "phone",
        "Codice fiscale": "national_id", "CAP": "postcode", "Indirizzo di spedizione": "address",
        "Data di nascita": "birth_date", "Anno di nascita": "birth_year", "Fascia d'età": "age", "Sesso": "gender",
        "Stato civile": "marital_status", "Reddito annuo": "income", "N. figli": "children",
        "Nucleo familiare": "household", "Casa di proprietà": "home", "Titolo di studio": "education",
        "Professione": "occupation", "Cognome": "person_name", "Data disdetta": "churn",
        "Giorni dall'ultimo acquisto": "recency", "Anzianità cliente": "tenure", "Data iscrizione": "since",
        "Codice sconto": "discount", "Importo totale": "amount", "Scontrino medio": "amount",
        "Grado di soddisfazione": "satisfaction", "Tasso di apertura": "engagement", "Numero ordini": "orders",
        "Q.tà": "quantity", "Durata chiamata": "duration", "Canale di vendita": "channel",
        "Metodo di pagamento": "payment", "Piano tariffario": "contract", "Punti fedeltà": "membership",
        "Categoria merceologica": "category", "Descrizione articolo": "product", "Nazione": "country",
        "Provincia": "region", "Comune": "city", "Data ultimo acquisto": "date", "Valuta": "currency",
        "Cittadinanza": "nationality", "Stato di salute": "health", "Luogo di nascita": "origin_related",
    },
    "tr": {
        "Müşteri No": "customer_id", "Üye Numarası": "customer_id", "Sipariş No": "id", "SMS izni": "consent",
        "E-posta Adresi": "email", "Cep Telefonu": "phone", "TC Kimlik No": "national_id", "Posta Kodu": "postcode",
        "Açık Adres": "address", "Doğum Tarihi": "birth_date", "Doğum Yılı": "birth_year", "Yaş Aralığı": "age",
        "Cinsiyet": "gender", "Medeni Durum": "marital_status", "Aylık Gelir": "income", "Çocuk Sayısı": "children",
        "Hane Büyüklüğü": "household", "Konut Tipi": "home", "Eğitim Durumu": "education", "Meslek": "occupation",
        "Ad Soyad": "person_name", "İptal Tarihi": "churn", "Son alışverişten geçen gün": "recency",
        "Müşterilik Süresi": "tenure", "Kayıt Tarihi": "since", "İndirim Kodu": "discount", "Toplam Tutar": "amount",
        "Ortalama Sepet": "amount", "Müşteri Memnuniyeti": "satisfaction", "Tıklama Oranı": "engagement",
        "Sipariş Sayısı": "orders", "Adet": "quantity", "Görüşme Süresi": "duration", "Satış Kanalı": "channel",
        "Ödeme Yöntemi": "payment", "Tarife": "contract", "Sadakat Puanı": "membership", "Ürün Grubu": "category",
        "Ürün Adı": "product", "Ülke": "country", "İl": "region", "İlçe": "city", "Son Alışveriş Tarihi": "date",
        "Para Birimi": "currency", "Uyruk": "nationality", "Din": "religion", "Doğum Yeri": "origin_related",
    },
}  # fmt: skip


@pytest.mark.parametrize(("label", "concept"), [(n, c) for names in NAMES.values() for n, c in names.items()])
def test_the_first_meaning_of_a_name(label, concept):
    assert meanings(label)[0].concept.name == concept


@pytest.mark.parametrize("language", HEADERS)
def test_headers_of_real_exports(language):
    assert len(HEADERS[language]) >= 25
    found = {label: next((m.concept.name for m in meanings(label)), None) for label in HEADERS[language]}
    assert found == HEADERS[language]


@pytest.mark.parametrize("language", HEADERS)
def test_headers_without_accents_mean_the_same(language):
    found = {label: next((m.concept.name for m in meanings(plain(label))), None) for label in HEADERS[language]}
    assert found == HEADERS[language]


@pytest.mark.parametrize("language", sorted(HEADERS))
def test_every_concept_has_words_in_every_language(language):
    assert {name for name, words in languages()[language]["concepts"].items() if words} == set(concepts())


@pytest.mark.parametrize("language", sorted(HEADERS))
@pytest.mark.parametrize("group", ["yes", "no", "missing", "below", "above", "opinions"])
def test_every_language_has_its_words_for_values(language, group):
    assert languages()[language][group]


def test_all_twelve_languages_are_there_and_speak_of_known_things():
    assert set(languages()) == set(NAMES)
    for language in languages().values():
        assert set(language["concepts"]) <= set(concepts())


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
        (("N", "T"), ("N", "T")),
        (("Vrai", "Faux"), ("Faux", "Vrai")),
        (("Não", "Sim"), ("Não", "Sim")),
        (("Sì", "No"), ("No", "Sì")),
        (("Nein", "Ja"), ("Nein", "Ja")),
        (("Yok", "Var"), ("Yok", "Var")),
        (("Tiada", "Ada"), ("Tiada", "Ada")),
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


MONTHS = {  # language -> January, May, August, December as people write them
    "en": ("January", "May", "Aug", "Dec"),
    "nl": ("januari", "mei", "aug", "december"),
    "pl": ("stycznia", "maja", "sierpień", "gru"),
    "ru": ("января", "мая", "авг", "ДЕКАБРЬ"),
    "ms": ("Januari", "Mei", "Ogos", "Disember"),
    "mt": ("Jannar", "Mejju", "Awwissu", "Diċembru"),
    "de": ("Jänner", "Mai", "August", "Dez"),
    "fr": ("janv", "mai", "août", "décembre"),
    "es": ("enero", "mayo", "ago", "diciembre"),
    "pt": ("janeiro", "maio", "agosto", "dez"),
    "it": ("gennaio", "mag", "agosto", "dicembre"),
    "tr": ("Ocak", "Mayıs", "Ağustos", "Aralık"),
}


@pytest.mark.parametrize("language", MONTHS)
def test_months_in_words(language):
    assert [months()[unmarked(word)] for word in MONTHS[language]] == [1, 5, 8, 12]
    assert all(names for names in languages()[language]["months"])
    assert len(languages()[language]["months"]) == 12


def test_no_word_is_two_months():
    named = {
        (unmarked(n), at) for lang in languages().values() for at, names in enumerate(lang["months"]) for n in names
    }
    assert len(named) == len({name for name, _ in named})


MISSING = {
    "en": "Prefer not to say", "nl": "onbekend", "pl": "brak danych", "ru": "нет данных", "ms": "tidak diketahui",
    "mt": "mhux magħruf", "de": "keine Angabe", "fr": "non renseigné", "es": "NS/NC", "pt": "não informado",
    "it": "non disponibile", "tr": "belirtilmemiş",
}  # fmt: skip


@pytest.mark.parametrize("language", MISSING)
def test_words_for_nothing_known(language):
    assert MISSING[language].casefold() in words_for("missing")
    assert MISSING[language].casefold() in {word.casefold() for word in languages()[language]["missing"]}


SCALES = {
    "en": ("Strongly disagree", "Neutral", "Strongly agree"), "nl": ("nooit", "soms", "altijd"),
    "pl": ("zdecydowanie nie", "trudno powiedzieć", "zdecydowanie tak"), "ru": ("никогда", "иногда", "всегда"),
    "ms": ("sangat tidak setuju", "neutral", "sangat setuju"), "mt": ("qatt", "xi drabi", "dejjem"),
    "de": ("trifft nicht zu", "teils teils", "trifft zu"), "fr": ("jamais", "parfois", "toujours"),
    "es": ("muy bajo", "medio", "muy alto"), "pt": ("discordo totalmente", "neutro", "concordo totalmente"),
    "it": ("mai", "a volte", "sempre"), "tr": ("çok kötü", "orta", "çok iyi"),
}  # fmt: skip


@pytest.mark.parametrize("language", SCALES)
def test_scales_in_every_language(language):
    wanted = [plain(word) for word in SCALES[language]]
    own = [[plain(word) for word in scale] for scale in languages()[language]["scales"]]
    assert any(set(wanted) <= set(scale) and sorted(wanted, key=scale.index) == wanted for scale in own)


def test_special_categories_and_what_stands_in_for_them_are_held_back():
    held = {name: concept.held for name, concept in concepts().items() if concept.held}
    special = {"ethnicity", "religion", "politics", "trade_union", "health", "disability", "biometrics", "orientation"}
    assert {name for name, how in held.items() if how == "special"} == special
    assert {name for name, how in held.items() if how == "proxy"} == {
        "nationality", "language", "faith_related", "health_related", "origin_related",
    }  # fmt: skip
    assert not {"age", "gender", "income", "marital_status", "postcode", "birth_date"} & held.keys()
    assert all(concepts()[name].sensitive for name in held)


def test_a_word_of_a_longer_phrase_holds_nothing_back():
    assert not any(m.concept.held for m in meanings("Health Score"))
    assert not any(m.concept.held for m in meanings("SeniorCitizen"))
    assert any(m.concept.held for m in meanings("Health"))


@pytest.mark.parametrize(
    "label", ["race_distance_km", "party_size", "is_member", "ad_spend", "data_usage_gb", "via_app", "landing_page"]
)
def test_words_that_mean_it_only_as_a_whole_name(label):
    wrong = {"ethnicity", "politics", "occupation", "person_name", "address", "country"}
    assert not {m.concept.name for m in meanings(label)} & wrong


def test_held_values_are_in_one_list_each():
    assert set(held_values()) <= {name for name, concept in concepts().items() if concept.held == "special"}
    for sure, beside in held_values().values():
        assert len(sure) >= 20
        assert not sure & beside


def test_names_of_people_are_no_words_for_other_things():
    assert len(first_names()) > 800
    assert not first_names() & {"paris", "london", "roma", "milano", "wien", "moskwa"}
