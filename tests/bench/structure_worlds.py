"""Worlds with and without groups, for the structure test: what customers look like, column by column.

Each world takes a random generator and a number of customers and gives {label: values}. The first letter of a label
says the kind. The recipes are those of the methods reference (A4, A5), and others like them.
"""

import numpy as np
import pyarrow as pa

from seg.core.columns import Kind
from seg.core.registry import Registry
from seg.segments.encoding import encode
from tests.samples import column, recipe

CONTINUA, GROUPS = Registry(), Registry()
KINDS = {"x": Kind.NUMBER, "m": Kind.MONEY, "o": Kind.ORDINAL, "f": Kind.BINARY, "n": Kind.NOMINAL}
KINDS |= {"t": Kind.MULTI_VALUE}
LEVELS = {"o": tuple("12345"), "f": ("no", "yes")}
HALF_CORRELATED = np.linalg.cholesky(np.full((12, 12), 0.5) + 0.5 * np.eye(12))
OVERLAPPING = 1.5 * np.array([(1, 1, 0, 0, 0), (-1, -1, 0, 0, 0), (1, -1, 1, 0, 0), (-1, 1, -1, 0, 0)])


def encoded(world):
    """The world through the encoding that every recipe goes through."""
    columns = {
        label: column(label, KINDS[label[0]], levels=LEVELS.get(label[0], ()), separator=";" * (label[0] == "t"))
        for label in world
    }
    return encode(pa.table({label: list(values) for label, values in world.items()}), columns, recipe(*world), "")


def numbered(letter, values):
    """The columns of a matrix, named."""
    return {f"{letter}{number}": part.tolist() for number, part in enumerate(values.T)}


def correlated(random, n, d):
    return random.normal(size=(n, d)) @ HALF_CORRELATED[:d, :d].T


def mixing(random, n, d):
    """A Gaussian with correlations of any sign."""
    return random.normal(size=(n, d)) @ (np.eye(d) + 0.35 * random.normal(size=(d, d)))


def flags(chances, random):
    return numbered("f", np.where(random.random(chances.shape) < chances, "yes", "no"))


def answers(latent, random):
    """Five-point answers: steps at places of its own for each question."""
    steps = np.sort(random.normal(0, 0.9, size=(latent.shape[1], 4)), axis=1)
    codes = np.stack([np.digitize(part, at) for part, at in zip(latent.T, steps, strict=True)], axis=1)
    return numbered("o", (codes + 1).astype(str))


def choices(latent, random, counts, strength=1.0):
    """One of several levels, each liked more or less depending on the latents (multinomial logit)."""
    found = {}
    for number, levels in enumerate(counts):
        liking = strength * latent @ random.normal(size=(latent.shape[1], levels)) + 0.7 * random.normal(size=levels)
        codes = (liking + random.gumbel(size=liking.shape)).argmax(axis=1)
        found[f"n{number}"] = [f"level {code}" for code in codes]
    return found


def tags(latent, random, many=6):
    """Interests: each tag a flag that depends on the latents."""
    liking = latent @ random.normal(size=(latent.shape[1], many)) + random.normal(size=many) - 1
    has = random.random(liking.shape) < 1 / (1 + np.exp(-liking))
    return {"t0": [";".join(f"tag{tag}" for tag in np.flatnonzero(row)) for row in has]}


def holed(world, random, share):
    """With cells missing at random."""
    return {
        label: [None if gone else value for value, gone in zip(values, random.random(len(values)) < share, strict=True)]
        for label, values in world.items()
    }


@CONTINUA.add("Gaussian, r = .5")
def gaussian(random, n):
    return numbered("x", correlated(random, n, 5))


@CONTINUA.add("Gaussian, any correlations")
def gaussian_any(random, n):
    return numbered("x", mixing(random, n, 8))


@CONTINUA.add("log-normal, asinh")
def lognormal(random, n):
    return numbered("m", np.exp(correlated(random, n, 5)))


@CONTINUA.add("spend with many zeros")
def zeros(random, n):
    latent = correlated(random, n, 6)
    return numbered("m", np.where(latent[:, :4] > -0.3, np.exp(latent[:, :4]), 0)) | numbered("x", latent[:, 4:])


@CONTINUA.add("flags, independent")
def independent_flags(random, n):
    return flags(np.tile(np.linspace(0.2, 0.8, 8), (n, 1)), random)


@CONTINUA.add("flags, correlated")
def correlated_flags(random, n):
    latent = mixing(random, n, 8)
    return numbered("f", np.where(latent > random.normal(0, 0.7, size=8), "yes", "no"))


@CONTINUA.add("five-point answers")
def likert(random, n):
    return answers(correlated(random, n, 7), random)


@CONTINUA.add("nominal, independent")
def independent_levels(random, n):
    return choices(np.zeros((n, 1)), random, (3, 3, 4, 5, 6))


@CONTINUA.add("nominal, associated")
def associated_levels(random, n):
    return choices(random.normal(size=(n, 2)), random, (3, 4, 4, 5, 6))


@CONTINUA.add("mixed, all kinds")
def mixed(random, n):
    latent = correlated(random, n, 5)
    return (
        numbered("x", latent[:, :2])
        | numbered("m", np.exp(latent[:, 2:3]))
        | answers(latent[:, 3:4], random)
        | flags(1 / (1 + np.exp(-latent[:, 4:])), random)
        | choices(latent, random, (3, 5), 0.6)
        | tags(latent[:, :2], random)
    )


@CONTINUA.add("mixed, 10 % missing")
def mixed_missing(random, n):
    return holed(mixed(random, n), random, 0.1)


@CONTINUA.add("half skip a page of questions")
def skipped(random, n):
    """Who scores high in the first answers a page less often: three of eight columns missing together."""
    values = correlated(random, n, 8)
    gone = random.random(n) < 1 / (1 + np.exp(-values[:, 0]))
    values[np.ix_(gone, [5, 6, 7])] = np.nan
    columns = numbered("x", values).items()
    return {label: [None if value != value else value for value in part] for label, part in columns}


@GROUPS.add("4 overlapping groups, numbers")
def overlapping(random, n):
    return numbered("x", OVERLAPPING[random.integers(4, size=n)] + random.normal(size=(n, 5)))


@GROUPS.add("4 separate groups, numbers")
def separate(random, n):
    return numbered("x", (3 * random.normal(size=(4, 5)))[random.integers(4, size=n)] + random.normal(size=(n, 5)))


@GROUPS.add("4 groups of spenders")
def spenders(random, n):
    return numbered("m", np.exp(OVERLAPPING[random.integers(4, size=n)] * 1.2 + random.normal(size=(n, 5))))


@GROUPS.add("3 latent classes, flags")
def flag_classes(random, n):
    classes = np.array([[0.85] * 3 + [0.15] * 6, [0.15] * 3 + [0.85] * 3 + [0.15] * 3, [0.15] * 6 + [0.85] * 3])
    return flags(classes[random.integers(3, size=n)], random)


@GROUPS.add("3 latent classes, nominal")
def level_classes(random, n):
    """Six questions of four levels; each class has a favourite of 75 %."""
    group = random.integers(3, size=n)
    favourites = np.stack([random.permutation(4)[:3] for _ in range(6)])
    return _favourites(group, favourites, 0.75, random)


@GROUPS.add("4 groups, mixed (A5)")
def mixed_groups(random, n):
    """Four numbers and four nominals of four levels: half of each group has its own level."""
    group = random.integers(4, size=n)
    centres = random.normal(size=(4, 4))
    gaps = np.linalg.norm(centres[:, None] - centres, axis=2)[np.triu_indices(4, 1)]
    numbers = (3.2 * centres / np.sqrt((gaps**2).mean()))[group] + random.normal(size=(n, 4))
    return numbered("x", numbers) | _favourites(group, random.integers(4, size=(4, 4)), 0.625, random)


def _favourites(group, favourites, chance, random):
    """Nominals of four levels: the favourite of the group with that chance, else another."""
    own = favourites[:, group].T
    other = (own + random.integers(1, 4, size=own.shape)) % 4
    codes = np.where(random.random(own.shape) < chance, own, other)
    return {f"n{number}": [f"level {code}" for code in part] for number, part in enumerate(codes.T)}
