"""Stages of the pipeline as tasks. All take {"recipe": JSON}; `look` also {"k": int}."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import lru_cache, partial

import pyarrow as pa

from seg import pipeline
from seg.core.dataset import Dataset
from seg.core.derived import Derivation
from seg.core.errors import SegError
from seg.core.recipe import Recipe
from seg.core.settings import setting
from seg.segments.breaking import trials
from seg.segments.distances import Rows, nearest_to_one
from seg.segments.doubts import doubts
from seg.segments.methods import Material
from seg.tasks import kept, kept_maps
from seg.tasks.desk import workspace
from seg.tasks.dimensions import Counting, dimension_frame, frame_without_month

Report = Callable[[str, float], None]


@lru_cache(maxsize=1)
def _population(encoding_key: str, recipe: Recipe) -> pipeline.Population:
    """Whom the recipe includes; the last one is kept, for the stages that follow each other."""
    dataset = workspace().dataset(recipe.dataset)
    return pipeline.population(dataset, customers(dataset, recipe), recipe)


def customers(dataset: Dataset, recipe: Recipe) -> pa.Table:
    """The dimensions that a recipe names, keyed by label."""
    return dimension_frame(workspace(), Counting.of(dataset, recipe), recipe.named)


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


def _solutions(recipe: Recipe, who: pipeline.Population, report: Report) -> pipeline.Solutions:
    """Those that are kept, or solved now and not kept."""
    solved = kept.kept_solutions(workspace(), recipe)
    return pipeline.solve(who, recipe, report) if solved is None else solved.solutions


def check(arguments: dict, report: Report) -> dict:
    """Stability of every k in {"rounds"}; what is kept of fewer rounds is gone on with."""
    recipe, who = _begin(arguments, report)
    solutions, rounds = _solutions(recipe, who, report), arguments["rounds"]
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
    kept_maps.keep_map(workspace(), recipe, who, pipeline.picture(who, recipe, report))
    return {}


def biplot(arguments: dict, report: Report) -> dict:
    """The PCA map with arrows."""
    recipe, who = _begin(arguments, report)
    report("stage.map_landmarks", 0.3)
    kept_maps.keep_biplot(workspace(), recipe, who, pipeline.biplot(who, recipe))
    return {}


def place(arguments: dict, report: Report) -> dict:
    """The customers of a recipe on the map of another, {"base": JSON}, which is drawn first where it is not kept.

    Raises `SegError` where a dimension of the base is not known of these customers.
    """
    store, recipe, base = workspace(), Recipe.from_json(arguments["recipe"]), Recipe.from_json(arguments["base"])
    under = kept_maps.kept_map(store, base)
    if under is None:
        draw({"recipe": arguments["base"]}, report)
        under = kept_maps.kept_map(store, base)
    report("stage.encoding", 0.0)
    dataset = store.dataset(recipe.dataset)
    frame = dimension_frame(store, Counting.of(dataset, recipe), (*recipe.named, *under.encoding.labels))
    rows, drawn = pipeline.placed_on(under.base, dataset, frame, recipe, report)
    kept_maps.keep_placed(store, recipe, base, rows, drawn)
    return {}


def nearest(arguments: dict, report: Report) -> dict:
    """Who is most like the customer in position {"row"} among the included: {"rows", "distances"}, nearest first."""
    recipe, who = _begin(arguments, report)
    row = arguments["row"]
    rows, distances = nearest_to_one(who.material.rows, row, setting("nearest_customers"))
    found = {"rows": rows.tolist(), "distances": distances.tolist()}
    kept_maps.keep_nearest(workspace(), recipe, row, found)
    return found


def break_it(arguments: dict, report: Report) -> dict:
    """Try to break the segments of {"k"}: what would have come out with something left out."""
    recipe, who = _begin(arguments, report)
    solutions, k = _solutions(recipe, who, report), arguments["k"]
    months = {month: partial(_without_month, recipe, who, month) for month in _months(recipe, who.as_of)}
    progress = lambda done, of: report("stage.breaking", done / of)  # noqa: E731
    found = tuple(trials(who.material, solutions.by_k[k], recipe.seed, months, progress))
    kept.keep_trials(workspace(), recipe, k, found)
    return {}


def _months(recipe: Recipe, as_of: str) -> list[str]:
    """The first days of the months from the first event to the last that counts, of the last two years; none where no
    dimension comes from files of events."""
    dataset = workspace().dataset(recipe.dataset)
    from_events = [each.table for each in Derivation.among(part.dimension for part in recipe.forming)]
    tables = [table for table in dataset.tables if table.name in from_events and table.earliest_date]
    if not tables or any(table.connection for table in dataset.tables):
        return []
    last = date.fromisoformat(min(as_of, max(table.last_date for table in tables)))
    first = date.fromisoformat(min(table.earliest_date for table in tables))
    months = [last.year * 12 + last.month - 1 - back for back in range(24)]
    days = [date(month // 12, month % 12 + 1, 1) for month in months]
    return [day.isoformat() for day in days if day >= first.replace(day=1)]


def _without_month(recipe: Recipe, who: pipeline.Population, month: str) -> Material | None:
    """The same customers without the events of a month; None where nothing would form segments."""
    store = workspace()
    counting = Counting.of(store.dataset(recipe.dataset), recipe)
    lost = date.fromisoformat(month)
    forming = tuple(part.dimension for part in recipe.forming)
    frame = frame_without_month(store, counting, forming, lost.year * 12 + lost.month - 1)
    try:
        encoded = pipeline.encoded(counting.dataset, frame.take(pa.array(who.rows)), recipe, who.as_of)
    except SegError:
        return None
    return Material(Rows.of(encoded.matrix), encoded.encoding)
