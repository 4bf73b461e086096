"""Stages of the pipeline as tasks. All take {"recipe": JSON}; `look` also {"k": int}."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

import pyarrow as pa

from seg import pipeline
from seg.core.dataset import Dataset
from seg.core.errors import SegError
from seg.core.recipe import Recipe
from seg.segments.doubts import doubts
from seg.tasks import kept
from seg.tasks.desk import workspace
from seg.tasks.dimensions import Counting, dimension_frame

Report = Callable[[str, float], None]


@lru_cache(maxsize=1)
def _population(encoding_key: str, recipe: Recipe) -> pipeline.Population:
    """Whom the recipe includes; the last one is kept, for the stages that follow each other."""
    dataset = workspace().dataset(recipe.dataset)
    return pipeline.population(dataset, customers(dataset, recipe), recipe)


def customers(dataset: Dataset, recipe: Recipe) -> pa.Table:
    """The dimensions that a recipe names, its filters included, keyed by label."""
    wanted = dict.fromkeys([*recipe.dimensions, *(part.dimension for part in recipe.filters)])
    return dimension_frame(workspace(), Counting.of(dataset, recipe), tuple(wanted))


def _begin(arguments: dict, report: Report) -> tuple[Recipe, pipeline.Population]:
    recipe = replace(Recipe.from_json(arguments["recipe"]), k=None)  # every k is computed: none can be too many
    report("stage.encoding", 0.0)
    return recipe, _population(recipe.encoding_key(), recipe)


def look(arguments: dict, report: Report) -> dict:
    """The first answer for one k, with the PCA map."""
    recipe, who = _begin(arguments, report)
    possible = min(arguments["k"], pipeline.feasible_ks(who)[-1])
    solution = pipeline.look(who, possible, recipe.seed)
    kept.keep_look(workspace(), recipe, arguments["k"], who, solution, pipeline.sketch(who))
    return {}


def solve(arguments: dict, report: Report) -> dict:
    """The solutions for every k, and their profiles."""
    recipe, who = _begin(arguments, report)
    solved = pipeline.solve(who, recipe, report)
    report("stage.profiles", 0.97)
    described = pipeline.describe(workspace().dataset(recipe.dataset), who, recipe, solved)
    kept.keep_profiles(workspace(), recipe, described)
    kept.keep_solutions(workspace(), recipe, who, solved)
    return {}


def describe(arguments: dict, report: Report) -> dict:
    """The profiles of solutions that are kept, for other describing dimensions."""
    recipe, who = _begin(arguments, report)
    solved = kept.kept_solutions(workspace(), recipe)
    if solved is None:
        return solve(arguments, report)
    report("stage.profiles", 0.5)
    described = pipeline.describe(workspace().dataset(recipe.dataset), who, recipe, solved.solutions)
    kept.keep_profiles(workspace(), recipe, described)
    return {}


def check(arguments: dict, report: Report) -> dict:
    """Stability of every k in {"rounds"}; what is kept of fewer rounds is gone on with."""
    recipe, who = _begin(arguments, report)
    solved = kept.kept_solutions(workspace(), recipe)
    solutions = pipeline.solve(who, recipe, report) if solved is None else solved.solutions
    rounds = arguments["rounds"]
    before = kept.most_checked(workspace(), recipe, rounds)
    kept.keep_check(workspace(), recipe, rounds, pipeline.check(who, recipe, solutions, rounds, before, report))
    return {}


def structure(arguments: dict, report: Report) -> dict:
    """Whether there are groups at all, held against {"sets"} sets without any."""
    recipe, who = _begin(arguments, report)
    sets = arguments["sets"]
    before = kept.most_tested(workspace(), recipe, sets)
    kept.keep_structure(workspace(), recipe, sets, pipeline.structure(who, recipe.seed, sets, before, report))
    return {}


def doubt(arguments: dict, report: Report) -> dict:
    """Whose segment is in doubt, for every k. Raises `SegError` where the segments are not computed."""
    recipe, who = _begin(arguments, report)
    solved = kept.kept_solutions(workspace(), recipe)
    if solved is None:
        raise SegError("not_computed")
    found = {}
    for done, (k, solution) in enumerate(solved.solutions.by_k.items()):
        report("stage.doubts", done / len(solved.solutions.by_k))
        found[k] = doubts(solution, who.material)
    kept.keep_doubts(workspace(), recipe, found)
    return {}


def draw(arguments: dict, report: Report) -> dict:
    """The UMAP map."""
    recipe, who = _begin(arguments, report)
    kept.keep_map(workspace(), recipe, pipeline.picture(who, recipe, report))
    return {}
