"""The tree that stands in for segments: it finds a planted rule, every length is its beginning, figures are counts."""

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from sklearn.cluster import KMeans
from sklearn.metrics import precision_score, recall_score
from sklearn.tree import DecisionTreeClassifier

from seg.core.columns import Kind
from seg.core.errors import SegError
from seg.segments.explaining.conditions import all_hold
from seg.segments.explaining.rules import placed_by, told
from seg.segments.explaining.split import fit_and_held
from seg.segments.explaining.surrogate import Surrogate, _grown, leaf_of, least_in_leaf, surrogate
from tests.samples import column
from tests.segments.every_kind import COLUMNS as EVERY_KIND
from tests.segments.every_kind import as_others, customers
from tests.segments.explaining import worlds
from tests.segments.published_answers import DATA


@pytest.fixture(scope="module")
def planted():
    table, labels = worlds.ruled()
    return table, labels, surrogate(table, worlds.COLUMNS, labels, 3, seed=1)


@pytest.fixture(scope="module")
def every_kind():
    """Customers with missing values of every kind, and others with values that nobody had before."""
    table = customers(1_500)
    labels = (np.arange(1_500) % 3).astype(np.uint8)
    labels[table["age"].fill_null(0).to_numpy() > 45] = 2
    labels[[value is not None and "wine" in value for value in table["interests"].to_pylist()]] = 0
    tree = surrogate(table, {each.label: each for each in EVERY_KIND}, labels, 3, seed=0)
    return tree, as_others(customers(1_500, 0.3, seed=5))


def test_the_planted_rule_is_found_in_round_numbers():
    table, labels = worlds.ruled(missing=0.02)
    rules = told(surrogate(table, worlds.COLUMNS, (labels > 0).astype(np.uint8), 2, seed=1), 4)
    (rule,) = rules.segments[0].rules
    by_name = {part.dimension: part for part in rule.conditions}
    assert set(by_name) == {"spend", "visits"}
    assert (by_name["visits"].above, by_name["visits"].most, by_name["visits"].whole) == (1, 5, True)
    assert (by_name["spend"].above, by_name["spend"].most) == (500, None)
    assert rules.segments[0].figures.precision > 0.9
    assert rules.fidelity > 0.97


def test_figures_are_those_of_scikit_learn_on_customers_held_out(planted):
    table, labels, tree = planted
    _, held = fit_and_held(labels, 3, 1)
    rules = told(tree, 4)
    assert told(tree, 12).fidelity > 0.97
    placed = np.vectorize(placed_by(tree, 4).get)(leaf_of(tree, 4, table.take(pa.array(held))))
    assert rules.customers == len(held)
    assert rules.fidelity == pytest.approx((placed == labels[held]).mean())
    for part in rules.segments:
        mine, theirs = labels[held] == part.label, placed == part.label
        figures = part.figures
        assert figures.precision == pytest.approx(precision_score(mine, theirs))
        assert figures.recall == pytest.approx(recall_score(mine, theirs))
        assert figures.coverage == pytest.approx(theirs.mean())
        assert figures.lift == pytest.approx(precision_score(mine, theirs) / mine.mean())


@pytest.mark.parametrize("leaves", [3, 5, 8, 12])
def test_fewer_leaves_are_how_the_tree_began(leaves):
    """A tree of scikit-learn that may have fewer leaves is the beginning of one that may have more."""
    random = np.random.default_rng(3)
    x, labels = random.normal(size=(900, 4)), random.integers(3, size=900)
    labels[x[:, 0] > 0.3] = 0
    x[random.random(x.shape) < 0.1] = np.nan
    long = _grown(x, labels, 3, 7)
    ranks = np.stack([np.where(np.isnan(c), np.nan, np.argsort(np.argsort(c))) for c in x.T], axis=1)
    short = DecisionTreeClassifier(
        max_leaf_nodes=leaves, min_samples_leaf=least_in_leaf(labels, 3), class_weight="balanced", random_state=7
    ).fit(ranks, labels)
    count = short.tree_.node_count
    assert leaves < 4 or count > 5
    ends = short.tree_.children_left < 0
    assert (long.feature[:count][~ends] == short.tree_.feature[~ends]).all()
    assert (long.n_node_samples[:count] == short.tree_.n_node_samples).all()


@pytest.mark.parametrize("leaves", [2, 4, 7, 12])
def test_everybody_fulfils_exactly_one_rule(every_kind, leaves):
    tree, others = every_kind
    rules = told(tree, leaves)
    fulfilled = sum(
        all_hold(rule.conditions, others).astype(int) * (part.label + 1)
        for part in rules.segments
        for rule in part.rules
    )
    by_tree = np.vectorize(placed_by(tree, leaves).get)(leaf_of(tree, leaves, others))
    assert (fulfilled == by_tree + 1).all()
    assert all(len({c.dimension for c in rule.conditions}) == len(rule.conditions)
               for part in rules.segments for rule in part.rules)  # fmt: skip


def test_the_longer_the_more_faithful_on_overlapping_segments():
    """Methods reference: .80 / .85 / .87 / .90 with 5 / 10 / 20 / 40 leaves on five segments; a k-leaf tree of ours
    ends at 4k."""
    table, columns, labels = worlds.blurred(12_000, 5)
    tree = surrogate(table, columns, labels, 5, seed=0)
    found = [told(tree, leaves).fidelity for leaves in (5, 10, 20)]
    assert found == sorted(found)
    assert 0.7 < found[0] < found[2] < 0.95
    assert found[2] - found[0] > 0.04


def test_fidelity_on_people_of_a_bank():
    """Five k-means segments of 45,211 people: as measured, and round borders cost next to nothing against the tree of
    scikit-learn with borders as they fall."""
    path = DATA / "bank" / "bank-full.csv"
    if not path.exists():
        pytest.skip(f"the reference data {path.name} are not beside the repository")
    people = pd.read_csv(path, sep=";").select_dtypes("number")
    x = people.to_numpy(float)
    even = np.sign(x) * np.log1p(np.abs(x))
    labels = KMeans(5, n_init=3, random_state=0).fit((even - even.mean(axis=0)) / even.std(axis=0)).labels_
    columns = {name: column(name, Kind.NUMBER) for name in people}
    tree = surrogate(pa.table({name: people[name].to_numpy() for name in people}), columns, labels, 5, seed=0)
    fit, held = fit_and_held(labels, 5, 0)
    for leaves, measured in ((5, 0.912), (10, 0.932), (20, 0.941)):
        theirs = DecisionTreeClassifier(
            max_leaf_nodes=leaves, min_samples_leaf=least_in_leaf(labels[fit], 5), class_weight="balanced",
            random_state=0,
        ).fit(x[fit], labels[fit])  # fmt: skip
        fidelity = told(tree, leaves).fidelity
        assert fidelity == pytest.approx(measured, abs=0.015)
        assert fidelity == pytest.approx(theirs.score(x[held], labels[held]), abs=0.005)


def test_it_survives_being_kept(every_kind):
    tree, _ = every_kind
    assert Surrogate.from_json(tree.as_json()) == tree


def test_own_segments_against_everybody_else():
    """Forty of two thousand: a leaf may be smaller for them."""
    table, labels = worlds.ruled()
    own = np.zeros(len(labels), np.uint8)
    own[np.flatnonzero(labels == 0)[:60]] = 1
    own[labels == 0] |= 0
    tree = surrogate(table, worlds.COLUMNS, own, 2, seed=0)
    (first, *_) = told(tree, 8).segments[1].rules
    assert {part.dimension for part in first.conditions} <= {"spend", "visits", "joined", "channel"}
    assert told(tree, 8).segments[1].figures.lift > 3


def test_the_least_that_a_leaf_stands_on():
    of = lambda *sizes: least_in_leaf(np.repeat(np.arange(len(sizes)), sizes), len(sizes))  # noqa: E731
    assert of(20_000, 20_000) == 400
    assert of(1_500, 1_500) == 50
    assert of(400, 400) == 40
    assert of(2_000, 40) == 20
    assert of(10, 10) == 5


def test_nothing_to_tell_apart_is_said():
    table = pa.table({"spend": [1.0] * 50, "visits": [2.0] * 50})
    columns = {name: column(name, Kind.NUMBER) for name in table.column_names}
    with pytest.raises(SegError, match="nothing_to_explain"):
        surrogate(table, columns, np.arange(50) % 2, 2, 0)
    with pytest.raises(SegError, match="nothing_to_explain"):
        surrogate(pa.table({"spend": np.arange(50.0)}), {"spend": columns["spend"]}, np.zeros(50, int), 2, 0)


def test_large_numbers_keep_their_digits():
    """scikit-learn works in single precision, in which these ids of 2^40 and the next are the same."""
    x = 2.0**40 + np.arange(400)
    labels = (np.arange(400) >= 203).astype(np.uint8)
    tree = surrogate(pa.table({"x": x}), {"x": column("x", Kind.NUMBER)}, labels, 2, 0)
    rules = told(tree, 2)
    assert rules.fidelity > 0.98
    assert 2**40 + 195 <= rules.segments[1].rules[0].conditions[0].above <= 2**40 + 210
