"""Tables whose answers are known by how they are made."""

CUSTOMERS = 200
ORDERS_OF = {"many": 3, "none": 0}


def code(number):
    """An id that no other list has by chance."""
    return f"K{number * 7919 % 100_003:05d}"


def customers(ids=None):
    """One row per customer: 200 of them."""
    ids = [code(number) for number in range(CUSTOMERS)] if ids is None else ids
    return {
        "customer_id": ids,
        "city": [("Valletta", "Utrecht", "Gdańsk")[at % 3] for at in range(len(ids))],
        "age": [str(20 + at % 50) for at in range(len(ids))],
    }


def orders():
    """600 orders: 3 of each of the first 150 customers, and 150 of 50 people that no list of customers has."""
    buyers = [code(number) for number in range(150) for _ in range(3)]
    strangers = [f"X{number // 3:04d}" for number in range(150)]
    return {
        "order_id": [f"O{number:05d}" for number in range(600)],
        "customer_id": buyers + strangers,
        "order_date": [f"2026-{1 + number % 12:02d}-{1 + number % 28:02d}" for number in range(600)],
        "amount": [f"{10 + number % 90}.50" for number in range(600)],
    }


def lines():
    """1,200 lines: each of the 600 orders has two."""
    twice = {label: [value for value in values for _ in range(2)] for label, values in orders().items()}
    return {**twice, "product_id": [f"P{number % 40:03d}" for number in range(1_200)]}
