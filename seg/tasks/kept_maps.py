"""How maps lie in the store: coordinates, how far to trust them, and all that placing others on them takes."""

from __future__ import annotations

from dataclasses import asdict, dataclass

import numpy as np

from seg.core.recipe import Recipe
from seg.core.results import Arrow, CustomerMap, Landmarks
from seg.pipeline import MapBase, Population
from seg.segments.encoding import Encoding
from seg.store.workspace import Workspace
from seg.tasks.kept import biplot_key, map_key, nearest_key, placed_key, trust_from_json


@dataclass(frozen=True, eq=False)
class KeptMap:
    """A map with what it stands on: the `rows` of the included customers, and the encoding of its landmarks.

    `encoding` is None for maps that nobody is placed on: a biplot, and one that is itself laid on another.
    """

    rows: np.ndarray
    drawn: CustomerMap
    encoding: Encoding | None

    @property
    def base(self) -> MapBase:
        return MapBase(self.drawn.landmarks, self.encoding, self.drawn.method)


def keep_map(workspace: Workspace, recipe: Recipe, who: Population, drawn: CustomerMap) -> None:
    """Keep the map of a recipe, with its landmarks."""
    _keep(workspace, map_key(recipe), "map", recipe.dataset, KeptMap(who.rows, drawn, who.encoded.encoding))


def kept_map(workspace: Workspace, recipe: Recipe) -> KeptMap | None:
    return _kept(workspace, map_key(recipe))


def keep_placed(workspace: Workspace, recipe: Recipe, base: Recipe, rows: np.ndarray, drawn: CustomerMap) -> None:
    """Keep the customers of a recipe on the map of another; the landmarks are kept with that one."""
    _keep(workspace, placed_key(recipe, base), "placed", recipe.dataset, KeptMap(rows, drawn, None))


def kept_placed(workspace: Workspace, recipe: Recipe, base: Recipe) -> KeptMap | None:
    return _kept(workspace, placed_key(recipe, base))


def keep_biplot(workspace: Workspace, recipe: Recipe, who: Population, drawn: CustomerMap) -> None:
    _keep(workspace, biplot_key(recipe), "biplot", recipe.dataset, KeptMap(who.rows, drawn, None))


def kept_biplot(workspace: Workspace, recipe: Recipe) -> KeptMap | None:
    return _kept(workspace, biplot_key(recipe))


def keep_nearest(workspace: Workspace, recipe: Recipe, row: int, found: dict) -> None:
    workspace.put_result(nearest_key(recipe, row), "nearest", recipe.dataset, found, {})


def kept_nearest(workspace: Workspace, recipe: Recipe, row: int) -> dict | None:
    """{"rows", "distances"} of who is most like that customer; None while nobody asked."""
    return workspace.result_meta(nearest_key(recipe, row))


def _keep(workspace: Workspace, key: str, kind: str, dataset: str, kept: KeptMap) -> None:
    drawn, own = kept.drawn, kept.encoding is not None
    arrays = {"rows": kept.rows, "xy": drawn.xy, "sample": drawn.sample, "near": drawn.near}
    if own:
        arrays |= {"landmarks": drawn.landmarks.encoded, "positions": drawn.landmarks.positions}
    meta = {
        "method": drawn.method,
        "trust": drawn.trust,
        "arrows": [asdict(arrow) for arrow in drawn.arrows],
        "encoding": kept.encoding.as_json() if own else None,
    }
    workspace.put_result(key, kind, dataset, meta, arrays)


def _kept(workspace: Workspace, key: str) -> KeptMap | None:
    found = workspace.get_result(key)
    if found is None:
        return None
    meta, arrays = found
    drawn = CustomerMap(
        arrays["xy"],
        meta["method"],
        trust_from_json(meta["trust"]),
        arrays["sample"],
        arrays["near"],
        tuple(Arrow(**arrow) for arrow in meta["arrows"]),
        Landmarks(arrays["landmarks"], arrays["positions"]) if meta["encoding"] else None,
    )
    return KeptMap(arrays["rows"], drawn, Encoding.from_json(meta["encoding"]) if meta["encoding"] else None)
