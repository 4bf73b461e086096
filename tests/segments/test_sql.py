"""A segmentation told as SQL is the one that is computed here: on DuckDB, and on a real PostgreSQL."""

import ibis
import numpy as np
import psycopg
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from seg.core.errors import SegError
from seg.data.engine import connect
from seg.segments.distances import Rows, nearest
from seg.segments.encoding import apply
from seg.segments.methods import METHODS, Material, Model, gaussian, latent_class, mixture
from seg.segments.methods.method import silent
from seg.segments.mixtures.features import design
from seg.segments.sql import as_sql, segmented, speakable
from seg.segments.sql.cells import amount, asinh
from tests.segments.every_kind import as_others, customers, encoded

NAMES = ("kmeans", "ward", "latent_class", "gaussian")
CUSTOMERS = 5_000
TIE = 1e-5


@pytest.fixture(scope="module")
def world():
    """Customers, their encoding, and a model of each method fitted on half of them as they were before."""
    fitted = customers(CUSTOMERS // 2)
    made = encoded(fitted)
    material = Material(Rows.of(made.matrix), made.encoding)
    models = {name: METHODS[name].fit(material, (4,), 0, False, silent)[4] for name in NAMES}
    table = pa.concat_tables([fitted, as_others(customers(CUSTOMERS - len(fitted), 0.3, seed=5))])
    return table.set_column(0, "id", pa.array(range(CUSTOMERS))), made.encoding, models


@pytest.fixture(scope="module")
def duckdb_customers(world, tmp_path_factory):
    folder = tmp_path_factory.mktemp("customers")
    pq.write_table(world[0], folder / "customers.parquet")
    backend = connect((folder,))
    backend.read_parquet(str(folder / "customers.parquet"), table_name="customers")
    yield backend
    backend.disconnect()


@pytest.fixture(scope="module")
def postgresql_customers(world, postgresql_server):
    with psycopg.connect(f"host={postgresql_server} user=seg dbname=postgres", autocommit=True) as connection:
        connection.execute("CREATE SCHEMA warehouse")
    backend = ibis.postgres.connect(host=str(postgresql_server), user="seg", database="postgres", schema="warehouse")
    backend.create_table("customers", world[0])
    yield backend
    backend.disconnect()


@pytest.fixture(params=["duckdb", "postgresql"])
def backend(request):
    return request.getfixturevalue(f"{request.param}_customers")


def borders(material, model):
    """Whether the best and the next segment of each customer are so near that the last digits decide."""
    if METHODS[model.method].centred:
        found = nearest(material.rows, model.per_segment["centres"])
        return found.second - found.first <= TIE * found.second
    view = {"latent_class": latent_class, "gaussian": gaussian}[model.method].view(material)
    log_share, coefficient = mixture.scores(model)
    two = np.sort(design(view.hot, view.numbers) @ coefficient.T + log_share, axis=1)[:, -2:]
    return two[:, 1] - two[:, 0] <= TIE * np.abs(two[:, 1])


def compared(world, model, told):
    """Ties, other labels beside them, and how far confidence differs, of a told segmentation."""
    table, encoding, _ = world
    material = Material(Rows.of(apply(encoding, table)), encoding)
    here, told = METHODS[model.method].assign(model, material), told.sort_by("id")
    assert told.column_names == ["id", "segment", "confidence"]
    tied = borders(material, model)
    other = told["segment"].to_numpy() != here.labels
    sure = np.abs(told["confidence"].to_numpy().astype(int) - here.confidence)
    return tied.sum(), (other & ~tied).sum(), sure[~tied].max()


@pytest.mark.parametrize("name", NAMES)
def test_everybody_is_in_the_segment_where_numpy_puts_them(world, backend, name):
    model = world[2][name]
    assert (
        len(np.unique(METHODS[name].assign(model, Material(Rows.of(apply(world[1], world[0])), world[1])).labels)) == 4
    )
    told = backend.to_pyarrow(segmented(backend.table("customers"), world[1], model))
    ties, others, sure = compared(world, model, told)
    assert ties <= 0.01 * CUSTOMERS
    assert others == 0
    assert sure <= 1


@pytest.mark.parametrize("name", NAMES)
def test_the_text_for_postgresql_is_read_by_both(world, duckdb_customers, postgresql_customers, name):
    model, ids = world[2][name], ("s4", "s1", "it's", "s2")
    text = as_sql(world[1], model, postgresql_customers.table("customers").schema(), "postgres", ids)
    one = duckdb_customers.con.sql(text).to_arrow_table().sort_by("id")
    with postgresql_customers.con.cursor() as cursor:
        cursor.execute("SET search_path TO warehouse")
        other = sorted(cursor.execute(text).fetchall())
    assert set(one["segment"].to_pylist()) <= set(ids)
    alike = [mine == theirs for mine, theirs in zip(zip(*one.to_pydict().values(), strict=True), other, strict=True)]
    assert np.mean(alike) > 0.998  # else ties, and confidence on the border of two percents


def test_large_refunds_keep_their_digits(backend):
    x = [-1e9, -3.0, -1e-3, 0.0, 1e-3, 3.0, 1e12]
    for each in x:
        (told,) = backend.to_pyarrow(asinh(ibis.literal(each), 2.0).name("y").as_table())["y"].to_pylist()
        assert told == pytest.approx(np.arcsinh(each / 2), rel=1e-12)


def test_what_is_no_number_is_missing_in_a_file_too(tmp_path):
    """A Parquet file says that the greatest value is 9, and DuckDB takes that for all there is."""
    pq.write_table(pa.table({"x": [1.0, float("nan"), 9.0]}), tmp_path / "x.parquet")
    backend = connect((tmp_path,))
    there = backend.read_parquet(str(tmp_path / "x.parquet"))
    assert backend.to_pyarrow(there.select(x=amount(there.x, {})))["x"].to_pylist() == [1.0, None, 9.0]
    backend.disconnect()


def test_what_cannot_be_told(world):
    table = ibis.table(ibis.schema({"id": "int64"}), name="customers")
    assert not speakable(Model("hdbscan", 3, {}))
    with pytest.raises(SegError) as problem:
        segmented(table, world[1], Model("hdbscan", 3, {}))
    assert problem.value.fact.key == "error.sql_not_possible"
    with pytest.raises(SegError) as problem:
        segmented(table, world[1], world[2]["kmeans"])
    assert problem.value.fact.key == "error.dimensions_missing"
