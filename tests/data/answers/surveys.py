"""Small surveys as a dataset has them: columns, and the customers as `customer_frame` gives them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pyarrow as pa

from seg.core.columns import Basis, Column, Kind
from seg.data.answers.dimensions import fitted_answers, scored_answers
from seg.data.columns.guess import guess_columns
from seg.data.dataset import build_dataset, customer_frame
from seg.data.repairs.history import Prepared
from tests.data.tables import DATA, read_csv

ONE_TO_FIVE = ("1", "2", "3", "4", "5")


def item(label: str, levels: tuple[str, ...] = ONE_TO_FIVE, **more) -> Column:
    """An attitude on a scale."""
    kind = Kind.BINARY if len(levels) == 2 else Kind.ORDINAL
    made = Column(label, label, kind=kind, basis=Basis.PSYCHOGRAPHIC, levels=levels, distinct=len(levels))
    return replace(made, **more)


def table(columns: tuple[Column, ...], **values: list) -> pa.Table:
    """Customers with the values given; of the other columns each has its levels, or 1 to 5, in turn."""
    rows = len(next(iter(values.values()))) if values else 40
    made = {}
    for column in columns:
        usual = column.levels or (1.0, 2.0, 3.0, 4.0, 5.0)
        made[column.label] = values.get(column.label, [usual[at % len(usual)] for at in range(rows)])
    return pa.table(made)


def planted(loadings: np.ndarray, customers: int, seed: int = 1) -> tuple[pa.Table, tuple[Column, ...], np.ndarray]:
    """Answers from 1 to 5 that come from factors: customers, columns, and the factors (customers, number)."""
    random = np.random.default_rng(seed)
    factors = random.standard_normal((customers, loadings.shape[1]))
    own = random.standard_normal((customers, len(loadings))) * np.sqrt(1 - (loadings**2).sum(axis=1))
    answers = np.clip(np.round(3 + 1.2 * (factors @ loadings.T + own)), 1, 5).astype(int).astype(str)
    columns = tuple(item(f"q{at}") for at in range(1, len(loadings) + 1))
    return pa.table({column.label: answers[:, at] for at, column in enumerate(columns)}), columns, factors


def real(name: str, folder) -> tuple[pa.Table, tuple[Column, ...]]:
    """A real file as a dataset: its customers by label, and its columns."""
    raw, reading = read_csv(DATA / name, folder)
    columns = guess_columns(raw, reading.labels)
    built = build_dataset(Prepared(raw, reading.labels, columns), reading, "survey", folder)
    labels = tuple(column.label for column in built.dataset.dimensions)
    return customer_frame(built.customers, built.dataset, labels), built.dataset.columns


def answer_columns(customers, columns):
    """The dimensions that the answers of these customers give, made with what was found on them."""
    return scored_answers(customers, fitted_answers(customers, columns))
