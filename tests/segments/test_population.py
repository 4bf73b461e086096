"""Whom a recipe includes."""

from datetime import date

import numpy as np
import pyarrow as pa
import pytest

from seg.core.columns import Kind
from seg.core.errors import SegError
from seg.core.recipe import Filter, Forming
from seg.segments.population import check_held, included
from tests.samples import column

COLUMNS = {
    name: column(name, kind, separator=";")
    for name, kind in {
        "age": Kind.NUMBER, "town": Kind.NOMINAL, "tags": Kind.MULTI_VALUE, "joined": Kind.DATE, "size": Kind.ORDINAL,
    }.items()
}  # fmt: skip
CUSTOMERS = pa.table(
    {
        "age": [20.0, 30.0, None, float("nan"), 50.0],
        "town": ["Ghent", "Gdynia", "Ghent", None, "Oslo"],
        "tags": ["art;tea", "party", None, "tea", "green tea"],
        "joined": [date(2024, 1, day) for day in (1, 2, 3, 4)] + [None],
        "size": ["S", "M", "L", "S", None],
    }
)


@pytest.mark.parametrize(
    ("filters", "rows"),
    [
        ((), [0, 1, 2, 3, 4]),
        ((Filter("age", low=30),), [1, 4]),
        ((Filter("age", low=20, high=30),), [0, 1]),
        ((Filter("town", among=("Ghent", "Oslo")),), [0, 2, 4]),
        ((Filter("town", among=("Ghent",)), Filter("age", low=0)), [0]),
        ((Filter("tags", among=("art", "tea")),), [0, 3]),
        ((Filter("joined", low="2024-01-02", high="2024-01-03"),), [1, 2]),
        ((Filter("size", among=("S",)),), [0, 3]),
        ((Filter("town", among=("nowhere",)),), []),
    ],
)
def test_by_hand(filters, rows):
    found = included(CUSTOMERS, COLUMNS, filters)
    assert found.dtype == np.uint32
    assert found.tolist() == rows


def test_whatever_arrow_type_the_words_have():
    for kind in (pa.large_string(), pa.dictionary(pa.int32(), pa.string())):
        town = CUSTOMERS["town"].combine_chunks()
        typed = town.dictionary_encode() if pa.types.is_dictionary(kind) else town.cast(kind)
        table = CUSTOMERS.set_column(1, "town", typed)
        assert included(table, COLUMNS, (Filter("town", among=("Ghent",)),)).tolist() == [0, 2]


@pytest.mark.parametrize(
    ("part", "key"),
    [
        (Filter("planet", among=("Mars",)), "dimensions_unknown"),
        (Filter("town", low=1), "filter_unfit"),
        (Filter("tags", among=("tea",), high=2), "filter_unfit"),
        (Filter("age", among=("20",)), "filter_unfit"),
        (Filter("age", low="old"), "filter_limit"),
        (Filter("joined", high="last week"), "filter_limit"),
    ],
)
def test_a_filter_that_cannot_be_meant_is_refused(part, key):
    with pytest.raises(SegError) as problem:
        included(CUSTOMERS, COLUMNS, (part,))
    assert problem.value.fact.key == f"error.{key}"


HELD = {name: column(name, Kind.NOMINAL, held=name != "town") for name in ("religion", "diagnosis", "town")}
WHY = "members asked for it"


@pytest.mark.parametrize(
    ("reasons", "refused"),
    [
        ({"town": ""}, ()),
        ({"town": "", "religion": WHY}, ()),
        ({"religion": "why not"}, ("religion",)),
        ({"religion": "", "town": "", "diagnosis": ""}, ("religion", "diagnosis")),
        ({"religion": WHY, "diagnosis": ""}, ("diagnosis",)),
        ({"unheard of": ""}, ()),  # refused by name where dimensions are looked up
    ],
)
def test_what_is_held_back_forms_for_a_reason_alone(reasons, refused):
    forming = [Forming(dimension, reason=reason) for dimension, reason in reasons.items()]
    if not refused:
        check_held(forming, HELD)
        return
    with pytest.raises(SegError) as problem:
        check_held(forming, HELD)
    fact = problem.value.fact
    assert (fact.key, fact["dimensions"], fact["count"]) == ("error.held_back", refused, len(refused))
