"""How closely columns go together, against other implementations."""

import numpy as np
import pytest
from scipy.stats import chi2_contingency

from seg.core.columns import Column, Kind
from seg.data.audit import audit
from seg.data.audit.together import FEWEST, associations, correlations, cramers_v
from seg.data.columns.guess import guess_columns
from tests.data.tables import write_raw

random = np.random.default_rng(3)


def columns(count):
    return [Column(f"c{at}", f"x{at}") for at in range(count)]


def test_correlations_are_those_of_numpy_on_the_rows_that_have_both():
    x = random.normal(size=(500, 5)) @ random.normal(size=(5, 5)) * 1e6
    x[random.random(x.shape) < 0.2] = np.nan
    a, *_, b = of = columns(5)
    found = correlations(dict(zip(of, x.T, strict=True)))
    both = ~np.isnan(x[:, 0]) & ~np.isnan(x[:, 4])
    assert found[a, b] == pytest.approx(np.corrcoef(x[both, 0], x[both, 4])[0, 1], abs=1e-9)
    assert len(found) == 10


def test_columns_that_do_not_vary_or_hardly_meet_are_left_out():
    a, b, c = columns(3)
    some = np.where(np.arange(100) < FEWEST - 1, np.arange(100.0), np.nan)
    assert correlations({a: np.arange(100.0), b: np.full(100, 3.0), c: some}) == {}
    assert correlations({a: np.full(50, np.nan), b: np.arange(50.0)}) == {}


def test_cramers_v_is_that_of_bergsma():
    a, b = random.integers(0, 4, 800), random.integers(0, 3, 800)
    b = np.where(random.random(800) < 0.6, a % 3, b)
    table = np.array([[np.sum((a == i) & (b == j)) for j in range(3)] for i in range(4)])
    n, phi = 800, chi2_contingency(table, correction=False).statistic / 800
    corrected = max(0, phi - 3 * 2 / (n - 1))
    expected = np.sqrt(corrected / min(4 - 9 / (n - 1) - 1, 3 - 4 / (n - 1) - 1))
    assert cramers_v(a, b) == pytest.approx(expected, abs=1e-12)


def test_cramers_v_at_its_ends():
    a = np.arange(900) % 9
    assert cramers_v(a, a[::-1]) == pytest.approx(1, abs=0.01)
    assert cramers_v(a, random.permutation(a)) < 0.1
    assert cramers_v(a, np.zeros(900, int)) is None
    assert cramers_v(a[:FEWEST], np.where(np.arange(FEWEST) < 1, -1, 0)) is None


def test_categories_with_too_many_levels_are_not_compared():
    a, b = columns(2)
    many = np.arange(600) % 40
    assert associations({a: many, b: many}) == {}


def test_each_column_is_told_once_with_the_closest(tmp_path):
    base = random.lognormal(3, 1, 400)
    table = {f"amount{at}": [f"{x:.2f}" for x in base * random.lognormal(0, 0.1 * at, 400)] for at in range(4)}
    reading = write_raw(tmp_path / "raw.parquet", {"customer_id": [f"k{at}" for at in range(400)], **table})
    guessed = guess_columns(tmp_path / "raw.parquet", reading.labels)
    found = [f for f in audit(tmp_path / "raw.parquet", reading, guessed) if f.fact.key == "audit.correlated"]
    assert sorted(f.column for f in found) == ["amount1", "amount2", "amount3"]
    assert all(f.fact["other"] < f.column for f in found)
    assert [abs(f.fact["r"]) for f in found] == sorted((abs(f.fact["r"]) for f in found), reverse=True)


def test_wide_tables_are_compared_in_no_time(tmp_path):
    table = {f"flag{at}": [str(x) for x in random.integers(0, 3, 300)] for at in range(120)}
    reading = write_raw(tmp_path / "raw.parquet", {"customer_id": [f"k{at}" for at in range(300)], **table})
    guessed = guess_columns(tmp_path / "raw.parquet", reading.labels)
    found = audit(tmp_path / "raw.parquet", reading, guessed)
    assert not [f for f in found if f.fact.key in {"audit.associated", "audit.correlated"}]
    assert {column.kind for column in guessed[1:]} <= {Kind.COUNT, Kind.NOMINAL, Kind.ORDINAL, Kind.NUMBER}
