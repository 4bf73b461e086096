"""The one run, told as a story: customers and a recipe in, segments with their evidence out. Pure.

    population   whom the recipe includes, encoded
    solve        the segments for every k, each segment with an identity that follows it through k
    describe     what the segments are, for every k
    check        whether another sample of customers would give them again, and which k to take
    picture      where every customer lies on the map

Both front doors call these functions, the app stage by stage as answers are wanted, `run` all in a row.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pyarrow as pa
from threadpoolctl import threadpool_limits

from seg.core.columns import Column
from seg.core.dataset import Dataset
from seg.core.errors import SegError
from seg.core.facts import Fact
from seg.core.recipe import K_MAX, K_MIN, Recipe
from seg.core.results import CustomerMap, Landmarks, Model, Solution, Stability, Structure
from seg.core.settings import setting
from seg.data.events.offered import columns_for
from seg.segments import customer_map, kmeans, pca_map, quality
from seg.segments.choice import Choice, chosen
from seg.segments.distances import Rows
from seg.segments.encoding import Encoded, Encoding, apply, encode
from seg.segments.identity import colour_numbers, first_ids, lineage
from seg.segments.map_trust import near_on_map
from seg.segments.methods import METHODS, Assigned, Material
from seg.segments.methods.method import silent as silent_fit
from seg.segments.methods.solution import means, solution_of
from seg.segments.patterns import different
from seg.segments.placing import filled, placed
from seg.segments.population import by_id, check_held, included
from seg.segments.profiles import DimensionProfile, profiles
from seg.segments.stability import heritage, stability
from seg.segments.structure.check import check_structure
from seg.segments.values import check_source, with_groups

Report = Callable[[str, float], None]
Profiles = dict[int, tuple[DimensionProfile, ...]]
ONE_THREAD = threadpool_limits.wrap(limits=1)
"""Sums of floats depend on how many threads share them, and results must not."""


def silent(stage: str, share: float) -> None:
    """The report of a run that nobody watches."""


@dataclass(frozen=True, eq=False)
class Population:
    """The customers a recipe includes: `rows` (n,) uint32 positions in the customers table, and that part of it.

    They stand in the order of their ids, so that the order of a file changes nothing. `source` is the label of the
    dimension whose values are the segments, "" for methods that find them.
    """

    rows: np.ndarray
    customers: pa.Table
    encoded: Encoded
    as_of: str
    source: str = ""

    @cached_property
    def material(self) -> Material:
        """What methods work on."""
        material = Material(Rows.of(self.encoded.matrix), self.encoded.encoding)
        return with_groups(material, self.customers, self.source)


@dataclass(frozen=True, eq=False)
class Solutions:
    """The solutions of one recipe for every feasible k, and the colour number of every segment id.

    `drivers[k]` has per forming dimension its planned share of the variance, its share of all variance and of the
    variance between the segments, and eta squared. `heritage[k]` says of every segment how far it comes from one
    segment of the number before.
    """

    by_k: dict[int, Solution]
    colours: dict[str, int]
    drivers: dict[int, dict[str, dict[str, float]]]
    heritage: dict[int, tuple[float, ...]]


@dataclass(frozen=True, eq=False)
class Run:
    """Everything that one recipe gives. `stability` is empty for segments that are a rule of the team's own."""

    population: Population
    solutions: Solutions
    profiles: Profiles
    stability: dict[int, Stability]
    structure: Structure | None
    choice: Choice
    k: int
    map: CustomerMap


def population(dataset: Dataset, customers: pa.Table, recipe: Recipe) -> Population:
    """The included customers, encoded. `customers` is keyed by label and has every dimension the recipe names, those
    from events counted to the as-of day.

    Raises `SegError` when too few customers are left to form segments, the recipe does not fit the dataset, or it
    forms segments with a dimension that is held back and does not say why.
    """
    columns = columns_for(dataset, recipe)
    check_held(recipe.deciding, columns)
    check_source(recipe.source, columns)
    rows, chosen = _chosen(dataset, customers, recipe, columns)
    as_of = recipe.as_of or dataset.latest_counted(recipe.events)
    return Population(rows, chosen, encode(chosen, columns, recipe, as_of), as_of, recipe.source)


def _chosen(
    dataset: Dataset, customers: pa.Table, recipe: Recipe, columns: dict[str, Column]
) -> tuple[np.ndarray, pa.Table]:
    """Whom the recipe includes, in the order of their ids, and that part of the customers. Raises `SegError`."""
    rows = included(customers, columns, recipe.filters)
    if len(rows) < setting("min_customers"):
        if dataset.tables and not recipe.filters:
            day = recipe.as_of or dataset.latest_counted(recipe.events)
            raise SegError("too_few_yet", found=len(rows), needed=setting("min_customers"), date=day)
        raise SegError("too_few_included", found=len(rows), needed=setting("min_customers"))
    rows = by_id(customers, rows)
    as_they_are = np.array_equal(rows, np.arange(len(customers)))
    return rows, customers if as_they_are else customers.take(pa.array(rows))


def encoded(dataset: Dataset, customers: pa.Table, recipe: Recipe, as_of: str) -> Encoded:
    """The forming dimensions of customers who are included already. Raises `SegError`."""
    return encode(customers, columns_for(dataset, recipe), recipe, as_of)


def left_out(recipe: Recipe, count: int) -> Fact:
    """Why customers of a dataset are not among those included: by the filters, or as they did nothing yet."""
    return Fact.of("aside.filtered_out" if recipe.filters else "aside.not_yet", count=count)


def feasible_ks(population: Population) -> tuple[int, ...]:
    """The numbers of segments that these customers can form: no more than there are different customers."""
    rows = population.material.rows
    most = different(rows.take(slice(setting("start_sample"))))
    most = most if most >= K_MAX else different(rows)
    return tuple(range(K_MIN, min(most, K_MAX) + 1))


@ONE_THREAD
def look(population: Population, k: int, seed: int) -> Solution:
    """A first answer for one k within a second: k-means of a sample, everybody at the nearest centre.

    Of fewer segments, where the sample has no more different customers.
    """
    random = np.random.default_rng(seed)
    sample = population.material.take(kmeans.sorted_sample(len(population.rows), setting("start_sample"), random))
    (model,) = METHODS["kmeans"].fit(sample, (min(k, different(sample.rows)),), seed, False, silent_fit).values()
    return replace(solution_of(model, population.material), ids=first_ids(model.k))


@ONE_THREAD
def solve(population: Population, recipe: Recipe, report: Report = silent) -> Solutions:
    """The segments for every feasible k, or for the one that the method finds.

    Raises `SegError` when the recipe asks for a k that is not, or the method can't be used on these customers.
    """
    method = METHODS.get(recipe.method)
    if method is None:
        raise SegError("method_unknown", given=recipe.method, known=tuple(METHODS))
    material = population.material
    if problem := method.refused(material):
        raise problem
    progress = lambda done, of: report("stage.segments", 0.9 * done / of)  # noqa: E731
    models = method.fit(material, feasible_ks(population), recipe.seed, True, progress)
    found = {k: solution_of(model, material) for k, model in models.items()}
    found = {k: solution for k, solution in found.items() if solution.sizes[: solution.named].min() > 0}
    asked = None if method.finds_k else recipe.k
    if not found or (asked is not None and asked not in found):
        raise SegError("k_exceeds_customers", k=asked or K_MIN, different=max(found, default=1))
    unassigned = any(solution.model.unassigned for solution in found.values())
    ids = lineage({k: solution.labels for k, solution in found.items()}, unassigned)
    report("stage.quality", 0.95)
    found = _with_silhouettes(material.rows, {k: replace(found[k], ids=ids[k]) for k in found}, recipe.seed)
    drivers = _all_drivers(population, found)
    labels = {k: solution.labels for k, solution in found.items()}
    return Solutions(found, colour_numbers(ids, setting("segment_colours")), drivers, heritage(labels))


def _with_silhouettes(rows: Rows, found: dict[int, Solution], seed: int) -> dict[int, Solution]:
    picked = kmeans.sorted_sample(len(rows), setting("silhouette_sample"), np.random.default_rng(seed))
    distances = quality.pairwise_distances(rows.take(picked))
    measured = {k: _silhouette(distances, solution.of(picked)) for k, solution in found.items()}
    return {k: replace(solution, silhouette=measured[k]) for k, solution in found.items()}


def _silhouette(distances: np.ndarray, solution: Solution) -> float:
    """Of those who are in a segment."""
    if not solution.model.unassigned:
        return quality.silhouette(distances, solution.labels, solution.k)
    own = np.flatnonzero(solution.labels < solution.named)
    return quality.silhouette(distances[np.ix_(own, own)], solution.labels[own], solution.named) if len(own) else 0.0


def _all_drivers(population: Population, found: dict[int, Solution]) -> dict[int, dict[str, dict[str, float]]]:
    """The drivers of every k. Who belongs to no segment is left out: they are no segment that anything sets apart.

    Segments lie where their members do, also where other centres decide who is one.
    """
    encoded, rows, drivers = population.encoded, population.material.rows, {}
    everybody = np.nanvar(encoded.matrix, axis=0, dtype=np.float64)
    for k, solution in found.items():
        variances = everybody
        if solution.sizes[solution.named :].sum():
            variances = np.nanvar(encoded.matrix[solution.labels < solution.named], axis=0, dtype=np.float64)
        middles = means(rows, solution.labels, k)[: solution.named]
        drivers[k] = _drivers(encoded.encoding, variances, solution.sizes[: solution.named], middles)
    return drivers


def _drivers(
    encoding: Encoding, variances: np.ndarray, sizes: np.ndarray, middles: np.ndarray
) -> dict[str, dict[str, float]]:
    """Per dimension: planned share, share of the variance between segments, and eta squared (1.2 of methods).

    `variances` are those of the encoded columns; a rare binary has less than was planned for it. Segments of those
    `sizes` (k,) lie around their `middles` (k, d).
    """
    weights = sizes / sizes.sum()
    mean = weights @ middles
    between = weights @ (middles - mean) ** 2
    found = {}
    for part in encoding.dimensions:
        own = slice(part.start, part.start + part.width)
        achieved, eta_squared = (
            between[own].sum() / max(between.sum(), 1e-12),
            between[own].sum() / max(variances[own].sum(), 1e-12),
        )
        found[part.dimension] = {
            "planned": part.planned_share,
            "total": float(variances[own].sum() / max(variances.sum(), 1e-12)),
            "achieved": float(achieved),
            "eta_squared": min(1.0, float(eta_squared)),
        }
    return found


def describe(dataset: Dataset, population: Population, recipe: Recipe, solutions: Solutions) -> Profiles:
    """The profile of every k over the forming and describing dimensions."""
    known = columns_for(dataset, recipe)
    columns = {name: known[name] for name in recipe.dimensions}
    forming = frozenset(part.dimension for part in recipe.forming)
    return profiles(population.customers, columns, forming, solutions.by_k, population.as_of)


def check(
    population: Population,
    recipe: Recipe,
    solutions: Solutions,
    rounds: int,
    before: Mapping[int, Stability] | None = None,
    report: Report = silent,
) -> dict[int, Stability]:
    """Stability of every k by resampling, in `rounds` rounds; those of `before` are not run again.

    Empty where another sample can give no other segments.
    """
    if not METHODS[recipe.method].resampled:
        return {}
    progress = lambda done, of: report("stage.stability", done / of)  # noqa: E731
    return stability(population.material, solutions.by_k, recipe.seed, rounds, before, progress)


def structure(
    population: Population, seed: int, sets: int, before: Structure | None = None, report: Report = silent
) -> Structure | None:
    """Whether the customers form groups at all, held against `sets` sets that have none; those of `before` count.

    None where there are too few different customers to tell.
    """
    progress = lambda done, of: report("stage.structure", done / of)  # noqa: E731
    encoded = population.encoded
    return check_structure(encoded.matrix, encoded.encoding, seed, sets, progress, before)


def choose(recipe: Recipe, solutions: Solutions, described: Profiles, checked: Mapping[int, Stability]) -> Choice:
    """Which number of segments to take, within the limits of the recipe; the only one, where there is one."""
    if not checked:
        return Choice(max(solutions.by_k), True, (), ())
    return chosen(checked, solutions.by_k, described, recipe.limits)


@ONE_THREAD
def sketch(population: Population) -> CustomerMap:
    """The PCA map: at once."""
    return pca_map.pca_map(population.encoded.matrix)


@ONE_THREAD
def biplot(population: Population, recipe: Recipe) -> CustomerMap:
    """The PCA map with arrows, and what it keeps of who is near whom."""
    drawn = pca_map.biplot(population.encoded.matrix, population.encoded.encoding)
    sample, near = near_on_map(drawn.xy, recipe.seed)
    return replace(drawn, sample=sample, near=near)


def picture(population: Population, recipe: Recipe, report: Report = silent) -> CustomerMap:
    """The UMAP map: the same whatever k, method or colour."""
    return customer_map.umap_map(population.encoded.matrix, recipe.seed, recipe.map_detail, report)


@dataclass(frozen=True, eq=False)
class MapBase:
    """A map that others are placed on: its landmarks, the encoding they stand in, and "pca" or "umap"."""

    landmarks: Landmarks
    encoding: Encoding
    method: str


def placed_on(
    base: MapBase, dataset: Dataset, customers: pa.Table, recipe: Recipe, report: Report = silent
) -> tuple[np.ndarray, CustomerMap]:
    """Whom a recipe includes, of this or another day or dataset, on a map that stands: their rows, and where they lie.

    `customers` has also the dimensions of the base that the recipe does not name. Raises `SegError` where one of them
    is not known of these customers, or is of another kind.
    """
    columns = columns_for(dataset, replace(recipe, describing=base.encoding.labels))
    kinds = {part.dimension: part.kind for part in base.encoding.dimensions}
    missing = tuple(name for name, kind in kinds.items() if name not in columns or columns[name].kind != kind)
    if missing:
        raise SegError("map_dimensions_missing", dimensions=missing, count=len(missing))
    rows, chosen = _chosen(dataset, customers, recipe, columns)
    matrix = apply(base.encoding, chosen)
    return rows, customer_map.placed_map(matrix, base.landmarks, base.method, recipe.seed, report)


def laid_on(base: MapBase, customers: pa.Table) -> np.ndarray:
    """Where any customers lie on a map that stands, (n, 2). Raises `SegError` when the table lacks a dimension."""
    return placed(filled(apply(base.encoding, customers)), base.landmarks)


def run(
    dataset: Dataset, customers: pa.Table, recipe: Recipe, report: Report = silent, trials: int | None = None
) -> Run:
    """The whole story. Without a k in the recipe, the suggested one is taken.

    `trials` are the rounds of stability, and with the data the sets that structure is held against: by default 20, a
    good word that is not the last one.
    """
    trials = trials or int(setting("stability_rounds_next"))
    report("stage.encoding", 0.0)
    who = population(dataset, customers, recipe)
    solved = solve(who, recipe, report)
    report("stage.profiles", 0.0)
    described = describe(dataset, who, recipe, solved)
    checked = check(who, recipe, solved, trials, report=report)
    tested = structure(who, recipe.seed, trials - 1, report=report)
    choice = choose(recipe, solved, described, checked)
    k = recipe.k if recipe.k in solved.by_k else choice.k
    return Run(who, solved, described, checked, tested, choice, k, picture(who, recipe, report))


def score(encoding: Encoding, model: Model, customers: pa.Table) -> Assigned:
    """Whose other customers are in an existing solution: same encoding, same segments.

    Raises `SegError` when the table lacks a dimension.
    """
    material = with_groups(Material(Rows.of(apply(encoding, customers)), encoding), customers, model.column)
    return METHODS[model.method].assign(model, material)
