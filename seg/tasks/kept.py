"""How results lie in the store: JSON and arrays under the key of the recipe, and back again."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from seg.core.facts import Fact
from seg.core.fingerprint import fingerprint
from seg.core.recipe import Recipe
from seg.core.results import CustomerMap, Model, Solution, Stability
from seg.pipeline import Checked, Population, Profiles, Solutions
from seg.segments.encoding import Encoding
from seg.segments.profiles import DimensionProfile
from seg.store.workspace import Workspace


def look_key(recipe: Recipe, k: int) -> str:
    """Key of the first answer for one k."""
    return fingerprint("look", recipe.encoding_key(), k)


def map_key(recipe: Recipe) -> str:
    return fingerprint("map", recipe.encoding_key())


def check_key(recipe: Recipe) -> str:
    """Key of stability and suggestion. The suggestion asks for markers among the forming dimensions alone."""
    return fingerprint("check", recipe.solutions_key())


@dataclass(frozen=True, eq=False)
class KeptSolutions:
    """The solutions of a recipe, and what they stand on: the included `rows`, the encoding, the as-of date."""

    rows: np.ndarray
    as_of: str
    encoding: Encoding
    notes: tuple[Fact, ...]
    solutions: Solutions


@dataclass(frozen=True, eq=False)
class Look:
    """The first answer: one solution without identities, and the PCA map."""

    rows: np.ndarray
    solution: Solution
    map: CustomerMap


def keep_solutions(workspace: Workspace, recipe: Recipe, who: Population, solved: Solutions) -> None:
    """Keep the solutions for every k under `recipe.solutions_key()`."""
    arrays = {"rows": who.rows}
    meta: dict[str, Any] = {
        "as_of": who.as_of,
        "encoding": who.encoded.encoding.as_json(),
        "notes": [note.as_json() for note in who.encoded.notes],
        "colours": solved.colours,
        "drivers": {str(k): drivers for k, drivers in solved.drivers.items()},
        "by_k": {},
    }
    for k, solution in solved.by_k.items():
        arrays |= _arrays(solution)
        figures = {"ids": solution.ids, "sse": solution.sse, "silhouette": solution.silhouette}
        meta["by_k"][str(k)] = figures | {"unassigned": solution.model.unassigned}
    workspace.put_result(recipe.solutions_key(), "solutions", recipe.dataset, meta, arrays)


def kept_solutions(workspace: Workspace, recipe: Recipe) -> KeptSolutions | None:
    """The solutions for every k, or None while nobody computed them."""
    found = workspace.get_result(recipe.solutions_key())
    if found is None:
        return None
    meta, arrays = found
    by_k = {int(k): _solution(recipe.method, int(k), arrays, **part) for k, part in meta["by_k"].items()}
    drivers = {int(k): part for k, part in meta["drivers"].items()}
    solutions = Solutions(dict(sorted(by_k.items())), meta["colours"], drivers)
    notes = tuple(Fact.from_json(note) for note in meta["notes"])
    return KeptSolutions(arrays["rows"], meta["as_of"], Encoding.from_json(meta["encoding"]), notes, solutions)


def keep_look(
    workspace: Workspace, recipe: Recipe, k: int, who: Population, solution: Solution, drawn: CustomerMap
) -> None:
    """Keep the first answer to `k`; the solution has fewer segments where the customers cannot form as many."""
    arrays = {"rows": who.rows, "xy": drawn.xy} | _arrays(solution)
    meta = {"k": solution.k, "ids": solution.ids, "sse": solution.sse, "method": drawn.method, "trust": drawn.trust}
    workspace.put_result(look_key(recipe, k), "look", recipe.dataset, meta, arrays)


def kept_look(workspace: Workspace, recipe: Recipe, k: int) -> Look | None:
    found = workspace.get_result(look_key(recipe, k))
    if found is None:
        return None
    meta, arrays = found
    solution = _solution("kmeans", meta["k"], arrays, meta["ids"], meta["sse"], 0.0)
    return Look(arrays["rows"], solution, CustomerMap(arrays["xy"], meta["method"], meta["trust"]))


def keep_profiles(workspace: Workspace, recipe: Recipe, described: Profiles) -> None:
    meta = {str(k): [part.as_json() for part in profile] for k, profile in described.items()}
    workspace.put_result(recipe.profiles_key(), "profiles", recipe.dataset, meta, {})


def kept_profiles(workspace: Workspace, recipe: Recipe) -> Profiles | None:
    found = workspace.get_result(recipe.profiles_key())
    if found is None:
        return None
    return {int(k): tuple(DimensionProfile.from_json(part) for part in parts) for k, parts in found[0].items()}


def keep_check(workspace: Workspace, recipe: Recipe, checked: Checked) -> None:
    by_k = {str(k): asdict(stability) for k, stability in checked.by_k.items()}
    meta = {"by_k": by_k, "suggested_k": checked.suggested_k, "holds": checked.holds}
    workspace.put_result(check_key(recipe), "check", recipe.dataset, meta, {})


def kept_check(workspace: Workspace, recipe: Recipe) -> Checked | None:
    found = workspace.get_result(check_key(recipe))
    if found is None:
        return None
    meta = found[0]
    by_k = {int(k): Stability(**{**part, "segments": tuple(part["segments"])}) for k, part in meta["by_k"].items()}
    return Checked(by_k, meta["suggested_k"], meta["holds"])


def keep_map(workspace: Workspace, recipe: Recipe, drawn: CustomerMap) -> None:
    meta = {"method": drawn.method, "trust": drawn.trust}
    workspace.put_result(map_key(recipe), "map", recipe.dataset, meta, {"xy": drawn.xy})


def kept_map(workspace: Workspace, recipe: Recipe) -> CustomerMap | None:
    found = workspace.get_result(map_key(recipe))
    return None if found is None else CustomerMap(found[1]["xy"], found[0]["method"], found[0]["trust"])


def _arrays(solution: Solution) -> dict[str, np.ndarray]:
    parts = {part: getattr(solution, part) for part in ("labels", "confidence", "centres")}
    own = {f"{part}.{name}": array for part in MODEL_PARTS for name, array in getattr(solution.model, part).items()}
    if own.keys() == {"per_segment.centres"}:  # the same as those of the solution
        own = {}
    return {f"{name}_{solution.k}": array for name, array in (parts | own).items()}


MODEL_PARTS = ("per_segment", "shared")


def _solution(
    method: str,
    k: int,
    arrays: dict[str, np.ndarray],
    ids: list[str],
    sse: float,
    silhouette: float,
    unassigned: bool = False,
) -> Solution:
    own = {name.removesuffix(f"_{k}"): array for name, array in arrays.items() if name.endswith(f"_{k}")}
    parts = [
        {name.removeprefix(f"{part}."): array for name, array in own.items() if name.startswith(f"{part}.")}
        for part in MODEL_PARTS
    ]
    model = Model(method, k, parts[0] or {"centres": own["centres"]}, parts[1], unassigned)
    return Solution(k, own["labels"], own["centres"], own["confidence"], tuple(ids), sse, silhouette, model)
