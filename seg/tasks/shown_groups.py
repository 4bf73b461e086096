"""The groups of a dataset of which numbers were shown, so that no two of them tell of few persons by their difference.

Segments are shown whatever they are: it is those that somebody picked, customer by customer or by a rule, that are
refused where they come too near. A group is remembered before it is held against the others, so that of two that are
asked for at the same moment at least one sees the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from seg.core.dataset import Dataset
from seg.core.errors import SegError
from seg.core.fingerprint import fingerprint
from seg.core.settings import setting
from seg.segments.differencing import pair_too_near, too_near, union_too_near
from seg.store.workspace import Workspace

KIND = "shown group"


def show(
    store: Workspace,
    dataset: Dataset,
    rows: np.ndarray,
    groups: Mapping[str, np.ndarray],
    segments: Mapping[str, np.ndarray] | None,
) -> None:
    """Remember that numbers of these groups are shown. Where there are `segments` to hold them against, raises as
    `refuse_near` does, and then they are not shown."""
    remembered = _remember(store, dataset, rows, groups)
    if segments is None:
        return
    try:
        refuse_near(store, dataset, rows, groups, segments)
    except SegError:
        for key in remembered:
            store.delete_result(key)
        raise


def refuse_near(
    store: Workspace,
    dataset: Dataset,
    rows: np.ndarray,
    groups: Mapping[str, np.ndarray],
    segments: Mapping[str, np.ndarray],
) -> None:
    """Let no group be told of that is too near to another of them, to one that was shown, to everybody who is
    included, or to some of the `segments` taken together: (n,) bool over `rows` each, by name.

    Raises `SegError`, which says whom it is near to and what can be done.
    """
    few = int(setting("min_cell_customers"))
    for name, mask in groups.items():
        if np.count_nonzero(mask) >= few and too_near(mask, np.ones(len(rows), bool), few):
            raise SegError("nearly_everybody", group=name, few=few)
        near = union_too_near(mask, segments, few)
        if near == (name,) and not (mask & ~segments[name]).any():  # a segment less those who are in others too
            raise SegError("groups_share_few", group=name, few=few)
        if near:
            raise SegError("groups_too_near", group=name, near=near, few=few)
    made = {name: _over(dataset, rows, mask) for name, mask in groups.items()}
    if found := pair_too_near(made, shown(store, dataset), few):
        raise SegError("groups_too_near", group=found[0], near=(found[1],), few=few)


def shown(store: Workspace, dataset: Dataset) -> Iterator[tuple[str, np.ndarray]]:
    """The groups that were shown, by the names that they had then: (customers of the dataset,) bool each."""
    for meta, arrays in store.results_of(dataset.id, KIND):
        yield meta["name"], np.unpackbits(arrays["bits"], count=dataset.rows_used).astype(bool)


def _remember(store: Workspace, dataset: Dataset, rows: np.ndarray, groups: Mapping[str, np.ndarray]) -> list[str]:
    """Keep that numbers of these groups are shown, of too few none are; the keys of those that were not before."""
    new = []
    for name, mask in groups.items():
        if np.count_nonzero(mask) >= setting("min_cell_customers"):
            packed = np.packbits(_over(dataset, rows, mask))
            key = fingerprint(KIND, dataset.id, packed.tobytes().hex())
            if not store.has_result(key):
                store.put_result(key, KIND, dataset.id, {"name": name}, {"bits": packed})
                new.append(key)
    return new


def _over(dataset: Dataset, rows: np.ndarray, mask: np.ndarray) -> np.ndarray:
    """The mask over all customers of the dataset."""
    found = np.zeros(dataset.rows_used, bool)
    found[rows[mask]] = True
    return found
