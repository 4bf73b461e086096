"""Which tables belong together: planted match rates, accidents that must not count, and real files."""

import random

import pandas as pd
import pytest

from seg.core.errors import SegError
from seg.data.columns.guess import guess_columns
from seg.data.joins.join import Join
from seg.data.joins.propose import join_on, proposed_joins
from seg.data.joins.table import Table
from tests.data.joins import planted
from tests.data.tables import DATA, read_csv

needs_data = pytest.mark.skipif(not DATA.exists(), reason="the real files are not beside the repository")


def only(tables):
    (join,) = proposed_joins(tables)
    return join


def keys_of(join):
    return join.left.table, join.left_column, join.right.table, join.right_column


def told(join):
    return {fact.key: fact for fact in join.facts}


@pytest.fixture
def customers(table):
    return table("customers", planted.customers())


@pytest.fixture
def orders(table):
    return table("orders", planted.orders())


def test_the_planted_match_rates(customers, orders):
    join = only((orders, customers))
    assert keys_of(join) == ("customers", "customer_id", "orders", "customer_id"), "customers are the left table"
    assert (join.left_match_share, join.right_match_share) == (0.75, 0.75)
    assert (join.left.rows_matched, join.right.rows_matched) == (150, 450)
    assert (join.left.unique, join.right.unique, join.relation) == (True, False, "one-to-many")
    assert (join.proposal, join.certainty, join.bare) == ("events", "sure", False)


def test_the_same_from_the_other_side(customers, orders):
    join = only((customers, orders)).turned
    assert keys_of(join) == ("orders", "customer_id", "customers", "customer_id")
    assert (join.relation, join.proposal, join.right.adds) == ("many-to-one", "columns", 2)
    assert join.turned == only((customers, orders))


def test_says_in_words_who_is_left_out(customers, orders):
    facts = told(only((customers, orders)))
    assert next(iter(facts)) == "join.proposes_events"
    assert facts["join.of_nobody"]["rows_share"] == 0.25
    assert (facts["join.of_nobody"]["count"], facts["join.of_nobody"]["table"]) == (150, "orders")
    assert (facts["join.without_partner"]["count"], facts["join.without_partner"]["table"]) == (50, "customers")
    assert facts["join.one_to_many"]["most"] == 3


def test_rows_without_an_id_are_told_apart(customers, table):
    columns = planted.orders()
    columns["customer_id"] = [None if at % 4 == 0 else text for at, text in enumerate(columns["customer_id"])]
    fact = told(only((customers, table("orders", columns))))["join.without_id"]
    assert (fact["count"], fact["rows_share"]) == (150, 0.25)


def test_several_rows_for_an_id_on_both_sides_are_not_joined(orders, table):
    lines = {label: values for label, values in planted.lines().items() if label != "order_id"}
    join = only((orders, table("lines", lines)))
    assert (join.relation, join.proposal) == ("many-to-many", "none")
    assert told(join)["join.many_to_many"]["right_most"] == 6


def test_a_few_repeated_ids_are_to_be_mended_first(customers, table):
    rows = {label: [*values, *values[:4]] for label, values in planted.customers().items()}
    join = only((customers, table("more", rows)))
    assert join.proposal == "none"
    assert join.facts[0].key == "join.proposes_repair"
    assert join.facts[0]["count"] == 4


def test_a_list_of_nothing_but_ids_is_counted(customers, table):
    join = only((customers, table("readers", {"customer_id": [planted.code(n) for n in range(0, 200, 2)]})))
    assert (join.relation, join.proposal, join.left_match_share) == ("one-to-one", "events", 0.5)
    assert join.turned.proposal == "columns"


@pytest.mark.parametrize("write", ["{}.0", "000{}", " {} "])
def test_ids_that_a_program_wrote_in_another_way(table, write):
    ids = [str(1_000_000 + 7919 * number) for number in range(200)]
    customers = table("customers", planted.customers(ids))
    orders = planted.orders() | {"customer_id": [write.format(ids[number % 120]) for number in range(600)]}
    join = only((customers, table("orders", orders)))
    assert join.left_match_share == 0.6
    assert join.right_match_share == 1
    assert join.bare == (write != " {} "), "outer blanks are no difference at all"
    assert ("join.bare" in told(join)) == join.bare


def test_ids_that_would_become_one_are_not_matched_bare(table):
    ids = ["007", "7", *(f"00{number}" for number in range(100, 298))]
    orders = planted.orders() | {"customer_id": [str(100 + number % 150) for number in range(600)]}
    assert not proposed_joins((table("customers", planted.customers(ids)), table("orders", orders)))


def test_values_alone_tell_when_chance_cannot_have_made_them_meet(table):
    customers = {"key": planted.customers()["customer_id"], "age": planted.customers()["age"]}
    orders = planted.orders()
    buyers = {"wer": orders["customer_id"], "amount": orders["amount"]}
    join = only((table("a", customers), table("b", buyers)))
    assert keys_of(join) == ("a", "key", "b", "wer")
    assert join.certainty == "likely"


def test_running_numbers_without_telling_names_are_no_join(table):
    one = {"ID": [str(n) for n in range(1, 201)], "city": ["a", "b"] * 100}
    other = {"shelf": [str(n) for n in range(1, 101)], "weight": [f"{n}.5" for n in range(100)]}
    assert not proposed_joins((table("one", one), table("other", other)))


def test_row_numbers_of_customers_and_of_orders_are_no_join(table):
    customers = {"ID": [str(n) for n in range(1, 201)], "city": ["a", "b"] * 100}
    orders = {
        "ID": [str(n) for n in range(1, 601)],
        "customer_id": [str(1 + n % 200) for n in range(600)],
        "amount": [f"{n}.5" for n in range(600)],
    }
    join = only((table("customers", customers), table("orders", orders)))
    assert keys_of(join) == ("customers", "ID", "orders", "customer_id")
    assert join.certainty == "likely", "running numbers prove little, but all of them are known customers"
    strangers = {label: values for label, values in orders.items() if label != "customer_id"}
    assert not proposed_joins((table("clients", customers), table("purchases", strangers)))


def test_how_sure_running_numbers_are(table):
    chance = random.Random(3)
    some = sorted(chance.sample(range(1, 1001), 620))
    orders = {"klient_id": [str(chance.choice(some)) for _ in range(2000)], "kwota": ["5.5", "7.25"] * 1000}
    clients = {"IDKlienta": [str(n) for n in range(1, 111)], "miasto": ["a", "b"] * 55}
    join = only((table("sprzedaz", orders), table("klienci", clients)))
    assert (join.certainty, join.running) == ("unsure", True), "as many are found as chance would find"


def test_a_few_values_in_common_are_no_join(table):
    one = {"customer_id": [planted.code(n) for n in range(200)], "group": [str(n % 5) for n in range(200)]}
    other = {"order_id": [f"O{n}" for n in range(200)], "class": [str(n % 5) for n in range(200)]}
    assert not proposed_joins((table("one", one), table("other", other)))


def test_a_list_of_places_is_joined_by_the_name_of_the_place(customers, table):
    places = {"city": ["Valletta", "Utrecht", "Gdańsk", "Riga"], "people": ["5157", "361924", "486022", "605273"]}
    join = only((customers, table("places", places)))
    assert keys_of(join) == ("customers", "city", "places", "city")
    assert (join.relation, join.proposal) == ("many-to-one", "columns")


def test_mail_addresses_are_ids_where_there_are_no_others(table):
    addresses = [f"person{n}@example.org" for n in range(100)]
    members = {"email": addresses, "plan": ["basic", "plus"] * 50}
    sent = {"E-Mail": [text.upper() for text in addresses[:80]] * 2, "opened": ["yes", "no"] * 80}
    join = only((table("members", members), table("sent", sent)))
    assert keys_of(join) == ("members", "email", "sent", "E-Mail")
    assert (join.bare, join.left_match_share, join.proposal) == (True, 0.8, "events")


def test_tables_need_names_of_their_own(customers):
    with pytest.raises(ValueError, match="customers"):
        proposed_joins((customers, customers))


def test_columns_that_somebody_chose(customers, orders):
    join = join_on(customers, orders, "customer_id", "order_id")
    assert (join.left.ids_matched, join.certainty) == (0, "unsure")
    assert join_on(customers, orders, "customer_id", "customer_id") == only((customers, orders))
    with pytest.raises(SegError, match="join_column_unknown"):
        join_on(customers, orders, "customer_id", "nope")


def test_survives_json(customers, orders):
    join = only((customers, orders))
    assert Join.from_json(join.as_json()) == join


def real(folder, name, delimiter=",", encoding="utf-8-sig"):
    path = DATA / name
    (folder / path.stem).mkdir()
    raw, reading = read_csv(path, folder / path.stem, delimiter, encoding)
    return Table(path.stem, raw, guess_columns(raw, reading.labels))


@pytest.fixture(scope="module")
def grocer(tmp_path_factory):
    if not DATA.exists():
        pytest.skip("the real files are not beside the repository")
    folder = tmp_path_factory.mktemp("grocer")
    names = ("transactions_sample", "demographics", "campaigns", "coupon_redemptions")
    return tuple(real(folder, f"grocer/{name}.csv") for name in names)


def frame(name, **how):
    return pd.read_csv(DATA / name, dtype=str, **how)


def shares(left, right):
    """Of the different ids of each, how many the other has."""
    ours, theirs = set(left.dropna()), set(right.dropna())
    return len(ours & theirs) / len(ours), len(ours & theirs) / len(theirs)


def test_the_grocer(grocer):
    joins = {(join.left.table, join.right.table): join for join in proposed_joins(grocer)}
    assert len(joins) == 6
    for (left, right), join in joins.items():
        one, two = (frame(f"grocer/{name}.csv") for name in (left, right))
        assert (join.left_column, join.right_column) == ("household_id", "household_id")
        assert (join.left_match_share, join.right_match_share) == shares(one.household_id, two.household_id)
        assert join.left.rows_matched == one.household_id.isin(two.household_id).sum()
        assert join.right.rows_matched == two.household_id.isin(one.household_id).sum()
        assert (join.left.unique, join.right.unique) == (one.household_id.is_unique, two.household_id.is_unique)
        assert join.proposal == ("events" if left == "demographics" else "none")
    assert joins["demographics", "transactions_sample"].certainty == "sure"


@needs_data
def test_the_polish_clients(tmp_path):
    sales, clients = real(tmp_path, "formats/polish_sales_utf8.csv"), real(tmp_path, "formats/polish_clients_utf8.csv")
    join = only((sales, clients))
    one, two = (frame(f"formats/polish_{name}_utf8.csv") for name in ("clients", "sales"))
    assert keys_of(join) == (clients.name, "klient_id", sales.name, "klient_id")
    assert (join.left_match_share, join.right_match_share) == shares(one.klient_id, two.klient_id) == (0.629, 1)
    assert (join.proposal, join.certainty) == ("events", "sure")


@needs_data
def test_polish_orders_are_counted_though_each_client_has_one(tmp_path):
    clients = real(tmp_path, "formats/polish_clients_cp852_semicolon.csv", ";", "cp852")
    orders = real(tmp_path, "formats/polish_orders_cp1250_semicolon_decimal_comma.csv", ";", "cp1250")
    join = only((clients, orders))
    assert (join.relation, join.proposal, join.right_match_share) == ("one-to-one", "events", 1)
    assert join.left_match_share == pytest.approx(87 / 110)


@needs_data
def test_numbers_of_a_sample_are_not_taken_for_those_of_all(tmp_path):
    """The ids of the summary are numbers within the sample, and not the customer ids of all orders."""
    lines = (DATA / "cdnow" / "CDNOW_master.txt").read_text("utf-8").splitlines()
    path = tmp_path / "orders.csv"
    path.write_text("\n".join(",".join(line.split()) for line in lines), "utf-8")
    (tmp_path / "read").mkdir()
    raw, reading = read_csv(path, tmp_path / "read")
    orders = Table("orders", raw, guess_columns(raw, reading.labels))
    join = only((real(tmp_path, "cdnow/cdnow_customers_summary.csv"), orders))
    assert (join.bare, join.certainty, join.left_match_share) == (True, "unsure", 1)
