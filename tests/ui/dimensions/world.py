"""A small world with events, whose counts are known by hand: orders, mails, and gifts in two currencies.

Customer `i` of 30 made `i % 5 + 1` orders, ten days apart from 1 January 2024 on; the fifth one was cancelled. So there
are 90 orders, 84 of which count: 30 up to 5 January, and 54 up to 15 January. Every order is of one line, wine and
cheese in turns. Customers with an even number opened two mails; all were sent one.
"""

import csv
import json
import tempfile
from datetime import date, timedelta
from pathlib import Path

from seg.core.derived import Derivation
from seg.core.recipe import Forming, Recipe
from seg.headless.tables import Sources, built
from seg.tasks.desk import workspace
from seg.tasks.dimensions import Counting, derive
from tests import small_shop

CUSTOMERS = 30
START, LATEST = date(2024, 1, 1), "2024-02-10"
ORDERS, COUNTED = 90, 84
RECENCY, FREQUENCY, MONETARY = (
    Derivation.of("orders", name).label for name in ("recency_days", "frequency", "monetary")
)


def write(folder: Path) -> Sources:
    """The files, as somebody would bring them."""
    folder.mkdir(exist_ok=True)
    customers = [
        (_id(i), 20 + i, ("Malta", "Poland")[i % 2], ("islam", "none", "hindu")[i % 3]) for i in range(CUSTOMERS)
    ]
    orders = [
        (_id(i), f"O{i}-{j}", _day(10 * j), 10 * (i + 1), ("Wine", "Cheese")[j % 2], "cancelled" if j == 4 else "paid")
        for i in range(CUSTOMERS)
        for j in range(i % 5 + 1)
    ]
    mails = [(_id(i), _day(i), kind) for i in range(CUSTOMERS) for kind in ("sent", *("opened",) * (2 * (i % 2 == 0)))]
    gifts = [(_id(i), _day(i), 5 + i, ("EUR", "PLN")[i % 3 == 0]) for i in range(CUSTOMERS)]
    files = {
        "orders": (("customer_id", "order_id", "order_date", "amount", "category", "status"), orders),
        "emails": (("customer_id", "date", "type"), mails),
        "donations": (("customer_id", "date", "amount", "currency"), gifts),
    }
    events = tuple(f"{name}={_written(folder / f'{name}.csv', *told)}" for name, told in files.items())
    return Sources(_written(folder / "customers.csv", ("customer_id", "age", "country", "religion"), customers), events)


def dataset(folder: Path) -> str:
    """The id of the dataset of these files, kept in the workspace with all that it needs."""
    store, sources = workspace(), write(folder / "files")
    with tempfile.TemporaryDirectory() as scratch:
        made = built(sources, Path(scratch))
        for path in (made.path, *made.events.values(), *Path(scratch).rglob("*.parquet")):
            store.blobs.add_file(path)
    store.add_dataset(made.dataset)
    return made.dataset.id


def recipe(dataset_id: str, *forming: str, **more) -> Recipe:
    return Recipe(dataset_id, tuple(Forming(label) for label in forming), k=3, **more)


def derived(wanted: Recipe, labels: tuple[str, ...]) -> None:
    """Derive and keep dimensions for the way of counting of a recipe, as a worker does."""
    arguments = {**Counting.of(workspace().dataset(wanted.dataset), wanted).as_json(), "labels": list(labels)}
    derive(json.loads(json.dumps(arguments)), small_shop.silent)


def _id(number: int) -> str:
    return f"C{number:03}"


def _day(days: int) -> str:
    return (START + timedelta(days)).isoformat()


def _written(path: Path, header: tuple[str, ...], rows: list[tuple]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
    return path
