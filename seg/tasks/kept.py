"""How results lie in the store: JSON and arrays under the key of the recipe, and back again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from seg.core.facts import Fact
from seg.core.fingerprint import fingerprint
from seg.core.recipe import Recipe
from seg.core.results import CustomerMap, Model, Solution, Stability, Structure
from seg.core.settings import setting
from seg.pipeline import Population, Profiles, Solutions
from seg.segments.breaking import Trial
from seg.segments.doubts import Doubts
from seg.segments.encoding import Encoding
from seg.segments.profiles import DimensionProfile
from seg.segments.stability import heritage
from seg.store.workspace import Workspace


def look_key(recipe: Recipe, k: int) -> str:
    """Key of the first answer for one k."""
    return fingerprint("look", recipe.encoding_key(), k)


def map_key(recipe: Recipe) -> str:
    return recipe.map_key()


def biplot_key(recipe: Recipe) -> str:
    """Key of the PCA map with arrows."""
    return fingerprint("biplot", recipe.encoding_key())


def placed_key(recipe: Recipe, base: Recipe) -> str:
    """Key of the customers of a recipe on the map of another."""
    return fingerprint("placed", recipe.encoding_key(), map_key(base))


def nearest_key(recipe: Recipe, row: int) -> str:
    """Key of who is most like the customer in that position among the included."""
    return fingerprint("nearest", recipe.encoding_key(), row)


def doubts_key(recipe: Recipe) -> str:
    """Key of whose segment is in doubt, for every k."""
    return fingerprint("doubts", recipe.solutions_key())


def check_key(recipe: Recipe, rounds: int) -> str:
    """Key of stability after so many rounds."""
    return fingerprint("check", recipe.solutions_key(), rounds)


def structure_key(recipe: Recipe, sets: int) -> str:
    """Key of the test against so many sets without groups: the same for every method."""
    return fingerprint("structure", recipe.encoding_key(), sets)


def check_rounds() -> tuple[int, ...]:
    """After how many rounds stability is kept and shown: a first word, a good one, the final one."""
    return tuple(int(setting(f"stability_rounds{part}")) for part in ("_first", "_next", ""))


def structure_sets() -> tuple[int, ...]:
    """After how many sets without groups the test is kept and shown."""
    return tuple(int(setting(f"structure_sets{part}")) for part in ("", "_final"))


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
        "heritage": {str(k): heritage for k, heritage in solved.heritage.items()},
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
    drivers = {int(k): {name: _driver(part) for name, part in of_k.items()} for k, of_k in meta["drivers"].items()}
    by_k = dict(sorted(by_k.items()))
    kept_heritage = meta.get("heritage") or heritage({k: solution.labels for k, solution in by_k.items()})
    solutions = Solutions(by_k, meta["colours"], drivers, {int(k): tuple(h) for k, h in kept_heritage.items()})
    notes = tuple(Fact.from_json(note) for note in meta["notes"])
    return KeptSolutions(arrays["rows"], meta["as_of"], Encoding.from_json(meta["encoding"]), notes, solutions)


def _driver(part: Mapping[str, float]) -> dict[str, float]:
    """The figures of one dimension; in those from before its share of all variance was measured, it is what was
    planned."""
    return {**part, "total": part.get("total", part["planned"])}


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
    return Look(arrays["rows"], solution, CustomerMap(arrays["xy"], meta["method"], trust_from_json(meta["trust"])))


def trust_from_json(raw: Mapping[str, Any]) -> dict[str, Any]:
    """The figures of a map; pairs of them are tuples again."""
    return {name: tuple(value) if isinstance(value, list) else value for name, value in raw.items()}


def keep_profiles(workspace: Workspace, recipe: Recipe, described: Profiles) -> None:
    meta = {str(k): [part.as_json() for part in profile] for k, profile in described.items()}
    workspace.put_result(recipe.profiles_key(), "profiles", recipe.dataset, meta, {})


def kept_profiles(workspace: Workspace, recipe: Recipe) -> Profiles | None:
    found = workspace.get_result(recipe.profiles_key())
    if found is None:
        return None
    return {int(k): tuple(DimensionProfile.from_json(part) for part in parts) for k, parts in found[0].items()}


def keep_check(workspace: Workspace, recipe: Recipe, rounds: int, checked: Mapping[int, Stability]) -> None:
    arrays = {f"agreements_{k}": np.array(found.agreements) for k, found in checked.items()}
    arrays |= {f"again_{k}": np.array(found.again) for k, found in checked.items()}
    workspace.put_result(check_key(recipe, rounds), "check", recipe.dataset, {"ks": list(checked)}, arrays)


def kept_check(workspace: Workspace, recipe: Recipe, rounds: int) -> dict[int, Stability] | None:
    found = workspace.get_result(check_key(recipe, rounds))
    if found is None:
        return None
    meta, arrays = found
    return {k: _stability(k, arrays[f"agreements_{k}"], arrays[f"again_{k}"]) for k in meta["ks"]}


def _stability(k: int, agreements: np.ndarray, again: np.ndarray) -> Stability:
    return Stability(k, tuple(agreements.tolist()), tuple(map(tuple, again.tolist())))


def most_checked(workspace: Workspace, recipe: Recipe, under: int) -> dict[int, Stability] | None:
    """The stability after most rounds that is kept, of fewer than `under`."""
    fewer = (kept_check(workspace, recipe, rounds) for rounds in reversed(check_rounds()) if rounds < under)
    return next((found for found in fewer if found), None)


def keep_structure(workspace: Workspace, recipe: Recipe, sets: int, found: Structure | None) -> None:
    meta = {"structure": asdict(found) if found else None}
    workspace.put_result(structure_key(recipe, sets), "structure", recipe.dataset, meta, {})


def kept_structure(workspace: Workspace, recipe: Recipe, sets: int) -> tuple[Structure | None] | None:
    """The test, alone in a tuple: None in it where there are too few different customers; None where it is not kept."""
    found = workspace.get_result(structure_key(recipe, sets))
    if found is None:
        return None
    raw = found[0]["structure"]
    if raw is None:
        return (None,)
    tuples = {name: tuple(raw[name]) for name in ("ks", "silhouettes")}
    return (Structure(**{**raw, **tuples, "null_silhouettes": tuple(map(tuple, raw["null_silhouettes"]))}),)


def most_tested(workspace: Workspace, recipe: Recipe, under: int) -> Structure | None:
    """The test against most sets that is kept, of fewer than `under`."""
    fewer = (kept_structure(workspace, recipe, sets) for sets in reversed(structure_sets()) if sets < under)
    return next((found[0] for found in fewer if found), None)


def trials_key(recipe: Recipe, k: int) -> str:
    """Key of the attempts to break the segments of one k."""
    return fingerprint("trials", recipe.solutions_key(), k)


def keep_trials(workspace: Workspace, recipe: Recipe, k: int, found: tuple[Trial, ...]) -> None:
    meta = {"trials": [trial.as_json() for trial in found]}
    workspace.put_result(trials_key(recipe, k), "trials", recipe.dataset, meta, {})


def kept_trials(workspace: Workspace, recipe: Recipe, k: int) -> tuple[Trial, ...] | None:
    found = workspace.get_result(trials_key(recipe, k))
    return None if found is None else tuple(Trial.from_json(raw) for raw in found[0]["trials"])


DOUBTS = ("second", "unsure", "thin", "far")


def keep_doubts(workspace: Workspace, recipe: Recipe, found: Mapping[int, Doubts]) -> None:
    arrays = {f"{part}_{k}": getattr(of_k, part) for k, of_k in found.items() for part in DOUBTS}
    workspace.put_result(doubts_key(recipe), "doubts", recipe.dataset, {"ks": list(found)}, arrays)


def kept_doubts(workspace: Workspace, recipe: Recipe) -> dict[int, Doubts] | None:
    """Whose segment is in doubt for every k, in the order of the labels; None while nobody looked."""
    found = workspace.get_result(doubts_key(recipe))
    if found is None:
        return None
    meta, arrays = found
    return {k: Doubts(*(arrays[f"{part}_{k}"] for part in DOUBTS)) for k in meta["ks"]}


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
