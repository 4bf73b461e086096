"""Weights that hold: every dimension gets exactly its share of the variance (methods reference, 1.2)."""

import json
from dataclasses import replace

import numpy as np
import pyarrow as pa
import pytest
from sklearn.cluster import KMeans

from seg.core.columns import Basis, Kind
from seg.core.errors import SegError
from seg.core.recipe import Forming, Recipe
from seg.segments.encoding import Encoding, apply, encode, planned_shares
from tests.samples import SHOP_COLUMNS, column, recipe, shop

COLUMNS = {each.label: each for each in SHOP_COLUMNS}
WEIGHTED = Recipe(
    "d",
    tuple(Forming(each.label, weight) for each, weight in zip(SHOP_COLUMNS, (3, 1, 1, 2, 0.5, 1, 1, 1), strict=True)),
    basis_weights=(("behavioural", 2.0),),
)


def variances(encoded):
    """Total variance of each dimension's block, over what is observed."""
    by_column = np.nanvar(encoded.matrix, axis=0, dtype=np.float64)
    parts = encoded.encoding.dimensions
    return {part.dimension: by_column[part.start : part.start + part.width].sum() for part in parts}


LESS = replace(WEIGHTED, category_emphasis=0.4)


@pytest.mark.parametrize("choices", [recipe(*COLUMNS), WEIGHTED, LESS], ids=["equal", "weighted", "fewer categories"])
def test_achieved_shares_are_the_planned_ones(choices):
    _, customers, _ = shop()
    encoded = encode(customers, COLUMNS, choices, "2026-01-01", np.float64)
    assert variances(encoded) == pytest.approx(planned_shares(choices, COLUMNS), rel=1e-9)
    assert sum(variances(encoded).values()) == pytest.approx(1, rel=1e-9)


def test_shares_by_hand():
    columns = {"a": column("a", Kind.NUMBER), "b": column("b", Kind.NUMBER)}
    columns["c"] = column("c", Kind.NUMBER, basis=Basis.NEEDS)
    choices = Recipe("d", (Forming("a", 3), Forming("b"), Forming("c")), basis_weights=(("needs", 0.25),))
    assert planned_shares(choices, columns) == pytest.approx({"a": 12 / 17, "b": 4 / 17, "c": 1 / 17})


def test_categories_with_less_emphasis_by_hand():
    kinds = {"n": Kind.NOMINAL, "b": Kind.BINARY, "m": Kind.MULTI_VALUE, "o": Kind.ORDINAL, "x": Kind.NUMBER}
    columns = {name: column(name, kind) for name, kind in kinds.items()}
    columns["x"] = column("x", Kind.NUMBER, basis=Basis.NEEDS)
    choices = Recipe("d", tuple(Forming(name, 2 if name == "n" else 1) for name in kinds), category_emphasis=0.25)
    weighted = replace(choices, basis_weights=(("needs", 3.0),))  # .5 + .25 + .25 + 1 + 3
    hand = {"n": 0.5 / 5, "b": 0.25 / 5, "m": 0.25 / 5, "o": 1 / 5, "x": 3 / 5}
    assert planned_shares(weighted, columns) == pytest.approx(hand, rel=1e-9)
    only = Recipe("d", (Forming("n"), Forming("b")), category_emphasis=0.25)
    assert planned_shares(only, columns) == {"n": 0.5, "b": 0.5}, "among themselves it changes nothing"


def test_a_rare_binary_gets_less_than_its_share():
    flags = pa.table({"flag": ["yes"] * 5 + ["no"] * 995, "x": np.arange(1000.0)})
    columns = {"flag": column("flag", Kind.BINARY, levels=("no", "yes")), "x": column("x", Kind.NUMBER)}
    found = variances(encode(flags, columns, recipe("flag", "x"), "2026-01-01", np.float64))
    assert found == pytest.approx({"flag": 0.5 * 0.005 * 0.995 / 0.05, "x": 0.5})


def test_the_budget_row_of_the_methods():
    customers, columns = a2()
    equal_bases = Recipe("d", tuple(Forming(name, 0.5 if name in ("spend", "visits") else 1) for name in columns))
    encoded = encode(customers, columns, equal_bases, "2026-01-01", np.float64)
    labels = KMeans(4, n_init=10, random_state=0).fit_predict(encoded.matrix)
    counts = np.bincount(labels)
    centres = np.stack([encoded.matrix[labels == label].mean(axis=0) for label in range(4)])
    between = counts / counts.sum() @ (centres - encoded.matrix.mean(axis=0)) ** 2
    achieved = {p.dimension: between[p.start : p.start + p.width].sum() for p in encoded.encoding.dimensions}
    shares = {name: value / between.sum() for name, value in achieved.items()}
    published = {"lifestyle": 0.50, "age": 0.38, "spend": 0.07, "visits": 0.03}
    assert {name: shares[name] for name in published} == pytest.approx(published, abs=0.02)


def a2():
    """Recipe A2 of the methods reference: region is noise, lifestyle and age carry the groups."""
    random, n = np.random.default_rng(1), 4_000
    z = random.integers(0, 3, n)
    age = random.normal(size=n) + 0.7 * z
    spend = random.normal(size=n) - 0.8 * z
    visits = random.normal(size=n) + (z == 1)
    region = random.integers(0, 8, n)
    lifestyle = np.where(random.random(n) < 0.6, z, random.integers(0, 4, n))
    chances = np.array([0.05, 0.1, 0.2, 0.3, 0.5, 0.7]) + 0.15 * (z == 1)[:, None]
    tags = [";".join(f"t{tag}" for tag in np.flatnonzero(row)) for row in random.random((n, 6)) < chances]
    names = {"age": Kind.NUMBER, "spend": Kind.NUMBER, "visits": Kind.NUMBER, "region": Kind.NOMINAL}
    names |= {"lifestyle": Kind.NOMINAL, "tags": Kind.MULTI_VALUE}
    bases = (Basis.DEMOGRAPHIC, Basis.BEHAVIOURAL, Basis.BEHAVIOURAL, Basis.GEOGRAPHIC, Basis.PSYCHOGRAPHIC)
    bases = (*bases, Basis.NEEDS)
    columns = {
        name: column(name, kind, basis=basis, separator=";")
        for (name, kind), basis in zip(names.items(), bases, strict=True)
    }
    values = (age, spend, visits, [f"r{place}" for place in region], [f"l{style}" for style in lifestyle], tags)
    return pa.table(dict(zip(names, map(pa.array, values), strict=True))), columns


def test_a_dimension_without_variety_is_left_out_and_said():
    table = pa.table({"x": np.arange(50.0), "same": [0.1] * 50, "y": np.arange(50.0) % 7})
    columns = {name: column(name, Kind.NUMBER) for name in table.column_names}
    encoded = encode(table, columns, recipe("x", "same", "y"), "2026-01-01")
    assert [(part.dimension, part.planned_share) for part in encoded.encoding.dimensions] == [("x", 0.5), ("y", 0.5)]
    assert [note["dimension"] for note in encoded.notes] == ["same"]


@pytest.mark.parametrize(
    ("dimensions", "key"),
    [((), "no_dimensions"), (("x", "z"), "dimensions_unknown"), (("note",), "dimensions_unfit"),
     (("same", "none"), "constant_dimensions")],
)  # fmt: skip
def test_what_cannot_form_segments_is_refused(dimensions, key):
    table = pa.table({"x": np.arange(50.0), "same": [1.0] * 50, "none": pa.nulls(50), "note": ["text"] * 50})
    kinds = {"x": Kind.NUMBER, "same": Kind.MONEY, "none": Kind.NOMINAL, "note": Kind.TEXT}
    columns = {name: column(name, kind) for name, kind in kinds.items()}
    with pytest.raises(SegError) as problem:
        encode(table, columns, recipe(*dimensions), "2026-01-01")
    assert problem.value.fact.key == f"error.{key}"


def test_an_encoding_survives_json_and_gives_the_same_matrix():
    _, customers, _ = shop()
    encoded = encode(customers, COLUMNS, WEIGHTED, "2026-01-01")
    again = Encoding.from_json(json.loads(json.dumps(encoded.encoding.as_json())))
    np.testing.assert_array_equal(apply(again, customers), encoded.matrix)
    np.testing.assert_array_equal(apply(again, customers.slice(7, 20)), encoded.matrix[7:27])


def test_new_customers_without_a_dimension_are_refused():
    _, customers, _ = shop()
    encoding = encode(customers, COLUMNS, WEIGHTED, "2026-01-01").encoding
    with pytest.raises(SegError) as problem:
        apply(encoding, customers.drop_columns(["age", "joined"]))
    assert problem.value.fact["dimensions"] == ("age", "joined")
