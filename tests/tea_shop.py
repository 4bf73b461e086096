"""A shop that is known by its orders alone: regulars, and people who came once, with everything that can go wrong."""

import csv
import shutil
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from seg.core.recipe import Forming, Recipe
from seg.data.columns.guess import guess_columns
from seg.data.dataset import dataset_of_events
from seg.data.events.sources import guessed_source
from seg.data.joins.table import Table
from seg.data.reading.read import read_file
from seg.data.repairs.history import Prepared
from seg.tasks import segments
from seg.tasks.desk import workspace
from tests import small_shop as world
from tests.workspaces import forget_what_is_open

REGULARS, ONCE = 15, 15
AS_OF = "2024-06-30"
HEADER = ("customer_id", "order_id", "ordered_at", "product", "amount", "status")
RECIPE = {"forming": ("orders:frequency", "orders:recency_days"), "describing": ("orders:monetary(days=90)",)}


def rows():
    """Regular A000 to A014 ordered each month, B000 to B014 once; A000 had all sorts of trouble in March."""
    number = 1000
    for who in range(REGULARS):
        for month in range(1, 7):
            number += 1
            yield f"A{who:03d}", number, f"2024-{month:02d}-{10 + who:02d} 10:00:00", "Tea", 20 + who, "paid"
    for who in range(ONCE):
        number += 1
        yield f"B{who:03d}", number, f"2024-01-{1 + who:02d} 09:30:00", "Cup", 5 + who, "paid"
    yield "A000", 2001, "2024-03-20 12:00:00", "Pot", 60, "paid"
    yield "A000", 2001, "2024-03-20 12:00:00", "Pot", 60, "paid"
    yield "A000", 2002, "2024-03-21 12:00:00", "Pot", -60, "refunded"
    yield "A000", 2003, "2024-03-22 12:00:00", "Lid <b>", 8, "cancelled"
    yield "B014", 2004, f"{AS_OF} 18:00:00", "Cup", 5, "paid"


def built(folder: Path, lines: Iterable[tuple] | None = None) -> str:
    """The id of the dataset of these orders, or of other `lines`, in the workspace of this process."""
    path = folder / "orders.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEADER, *(lines or rows())])
    table = read_file(path, path.name, folder)[0]
    columns = guess_columns(table.path, table.reading.labels)
    prepared = Prepared(table.path, table.reading.labels, columns)
    source = guessed_source(Table("orders", table.path, columns), table.reading, prepared, None)
    made = dataset_of_events((source,), "Tea shop", folder)
    store = workspace()
    for file in (table.path, made.customers, *made.events):
        store.blobs.add_file(file)
    store.add_dataset(replace(made.dataset, reading=replace(made.dataset.reading, source="")))
    return made.dataset.id


@pytest.fixture(scope="session")
def computed_tea_shop(tmp_path_factory):
    """A workspace with the segments of the tea shop, copied and never worked on."""
    folder = tmp_path_factory.mktemp("tea-shop")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SEG_HOME", str(folder / "home"))
        forget_what_is_open()
        recipe = Recipe(built(folder), tuple(map(Forming, RECIPE["forming"])), RECIPE["describing"], k=2)
        segments.solve({"recipe": recipe.as_json()}, world.silent)
        world.trust(recipe)
        forget_what_is_open()
    return folder / "home", recipe


@pytest.fixture
def tea_shop(home, computed_tea_shop):
    """A saved segmentation of the tea shop in a workspace of the test's own."""
    computed, recipe = computed_tea_shop
    shutil.copytree(computed, home, dirs_exist_ok=True)
    return world.segmentation(recipe, "Tea shop")
