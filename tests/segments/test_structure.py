"""Structure against sets without groups: worlds whose answer is known, the sets themselves, and the arithmetic."""

import numpy as np
import pyarrow as pa
import pytest

from seg.core.columns import Kind
from seg.segments.encoding import EncodedDimension, Encoding, encode
from seg.segments.structure.check import check_structure, judged
from seg.segments.structure.null import Null
from tests.samples import SHOP_COLUMNS, blobs, column, recipe, shop

OVERLAPPING = 1.6 * np.array([(1, 1, 0, 0, 0), (-1, -1, 0, 0, 0), (1, -1, 1, 0, 0), (-1, 1, -1, 0, 0)])


def scaled(x):
    return (x - x.mean(axis=0)) / x.std(axis=0)


def single(width, kind=Kind.NUMBER):
    """An encoding with one column for each dimension."""
    return Encoding(tuple(EncodedDimension(f"x{i}", kind, "b", 1 / width, i, 1, 1.0, {}) for i in range(width)))


def checked(matrix, sets=19, kind=Kind.NUMBER, seed=0, **choices):
    return check_structure(matrix, single(matrix.shape[1], kind), seed, sets, **choices)


def of_levels(columns):
    """Nominal dimensions, each a row of level numbers, encoded."""
    labels = [f"question {i}" for i in range(len(columns))]
    table = pa.table({label: [f"level {code}" for code in codes] for label, codes in zip(labels, columns, strict=True)})
    return encode(table, {label: column(label, Kind.NOMINAL) for label in labels}, recipe(*labels), "")


def half_correlated(random, n=600):
    return random.normal(size=(n, 5)) @ np.linalg.cholesky(np.full((5, 5), 0.5) + 0.5 * np.eye(5)).T


def flags(random, n=600):
    return (random.random((n, 8)) < np.linspace(0.2, 0.8, 8)).astype(float)


CONTINUA = {  # recipe A4 of the methods reference
    "a cloud": lambda random: scaled(half_correlated(random)),
    "spenders": lambda random: scaled(np.arcsinh(np.exp(half_correlated(random)))),
    "flags": lambda random: scaled(flags(random)),
    "a long cloud": lambda random: random.normal(size=(600, 5)) * (4, 1, 1, 1, 1),
}


@pytest.mark.parametrize("name", CONTINUA)
def test_a_continuum_is_not_natural(name):
    found = checked(CONTINUA[name](np.random.default_rng(1)))
    assert not found.natural
    assert found.p > 0.05
    assert found.gap < 0.03
    assert (found.rows, found.sets, found.ks) == (600, 19, (2, 3, 4, 5, 6, 7))


def test_groups_that_overlap_stand_out():
    random = np.random.default_rng(0)
    x = scaled(OVERLAPPING[random.integers(4, size=600)] + random.normal(size=(600, 5)))
    found = checked(x, sets=39)
    assert found.p == 1 / 40
    assert 0.015 < found.gap < 0.05


def test_groups_apart_are_natural():
    random = np.random.default_rng(3)
    x = scaled((3 * random.normal(size=(4, 5)))[random.integers(4, size=600)] + random.normal(size=(600, 5)))
    found = checked(x)
    assert found.natural
    assert (found.p, found.k) == (1 / 20, 4)
    assert found.gap > 0.1


def test_levels_chosen_freely_or_by_one_taste_are_no_groups():
    """Three questions of three to five levels, answered at random, and by what one likes: two latents, no group."""
    random = np.random.default_rng(0)
    taste = random.normal(size=(250, 2))
    for strength in (0, 1):
        liking = [strength * taste @ random.normal(size=(2, levels)) for levels in (3, 4, 5)]
        encoded = of_levels([(each + random.gumbel(size=each.shape)).argmax(axis=1) for each in liking])
        assert not check_structure(encoded.matrix, encoded.encoding, 0, 19).natural


def questions(random, n, chance):
    """Three groups with a favourite level of their own in each of eight questions of five levels."""
    group = random.integers(3, size=n)
    favourites = np.stack([random.permutation(5)[:3] for _ in range(8)])[:, group]
    return np.where(random.random((8, n)) < chance, favourites, random.integers(5, size=(8, n)))


def test_groups_of_levels_are_natural():
    encoded = of_levels(questions(np.random.default_rng(0), 300, 0.7))
    found = check_structure(encoded.matrix, encoded.encoding, 0, 19)
    assert found.natural
    assert found.k == 3


def test_the_planted_shop_is_natural_missing_values_included():
    _, customers, _ = shop(per_group=40)
    encoded = encode(
        customers, {each.label: each for each in SHOP_COLUMNS}, recipe(*customers.column_names), "2026-01-01"
    )
    assert np.isnan(encoded.matrix).any()
    assert check_structure(encoded.matrix, encoded.encoding, 0, 19).natural


@pytest.mark.parametrize("natural", [False, True])
def test_holes_neither_make_nor_hide_groups(natural):
    """A page of questions that a third skip together, and one cell in ten; in a cloud and in groups."""
    random = np.random.default_rng(0)
    x = half_correlated(random, 150) if not natural else blobs(3 * np.eye(5)[:3], per_group=50, sd=0.7)[0]
    x[np.ix_(random.random(150) < 0.3, [3, 4])] = np.nan
    x[random.random(x.shape) < 0.1] = np.nan
    assert checked(x).natural == natural


def test_sets_without_groups_keep_values_and_holes_and_correlations():
    """Of every kind of dimension: values to the customer, levels to a customer or two, correlations nearly."""
    random = np.random.default_rng(0)
    taste = random.normal(size=(800, 3)) @ [[1, 0.6, 0.6], [0, 0.8, 0.3], [0, 0, 0.74]]
    liking = taste @ random.normal(size=(3, 4)) + random.gumbel(size=(800, 4))
    world = {
        "age": taste[:, 0],
        "spend": np.where(taste[:, 1] > -0.3, np.exp(taste[:, 1]), 0),
        "rating": np.digitize(taste[:, 2], [-1, 0, 0.4, 1]).astype(str),
        "member": np.where(taste[:, 0] + taste[:, 1] + random.normal(size=800) > 2, "yes", "no"),
        "channel": [f"channel {code}" for code in liking.argmax(axis=1)],
        "interests": [";".join(f"tag {tag}" for tag in np.flatnonzero(row > 1)) for row in liking],
    }
    kinds = (Kind.NUMBER, Kind.MONEY, Kind.ORDINAL, Kind.BINARY, Kind.NOMINAL, Kind.MULTI_VALUE)
    columns = {name: column(name, kind, separator=";") for name, kind in zip(world, kinds, strict=True)}
    holes = {name: random.random(800) < 0.05 for name in world}
    table = pa.table({name: pa.array(list(values), mask=holes[name]) for name, values in world.items()})
    encoded = encode(table, columns, recipe(*world), "", np.float64)
    null = Null.of(encoded.matrix, encoded.encoding, np.random.default_rng(0))
    sets = [null.draw(np.random.default_rng(seed)) for seed in range(30)]

    assert all((np.isnan(drawn) == np.isnan(encoded.matrix)).all() for drawn in sets)
    for part in encoded.encoding.dimensions:
        own = slice(part.start, part.start + part.width)
        for drawn in sets[:5]:
            if part.kind == Kind.NOMINAL:
                blocks, counts = np.unique(encoded.matrix[:, own][~holes["channel"]], axis=0, return_counts=True)
                again, others = np.unique(drawn[:, own][~holes["channel"]], axis=0, return_counts=True)
                assert (blocks == again).all()
                assert np.abs(counts - others).max() <= 3
            else:
                assert np.array_equal(np.sort(drawn[:, own], axis=0), np.sort(encoded.matrix[:, own], axis=0), True)
    means = np.mean([_correlations(drawn) for drawn in sets], axis=0)
    wanted = _correlations(encoded.matrix)
    assert np.abs(wanted - np.eye(len(wanted))).max() > 0.5
    assert np.abs(means - wanted).max() < 0.01
    assert np.max([np.abs(_correlations(drawn) - wanted).max() for drawn in sets]) < 0.03
    assert not np.array_equal(sets[0], sets[1], equal_nan=True)


def _correlations(matrix):
    return np.ma.corrcoef(np.ma.masked_invalid(matrix), rowvar=False).filled(0)


def test_questions_that_say_the_same_say_the_same_in_every_set():
    """Levels are taken by name, not by rank: nine in ten answer two questions alike, and do in sets without groups."""
    random = np.random.default_rng(0)
    one = random.integers(5, size=1_000)
    encoded = of_levels([one, np.where(random.random(1_000) < 0.9, one, 0)])
    drawn = Null.of(encoded.matrix, encoded.encoding, random).draw(random)
    orders = [part.parameters["levels"] for part in encoded.encoding.dimensions]
    answers = [np.array(order)[drawn[:, 5 * i : 5 * i + 5].argmax(axis=1)] for i, order in enumerate(orders)]
    assert (answers[0] == answers[1]).mean() > 0.85


def test_p_and_gap_by_hand():
    """Four sets at two k. At k = 3 the data is .2 above sets of .1, .2, .2 and .3: z = .2 / .0816."""
    null = ((0.5, 0.1), (0.5, 0.2), (0.4, 0.2), (0.6, 0.3))
    found = judged((2, 3), (0.5, 0.4), null, 100)
    assert (found.k, found.sets, found.rows) == (3, 4, 100)
    assert found.gap == pytest.approx(0.2)
    # the last set is .6 against .5 .5 .5 .4 at k = 2: z = 2.5 and more than the 2.45 of the data
    assert found.p == 2 / 5
    assert not found.natural


@pytest.mark.parametrize(
    ("sets", "data", "natural"), [(19, 0.2201, True), (19, 0.2199, False), (18, 0.2201, False), (39, 0.2201, True)]
)
def test_natural_takes_both_p_and_size(sets, data, natural):
    null = tuple((0.2 + 1e-4 * (-1) ** i,) for i in range(sets - sets % 2)) + ((0.2,),) * (sets % 2)
    assert judged((2,), (data,), null, 100).natural == natural


def test_sets_that_are_all_alike_say_nothing_about_data_that_is_too():
    found = judged((2, 3), (1.0, 1.0), ((1.0, 1.0),) * 19, 100)
    assert (found.p, found.gap, found.natural) == (1, 0, False)


def test_customers_who_are_all_alike_cannot_be_tested():
    assert checked(np.zeros((50, 3))) is None
    assert checked(np.repeat([[0.0, 1.0], [1.0, 0.0]], 30, axis=0)) is None
    assert checked(np.full((1, 2), np.nan)) is None


def test_few_different_customers_are_cut_into_fewer():
    x = np.random.default_rng(0).normal(size=(5, 2))
    assert checked(x, sets=3).ks == (2, 3, 4)
    repeated = checked(np.repeat(x, 20, axis=0), sets=3)
    assert (repeated.ks, repeated.rows) == ((2, 3, 4), 100)


def test_the_same_whatever_the_order_of_customers_and_another_for_another_seed():
    x = half_correlated(np.random.default_rng(0), 120)
    x[::7, 0] = np.nan
    shuffled = np.random.default_rng(1).permutation(x)
    found = checked(x, sets=3)
    assert found == checked(shuffled, sets=3)
    assert found.null_silhouettes != checked(x, sets=3, seed=1).null_silhouettes


def test_more_sets_go_on_where_fewer_ended():
    x = half_correlated(np.random.default_rng(0), 120)
    told = []
    first = checked(x, sets=4)
    more = checked(x, sets=7, known=first, report=lambda done, of: told.append((done, of)))
    assert told == [(5, 7), (6, 7), (7, 7)]
    assert more == checked(x, sets=7)
    assert checked(x, sets=4, known=more) == first


def test_what_the_report_raises_ends_the_test():
    def enough(done, of):
        raise InterruptedError

    with pytest.raises(InterruptedError):
        checked(np.random.default_rng(0).normal(size=(60, 2)), report=enough)


def test_of_many_customers_a_sample_is_tested():
    assert checked(np.random.default_rng(0).normal(size=(3_000, 2)), sets=2).rows == 1_000
