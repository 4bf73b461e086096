"""The same twelve dimensions in pandas, in two ways: `python -m tests.bench.order_notebook WAY FOLDER AS_OF OUT`.

Both read only the columns that are needed, sort nothing that need not be, and touch no row and no group by Python.
`plain` groups by the ids as they are read, as people write it; `coded` reads them as codes and groups by these, which
is the fastest that we know.
"""

import sys
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pyarrow.parquet  # noqa: F401  which pandas would import while it is measured

from tests.bench.alone import took

LINES = "lines_0.parquet"
COLUMNS = ["customer_id", "order_id", "ordered_at", "amount", "quantity", "discount"]
DAY = pd.Timedelta(days=1)
EPOCH = pd.Timestamp(0)


def dimensions(read: Callable, folder: Path, as_of: str) -> pd.DataFrame:
    """One row for each customer of the list; `read` gives the lines, and what stands for which customer."""
    as_of_day = (pd.Timestamp(as_of) - EPOCH) // DAY
    customers = pd.read_parquet(folder / "customers.parquet")["customer_id"]
    lines, ids = read(folder)
    lines = lines[lines["day"] <= as_of_day]
    orders = orders_of(lines[~lines["returned"]])
    found = pd.concat([of_orders(orders, as_of_day), of_lines(lines, as_of_day), median_gaps(orders)], axis=1)
    if ids is not None:
        found.index = ids[found.index]
    found = found.reindex(customers)
    found[["frequency", "monetary", "active_months"]] = found[["frequency", "monetary", "active_months"]].fillna(0)
    found["average_order_value"] = found["monetary"] / found["frequency"].where(found["frequency"] > 0)
    found["overdue"] = found["recency_days"] / found["median_gap_days"]
    return found.rename_axis("customer").reset_index()


def plain(folder: Path) -> tuple[pd.DataFrame, None]:
    read = pd.read_parquet(folder / LINES, columns=COLUMNS)
    return prepared(read, read["customer_id"], read["order_id"]), None


def coded(folder: Path) -> tuple[pd.DataFrame, pd.Index]:
    read = pd.read_parquet(folder / LINES, columns=COLUMNS, read_dictionary=["customer_id", "order_id"])
    lines = prepared(read, read["customer_id"].cat.codes, read["order_id"].cat.codes)
    return lines, read["customer_id"].cat.categories


def prepared(read: pd.DataFrame, customers: pd.Series, orders: pd.Series) -> pd.DataFrame:
    return pd.DataFrame({
        "customer": customers,
        "order": orders,
        "day": (read["ordered_at"].astype("datetime64[s]").astype("int64") // 86_400).astype("int32"),
        "amount": read["amount"],
        "quantity": read["quantity"],
        "discounted": read["discount"] != 0,
        "returned": (read["quantity"] < 0) | (read["amount"] < 0),
    })  # fmt: skip


def orders_of(sold: pd.DataFrame) -> pd.DataFrame:
    first = {"customer": "first", "day": "min", "quantity": "sum", "discounted": "max"}
    orders = sold.groupby("order", sort=False).agg(first)
    at = EPOCH + pd.to_timedelta(orders["day"], unit="D")
    return orders.assign(month=at.dt.year * 12 + at.dt.month)


def of_orders(orders: pd.DataFrame, as_of_day: int) -> pd.DataFrame:
    found = orders.groupby("customer", sort=False).agg(
        last=("day", "max"),
        first=("day", "min"),
        frequency=("day", "size"),
        discount_share=("discounted", "mean"),
        basket_size=("quantity", "mean"),
    )
    months = orders[["customer", "month"]].drop_duplicates().groupby("customer", sort=False).size()
    found = found.assign(
        recency_days=as_of_day - found["last"], tenure_days=as_of_day - found["first"], active_months=months
    )
    return found.drop(columns=["last", "first"])


def of_lines(lines: pd.DataFrame, as_of_day: int) -> pd.DataFrame:
    amount, day, returned = lines["amount"], lines["day"], lines["returned"]
    parts = {
        "monetary": amount,
        "recent": amount.where(day > as_of_day - 182, 0.0),
        "before": amount.where((day > as_of_day - 364) & (day <= as_of_day - 182), 0.0),
        "sold": amount.where(~returned, 0.0),
        "back": amount.abs().where(returned, 0.0),
    }
    sums = pd.DataFrame(parts).groupby(lines["customer"], sort=False).sum()
    trend = (sums["recent"] - sums["before"]) / (sums["recent"].abs() + sums["before"].abs())  # 0 / 0 is not known
    back = sums["back"] / sums["sold"].where(sums["sold"] > 0)
    return pd.DataFrame({"monetary": sums["monetary"], "spend_trend": trend, "returns_share": back})


def median_gaps(orders: pd.DataFrame) -> pd.Series:
    days = orders[["customer", "day"]].drop_duplicates().sort_values(["customer", "day"])
    gaps = days["day"].diff().where(days["customer"] == days["customer"].shift())
    return gaps.groupby(days["customer"], sort=False).median().rename("median_gap_days")


if __name__ == "__main__":
    way, folder, as_of, out = sys.argv[1:]
    took(lambda: dimensions({"plain": plain, "coded": coded}[way], Path(folder), as_of)).to_parquet(out)
