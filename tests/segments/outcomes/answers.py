"""Outcomes of made-up customers, for all tests of comparisons."""

import numpy as np

from seg.segments.outcomes.groups import Grouping
from seg.segments.outcomes.measured import AMOUNT, LEVELS, NUMBER, ORDER, TIME, YES, Outcome

KIND = {AMOUNT: "money", NUMBER: "number", ORDER: "ordinal"}


def numbers(x, form=NUMBER, levels=()):
    x = np.asarray(x, float)
    return Outcome("orders", form, KIND[form], "", x, ~np.isnan(x), levels)


def yes_or_no(yes):
    yes = np.asarray(yes, bool)
    return Outcome("member", YES, "binary", "", yes * 1.0, np.ones(len(yes), bool), ("no", "yes"),
                   np.stack([~yes, yes], axis=1))  # fmt: skip


def categories(codes, levels="abcd"):
    codes = np.asarray(codes)
    member = codes[:, None] == np.arange(len(levels))
    return Outcome("channel", LEVELS, "nominal", "", codes * 1.0, codes >= 0, tuple(levels), member)


def times(time, happened):
    time = np.asarray(time, float)
    return Outcome("left", TIME, "number", "", time, ~np.isnan(time), happened=np.asarray(happened, bool))


def grouped(*sizes):
    """Customers in the order of their groups; a negative size are customers in none."""
    labels = np.concatenate([np.full(abs(size), at if size > 0 else -1) for at, size in enumerate(sizes)])
    return Grouping(labels.astype(np.int16), sum(size > 0 for size in sizes))
