"""The solution that is on the screen: the whole answer, or the first look while it is computed."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from seg.core.facts import Fact
from seg.core.results import Solution
from seg.data.events.offered import columns_for
from seg.segments.continuity import Continuity, continued
from seg.segments.methods import METHODS
from seg.segments.population import check_held
from seg.segments.profiles import DimensionProfile
from seg.store.segmentations import SegmentWords
from seg.tasks import kept
from seg.ui import cache
from seg.ui.by_name import distinct
from seg.ui.charts.palette import segment_colour
from seg.ui.map.legend import LegendEntry
from seg.ui.naming import segment_names
from seg.ui.opened import Opened, first_seen, identified, save
from seg.ui.services import services
from seg.ui.session import session, words
from seg.ui.work import answer

PATIENCE_SECONDS = 1.0
"""A first look is mostly there by then: the map before stays, and turns into the new one."""


@dataclass(frozen=True, eq=False)
class Shown:
    """One solution as it is on the screen: segment ids, names and colours in label order."""

    solution: Solution
    rows: np.ndarray
    as_of: str
    names: tuple[str, ...]
    colours: tuple[int, ...]
    given: dict[str, SegmentWords]
    profile: tuple[DimensionProfile, ...] | None
    settled: bool  # False for the first answer, before every k is computed

    @property
    def to_choose(self) -> dict[str, str]:
        """Distinct names of the segments that are groups of customers, by their ids."""
        return distinct(dict(zip(self.solution.ids, self.names[: self.solution.named], strict=False)))

    @property
    def legend(self) -> tuple[LegendEntry, ...]:
        sizes = self.solution.sizes
        return tuple(
            LegendEntry(label, self.names[label], segment_colour(number), int(sizes[label]),
                        segment_colour(number, dark=True), words().number(int(sizes[label])), segment)
            for label, (number, segment) in enumerate(zip(self.colours, self.solution.ids, strict=True))
            if label < self.solution.shown
        )  # fmt: skip


def shown(now: Opened) -> tuple[Shown | None, Opened]:
    """The solution to show: the whole answer, or the first look while it is computed, or nothing yet."""
    recipe, arguments = now.recipe, {"recipe": now.recipe.as_json()}
    check_held(recipe.deciding, columns_for(now.dataset, recipe))  # also of kept answers: reasons are in no key
    found = answer(recipe.solutions_key(), lambda: cache.solutions(recipe), "seg.tasks.segments:solve", arguments, 1)
    if found is None:
        return _first_look(now), now
    if now.k not in found.solutions.by_k:
        now = _nearest_k(now, tuple(found.solutions.by_k))
    continuity, now = identified(now, found)
    profiles = answer(
        recipe.profiles_key(), lambda: cache.profiles(recipe), "seg.tasks.segments:describe", arguments, 1
    )
    solution = found.solutions.by_k[now.k]
    ids = continuity.shown_ids(recipe.solutions_key(), solution)
    given = services().workspace.segment_words(now.saved.id)
    profile = profiles[now.k] if profiles else None
    names = segment_names(profile, ids, given, words(), solution.model)
    colours = continuity.shown_colours(ids)
    return Shown(replace(solution, ids=ids), found.rows, found.as_of, names, colours, given, profile, True), now


def _first_look(now: Opened) -> Shown | None:
    """The nearest centres of a sample; nothing for methods that would decide in another way."""
    if not METHODS[now.recipe.method].centred:
        return None
    recipe, k = now.recipe, now.k
    arguments = {"recipe": recipe.as_json(), "k": k}
    fetch = lambda: cache.look(recipe, k)  # noqa: E731
    look = answer(
        kept.look_key(recipe, k), fetch, "seg.tasks.segments:look", arguments, patience_seconds=PATIENCE_SECONDS
    )
    if look is None:
        return None
    known, before = first_seen(Continuity.from_json(now.saved.identity), now)
    key = kept.look_key(recipe, k)
    if before is not None:
        old = (before.rows, before.labels, before.ids)
        known = continued(known, old, key, (look.rows, look.solution), look.solution.ids)
    ids = known.shown_ids(key, look.solution)
    given = services().workspace.segment_words(now.saved.id)
    names = segment_names(None, ids, given, words())
    colours = known.shown_colours(ids)
    return Shown(replace(look.solution, ids=ids), look.rows, "", names, colours, given, None, False)


def _nearest_k(now: Opened, ks: tuple[int, ...]) -> Opened:
    """The largest number of segments that these customers can form, said once; or the one that the method found."""
    k = max((possible for possible in ks if possible <= now.k), default=min(ks))
    if not METHODS[now.recipe.method].finds_k:
        session().notices.append(Fact.of("notice.fewer_segments", asked=now.k, k=k))
    recipe = replace(now.recipe, k=k)
    save(now, recipe)
    session().shown = ("", 0)  # the controls still hold the number that was asked for
    return replace(now, saved=services().workspace.segmentation(now.saved.id))
