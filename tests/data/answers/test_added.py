"""Answers as further columns of a dataset: in its file, in its columns, and the same for others."""

import numpy as np
import pyarrow.parquet as pq
import pytest

from seg.core.columns import Basis, Column, Kind, Role
from seg.core.dataset import Dataset
from seg.data.answers.dimensions import Fitted
from seg.data.dataset import build_dataset, customer_frame
from seg.data.repairs.history import Prepared
from tests.data.tables import write_raw

ITEMS = tuple(f"q{number}" for number in range(1, 7))
STRAIGHT, FACTOR = "survey:straight_lining(block=q)", "survey:factor(block=q;number=1)"
CUSTOMERS = 200


def answers(rows=CUSTOMERS):
    """Six questions that one trait decides, on 1 to 5; every tenth customer gives 3 to all of them."""
    random = np.random.default_rng(0)
    trait = random.normal(size=rows)
    found = np.clip(np.round(3 + trait[:, None] + 0.6 * random.normal(size=(rows, 6))), 1, 5).astype(int)
    found[::10] = 3
    return found


def built(folder, rows, fitted=None):
    folder.mkdir(exist_ok=True)
    columns = {"id": [f"K{at}" for at in range(len(rows))]}
    columns |= {item: [str(row[at]) for row in rows] for at, item in enumerate(ITEMS)}
    reading = write_raw(folder / "raw.parquet", columns)
    known = tuple(
        Column(f"c{at}", item, kind=Kind.NUMBER, basis=Basis.PSYCHOGRAPHIC, distinct=5)
        for at, item in enumerate(ITEMS, 1)
    )
    prepared = Prepared(folder / "raw.parquet", reading.labels, (Column("c0", "id", Role.ID), *known))
    return build_dataset(prepared, reading, "Survey", folder, least=1, answers=fitted)


def values(made, label):
    return customer_frame(made.customers, made.dataset, (label,))[label].to_pylist()


def test_columns_of_answers(tmp_path):
    made = built(tmp_path / "a", answers())
    labels = [column.label for column in made.dataset.columns]
    assert labels[:7] == ["id", *ITEMS]
    assert {STRAIGHT, FACTOR} <= set(labels)
    assert len({column.name for column in made.dataset.columns}) == len(labels)
    told = values(made, STRAIGHT)
    assert all(told[at] == "yes" for at in range(0, CUSTOMERS, 10))
    assert Dataset.from_json(made.dataset.as_json()) == made.dataset


def test_others_are_scored_by_what_was_fitted(tmp_path):
    made = built(tmp_path / "a", answers())
    fitted = Fitted.from_json(made.dataset.answers)
    few = built(tmp_path / "b", answers()[:3], fitted)
    assert values(few, FACTOR) == values(made, FACTOR)[:3]


def test_without_a_survey_nothing_is_added(tmp_path):
    reading = write_raw(tmp_path / "raw.parquet", {"id": ["a", "b"], "spend": ["1", "2"]})
    columns = (Column("c0", "id", Role.ID), Column("c1", "spend", kind=Kind.MONEY, distinct=2))
    made = build_dataset(Prepared(tmp_path / "raw.parquet", reading.labels, columns), reading, "x", tmp_path, least=1)
    assert made.dataset.columns == columns
    assert made.dataset.answers == {}
    assert pq.read_schema(made.customers).names == ["customer_id", "c1"]


@pytest.mark.parametrize("label", [STRAIGHT, FACTOR])
def test_words_of_such_dimensions(label):
    from seg.ui.words.words import words

    assert words("en").dimension(label).startswith("q: ")
    assert words("en").dimension_means(label, "2026-01-01")
