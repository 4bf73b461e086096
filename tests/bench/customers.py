"""Customers to measure with: twelve dimensions, part of them in groups and part a continuum."""

import numpy as np
import pyarrow as pa

from seg.core.columns import Basis, Kind
from tests.samples import column, dataset, recipe

REGIONS = np.array(["north", "south", "east", "west", "centre", "coast", "hills", "abroad"])
CHANNELS = np.array(["shop", "web", "app", "phone"])
BANDS = np.array(["low", "lower middle", "middle", "upper middle", "high"])
STARS = np.array(["1", "2", "3", "4", "5"])
COLUMNS = (
    column("spend", Kind.MONEY, unit="EUR"),
    column("basket", Kind.MONEY, unit="EUR"),
    column("orders", Kind.COUNT),
    column("visits", Kind.COUNT),
    column("days since last order", Kind.COUNT, basis=Basis.JOURNEY),
    column("age", Kind.NUMBER, basis=Basis.DEMOGRAPHIC),
    column("income", Kind.ORDINAL, levels=tuple(BANDS), basis=Basis.DEMOGRAPHIC),
    column("satisfaction", Kind.ORDINAL, levels=tuple(STARS), basis=Basis.PSYCHOGRAPHIC),
    column("channel", Kind.NOMINAL),
    column("region", Kind.NOMINAL, basis=Basis.GEOGRAPHIC),
    column("member", Kind.BINARY, levels=("no", "yes"), basis=Basis.JOURNEY),
    column("newsletter", Kind.BINARY, levels=("no", "yes"), basis=Basis.JOURNEY),
)
RECIPE = recipe(*(each.label for each in COLUMNS))
GROUPS, GROUPED_SHARE, TRAITS = 5, 0.6, 4


def customers(count, missing_share=0.0, seed=0):
    """A dataset and its customers, keyed by label.

    Everything follows from four traits: wealth, activity, age and digital habits. Three customers in five lie
    around one of five types, the others anywhere; regions are noise. `missing_share` of the ages and incomes
    are missing.
    """
    random = np.random.default_rng(seed)
    types = 1.5 * random.normal(size=(GROUPS, TRAITS))
    traits = random.normal(size=(count, TRAITS))
    grouped = random.random(count) < GROUPED_SHARE
    traits[grouped] = types[random.integers(GROUPS, size=grouped.sum())] + 0.5 * traits[grouped]
    wealth, activity, age, digital = traits.T
    noise = lambda size: size * random.normal(size=count)  # noqa: E731

    orders = random.poisson(np.exp(0.7 + 0.6 * activity))
    basket = np.exp(3.3 + 0.5 * wealth + noise(0.4))
    values = {
        "spend": np.round(orders * basket * np.exp(noise(0.15)), 2),
        "basket": np.round(np.where(orders > 0, basket, 0), 2),
        "orders": orders.astype(float),
        "visits": random.poisson(np.exp(1.2 + 0.5 * activity + 0.4 * digital)).astype(float),
        "days since last order": np.round(random.exponential(120 * np.exp(-0.6 * activity))),
        "age": np.round(np.clip(45 + 11 * age + noise(4), 16, 99)),
        "income": BANDS[np.digitize(wealth + noise(0.6), [-1.3, -0.4, 0.5, 1.4])],
        "satisfaction": STARS[np.digitize(0.5 * activity + noise(0.9), [-1.6, -0.8, 0.1, 1.1])],
        "channel": CHANNELS[np.digitize(digital - 0.3 * age + noise(0.5), [-0.9, 0.4, 1.6])],
        "region": random.choice(REGIONS, count, p=[0.25, 0.2, 0.15, 0.12, 0.1, 0.08, 0.06, 0.04]),
        "member": np.where(activity + wealth + noise(0.8) > 0.6, "yes", "no"),
        "newsletter": np.where(digital + noise(1.5) > 0.9, "yes", "no"),
    }
    table = {name: pa.array(each) for name, each in values.items()}
    for name in ("age", "income"):
        table[name] = pa.array(values[name], mask=random.random(count) < missing_share)
    return dataset(COLUMNS, count), pa.table(table)
