"""What the page of the profile shows beside the kept profile: how values lie, and what says where segments stand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa

from seg.core.columns import Basis, Column, Kind, Role
from seg.core.dataset import Dataset
from seg.core.derived import Derivation
from seg.core.errors import SegError
from seg.core.fingerprint import fingerprint
from seg.core.recipe import Recipe
from seg.core.settings import setting
from seg.data.events.choices import Choices
from seg.data.events.offered import columns_for, offered
from seg.segments.column_order import columns_in_order
from seg.segments.profiles import DimensionProfile, profiles
from seg.segments.spread import Spread, spread
from seg.store.workspace import Workspace
from seg.tasks import kept
from seg.tasks.desk import workspace
from seg.tasks.dimensions import Counting, dimension_frame

Report = Callable[[str, float], None]
AT_ONCE = 8
"""Dimensions that are in memory together: of ten million customers .6 GB."""
NOBODY = 255
"""The label of customers who are not included."""


@dataclass(frozen=True)
class Lying:
    """`spreads` by label of the dimensions that can be measured, and the `order` of all of them in a picture."""

    spreads: dict[str, Spread]
    order: tuple[str, ...]


@dataclass(frozen=True)
class Standing:
    """Profiles of the columns that tell where customers stand on their journey, and through which channels they come,
    also of those that the recipe leaves out."""

    journey: tuple[DimensionProfile, ...]
    channels: tuple[DimensionProfile, ...]


def lying_key(recipe: Recipe, k: int) -> str:
    """Key of how the dimensions of a recipe lie in the segments of one k."""
    return fingerprint("lying around middles", recipe.profiles_key(), k)


def standing_key(recipe: Recipe, k: int) -> str:
    """Key of where the segments of one k stand."""
    return fingerprint("standing", recipe.profiles_key(), k)


def lie(arguments: dict, report: Report) -> dict:
    """How the dimensions of {"recipe"} lie in the segments of {"k"}, kept. Raises `SegError` where these are not
    computed."""
    store, recipe, k = workspace(), Recipe.from_json(arguments["recipe"]), arguments["k"]
    solved, described = _described(store, recipe)
    dataset, labels = store.dataset(recipe.dataset), solved.solutions.by_k[k].labels
    columns, counting, profile = columns_for(dataset, recipe), Counting.of(dataset, recipe), described[k]
    some = pa.array(solved.rows[:: max(1, len(labels) // int(setting("rows_compared")))])
    spreads, sampled = [], {}
    for done in range(0, len(profile), AT_ONCE):
        parts = profile[done : done + AT_ONCE]
        report("stage.lying", done / len(profile))
        frame = dimension_frame(store, counting, [part.dimension for part in parts])
        everybody = _in_the_file(labels, solved.rows, len(frame))
        found = (spread(frame, columns[part.dimension], part, everybody, k, solved.as_of) for part in parts)
        spreads += [each.as_json() for each in found if each]
        sample = frame.take(some)
        sampled |= {part.dimension: sample[part.dimension] for part in parts}
    order = columns_in_order(pa.table(sampled), columns, profile, solved.as_of)
    store.put_result(lying_key(recipe, k), "lying", recipe.dataset, {"spreads": spreads, "order": list(order)}, {})
    return {}


def _described(store: Workspace, recipe: Recipe) -> tuple[kept.KeptSolutions, kept.Profiles]:
    solved, described = kept.kept_solutions(store, recipe), kept.kept_profiles(store, recipe)
    if solved is None or described is None:
        raise SegError("not_computed")
    return solved, described


def _in_the_file(labels: np.ndarray, rows: np.ndarray, count: int) -> np.ndarray:
    """The labels in the order of the file, `NOBODY` for who is not included."""
    everybody = np.full(count, NOBODY, np.uint8)
    everybody[rows] = labels
    return everybody


def kept_lying(store: Workspace, key: str) -> Lying | None:
    """What `lie` found; None while nobody asked."""
    found = store.get_result(key)
    if found is None:
        return None
    spreads = {raw["dimension"]: Spread.from_json(raw) for raw in found[0]["spreads"]}
    return Lying(spreads, tuple(found[0]["order"]))


def stand(arguments: dict, report: Report) -> dict:
    """Where the segments of {"k"} of {"recipe"} stand on the journey, and their channels, kept.

    Raises `SegError` where the segments are not computed.
    """
    store, recipe, k = workspace(), Recipe.from_json(arguments["recipe"]), arguments["k"]
    solved = kept.kept_solutions(store, recipe)
    if solved is None:
        raise SegError("not_computed")
    dataset = store.dataset(recipe.dataset)
    journey, channels = telling(dataset, recipe)
    report("stage.standing", 0.1)
    frame = dimension_frame(store, Counting.of(dataset, recipe), [*journey, *channels])
    customers, of_k = frame.take(pa.array(solved.rows)), {k: solved.solutions.by_k[k]}
    found = {
        name: [part.as_json() for part in profiles(customers, columns, frozenset(), of_k, solved.as_of)[k]]
        for name, columns in (("journey", journey), ("channels", channels))
    }
    store.put_result(standing_key(recipe, k), "standing", recipe.dataset, found, {})
    return {}


def kept_standing(store: Workspace, key: str) -> Standing | None:
    """What `stand` found; None while nobody asked."""
    found = store.get_result(key)
    if found is None:
        return None
    return Standing(*(tuple(map(DimensionProfile.from_json, found[0][part])) for part in ("journey", "channels")))


def telling(dataset: Dataset, recipe: Recipe) -> tuple[dict[str, Column], dict[str, Column]]:
    """The categories that tell of the journey, and of channels, by label: those of the customer list, the first of each
    that its events give, and what the recipe names."""
    given = offered(dataset.tables, Choices.of(recipe.events))
    firsts = [next((c for c in given if _measure(c) == name), None) for name in ("stage", "preferred_channel")]
    known = {**columns_for(dataset, recipe), **{column.label: column for column in firsts if column}}
    plain = {label: column for label, column in known.items() if column.forms and column.kind in _PLAIN}
    journey = {label: _as_shares(column) for label, column in plain.items() if _of_the_journey(column)}
    channels = {label: _as_shares(column) for label, column in plain.items() if _of_a_channel(column)}
    return journey, channels


_PLAIN = frozenset({Kind.NOMINAL, Kind.ORDINAL, Kind.MULTI_VALUE})


def _measure(column: Column) -> str:
    derivation = Derivation.parse(column.label)
    return derivation.measure if derivation else ""


def _of_the_journey(column: Column) -> bool:
    return column.basis is Basis.JOURNEY and not _of_a_channel(column)


def _of_a_channel(column: Column) -> bool:
    return column.role is Role.CHANNEL or _measure(column).endswith("_channel")


def _as_shares(column: Column) -> Column:
    """An ordinal as a category: told is how many have each level."""
    return replace(column, kind=Kind.NOMINAL) if column.kind is Kind.ORDINAL else column
