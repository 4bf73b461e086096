"""The one place that caches: decoded results, by key. They are shared between visitors and read-only."""

from __future__ import annotations

from collections.abc import Callable

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import streamlit as st

from seg.core.columns import Column
from seg.core.dataset import Dataset
from seg.core.recipe import Recipe
from seg.core.results import CustomerMap, Stability, Structure
from seg.pipeline import Profiles
from seg.segments.breaking import Trial
from seg.segments.contrast import Contrast
from seg.segments.doubts import Doubts
from seg.segments.explaining.typing_tool import Questionnaire
from seg.segments.outcomes.found import Comparison
from seg.segments.over_time import OverTime
from seg.segments.overlap import Overlap
from seg.tasks import another_day, by_month, explaining, fairness, kept, kept_maps, outcomes, profile, selections
from seg.tasks.dimensions import Counting, kept_dimension
from seg.ui.services import services


@st.cache_resource(max_entries=48, show_spinner=False)
def _decoded(key: str, _decode: Callable):
    return _decode()


def _kept(key: str, decode: Callable, *arguments):
    """The decoded result of a key that the store has; None where it has none (any more)."""
    workspace = services().workspace
    if not workspace.has_result(key):
        return None
    found = _decoded(key, lambda: decode(workspace, *arguments))
    return found


def made(key: str, make: Callable):
    """What `make` gives, once per key; the key must name everything that it depends on."""
    return _decoded(key, make)


def solutions(recipe: Recipe) -> kept.KeptSolutions | None:
    return _kept(recipe.solutions_key(), kept.kept_solutions, recipe)


def profiles(recipe: Recipe) -> Profiles | None:
    return _kept(recipe.profiles_key(), kept.kept_profiles, recipe)


def checked(recipe: Recipe, rounds: int) -> dict[int, Stability] | None:
    return _kept(kept.check_key(recipe, rounds), kept.kept_check, recipe, rounds)


def doubts(recipe: Recipe) -> dict[int, Doubts] | None:
    return _kept(kept.doubts_key(recipe), kept.kept_doubts, recipe)


def structure(recipe: Recipe, sets: int) -> tuple[Structure | None] | None:
    return _kept(kept.structure_key(recipe, sets), kept.kept_structure, recipe, sets)


def trials(recipe: Recipe, k: int) -> tuple[Trial, ...] | None:
    return _kept(kept.trials_key(recipe, k), kept.kept_trials, recipe, k)


def look(recipe: Recipe, k: int) -> kept.Look | None:
    return _kept(kept.look_key(recipe, k), kept.kept_look, recipe, k)


def map_on_its_own(recipe: Recipe) -> kept_maps.KeptMap | None:
    """The map of a recipe as it is kept, with what it stands on."""
    return _kept(kept.map_key(recipe), kept_maps.kept_map, recipe)


def customer_map(recipe: Recipe) -> CustomerMap | None:
    return _drawn(map_on_its_own(recipe))


def placed(recipe: Recipe, base: Recipe) -> CustomerMap | None:
    """The customers of a recipe on the map of another."""
    return _drawn(_kept(kept.placed_key(recipe, base), kept_maps.kept_placed, recipe, base))


def biplot(recipe: Recipe) -> CustomerMap | None:
    """The PCA map with arrows."""
    return _drawn(_kept(kept.biplot_key(recipe), kept_maps.kept_biplot, recipe))


def nearest(recipe: Recipe, row: int) -> dict | None:
    """Who is most like the customer in that position among the included: {"rows", "distances"}."""
    return kept_maps.kept_nearest(services().workspace, recipe, row)


def _drawn(found: kept_maps.KeptMap | None) -> CustomerMap | None:
    return found.drawn if found else None


def contrast(key: str) -> Contrast | None:
    """How picked customers differ, by its key: it has no other arguments."""
    return _kept(key, selections.kept_contrast, key)


def other_day(recipe: Recipe, k: int, day: str) -> another_day.OtherDay | None:
    """The customers of another day in the segments of a recipe."""
    return _kept(another_day.day_key(recipe, k, day), another_day.kept_day, recipe, k, day)


def comparison(key: str) -> Comparison | None:
    """How groups differ in an outcome, by its key."""
    return _kept(key, outcomes.kept_comparison, key)


def overlap(key: str) -> Overlap | None:
    """Who is in several groups, by its key."""
    return _kept(key, outcomes.kept_overlap, key)


def months(key: str) -> OverTime | None:
    """What groups did month by month, by its key."""
    return _kept(key, by_month.kept_months, key)


def lying(key: str) -> profile.Lying | None:
    """How the dimensions lie in the segments, by its key."""
    return _kept(key, profile.kept_lying, key)


def standing(key: str) -> profile.Standing | None:
    """Where the segments stand, by its key."""
    return _kept(key, profile.kept_standing, key)


def rules(key: str) -> explaining.Explained | None:
    """The rules of segments or of a group, by their key."""
    return _kept(key, explaining.kept_rules, key)


def questionnaire(recipe: Recipe, k: int) -> Questionnaire | None:
    """The questions that place a customer."""
    return _kept(explaining.questions_key(recipe, k), explaining.kept_questions, recipe, k)


def guard(recipe: Recipe, k: int) -> fairness.Guard | None:
    """Whether segments stand for what nobody should be sorted by."""
    return _kept(fairness.guard_key(recipe, k), fairness.kept_guard, recipe, k)


def dropped(recipe: Recipe, k: int) -> fairness.Dropped | None:
    """What the segments would be without each input."""
    return _kept(fairness.dropped_key(recipe, k), fairness.kept_dropped, recipe, k)


@st.cache_data(max_entries=16, show_spinner=False)
def preview(raw: str, rows: int) -> pa.Table:
    """The first rows of a raw table, by its content hash."""
    batches = pq.ParquetFile(services().workspace.blobs.path(raw)).iter_batches(batch_size=rows)
    return pa.Table.from_batches([next(batches)])


def dimension_values(dataset: Dataset, recipe: Recipe, column: Column) -> pa.ChunkedArray | None:
    """The values of a dimension in the order of the customers; None for one from events that is not derived yet."""
    if column in dataset.dimensions:
        return pq.read_table(services().workspace.blobs.path(dataset.customers), columns=[column.name])[column.name]
    found = kept_dimension(services().workspace, Counting.of(dataset, recipe), column.label)
    return pa.chunked_array([found[1]]) if found else None


def _once(kind: str, dataset: Dataset, recipe: Recipe, column: Column, make: Callable):
    """What `make` gives of the values of a dimension, once they are there."""
    values = dimension_values(dataset, recipe, column)
    key = Counting.of(dataset, recipe).key(column.label)
    return None if values is None else made(f"{kind}/{key}", lambda: make(values))


def _most_frequent(column: pa.ChunkedArray, most: int = 200) -> tuple[str, ...]:
    counts = column.drop_null().value_counts()
    order = pc.sort_indices(counts.field("counts"), sort_keys=[("", "descending")])[:most]
    return tuple(str(value) for value in counts.field("values").take(order).to_pylist())


def _ends(column: pa.ChunkedArray) -> tuple:
    ends = pc.min_max(column)
    return ends["min"].as_py(), ends["max"].as_py()


def range_of(dataset: Dataset, recipe: Recipe, column: Column) -> tuple:
    """The smallest and largest value of a number or date; None for both until it is known."""
    return _once("range", dataset, recipe, column, _ends) or (None, None)


def _all_whole(column: pa.ChunkedArray) -> bool:
    return bool(pc.all(pc.equal(pc.floor(column), column), min_count=0).as_py())


def whole(dataset: Dataset, recipe: Recipe, column: Column) -> bool:
    """Whether no value of a number has decimals; not until that is known."""
    return bool(_once("whole", dataset, recipe, column, _all_whole))


def levels(dataset: Dataset, recipe: Recipe, column: Column) -> tuple[str, ...]:
    """The values one can filter a category by: its ordered levels, else the most frequent."""
    return column.levels or _once("levels", dataset, recipe, column, _most_frequent) or ()
