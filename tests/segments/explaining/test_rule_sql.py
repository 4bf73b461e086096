"""Rules told as SQL pick the customers that they pick here: run by DuckDB, and by a real PostgreSQL."""

from dataclasses import replace

import ibis
import numpy as np
import psycopg
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from seg.core.errors import SegError
from seg.data.engine import connect
from seg.segments.explaining.conditions import all_hold, is_known
from seg.segments.explaining.rule_sql import as_text, by_rules, schema, who
from seg.segments.explaining.rules import placed_by, told
from seg.segments.explaining.surrogate import leaf_of, surrogate
from tests.segments.every_kind import COLUMNS, as_others, customers

CUSTOMERS = 2_000
IDS = ("s1", "it's", "s3")


@pytest.fixture(scope="module")
def world():
    """A tree that asks about every kind of value, and all customers: half are not those it was grown on."""
    fitted = customers(CUSTOMERS // 2)
    random = np.random.default_rng(0)
    labels = (np.asarray(fitted["orders"].fill_null(0)) > 3).astype(np.uint8)
    for name, value in (("channel", "web"), ("satis'faction", "high"), ("member", "yes")):
        has = np.array([each == value for each in fitted[name].to_pylist()])
        labels[has & (random.random(len(labels)) < 0.5)] = 2
    labels[[bool(each) and "it's (all)" in each for each in fitted["interests"].to_pylist()]] = 1
    labels[np.array(fitted["joined"].fill_null(0).cast(pa.int32())) > 18_700] = 0
    tree = surrogate(fitted, {each.label: each for each in COLUMNS}, labels, 3, seed=2)
    table = pa.concat_tables([fitted, as_others(customers(CUSTOMERS // 2, 0.3, seed=5))])
    return tree, table.set_column(0, "id", pa.array(range(CUSTOMERS)))


@pytest.fixture(scope="module")
def duckdb_customers(world, tmp_path_factory):
    folder = tmp_path_factory.mktemp("ruled")
    pq.write_table(world[1], folder / "customers.parquet")
    backend = connect((folder,))
    yield backend, backend.read_parquet(str(folder / "customers.parquet"), table_name="customers")
    backend.disconnect()


@pytest.fixture(scope="module")
def postgresql_customers(world, postgresql_server):
    with psycopg.connect(f"host={postgresql_server} user=seg dbname=postgres", autocommit=True) as connection:
        connection.execute("CREATE SCHEMA ruled")
    backend = ibis.postgres.connect(host=str(postgresql_server), user="seg", database="postgres", schema="ruled")
    yield backend, backend.create_table("customers", world[1])
    backend.disconnect()


@pytest.fixture(params=["duckdb", "postgresql"])
def there(request):
    return request.getfixturevalue(f"{request.param}_customers")


@pytest.mark.parametrize("leaves", [2, 5, 12])
def test_everybody_is_where_the_tree_puts_them(world, there, leaves):
    tree, table = world
    rules = told(tree, leaves)
    backend, customers = there
    found = backend.to_pyarrow(by_rules(customers, rules, IDS)).sort_by("id")["segment"].to_pylist()
    here = [IDS[placed_by(tree, leaves)[leaf]] for leaf in leaf_of(tree, leaves, table)]
    assert found == here
    kinds = {part.kind for each in rules.segments for rule in each.rules for part in rule.conditions}
    assert leaves < 12 or len(kinds) >= 4


def test_who_is_known(world, there):
    tree, table = world
    backend, customers = there
    asked = {
        part.dimension: part for each in told(tree, 12).segments for rule in each.rules for part in rule.conditions
    }
    for part in asked.values():
        for condition in (is_known(part), replace(part, known=False, unknown=True)):
            found = backend.to_pyarrow(who(customers, [[condition]]).select("id"))["id"].to_pylist()
            assert sorted(found) == np.flatnonzero(all_hold([condition], table)).tolist()


def test_who_is_in_one_segment(world, there):
    tree, table = world
    backend, customers = there
    for part in told(tree, 8).segments:
        rules = [rule.conditions for rule in part.rules]
        found = backend.to_pyarrow(who(customers, rules).select("id"))["id"].to_pylist()
        assert sorted(found) == np.flatnonzero(np.any([all_hold(rule, table) for rule in rules], axis=0)).tolist()


def test_the_text_stands_alone(world, duckdb_customers):
    rules = told(world[0], 6)
    asked = [part for each in rules.segments for rule in each.rules for part in rule.conditions]
    table = ibis.table(schema(asked, "id"), name="customers")
    text = as_text(by_rules(table, rules, IDS), "duckdb")
    backend, customers = duckdb_customers
    by_text = backend.con.sql(text).to_arrow_table().sort_by("id")
    by_table = backend.to_pyarrow(by_rules(customers, rules, IDS)).sort_by("id")
    assert by_text["segment"].to_pylist() == by_table["segment"].to_pylist()


def test_a_table_that_lacks_a_dimension_is_said(world):
    with pytest.raises(SegError, match="dimensions_missing"):
        by_rules(ibis.table({"id": "string"}, name="customers"), told(world[0], 6))
