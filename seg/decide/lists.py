"""Who is in which segment, as a table to take away."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from seg.core.columns import Column, Role
from seg.core.results import Solution
from seg.segments.doubts import Doubts


def member_list(
    customers: pa.Table,
    solution: Solution,
    names: Mapping[str, str],
    columns: Sequence[Column] = (),
    *,
    chosen: Collection[str] = (),
    contacts: pa.Table | None = None,
    confidence: bool = False,
    own: Mapping[str, np.ndarray] | None = None,
    only: np.ndarray | None = None,
    doubts: Doubts | None = None,
) -> pa.Table:
    """One row per member of the `chosen` segments (ids) or of the team's `own` ones (masks by name), in the row order
    of `customers`; everybody where nothing is chosen.

    `customers` holds exactly the customers that `solution` labels, in its order: all of them, or those that
    a recipe includes. Gives `customer_id`, `segment_id`, `segment_name` (from `names`, by segment id), with
    `confidence` also that (0..100), with `doubts` the next segment and whether too little is known, with `own` which of
    those the customer is in, then `columns` under their labels. `only` (n,) bool are the customers to list, None all.
    Columns of role contact are looked up in `contacts`; without it they are left out. A heading that occurs twice gets
    a number.
    """
    if len(customers) != len(solution.labels):
        raise ValueError(f"{len(solution.labels)} labels for {len(customers)} customers")
    ids = customers["customer_id"].combine_chunks()
    parts = {"customer_id": ids, **_segment_columns(solution, names)}
    if confidence:
        parts["confidence"] = pa.array(solution.confidence)
    if doubts is not None:
        parts |= _doubt_columns(solution, names, doubts)
    if own:
        parts["own_segment"] = _named(own)
    traits = [column for column in columns if column.role is not Role.CONTACT]
    held_apart = [column for column in columns if column.role is Role.CONTACT] if contacts is not None else []
    parts_of_customer = [(column.label, customers[column.name]) for column in traits]
    parts_of_contact = [(column.label, _looked_up(contacts, column.name, ids)) for column in held_apart]
    headings, values = zip(*[*parts.items(), *parts_of_customer, *parts_of_contact], strict=True)
    table = pa.table(list(values), names=_unique(headings))
    listed = np.isin(solution.labels, _labels(solution, chosen if chosen or own else solution.ids))
    listed = np.logical_or.reduce([listed, *(own or {}).values()])
    return table.filter(pa.array(listed if only is None else listed & only))


def _segment_columns(
    solution: Solution, names: Mapping[str, str], labels: np.ndarray | None = None, before: str = ""
) -> dict[str, pa.Array]:
    """Id and name of the segments with these labels, by default those that the customers are in."""
    at = pa.array(solution.labels if labels is None else labels)
    ids = pa.array(solution.ids, pa.string())
    called = pa.array([names[segment] for segment in solution.ids], pa.string())
    return {f"{before}segment_id": ids.take(at), f"{before}segment_name": called.take(at)}


def _named(own: Mapping[str, np.ndarray]) -> pa.Array:
    """The names of the own segments that each customer is in, parted by "; "."""
    inside = np.stack(list(own.values()), axis=1)
    combinations, which = np.unique(inside, axis=0, return_inverse=True)
    called = ["; ".join(name for name, has in zip(own, row, strict=True) if has) for row in combinations]
    return pa.array(called, pa.string()).take(pa.array(which.reshape(-1)))


def _doubt_columns(solution: Solution, names: Mapping[str, str], doubts: Doubts) -> dict[str, pa.Array]:
    following = _segment_columns(solution, names, doubts.second, "next_")
    return {**following, "insufficient_data": pa.array(doubts.thin)}


def _labels(solution: Solution, chosen: Collection[str]) -> list[int]:
    """The label numbers of the chosen segment ids. Raises `ValueError` for an id that is not there."""
    if unknown := set(chosen) - set(solution.ids):
        raise ValueError(f"no segments {sorted(unknown)}")
    return [solution.ids.index(segment) for segment in chosen]


def _looked_up(contacts: pa.Table, name: str, ids: pa.Array) -> pa.ChunkedArray:
    """Values of a contact column in the order of `ids`; null for a customer without contact data."""
    return contacts[name].take(pc.index_in(ids, value_set=contacts["customer_id"].combine_chunks()))


def _unique(headings: Iterable[str]) -> list[str]:
    taken: dict[str, None] = {}
    for heading in headings:
        number, fresh = 1, heading
        while fresh in taken:
            number += 1
            fresh = f"{heading} ({number})"
        taken[fresh] = None
    return list(taken)
