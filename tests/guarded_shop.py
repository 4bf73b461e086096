"""A small world with attributes that segments should not stand for: religion goes with how often somebody comes."""

import numpy as np

from seg.core.recipe import Forming, Recipe
from seg.tasks import segments
from tests import small_shop

K = 2
HEADER = ("customer_id", "visits", "basket", "religion", "gender")


def computed(folder):
    """A recipe of 240 customers of two kinds by visits, solved; religion and gender stand in no recipe."""
    random = np.random.default_rng(0)
    rows = [_customer(number, random) for number in range(240)]
    path = small_shop.write_customers(folder / "guarded.csv", rows, HEADER)
    dataset = small_shop.dataset_of(small_shop.read(path, folder), "Guarded shop")
    recipe = Recipe(dataset, (Forming("visits"), Forming("basket")), k=K)
    segments.solve({"recipe": recipe.as_json()}, small_shop.silent)
    return recipe


def _customer(number, random):
    often = number % 2
    faith = ("muslim", "catholic")[often if random.random() < 0.85 else 1 - often]
    gender = ("female", "male")[int(random.integers(2))]
    return (
        f"{number:04d}",
        str(2 + 40 * often + int(random.integers(5))),
        str(int(random.integers(10, 90))),
        faith,
        gender,
    )
