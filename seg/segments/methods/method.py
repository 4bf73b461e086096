"""What every way to form segments has in common: what it works on, what it gives, and when it is refused.

A method fits models, a model assigns customers: those it was fitted on and any other, in the same way. Models are plain
arrays, so that they are kept, written to a file and read back alike for all methods.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from threadpoolctl import threadpool_limits

from seg.core.errors import SegError
from seg.core.registry import Registry
from seg.core.results import Model
from seg.segments.distances import Rows
from seg.segments.encoding import Encoding
from seg.segments.typed import Typed

Report = Callable[[int, int], None]


def silent(done: int, of: int) -> None:
    """The report of a fit that nobody watches."""


@dataclass(frozen=True, eq=False)
class Material:
    """What methods work on: customers as encoded `rows`, and the `encoding` that says what the columns are.

    `groups` (n,) int32 are the positions of each customer's value in `group_column`, one of the team's own, among
    `group_names` (-1 without one), for methods that take the segments from there.
    """

    rows: Rows
    encoding: Encoding
    groups: np.ndarray | None = None
    group_names: tuple[str, ...] = ()
    group_column: str = ""

    def __len__(self) -> int:
        return len(self.rows)

    def take(self, rows: np.ndarray | slice) -> Material:
        return replace(self, rows=self.rows.take(rows), groups=None if self.groups is None else self.groups[rows])

    @cached_property
    def typed(self) -> Typed:
        """The same customers as numbers and categories, before they were put on one scale."""
        return Typed.of(self.rows, self.encoding)


@dataclass(frozen=True, eq=False)
class Assigned:
    """Per customer: `labels` and `second` (the next segment) uint8; `confidence` uint8, 0 (as near to the next) to
    100; `misfit` float32, the smaller the better it fits (a squared distance, or minus a log likelihood)."""

    labels: np.ndarray
    second: np.ndarray
    confidence: np.ndarray
    misfit: np.ndarray


Fit = Callable[[Material, tuple[int, ...], int, bool, Report], dict[int, Model]]
Assign = Callable[[Model, Material], Assigned]
Pulls = Callable[[Model, Material, int, int], np.ndarray]


@dataclass(frozen=True)
class Method:
    """`fit(material, ks, seed, thorough, report)` gives a model for every k that it finds, the same for the same
    material; not `thorough` with few starts, for samples drawn again and again, and where there is nothing to find in
    one, with a model that says so instead of a `SegError`. `assign(model, material)` says whose
    everybody is. `refused(material)` is why the method can't be used on it, None when it can.

    `pulls(model, material, own, other)` says how far each dimension speaks for a segment against another, (n,
    dimensions + 1) in the order of the encoding, the last column what is of none; a row sums to how much better that
    segment fits.

    `most_rows` are fitted at most, the others assigned. `finds_k` where the number of segments is found, not asked;
    `resampled` where another sample can give other segments; `centred` where the nearest of `centres` decides.
    """

    name: str
    fit: Fit
    assign: Assign
    refused: Callable[[Material], SegError | None] = lambda material: None
    most_rows: int = 0
    finds_k: bool = False
    resampled: bool = True
    centred: bool = False
    pulls: Pulls | None = None


METHODS: Registry[Method] = Registry()


def register(method: Method) -> Method:
    """Offer a method under its name. It fits and assigns in one thread: sums of floats come out the same on any
    machine, and products this small wait for each other in two."""
    alone = threadpool_limits.wrap(limits=1)
    return METHODS.add(method.name)(replace(method, fit=alone(method.fit), assign=alone(method.assign)))
