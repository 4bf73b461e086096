"""Runs of the commands on the small world, in this process; a subprocess is only for what a process alone can show."""

import pytest

from seg.headless import Sources, segment
from tests import small_shop as world


@pytest.fixture
def run(tmp_path):
    """`run(customers, out, events=(), recipe=None, joins=(), **choices)`: the folder that `segment` wrote."""

    def run(customers, out, events=(), recipe=None, joins=(), **choices):
        scratch = tmp_path / f"scratch-{out}"
        scratch.mkdir()
        segment(
            Sources(customers, list(events), list(joins)), recipe, {"trials": FEW} | choices, tmp_path / out, scratch
        )
        return tmp_path / out

    return run


FEW = 3
"""Trials of a run that is not about how far its segments can be trusted."""
ASKED = {"forming": ("visits", "spend", "country"), "k": 3, "trials": FEW}


@pytest.fixture
def shop_file(tmp_path):
    return world.write_customers(tmp_path / "shop.csv")


@pytest.fixture(scope="session")
def shop_run(tmp_path_factory):
    """The folder of one run on the small world, to look into and never to change."""
    folder = tmp_path_factory.mktemp("run")
    (folder / "scratch").mkdir()
    shop = Sources(world.write_customers(folder / "shop.csv"))
    segment(shop, None, ASKED, folder / "out", folder / "scratch")
    return folder / "out"


@pytest.fixture
def orders_file(tmp_path):
    """Three orders of customer 0000, one of 0001, none of 0002, one of nobody we know, some of everybody else."""
    rows = [
        ("o1", "0000", "2025-11-01", "10.00"),
        ("o2", " 0000 ", "2026-01-10", "20.00"),
        ("o3", "0000", "2025-12-31", "30.50"),
        ("o4", "0001", "2025-12-31", "5.50"),
        ("o5", "9999", "2026-01-01", "7.00"),
    ]
    for customer in range(3, 30):
        for order in range(1 + 2 * (customer % 3)):
            day = f"2025-{1 + (customer + order) % 12:02d}-{1 + customer * order % 28:02d}"
            rows.append((f"x{customer}-{order}", f"{customer:04d}", day, f"{10 + customer + 3.5 * order:.2f}"))
    return world.write_customers(tmp_path / "orders.csv", rows, ("order_id", "customer_id", "order_date", "total"))


@pytest.fixture
def plans_file(tmp_path):
    """The plan and another `age` of the even customers, without zeros in front of the ids, and of two strangers."""
    rows = [(str(number), ("basic", "plus")[number // 2 % 2], str(number)) for number in range(0, 30, 2)]
    rows += [("8888", "plus", "1"), ("9999", "plus", "2")]
    return world.write_customers(tmp_path / "plans.csv", rows, ("customer_id", "plan", "age"))
