"""One number of segments of a saved segmentation, as people know it: with its names and colours."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from seg.core.results import Solution
from seg.segments.continuity import Continuity
from seg.store.segmentations import SavedSegmentation
from seg.tasks.kept import KeptSolutions
from seg.ui import cache
from seg.ui.naming import segment_names
from seg.ui.services import services
from seg.ui.session import words


@dataclass(frozen=True, eq=False)
class Cut:
    """`ids` are those that people's names hang on, `colours` numbers; these and `names` in label order."""

    rows: np.ndarray
    solution: Solution
    ids: tuple[str, ...]
    names: tuple[str, ...]
    colours: tuple[int, ...]

    @property
    def k(self) -> int:
        return self.solution.k

    def only_here(self, other: Cut) -> tuple[str, ...]:
        """Names of the segments that the other one does not have."""
        known = set(other.ids)
        return tuple(name for name, of in zip(self.names, self.ids, strict=True) if of not in known)


def cuts(saved: SavedSegmentation) -> dict[int, Cut]:
    """Every number of segments that is computed, by k; none where nothing is kept."""
    found = cache.solutions(saved.recipe)
    if found is None:
        return {}
    key, known = saved.recipe.solutions_key(), Continuity.from_json(saved.identity)
    profiles, given = cache.profiles(saved.recipe) or {}, services().workspace.segment_words(saved.id)

    def cut(solution: Solution) -> Cut:
        ids, colours = _identity(known, key, found, solution)
        names = segment_names(profiles.get(solution.k), ids, given, words(), solution.model)
        return Cut(found.rows, solution, ids, names, colours)

    return {k: cut(solution) for k, solution in found.solutions.by_k.items()}


def _identity(
    known: Continuity, key: str, found: KeptSolutions, solution: Solution
) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Ids and colours as they were shown; those of the solutions themselves where nobody looked at them yet."""
    if key not in known.ids:
        return solution.ids, tuple(found.solutions.colours[segment] for segment in solution.ids)
    ids = known.shown_ids(key, solution)
    return ids, known.shown_colours(ids)
