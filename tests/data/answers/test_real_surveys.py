"""Published surveys: the Big Five items of the R package psych, and McDonald's of Dolnicar, Grün and Leisch."""

import hashlib
import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from seg.data.answers.dimensions import fitted_answers, scored_answers
from tests.data.answers.surveys import answer_columns, real
from tests.data.tables import DATA

ROOT = Path(__file__).parents[3]
AGAIN = """
import hashlib, json, sys
import pyarrow.parquet as pq
from seg.core.columns import Column
from seg.data.answers.dimensions import fitted_answers, scored_answers
customers = pq.read_table(sys.argv[1])
columns = [Column.from_json(raw) for raw in json.loads(sys.argv[2])]
found = scored_answers(customers, fitted_answers(customers, columns))
print(hashlib.sha256(b"".join(values.to_numpy(False).astype(float).tobytes()
                              for label, (_, values) in found.items() if "factor" in label)).hexdigest())
"""


@pytest.fixture(scope="module")
def big_five():
    if not (DATA / "survey").exists():
        pytest.skip("needs ../shared/data/survey, which is not here")
    with TemporaryDirectory() as folder:
        return real("survey/big_five.csv", Path(folder))


@pytest.fixture(scope="module")
def fitted(big_five):
    return fitted_answers(*big_five)


def test_the_items_are_one_block_and_the_people_are_not_in_it(fitted):
    (part,) = fitted.blocks
    assert part.block.labels == tuple(f"{trait}{number}" for trait in "ACENO" for number in range(1, 6))
    assert (part.block.name, part.block.low, part.block.high) == ("A1-O5", 1, 6)


def test_five_factors_and_every_item_on_its_own(fitted):
    """psych is published with 6 by parallel analysis; the sixth is that of two items and is taken away."""
    model = fitted.blocks[0].factors
    assert (model.suggested, len(model.factors)) == (6, 5)
    loadings = np.array([factor.loadings for factor in model.factors])
    strongest = np.abs(loadings).argmax(axis=0)
    of_trait = {}
    for trait in "ACENO":
        on = [strongest[at] for at, label in enumerate(model.labels) if label[0] == trait]
        of_trait[trait] = max(set(on), key=on.count)
        assert on.count(of_trait[trait]) == 5, f"{trait}: {on}"
    assert len(set(of_trait.values())) == 5
    against = {label for factor in model.factors for label in factor.against}
    assert against == {"A1", "C4", "C5", "E1", "E2", "O2", "O5"}, "the items that psych scores in reverse"


def test_the_loadings_of_scikit_learn(fitted, big_five):
    """Maximum likelihood on the 2,436 who answered everything: the same factors by Tucker's congruence, .95 or more
    (Lorenzo-Seva and ten Berge 2006)."""
    decomposition = pytest.importorskip("sklearn.decomposition")
    model = fitted.blocks[0].factors
    answers = np.column_stack([big_five[0][label].cast(pa.float64()).to_numpy() for label in model.labels])
    answers = answers[~np.isnan(answers).any(axis=1)]
    assert len(answers) == 2_436
    z = (answers - answers.mean(axis=0)) / answers.std(axis=0)
    theirs = decomposition.FactorAnalysis(5, rotation="varimax", svd_method="lapack", tol=1e-3).fit(z).components_
    ours = np.array([factor.loadings for factor in model.factors])
    sizes = np.linalg.norm(ours, axis=1)[:, None] * np.linalg.norm(theirs, axis=1)
    congruence = np.abs(ours @ theirs.T / sizes)
    assert congruence.max(axis=1).min() > 0.95
    assert len(set(congruence.argmax(axis=1))) == 5


@pytest.mark.parametrize("seed", range(1, 6))
def test_the_seed_does_not_decide(big_five, fitted, seed):
    assert fitted_answers(*big_five, seed) == fitted


def test_straight_lines_counted_by_hand(big_five):
    customers, columns = big_five
    rows = zip(*(customers[f"{trait}{n}"].to_pylist() for trait in "ACENO" for n in range(1, 6)), strict=True)
    given = [[answer for answer in row if answer] for row in rows]
    enough = [row for row in given if len(row) >= 20]
    found = answer_columns(customers, columns)["survey:straight_lining(block=A1-O5)"][1].to_pylist()
    assert found.count("yes") == sum(len(set(row)) == 1 for row in enough) == 4
    assert found.count(None) == len(given) - len(enough)


def test_another_process_and_another_order_give_the_same_bits(big_five, fitted, tmp_path):
    customers, columns = big_five
    labels = [label for label in scored_answers(customers, fitted) if "factor" in label]
    values = [scored_answers(customers, fitted)[label][1].to_numpy(zero_copy_only=False) for label in labels]
    shuffled = np.random.default_rng(0).permutation(len(customers))
    pq.write_table(customers.take(pa.array(shuffled)), tmp_path / "customers.parquet")
    told = json.dumps([column.as_json() for column in columns])
    command = [sys.executable, "-c", AGAIN, str(tmp_path / "customers.parquet"), told]
    printed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()
    assert printed == hashlib.sha256(b"".join(part[shuffled].tobytes() for part in values)).hexdigest()


def test_mcdonalds_is_about_taste_price_and_fat(tmp_path):
    if not (DATA / "mcdonalds").exists():
        pytest.skip("needs ../shared/data/mcdonalds, which is not here")
    customers, columns = real("mcdonalds/mcdonalds.csv", tmp_path)
    (part,) = fitted_answers(customers, columns).blocks
    assert (len(part.block.labels), part.block.levels) == (11, ("No", "Yes"))
    assert [set(factor.strongest[:2]) for factor in part.factors.factors] == [
        {"tasty", "yummy"},
        {"cheap", "expensive"},
        {"fattening", "healthy"},
    ]


@pytest.mark.parametrize("name", ["survey/gss82.csv", "survey/carcinoma.csv", "telco/Telco-Customer-Churn.csv"])
def test_other_files_are_no_surveys(name, tmp_path):
    """Few questions on several scales, findings of doctors, and products that customers have."""
    if not (DATA / name).exists():
        pytest.skip(f"needs ../shared/data/{name}, which is not here")
    assert answer_columns(*real(name, tmp_path)) == {}
