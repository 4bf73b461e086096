"""Dimensions that go together in customers stand together in a picture."""

import numpy as np
import pyarrow as pa

from seg.core.columns import Kind
from seg.segments.column_order import columns_in_order
from seg.segments.profiles import profiles
from tests.samples import column
from tests.segments.test_profiles import AS_OF, labelled


def order(values, columns, labels):
    table = pa.table(values)
    found = profiles(table, columns, frozenset(columns), {2: labelled(labels, 2)}, AS_OF)[2]
    return columns_in_order(table, columns, found, AS_OF)


def test_what_goes_together_stands_together_whatever_its_kind():
    random = np.random.default_rng(0)
    first, second = random.normal(size=(2, 400))
    labels = np.arange(400) % 2  # what separates says nothing of what goes together
    noisy = lambda x: x + 0.3 * random.normal(size=400)  # noqa: E731
    values = {
        "a": noisy(first), "b": noisy(second), "c": np.exp(noisy(first)), "d": noisy(second),
        "e": np.where(noisy(first) > 0, "yes", "no"), "same": np.ones(400),
    }  # fmt: skip
    values["a"][:5] = np.nan
    kinds = {"c": Kind.MONEY}
    columns = {name: column(name, kinds.get(name, Kind.NUMBER)) for name in values}
    columns["e"] = column("e", Kind.BINARY, levels=("no", "yes"))
    found = order(values, columns, labels)
    assert set(found) == set(values)
    assert found[-1] == "same"
    places = sorted(found.index(name) for name in "ace")
    assert places in ([0, 1, 2], [2, 3, 4])


def test_two_dimensions_need_no_tree():
    values = {"a": np.arange(40.0), "b": np.arange(40.0) % 7}
    assert set(order(values, {name: column(name, Kind.NUMBER) for name in values}, np.arange(40) % 2)) == {"a", "b"}
