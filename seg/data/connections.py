"""Customers and events that stay in a database: which one, and what stands where, from the settings file.

`connections.toml` in the home of the workspace, one table for each connection:

    [shop]
    url = "postgresql://reader@db.example/shop"     # or url_from = "SHOP_URL", a variable of the environment
    sample = 100000                                 # at most so many customers, chosen by their ids; all without it

    [shop.customers]                                # left out, the customers are those of the events
    table = "crm.customers"
    id = "customer_id"
    columns = ["age", "country"]                    # only these leave the database

    [shop.events.orders]                            # called `orders` in the labels of dimensions
    table = "order_lines"
    customer = "customer_id"                        # and the other parts of an event, as far as there are any
    time = "ordered_at"
    value = "amount"
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from seg.core.errors import SegError
from seg.core.events import About, Part
from seg.data.events.parts import NO_SIGNS, guessed_about

FILE = "connections.toml"


@dataclass(frozen=True)
class CustomersThere:
    """The table of customers in a database: the column of their ids, and the columns that may leave it."""

    table: str
    id: str
    columns: tuple[str, ...]


@dataclass(frozen=True)
class EventsThere:
    """A table of events in a database: which column is which part."""

    name: str
    about: About
    table: str
    parts: tuple[tuple[Part, str], ...]


@dataclass(frozen=True)
class Connection:
    """A database and what of it are customers (None: those of the events) and events. `sample` None takes everybody."""

    name: str
    url: str
    customers: CustomersThere | None
    events: tuple[EventsThere, ...]
    sample: int | None = None


def connections(home: Path, variables: Mapping[str, str]) -> dict[str, Connection]:
    """The connections of the settings file by name; none without a file. Raises `SegError` for what it cannot mean."""
    path = home / FILE
    if not path.exists():
        return {}
    try:
        raw = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as problem:
        raise SegError("connections_unreadable", file=str(path), problem=str(problem)) from problem
    return {name: _connection(name, table, variables) for name, table in raw.items()}


def connection(home: Path, variables: Mapping[str, str], name: str) -> Connection:
    """One connection. Raises `SegError` when there is none of that name (any more)."""
    found = connections(home, variables)
    if name not in found:
        raise SegError("connection_unknown", connection=name, file=FILE)
    return found[name]


def _connection(name: str, raw: object, variables: Mapping[str, str]) -> Connection:
    if not isinstance(raw, dict):
        raise SegError("connection_malformed", connection=name, entry=name)
    url = raw.get("url") or variables.get(str(raw.get("url_from", "")), "")
    if not isinstance(url, str) or not url.startswith(("postgresql://", "postgres://")):
        raise SegError("connection_url", connection=name)
    events = raw.get("events", {})
    sample = raw.get("sample")
    if not isinstance(events, dict) or not events or not (sample is None or (type(sample) is int and sample > 0)):
        raise SegError("connection_malformed", connection=name, entry="sample" if events else "events")
    tables = tuple(_events(name, called, table) for called, table in events.items())
    customers = _customers(name, raw["customers"]) if "customers" in raw else None
    return Connection(name, url, customers, tables, sample)


def _customers(name: str, raw: object) -> CustomersThere:
    columns = raw.get("columns", []) if isinstance(raw, dict) else None
    if columns is None or not _texts(raw.get("table"), raw.get("id"), *columns):
        raise SegError("connection_malformed", connection=name, entry="customers")
    return CustomersThere(raw["table"], raw["id"], tuple(columns))


def _events(name: str, called: str, raw: object) -> EventsThere:
    entry = f"events.{called}"
    if not isinstance(raw, dict) or not _texts(*raw.values()) or not {"table", "customer"} <= raw.keys():
        raise SegError("connection_malformed", connection=name, entry=entry)
    parts = {key: label for key, label in raw.items() if key not in {"table", "about"}}
    if NO_SIGNS.search(called) or not set(parts) <= set(Part) or raw.get("about", "other") not in set(About):
        raise SegError("connection_malformed", connection=name, entry=entry)
    found = {Part(part): label for part, label in parts.items()}
    about = About(raw["about"]) if "about" in raw else guessed_about(called, found)
    return EventsThere(called, about, raw["table"], tuple(found.items()))


def _texts(*values: object) -> bool:
    return all(isinstance(value, str) and value for value in values)
