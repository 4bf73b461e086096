"""Sums are written as the column writes its numbers, and only what can be added up is proposed to be."""

from dataclasses import replace

import pytest

from seg.core.columns import Basis, Column, Kind, Role
from seg.core.steps import Step
from seg.data.repairs.adding_up import as_written, sums_up
from seg.data.repairs.history import after, begun
from tests.data.repairs.worlds import column_of, rows_of, write_world

DUTCH, ENGLISH = Column("c1", "x", decimal=",", thousands="."), Column("c1", "x", thousands=",")


@pytest.mark.parametrize(
    ("number", "decimals", "like", "column", "written"),
    [
        (1244.5, 2, "€ 1.234,50", DUTCH, "€ 1.244,50"),
        (-3, 0, "5", DUTCH, "-3"),
        (1e6, 0, "12 zł", DUTCH, "1.000.000 zł"),
        (-12.5, 1, "(1.5)", ENGLISH, "-12.5"),
        (1234567.891, 2, "$-1,000.00", ENGLISH, "$1,234,567.89"),
        (-20, 2, "12,50-", DUTCH, "-20,00"),
        (7, 0, "oops", Column("c1", "x"), "7"),
        (-0.001, 2, "0.00", Column("c1", "x"), "0.00"),
        (1500, 0, "1 000 EUR", Column("c1", "x", thousands=" "), "1 500 EUR"),
    ],
)
def test_notation(number, decimals, like, column, written):
    assert as_written(number, decimals, like, column) == written


def test_money_counts_and_quantities_of_what_was_done_add_up():
    money = Column("c1", "spend", kind=Kind.MONEY, unit="EUR")
    quantity = Column("c2", "pieces", role=Role.QUANTITY, kind=Kind.NUMBER)
    assert sums_up(money)
    assert sums_up(replace(money, kind=Kind.COUNT, unit=""))
    assert sums_up(quantity)
    no = [
        replace(money, kind=Kind.NUMBER),
        replace(money, basis=Basis.DEMOGRAPHIC),
        replace(money, unit="days"),
        replace(money, unit="%"),
        replace(money, role=Role.IGNORED),
        replace(quantity, kind=Kind.NOMINAL),
        *(replace(money, label=label) for label in ("UnitPrice", "average_basket", "Stückpreis", "средний чек")),
    ]
    assert not any(map(sums_up, no))


def test_decimals_are_those_of_the_rows_that_were_added(tmp_path):
    amounts = ["0.1", "0.2", "3", "4", "1.25", "1.5", "n/a", "2"]
    rows = [(f"k{at // 2}", text) for at, text in enumerate(amounts)]
    rows += [(f"n{at}", f"{at}.5") for at in range(20)] + [("m", "1.005")]
    labels = ("customer_id", "spend")
    prepared = begun(write_world(tmp_path, rows, labels), labels)
    done = after(prepared, Step("repeated_ids_add_up", "customer_id", ("spend",)), tmp_path)
    assert [row[1] for row in rows_of(done)][:4] == ["0.3", "7", "2.75", "n/a"]


def test_no_money_is_lost_in_a_list_of_orders(tmp_path):
    amounts = [round(0.01 * at * at % 97, 2) for at in range(3_000)]
    rows = [(f"c{at % 700}", f"€{amount:,.2f}") for at, amount in enumerate(amounts)]
    labels = ("customer_id", "amount")
    prepared = begun(write_world(tmp_path, rows, labels), labels)
    done = after(prepared, Step("repeated_ids_add_up", "customer_id", ("amount",)), tmp_path)
    sums = [float(row[1].removeprefix("€").replace(",", "")) for row in rows_of(done)]
    assert sum(sums) == pytest.approx(sum(amounts), abs=1e-6)
    assert sums[5] == pytest.approx(sum(amounts[5::700]), abs=1e-9)
    assert column_of(done, "amount").unit == "EUR"
