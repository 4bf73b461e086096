"""The same segments on another day, for a shop that is known by its orders."""

import numpy as np
import pytest

from seg.core.errors import SegError
from seg.tasks import another_day, kept
from seg.tasks.desk import workspace
from tests.small_shop import silent


def on(saved, day: str) -> another_day.OtherDay:
    another_day.assign({"recipe": saved.recipe.as_json(), "k": 2, "day": day}, silent)
    return another_day.kept_day(workspace(), saved.recipe, 2, day)


def test_on_the_day_of_the_segments_nobody_moves(tea_shop):
    found = kept.kept_solutions(workspace(), tea_shop.recipe)
    same = on(tea_shop, found.as_of)
    np.testing.assert_array_equal(same.rows, found.rows)
    np.testing.assert_array_equal(same.labels, found.solutions.by_k[2].labels)


def test_customers_are_as_they_were_then(tea_shop):
    found = kept.kept_solutions(workspace(), tea_shop.recipe)
    ids = workspace().blobs.read_table(workspace().dataset(tea_shop.dataset).customers, ["customer_id"])["customer_id"]
    regular = np.array([each.startswith("A") for each in ids.to_pylist()])
    now = found.solutions.by_k[2].labels
    of_regulars = int(now[regular[found.rows]][0])
    may, january = on(tea_shop, "2024-05-31"), on(tea_shop, "2024-01-31")
    np.testing.assert_array_equal(may.labels == of_regulars, regular[may.rows])
    moved = january.labels[regular[january.rows]] != of_regulars
    assert moved.any(), "with one order each, those who ordered first were no regulars by January"


def test_too_few_by_then_and_segments_that_are_not_there(tea_shop):
    with pytest.raises(SegError) as problem:
        on(tea_shop, "2024-01-02")
    assert problem.value.fact.key == "error.too_few_yet"
    other = {**tea_shop.recipe.as_json(), "seed": 77}
    with pytest.raises(SegError) as problem:
        another_day.assign({"recipe": other, "k": 2, "day": "2024-03-31"}, silent)
    assert problem.value.fact.key == "error.not_computed"


def test_nobody_looked(tea_shop):
    assert another_day.kept_day(workspace(), tea_shop.recipe, 2, "2024-03-31") is None
