"""Mixtures against published figures, and what a large file takes: `python -m tests.bench.published_mixtures`.

By hand. Prints a Markdown table of log likelihoods for several seeds, and one of seconds. A set whose file is not
beside the repository is left out.
"""

import time

import numpy as np
import pytest

from seg import pipeline
from seg.segments.methods import METHODS
from seg.segments.methods.method import silent
from seg.segments.methods.mixture import criteria
from tests.bench.customers import RECIPE, customers
from tests.samples import answers
from tests.segments.published_answers import LOG_LIKELIHOODS, MCDONALDS, read

SEEDS, LARGE, KS = 5, 100_000, tuple(range(2, 9))


def published():
    """Per set and k: published, the worst and the best of some seeds, and BIC of the best."""
    sets = {**LOG_LIKELIHOODS, "mcdonalds": {k: told[0] for k, told in MCDONALDS.items()}}
    for name, told in sets.items():
        try:
            given = answers(read(name))
        except pytest.skip.Exception as absent:
            print(f"{name}: {absent}")
            continue
        ks = tuple(k for k in told if k > 1)
        runs = [METHODS["latent_class"].fit(given, ks, seed, True, silent) for seed in range(SEEDS)]
        for k in ks:
            found = sorted((criteria(run[k]) for run in runs), key=lambda each: each["log_likelihood"])
            likely = [each["log_likelihood"] for each in found]
            yield name, k, f"{told[k]:.3f}", f"{likely[0]:.3f}", f"{likely[-1]:.3f}", f"{found[-1]['bic']:.1f}"


def large():
    """CPU seconds of every k for a large file, of assigning, and of a fit for a sample that is one of many."""
    for missing in (0.0, 0.1):
        dataset, table = customers(LARGE, missing)
        given = pipeline.population(dataset, table, RECIPE).material
        for name in ("latent_class", "gaussian"):
            method, fit_from = METHODS[name], time.process_time()
            models = method.fit(given, KS, 0, True, silent)
            assign_from = time.process_time()
            sizes = np.bincount(method.assign(models[KS[-1]], given).labels)
            quick_from = time.process_time()
            method.fit(given.take(slice(4_000)), (KS[-1],), 0, False, silent)
            spent = assign_from - fit_from, quick_from - assign_from, time.process_time() - quick_from
            yield name, f"{missing:.0%}", *(f"{seconds:.2f}" for seconds in spent), f"{sizes.min():,}"


def table(head, rows):
    for line in (head, ("---",) * len(head), *rows):
        print("| " + " | ".join(map(str, line)) + " |", flush=True)


if __name__ == "__main__":
    table(("set", "k", "published", f"worst of {SEEDS}", "best", "BIC"), published())
    print()
    head = f"{LARGE:,} x 12", "missing", f"fit k = {KS[0]}..{KS[-1]}", "assign", "one sample", "smallest segment"
    table(head, large())
