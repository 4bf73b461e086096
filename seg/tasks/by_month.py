"""Groups from month to month, with the members of the as-of day or of a day before the months."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from seg.core.errors import SegError
from seg.data.events.by_month import first_month_after, monthly
from seg.data.events.offered import currency_of
from seg.segments.outcomes.groups import Grouping, grouping
from seg.segments.over_time import MEASURES, Members, OverTime, over_time
from seg.store.workspace import Workspace
from seg.tasks import another_day, kept
from seg.tasks.desk import workspace
from seg.tasks.dimensions import Counting
from seg.tasks.outcomes import Asked, Report, may_be_shown, members
from seg.tasks.selections import mask_of

NOWHERE = ""
"""Stands for a segment that nobody asks for: whoever was no customer yet is in it."""


@dataclass(frozen=True, eq=False)
class _Fixed:
    """The customers `rows`, the group and the segment of each, and since when they are in it."""

    rows: np.ndarray
    groups: Grouping
    segments: np.ndarray
    members: Members

    @property
    def masks(self) -> list[np.ndarray]:
        return [self.groups.labels == at for at in range(self.groups.k)]


def months_key(asked: Asked, table: str, measure: str, day: str) -> str:
    return asked.key("months", table, measure, day)


def months(arguments: dict, report: Report) -> dict:
    """How groups did from month to month: what `compared` takes of groups, and {"table": of events, "measure": of
    `seg.segments.over_time`, "day": "" or that on which members are put into the segments}.

    Where too few were customers on that day, it is done as of the day of the segments, and `Members.refused` says why.
    Raises `SegError` as `members` and `grouping` do.
    """
    store, asked = workspace(), Asked.from_json(arguments)
    name, measure, day = arguments["table"], arguments["measure"], arguments["day"]
    report("stage.months", 0.1)
    fixed = _fixed(store, asked, day, report)
    may_be_shown(store, asked, fixed.rows, fixed.masks, fixed.segments)
    dataset = store.dataset(asked.recipe.dataset)
    counting, table = Counting.of(dataset, asked.recipe), dataset.table(name)
    labels = np.full(int(fixed.rows.max()) + 1, -1, np.int16)
    labels[fixed.rows] = fixed.groups.labels
    report("stage.months", 0.5)
    counted = monthly(labels, fixed.groups.k, table, store.blobs.path(table.events), counting.as_of, counting.choices)
    unit = currency_of(table, counting.choices) if MEASURES[measure].of_money else ""
    before = first_month_after(fixed.members.day) - counted.first if fixed.members.day else 0
    found = over_time(counted, fixed.groups.sizes, measure, name, unit, max(before, 0))
    found = replace(found, members=fixed.members)
    store.put_result(months_key(asked, name, measure, day), "months", dataset.id, found.as_json(), {})
    return {}


def _fixed(store: Workspace, asked: Asked, day: str, report: Report) -> _Fixed:
    refused = None
    if day:
        try:
            return _on_day(store, asked, day, report)
        except SegError as problem:
            if problem.fact.key != "error.too_few_yet":
                raise
            refused = problem.fact
    rows, masks = members(store, asked)
    groups = grouping(masks, asked.rest)
    segments = kept.kept_solutions(store, asked.recipe).solutions.by_k[asked.k].labels
    return _Fixed(rows, groups, segments, Members(shared=groups.shared, refused=refused))


def _on_day(store: Workspace, asked: Asked, day: str, report: Report) -> _Fixed:
    """Everybody in the segment of now that they would have been in on that day. Groups whose members are kept stay who
    they are; whoever was no customer yet is in no segment, and not among everybody else."""
    arguments = {"recipe": asked.recipe.as_json(), "k": asked.k, "day": day}
    then = another_day.kept_day(store, asked.recipe, asked.k, day)
    if then is None:
        another_day.assign(arguments, report)
        then = another_day.kept_day(store, asked.recipe, asked.k, day)
    rows = np.union1d(then.rows, kept.kept_solutions(store, asked.recipe).rows)
    there = np.isin(rows, then.rows)
    labels = np.full(len(rows), len(asked.ids))
    labels[np.searchsorted(rows, then.rows)] = then.labels
    as_then, named = replace(asked.recipe, as_of=day), (*asked.ids, NOWHERE)
    masks = [mask_of(store, as_then, group, rows, labels, named) for group in asked.groups]
    groups = grouping(masks, asked.rest)
    if asked.rest:
        others = groups.labels == groups.k - 1
        groups = replace(groups, labels=np.where(others & ~there, -1, groups.labels))
    late = int((~there & np.any(masks, axis=0)).sum())
    return _Fixed(rows, groups, labels, Members(day, int((~there).sum()), late, groups.shared))


def kept_months(store: Workspace, key: str) -> OverTime | None:
    """What `months` found, or None while nobody asked."""
    found = store.get_result(key)
    return None if found is None else OverTime.from_json(found[0])
