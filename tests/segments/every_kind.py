"""Customers with a dimension of every kind, and everything in them that can be told otherwise somewhere else."""

from datetime import date

import numpy as np
import pyarrow as pa

from seg.core.columns import Kind
from seg.segments.encoding import encode
from tests.samples import column, recipe

COLUMNS = (
    column("spend", Kind.MONEY),  # refunds too
    column("orders", Kind.COUNT),
    column("age", Kind.NUMBER),
    column("points", Kind.NUMBER),  # skewed
    column("gap", Kind.NUMBER),  # heavy tails: clipped
    column("joined", Kind.DATE),
    column("satis'faction", Kind.ORDINAL, levels=("low", "middle", "high")),
    column("channel", Kind.NOMINAL),  # rare ones lumped
    column("plan", Kind.NOMINAL),  # nothing lumped: a new one is not known
    column("member", Kind.BINARY, levels=("no", "yes")),
    column("interests", Kind.MULTI_VALUE, separator="|"),
)
TAGS = ("wine", "it's (all)", "a.b", "c++", "caf\u00e9", "wine bar")
CHANNELS = ("shop", "web", "app", "", "o'clock", *(f"rare {n}" for n in range(30)))


def customers(count, missing=0.1, seed=0):
    """A table of that many, three planted groups, keyed by label, with `id`."""
    random = np.random.default_rng(seed)
    group = random.integers(3, size=count)
    pick = lambda values, size=1.0: np.asarray(values)[random.integers(len(values), size=count)]  # noqa: E731
    leaning = lambda values: np.where(  # noqa: E731
        random.random(count) < 0.6, np.asarray(values, object)[group], pick(np.asarray(values, object))
    )
    tagged = random.random((count, len(TAGS))) < np.array([[0.7, 0.2, 0.1], [0.1, 0.6, 0.3]] * 3).T[group]
    spaces = pick(np.array(["|", " | ", "|\u00a0", "\t|"], object))
    cells = [
        space.join(tag for tag, has in zip(TAGS, row, strict=True) if has)
        for space, row in zip(spaces, tagged, strict=True)
    ]
    channels = np.where(random.random(count) < 0.03, pick(np.array(CHANNELS, object)), leaning(CHANNELS[:3]))
    values = {
        "spend": np.exp(random.normal(3 + group, 1)) * np.where(random.random(count) < 0.05, -1, 1),
        "orders": random.poisson(1 + 3 * group).astype(float),
        "age": random.normal(30 + 12 * group, 6),
        "points": np.where(random.random(count) < 0.3, 0.0, random.exponential(50 * (1 + group))),
        "gap": random.standard_t(2, count),
        "joined": np.datetime64("2020-01-01") + (random.normal(600 - 200 * group, 100)).astype("timedelta64[D]"),
        "satis'faction": leaning(["low", "middle", "high"]),
        "channel": channels,
        "plan": leaning(["basic", "plus", "pro"]),
        "member": leaning(["no", "yes", "no"]),
        "interests": np.array([f" [{cell}] " if n % 5 == 0 else cell for n, cell in enumerate(cells)], object),
    }
    table = {"id": pa.array(np.arange(count))}
    for each in COLUMNS:
        table[each.label] = pa.array(values[each.label], mask=random.random(count) < missing)
    return pa.table(table)


def as_others(table, seed=1):
    """The same customers with values that the encoding never saw."""
    random = np.random.default_rng(seed)
    changed = {}
    for name, new in (("plan", "gold"), ("channel", "kiosk"), ("satis'faction", "huge"), ("member", "maybe")):
        values = np.array(table[name].to_pylist(), object)
        values[random.random(len(values)) < 0.02] = new
        changed[name] = pa.array(values, pa.string())
    age, unknown = table["age"].fill_null(0).to_numpy().copy(), table["age"].is_null().to_numpy()
    age[random.random(len(age)) < 0.01] = np.nan
    age[random.random(len(age)) < 0.01] = 1e6
    changed["age"] = pa.array(age, mask=unknown)
    return pa.table({name: changed.get(name, table[name]) for name in table.column_names})


def encoded(table, **choices):
    """The encoding of these customers; orders count thrice, tags half."""
    weights = {"orders": 3.0, "interests": 0.5}
    asked = recipe(*(each.label for each in COLUMNS), **choices)
    forming = tuple(type(part)(part.dimension, weights.get(part.dimension, 1.0)) for part in asked.forming)
    asked = type(asked)(asked.dataset, forming)
    return encode(table, {each.label: each for each in COLUMNS}, asked, date(2026, 1, 1).isoformat())
