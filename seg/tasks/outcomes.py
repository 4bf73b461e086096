"""Groups held against each other: on an outcome, and by whom they share.

All take {"recipe", "k", "ids": of the segments as shown, "groups": selections}, and keep what they find under its key.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from seg.core.columns import Column
from seg.core.dataset import Dataset
from seg.core.errors import SegError
from seg.core.fingerprint import fingerprint
from seg.core.recipe import Recipe
from seg.core.selection import Selection
from seg.core.unique import unique
from seg.data.events.offered import columns_for
from seg.segments.outcomes.compare import compare, strata_of, with_thirds
from seg.segments.outcomes.found import EVERYBODY_ELSE, Comparison
from seg.segments.outcomes.groups import Grouping, grouping
from seg.segments.outcomes.measured import Outcome, outcome, time_until
from seg.segments.overlap import Overlap, in_combination, overlap
from seg.store.workspace import Workspace
from seg.tasks import kept
from seg.tasks.desk import workspace
from seg.tasks.dimensions import Counting, dimension_frame
from seg.tasks.selections import mask_of
from seg.tasks.shown_groups import show

Report = Callable[[str, float], None]


@dataclass(frozen=True)
class Asked:
    """Groups of a segmentation. `ids` are its segments as shown, `rest` whether everybody else is a group too.

    `names` of the groups, everybody else last, and `segment_names` are for what is said of them: no key has them.
    """

    recipe: Recipe
    k: int
    ids: tuple[str, ...]
    groups: tuple[Selection, ...]
    rest: bool = False
    names: tuple[str, ...] = ()
    segment_names: tuple[str, ...] = ()

    def as_json(self) -> dict:
        return {
            "recipe": self.recipe.as_json(),
            "k": self.k,
            "ids": list(self.ids),
            "groups": [group.as_json() for group in self.groups],
            "rest": self.rest,
            "names": list(self.names),
            "segment_names": list(self.segment_names),
        }

    @classmethod
    def from_json(cls, raw: dict) -> Asked:
        groups = tuple(map(Selection.from_json, raw["groups"]))
        said = tuple(raw["names"]), tuple(raw["segment_names"])
        return cls(Recipe.from_json(raw["recipe"]), raw["k"], tuple(raw["ids"]), groups, raw["rest"], *said)

    def key(self, what: str, *more: object) -> str:
        """Key of what is found of them: the number of segments matters only where one of them is a segment."""
        follows = any(not group.own for group in self.groups)
        solution = [self.recipe.solutions_key(), self.k, list(self.ids)] if follows else []
        included = [self.recipe.encoding_key(), list(self.recipe.describing), self.rest, sorted(self.made_of)]
        return fingerprint(what, included, solution, [group.fingerprint() for group in self.groups], *more)

    @property
    def made_of(self) -> frozenset[str]:
        """The dimensions that decide who is in which group: those that form the segments and the map, or the one whose
        values the segments are; and those of the conditions of a rule."""
        return frozenset().union(*map(self._made_of, self.groups))

    def _made_of(self, group: Selection) -> frozenset[str]:
        asked = frozenset(condition.dimension for condition in group.conditions)
        if group.kind == "rule":
            return asked
        if self.recipe.source and group.kind == "segments":
            return asked | {self.recipe.source}
        parts = self.recipe.deciding if group.kind == "own" else self.recipe.forming  # kept out of segments, or circled
        return asked | {part.dimension for part in parts}


def members(store: Workspace, asked: Asked) -> tuple[np.ndarray, list[np.ndarray]]:
    """The rows of the included customers, and (n,) bool over them for every group.

    Raises `SegError` where the segments are not computed, or the members are not kept any more.
    """
    solved = kept.kept_solutions(store, asked.recipe)
    if solved is None:
        raise SegError("not_computed")
    labels = solved.solutions.by_k[asked.k].labels
    return solved.rows, [mask_of(store, asked.recipe, group, solved.rows, labels, asked.ids) for group in asked.groups]


def may_be_shown(
    store: Workspace, asked: Asked, rows: np.ndarray, groups: Sequence[np.ndarray], labels: np.ndarray | None = None
) -> None:
    """Remember that numbers of these groups are shown, (n,) bool each over `rows`. Raises `SegError` where one that
    somebody picked is so near to another that the difference would tell of few persons.

    `labels` (n,) are the segments of the customers, those of the as-of day where none are given.
    """
    dataset = store.dataset(asked.recipe.dataset)
    named = dict(zip(_named(asked.names, len(groups)), groups, strict=True))
    segments = None
    if any(group.kind != "segments" or group.own for group in asked.groups):
        if labels is None:
            labels = kept.kept_solutions(store, asked.recipe).solutions.by_k[asked.k].labels
        names = _named(asked.segment_names or asked.ids, len(asked.ids))
        segments = {name: labels == at for at, name in enumerate(names)}
    show(store, dataset, rows, named, segments)


def _named(names: Sequence[str], count: int) -> list[str]:
    """So many names, under each of which one group is looked at: its number, where it has none."""
    given = [*names[:count], *[""] * (count - len(names))]
    return unique(name or str(at) for at, name in enumerate(given, 1))


def outcome_key(asked: Asked, dimension: str, since: str = "", inside: str = "", against: int = EVERYBODY_ELSE) -> str:
    return asked.key("outcome", dimension, since, inside, against)


def compared(arguments: dict, report: Report) -> dict:
    """How groups differ in an outcome: also {"dimension", "since": "" or what its time is counted from, "inside": "" or
    the dimension within which they are looked at, "against": the number of the group that the others are held against,
    -1 for all others}.

    Raises `SegError` as `members` and `grouping` do, and for an outcome that cannot be.
    """
    store, asked = workspace(), Asked.from_json(arguments)
    dimension, since, inside = arguments["dimension"], arguments["since"], arguments["inside"]
    against = arguments["against"]
    report("stage.outcome", 0.1)
    rows, masks = members(store, asked)
    groups = grouping(masks, asked.rest)
    may_be_shown(store, asked, rows, [groups.labels == at for at in range(groups.k)])
    dataset = store.dataset(asked.recipe.dataset)
    columns = _columns(dataset, asked.recipe, [dimension, since, inside])
    counting = Counting.of(dataset, asked.recipe)
    customers = dimension_frame(store, counting, tuple(columns)).take(pa.array(rows))
    report("stage.outcome", 0.4)
    found = _found(asked, customers, columns, groups, (dimension, since, inside), against, counting.as_of)
    store.put_result(outcome_key(asked, dimension, since, inside, against), "outcome", dataset.id, found.as_json(), {})
    return {}


def _found(
    asked: Asked,
    customers: pa.Table,
    columns: dict[str, Column],
    groups: Grouping,
    named: tuple[str, str, str],
    against: int,
    as_of: str,
) -> Comparison:
    dimension, since, inside = named
    measured = _measured(customers, columns, dimension, since, as_of)
    strata = strata_of(customers, columns[inside], measured, groups, as_of) if inside else None
    circular = not asked.made_of.isdisjoint({dimension, since})
    found = compare(measured, groups, as_of, circular, strata, asked.recipe.seed, against=against)
    apart = asked.made_of | {since}
    others = {label: column for label, column in columns.items() if label not in apart}
    return with_thirds(found, measured, groups, customers, others)


def _measured(customers: pa.Table, columns: dict[str, Column], dimension: str, since: str, as_of: str) -> Outcome:
    if since:
        return time_until(customers, columns[dimension], columns[since], as_of)
    return outcome(customers, columns[dimension], as_of)


def _columns(dataset: Dataset, recipe: Recipe, named: Sequence[str]) -> dict[str, Column]:
    """The dimensions of the recipe, and those that are named. Raises `SegError` for one that the data does not have."""
    wanted = dict.fromkeys((*recipe.dimensions, *filter(None, named)))
    known = columns_for(dataset, recipe, wanted)
    unknown = tuple(label for label in wanted if label not in known)
    if unknown:
        raise SegError("dimensions_unknown", dimensions=unknown, known=tuple(known), count=len(unknown))
    return {label: known[label] for label in wanted}


def kept_comparison(store: Workspace, key: str) -> Comparison | None:
    """What `compared` found, or None while nobody asked."""
    found = store.get_result(key)
    return None if found is None else Comparison.from_json(found[0])


def overlap_key(asked: Asked) -> str:
    return asked.key("overlap")


def overlapping(arguments: dict, report: Report) -> dict:
    """How groups overlap, kept. Raises `SegError` as `members` and `may_be_shown` do."""
    store, asked = workspace(), Asked.from_json(arguments)
    report("stage.overlap", 0.1)
    rows, masks = members(store, asked)
    may_be_shown(store, asked, rows, masks)
    store.put_result(overlap_key(asked), "overlap", asked.recipe.dataset, overlap(masks).as_json(), {})
    return {}


def kept_overlap(store: Workspace, key: str) -> Overlap | None:
    """What `overlapping` found, or None while nobody asked."""
    found = store.get_result(key)
    return None if found is None else Overlap.from_json(found[0])


def keep_combination(store: Workspace, segmentation: str, asked: Asked, groups: Sequence[int], name: str) -> str:
    """Keep the customers who are in just these of the groups as a segment of the team's own; its id.

    Raises `SegError` as `members` does, where there is nobody, and for a name that is none.
    """
    rows, masks = members(store, asked)
    inside = rows[in_combination(masks, groups)]
    if not len(inside):
        raise SegError("nobody_in_all")
    kept_as = store.add_own_segment(segmentation, _whence(asked, groups), inside, name)
    return kept_as.id


def _whence(asked: Asked, groups: Sequence[int]) -> Selection:
    """How they were picked, as far as a selection can say it, so that it is known what they are made of: out of the
    team's own segments, or of these segments, or by rules alone. Of all groups, as nobody may be in the others."""
    conditions = tuple(condition for each in asked.groups for condition in each.conditions)
    if all(each.kind == "rule" for each in asked.groups):
        return Selection("rule", conditions=conditions)
    ordered = [*(asked.groups[at] for at in groups), *asked.groups]
    own = next((each.own for each in ordered if each.own and each.kind != "rule"), "")
    if own:
        return Selection("own", own=own, conditions=conditions)
    segments = tuple(segment for each in ordered[: len(groups)] or ordered for segment in each.segments)
    return Selection("segments", segments=segments or asked.ids, conditions=conditions)
