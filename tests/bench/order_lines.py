"""Order lines of a shop as a database gives them, in Parquet: `python -m tests.bench.order_lines FOLDER LINES
CUSTOMERS FILES`. The same numbers give the same lines (with one version of DuckDB, whose `hash` they come from).

Every 28 lines are seven orders of one to seven lines. Customers at one end of the list order a hundred times as often
as most, and some never did. Everything follows from the number of a line or an order, so that files can be made one
after the other in little memory.
"""

import sys
from pathlib import Path

import duckdb

from tests.bench.alone import took

AS_OF = "2025-12-31"
CUSTOMERS = "select 'C' || lpad(i::varchar, 8, '0') as customer_id from range({customers}) r(i)"
LINES = """
with numbered as (
    select i as line, (i // 28) * 7 + {order_in_block}[1 + i % 28] as ordered from range({start}, {stop}) r(i)
),
drawn as (
    select
        line,
        ordered,
        hash(ordered) / 18446744073709551616.0 as who,
        hash(ordered * 4 + 1) % (1461 * 86400) as second,
        hash(ordered * 4 + 2) % 100 as way,
        case when hash(line * 8 + 3) % 100 < 2 then -1 else 1 end as sign,
        hash(line * 8 + 4) % 100 < 15 as discounted,
        1 + hash(line * 8 + 5) % 4 as pieces,
        (100 + hash(line * 8 + 6) % 19900) / 100.0 as price,
        hash(line * 8 + 7) % 400 as category
    from numbered
)
select
    'C' || lpad(floor({customers} * who ** 1.5)::bigint::varchar, 8, '0') as customer_id,
    'O' || lpad(ordered::varchar, 10, '0') as order_id,
    timestamp '2022-01-01' + to_seconds(second::bigint) as ordered_at,
    round(sign * pieces::bigint * price, 2) as amount,
    (sign * pieces::bigint)::integer as quantity,
    'category ' || lpad(floor(sqrt(category))::integer::varchar, 2, '0') as category,
    case when way < 55 then 'web' when way < 85 then 'shop' when way < 97 then 'app' else 'phone' end as channel,
    case when discounted then round(price * 0.1, 2) else 0.0 end as discount
from drawn
"""
ORDER_IN_BLOCK = [order for order in range(7) for _ in range(order + 1)]


def write_lines(folder: Path, lines: int, customers: int, files: int) -> None:
    """`customers.parquet` with every id, and `lines_0.parquet`, `lines_1.parquet`, ... of equally many lines."""
    with duckdb.connect(config={"threads": 2, "preserve_insertion_order": False}) as engine:
        engine.execute("set enable_progress_bar = false")  # it prints
        _write(engine, CUSTOMERS.format(customers=customers), folder / "customers.parquet")
        for at in range(files):
            part = {"start": at * lines // files, "stop": (at + 1) * lines // files}
            query = LINES.format(customers=customers, order_in_block=ORDER_IN_BLOCK, **part)
            _write(engine, query, folder / f"lines_{at}.parquet")


def _write(engine: duckdb.DuckDBPyConnection, query: str, path: Path) -> None:
    engine.execute(f"copy ({query}) to '{path}' (format parquet, compression zstd)")


if __name__ == "__main__":
    took(lambda: write_lines(Path(sys.argv[1]), *map(int, sys.argv[2:])))
