"""The audit: attributes of every kind, what is told of them by hand, and proxies that are planted."""

from dataclasses import replace

import numpy as np
import pyarrow as pa
import pytest
from sklearn.metrics import roc_auc_score

from seg.core.columns import Kind, Role
from seg.segments.encoding import encode
from seg.segments.fairness.association import association
from seg.segments.fairness.attributes import attributes, audited
from seg.segments.fairness.audit import Audited, audit
from seg.segments.fairness.proxies import area, proxy
from seg.segments.v_test import v_of_level
from tests.samples import column, recipe

SEX = column("sex", Kind.NOMINAL, sensitive=True)
AGE = column("age", Kind.NUMBER, sensitive=True)
DIET = column("diet", Kind.MULTI_VALUE, held=True, separator=";")
FAITH = column("faith", Kind.NOMINAL, held=True)
INPUTS = tuple(column(name, Kind.NUMBER) for name in ("spend", "visits", "size"))


@pytest.fixture(scope="module")
def world():
    """1,200 customers in two segments by spend; sex goes with size, which is an input, and age with nothing."""
    random = np.random.default_rng(0)
    woman = random.random(1_200) < 0.5
    spend = random.normal(size=1_200) + woman * 0.8
    customers = pa.table(
        {
            "sex": np.where(woman, "w", "m"),
            "age": pa.array(random.integers(18, 80, 1_200).astype(float), mask=random.random(1_200) < 0.1),
            "diet": np.where(random.random(1_200) < 0.3, "vegan;halal", "halal"),
            "faith": np.where(np.arange(1_200) < 4, "rare", np.where(random.random(1_200) < 0.5, "a", "b")),
            "spend": spend,
            "visits": random.normal(size=1_200),
            "size": random.normal(size=1_200) + woman * 3,
        }
    )
    encoded = encode(customers, {each.label: each for each in INPUTS}, recipe(*(c.label for c in INPUTS)), "")
    return customers, (spend > 0.4).astype(np.uint8), encoded


def test_what_is_audited_is_personal_or_held_back():
    told = (SEX, FAITH, column("spend", Kind.MONEY), column("mail", Kind.NOMINAL, sensitive=True, role=Role.CONTACT))
    assert audited(told) == (SEX, FAITH)


def test_attributes_of_every_kind(world):
    found = attributes(world[0], (SEX, AGE, DIET, FAITH))
    assert [(each.dimension, each.tag, len(each.levels)) for each in found] == [
        ("sex", "", 2), ("age", "", 4), ("diet", "vegan", 2), ("faith", "", 2),
    ]  # fmt: skip
    age, faith = found[1], found[3]
    known = np.array(world[0]["age"].is_valid())
    assert ((age.codes >= 0) == known).all()
    assert (faith.codes[:4] == -1).all()  # four are too few to be told of
    assert faith.held


def test_the_table_is_counted_by_hand(world):
    customers, labels, _ = world
    (sex,) = attributes(customers, (SEX,))
    names = [level.among[0] for level in sex.levels]
    by_hand = [[sum(s == name and label == at for s, label in zip(customers["sex"].to_pylist(), labels, strict=True))
                for name in names] for at in (0, 1)]  # fmt: skip
    assert sex.table(labels, 2).tolist() == by_hand


def test_an_attribute_that_goes_with_the_segments(world):
    customers, labels, encoded = world
    (sex,) = attributes(customers, (SEX,))
    found = audit(sex, labels, 2, encoded.matrix, encoded.encoding, 0)
    table = sex.table(labels, 2)
    assert found.association == association(table)
    assert found.association.grade in ("amber", "red")
    assert found.proxy.inputs > 0.95  # size gives it away
    assert found.grade == "red"
    women = [level.among[0] for level in sex.levels].index("w")
    shares = table[:, women] / table.sum(axis=1)
    assert found.index(1, women) == pytest.approx(100 * shares[1] / (table[:, women].sum() / 1_200), abs=3)
    assert found.points(1, women) == pytest.approx(100 * (shares[1] - table[:, women].sum() / 1_200), abs=1.5)
    assert found.strongest in ((1, women), (0, women), (0, 1 - women), (1, 1 - women))
    exact = v_of_level(int(table[1, women]), int(table[1].sum()), int(table[:, women].sum()), 1_200)
    assert found.v[1][women] == pytest.approx(exact, abs=0.6)
    assert Audited.from_json(found.as_json()) == found


def test_one_that_goes_with_nothing(world):
    customers, labels, encoded = world
    (age,) = attributes(customers, (AGE,))
    found = audit(age, labels, 2, encoded.matrix, encoded.encoding, 0)
    assert (found.grade, found.forming) == ("", False)
    assert found.association.v < 0.08
    assert 0.44 < found.proxy.inputs < 0.58
    assert 0.44 < found.proxy.segment < 0.56


def test_small_cells_are_hidden(world):
    customers, _, encoded = world
    (sex,) = attributes(customers, (SEX,))
    labels = np.zeros(1_200, np.uint8)
    labels[np.flatnonzero(sex.codes == 0)[:200]] = 1
    labels[np.flatnonzero(sex.codes == 1)[:4]] = 1
    labels[600:900] = 2
    found = audit(sex, labels, 3, encoded.matrix, encoded.encoding, 0)
    assert found.shares[1] == found.v[1] == (None, None)
    assert found.index(1, 0) is None
    assert found.points(1, 1) is None
    assert sum(row[0] is None for row in found.shares) >= 2


def test_an_attribute_that_is_an_input_is_told_from_the_others(world):
    customers, labels, _ = world
    columns = {each.label: each for each in (SEX, INPUTS[1])}
    encoded = encode(customers, columns, recipe(*columns), "")
    (sex,) = attributes(customers, (SEX,))
    found = audit(sex, labels, 2, encoded.matrix, encoded.encoding, 0)
    assert found.forming
    assert 0.42 < found.proxy.inputs < 0.58
    alone = encode(customers, {"sex": SEX}, recipe("sex"), "")
    assert audit(sex, labels, 2, alone.matrix, alone.encoding, 0).proxy.inputs is None


def test_a_bent_proxy_is_found_too():
    """Those in the middle have it: no line tells."""
    random = np.random.default_rng(0)
    x = random.normal(size=(1_500, 2))
    codes = (np.abs(x[:, 0]) < 0.7).astype(int)
    x[random.random(x.shape) < 0.05] = np.nan
    assert proxy(x, np.zeros(1_500, int), 1, codes, 0).inputs > 0.9
    assert proxy(x, codes, 2, codes, 0).segment == 1.0


def test_the_area_is_that_of_scikit_learn():
    random = np.random.default_rng(0)
    has = random.random(400) < 0.3
    chance = np.round(random.random(400) + 0.3 * has, 1)
    assert area(chance, has) == pytest.approx(roc_auc_score(has, chance))


def test_too_few_to_tell():
    assert proxy(np.zeros((50, 1)), np.zeros(50, int), 1, np.array([0] * 47 + [1] * 3), 0) is None


def test_grades_of_proxies(world):
    customers, labels, encoded = world
    (sex,) = attributes(customers, (SEX,))
    found = proxy(encoded.matrix, labels, 2, sex.codes, 0)
    steps = [replace(found, inputs=inputs, segment=0.5).grade for inputs in (0.64, 0.65, 0.74, 0.75, None)]
    assert steps == ["", "amber", "amber", "red", ""]
