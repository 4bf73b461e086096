"""Lines of profiles with known figures, for what is written of them."""

import numpy as np
import pyarrow as pa

from seg.core.columns import Basis, Kind
from seg.segments.lines import lines
from seg.segments.profiles import profiles
from seg.segments.spread import spread
from seg.ui.profile.sheet import Heading, Options, sheet
from seg.ui.words.words import words
from tests.samples import SHOP_COLUMNS, column, shop
from tests.segments.test_profiles import AS_OF, labelled


def described(table, columns, labels, k, every_level=False, held=frozenset()):
    """(lines, spreads) of these customers."""
    found = profiles(table, columns, frozenset(list(columns)[:1]), {k: labelled(labels, k)}, AS_OF)[k]
    each = (spread(table, columns[part.dimension], part, labels, k, AS_OF) for part in found)
    spreads = {lies.dimension: lies for lies in each if lies}
    return lines(found, spreads, every_level, held), spreads


def shop_lines(every_level=False, held=frozenset()):
    """The planted shop: (lines, spreads), the first group spends most."""
    _, customers, truth = shop()
    return described(customers, {each.label: each for each in SHOP_COLUMNS}, truth, 3, every_level, held)


def by_name(found):
    return {(each.part.dimension, each.level_name): each for each in found}


def written(found, spreads, language="en", customers=900, **options):
    """The sheet of lines, of as many segments as they have."""
    k = len(found[0].part.segments)
    headings = tuple(Heading(f"Segment {s}", "200", "20%", "#0b76cb") for s in range(k))
    return sheet(found, spreads, headings, Heading("All customers", "900", "", "", customers), Options(**options),
                 words(language), AS_OF)  # fmt: skip


def wide():
    """(lines, spreads) of 12 segments by 150 dimensions, every kind among them."""
    random = np.random.default_rng(0)
    labels = np.repeat(np.arange(12), 20)
    values, columns = {}, {}
    for at in range(150):
        name, x = f"dimension number {at}", random.normal(size=240) + random.normal(size=12)[labels]
        kind = (Kind.MONEY, Kind.COUNT, Kind.BINARY, Kind.NOMINAL, Kind.ORDINAL)[at % 5]
        level = np.digitize(x, [-0.5, 0.5])
        values[name] = {
            Kind.MONEY: np.exp(3 + x), Kind.COUNT: np.maximum(0, np.round(5 + 2 * x)),
            Kind.BINARY: np.where(x > 0, "yes", "no"), Kind.NOMINAL: np.array(["shop", "web", "app"])[level],
            Kind.ORDINAL: np.array(["low", "middle", "high"])[level],
        }[kind]  # fmt: skip
        levels = {Kind.BINARY: ("no", "yes"), Kind.ORDINAL: ("low", "middle", "high")}.get(kind, ())
        unit = "EUR" if kind is Kind.MONEY else ""
        columns[name] = column(name, kind, levels=levels, unit=unit, basis=list(Basis)[at % 7])
    return described(pa.table(values), columns, labels, 12)
