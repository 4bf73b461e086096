"""Customers in segments that a rule made, so that the rule is known."""

import numpy as np
import pyarrow as pa

from seg.core.columns import Kind
from tests.samples import column

COLUMNS = {
    each.label: each
    for each in (
        column("spend", Kind.MONEY, unit="EUR"),
        column("visits", Kind.COUNT),
        column("channel", Kind.NOMINAL),
        column("joined", Kind.DATE),
    )
}


def ruled(count=2_000, seed=0, missing=0.0):
    """(customers, labels): 0 who spend over 500 and come 2 to 5 times, 1 other web customers, 2 the rest."""
    random = np.random.default_rng(seed)
    spend = np.round(random.uniform(0, 1_000, count), 2)
    visits = random.integers(0, 12, count).astype(float)
    channel = random.choice(["web", "shop", "app"], count)
    joined = np.datetime64("2020-01-01") + random.integers(0, 2_000, count).astype("timedelta64[D]")
    labels = np.where((spend > 500) & (visits >= 2) & (visits <= 5), 0, np.where(channel == "web", 1, 2))
    table = {"spend": spend, "visits": visits, "channel": channel, "joined": joined}
    masked = {name: pa.array(values, mask=random.random(count) < missing) for name, values in table.items()}
    return pa.table(masked), labels.astype(np.uint8)


def blurred(count, k, seed=0, sd=1.25, dimensions=8):
    """(customers, columns, labels): overlapping groups in eight numbers, with the segments of nearest centres."""
    random = np.random.default_rng(seed)
    centres = random.normal(0, 1.6, (k, dimensions))
    x = centres[random.integers(k, size=count)] + sd * random.normal(size=(count, dimensions))
    labels = ((x[:, None] - centres) ** 2).sum(axis=2).argmin(axis=1).astype(np.uint8)
    columns = {f"x{at}": column(f"x{at}", Kind.NUMBER) for at in range(dimensions)}
    return pa.table({f"x{at}": x[:, at] for at in range(dimensions)}), columns, labels
