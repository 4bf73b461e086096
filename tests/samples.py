"""Small worlds with a known answer, for every area that needs customers."""

from datetime import date, timedelta

import numpy as np
import pyarrow as pa

from seg.core.columns import Basis, Column, Kind
from seg.core.dataset import Dataset, TableReading
from seg.core.recipe import Forming, Recipe
from seg.segments.distances import Rows
from seg.segments.encoding import EncodedDimension, Encoding
from seg.segments.methods import Material


def column(label, kind, **words):
    """A dimension that is not constant."""
    return Column("c0", label, kind=kind, **({"distinct": 2} | words))


def dataset(columns, rows, latest_date=""):
    """A dataset of that many customers, as far as the pipeline looks at one."""
    labels = tuple(each.label for each in columns)
    reading = TableReading("customers.csv", "customers", "0" * 64, labels, rows, rows, 0)
    return Dataset("d" * 64, "Customers", reading, tuple(columns), "0" * 64, "", rows, rows, latest_date=latest_date)


def recipe(*dimensions, **choices):
    """A recipe that forms segments with these dimensions at weight 1."""
    return Recipe("d" * 64, tuple(Forming(name) for name in dimensions), **choices)


SHOP_COLUMNS = (
    column("spend", Kind.MONEY, unit="EUR"),
    column("orders", Kind.COUNT),
    column("age", Kind.NUMBER, basis=Basis.DEMOGRAPHIC, sensitive=True),
    column("satisfaction", Kind.ORDINAL, levels=("low", "middle", "high"), basis=Basis.PSYCHOGRAPHIC),
    column("channel", Kind.NOMINAL),
    column("member", Kind.BINARY, levels=("no", "yes")),
    column("interests", Kind.MULTI_VALUE, separator=";", basis=Basis.PSYCHOGRAPHIC),
    column("joined", Kind.DATE),
)
SHOP = (
    # spend, orders, age, satisfaction (low, middle, high), channel, member, interests, joined (days before)
    (900, 12, 52, (0.05, 0.15, 0.80), "shop", 0.95, ("wine", "travel"), 3000),
    (60, 2, 29, (0.10, 0.80, 0.10), "web", 0.05, ("games",), 200),
    (250, 5, 38, (0.80, 0.15, 0.05), "app", 0.50, ("sport", "travel"), 1000),
)


def shop(per_group=200, seed=0):
    """Three planted groups of different size on every kind of dimension.

    Gives (dataset, customers keyed by label, the true group of each row). Rows are shuffled; ages of one in
    ten and satisfaction of one in twenty are missing.
    """
    random = np.random.default_rng(seed)
    sizes = (per_group, per_group * 3 // 2, per_group * 2)
    truth = random.permutation(np.repeat(np.arange(3), sizes))
    rows = [_shopper(SHOP[group], random) for group in truth]
    customers = pa.table(
        {each.label: pa.array(values) for each, values in zip(SHOP_COLUMNS, zip(*rows, strict=True), strict=True)}
    )
    return dataset(SHOP_COLUMNS, len(truth), latest_date="2026-01-01"), customers, truth


def _shopper(group, random):
    spend, orders, age, satisfied, channel, member, interests, days = group
    tags = {*interests, random.choice(["wine", "travel", "games", "sport"])} if random.random() < 0.2 else {*interests}
    return (
        float(spend * random.lognormal(0, 0.3)),
        float(random.poisson(orders) + 1),
        None if random.random() < 0.1 else float(round(random.normal(age, 6))),
        None if random.random() < 0.05 else str(random.choice(["low", "middle", "high"], p=satisfied)),
        channel if random.random() < 0.9 else str(random.choice(["shop", "web", "app"])),
        "yes" if random.random() < member else "no",
        ";".join(sorted(tags)),
        date(2026, 1, 1) - timedelta(days=int(days * random.uniform(0.7, 1.3))),
    )


def material(x):
    """Numbers as methods take them: every column a dimension that counts for what it varies."""
    parts = [
        EncodedDimension(f"x{at}", Kind.NUMBER, Basis.BEHAVIOURAL, 1 / x.shape[1], at, 1, 1.0, {})
        for at in range(x.shape[1])
    ]
    return Material(Rows.of(x), Encoding(tuple(parts)))


def blobs(centres, per_group=100, sd=0.5, seed=0):
    """Gaussian groups of equal size around `centres`: rows (n, d) in group order, and the group of each."""
    random = np.random.default_rng(seed)
    centres = np.asarray(centres, float)
    truth = np.repeat(np.arange(len(centres)), per_group)
    return centres[truth] + sd * random.normal(size=(len(truth), centres.shape[1])), truth


def answers(rows):
    """Answers of people, "" or None where they gave none, as methods take them: each question a nominal dimension."""
    questions, parts, blocks, start = list(zip(*rows, strict=True)), [], [], 0
    for at, given in enumerate(questions):
        levels = sorted({answer for answer in given if answer})
        hot = np.array([[float(answer == level) for level in levels] if answer else [np.nan] * len(levels)
                        for answer in given])  # fmt: skip
        known = {"levels": levels, "means": np.nanmean(hot, axis=0).tolist()}
        blocks.append(hot - known["means"])
        parts.append(
            EncodedDimension(f"q{at}", Kind.NOMINAL, Basis.NEEDS, 1 / len(questions), start, len(levels), 1.0, known)
        )
        start += len(levels)
    return Material(Rows.of(np.hstack(blocks)), Encoding(tuple(parts)))


def mixed(x, categories, levels, shares=None):
    """Numbers (n, p), and categories (n, c) as codes from 0, encoded as the pipeline does; NaN and -1 are missing."""
    count = x.shape[1] + categories.shape[1]
    shares = np.full(count, 1 / count) if shares is None else np.asarray(shares)
    parts, blocks = [], []
    for at, share in enumerate(shares):
        start = sum(part.width for part in parts)
        if at < x.shape[1]:
            block, kind, parameters = (
                ((x[:, at] - np.nanmean(x[:, at])) / np.nanstd(x[:, at]))[:, None],
                Kind.NUMBER,
                {},
            )
        else:
            codes = categories[:, at - x.shape[1]]
            hot = np.where(codes[:, None] < 0, np.nan, codes[:, None] == np.arange(levels))
            means = np.nanmean(hot, axis=0)
            block, kind, parameters = hot - means, Kind.NOMINAL, {"means": means.tolist()}
        scale = float(np.sqrt(share / np.nanvar(block, axis=0).sum()))
        parts.append(
            EncodedDimension(f"d{at}", kind, Basis.BEHAVIOURAL, share, start, block.shape[1], scale, parameters)
        )
        blocks.append(block * scale)
    return Material(Rows.of(np.hstack(blocks)), Encoding(tuple(parts)))


def with_a_hidden_total() -> tuple[list[str], np.ndarray]:
    """Tiers of customers and their five segments, of which the profile hides how many of all are "Sip"."""
    tiers = {"Dry": (750, 10, 10, 0, 0), "Table": (1, 352, 30, 244, 7), "Cellar": (0, 1, 0, 110, 312),
             "Sip": (5, 66, 328, 5, 0), "Nine": (4, 0, 2, 3, 0)}  # fmt: skip
    labels = [segment for counts in tiers.values() for segment, count in enumerate(counts) for _ in range(count)]
    return [tier for tier, counts in tiers.items() for _ in range(sum(counts))], np.array(labels)
