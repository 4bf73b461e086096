"""Where customers lie on the map that is on the screen: the same picture as before, as far as it can be.

UMAP when it is ready, a sketch until then. A changed recipe is drawn anew and turned onto what was shown before; a
refresh (another day, or another file of the same) lays the customers as they are now on the map that stands. Which map
that is, and how each is turned, is kept with the segmentation, so that its link opens the same picture.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from seg.core.fingerprint import fingerprint
from seg.core.recipe import K_MAX, K_MIN, Recipe
from seg.core.results import CustomerMap
from seg.segments.orientation import AS_IT_IS, Turn, flips_of, turn_of_shared, turned
from seg.tasks import kept
from seg.ui import cache
from seg.ui.opened import Opened, with_identity
from seg.ui.solution_shown import Shown
from seg.ui.work import answer

MAP = "map"
"""Where the identity of a segmentation keeps its frame."""


@dataclass(frozen=True)
class Frame:
    """What holds the map of a segmentation in place.

    `base` is the recipe whose landmarks it stands on, None before the first map; `turns` how the map of each map key
    is turned; `anew` the map key that is to be drawn on landmarks of its own though it is a refresh.
    """

    base: Recipe | None = None
    turns: Mapping[str, Turn] = field(default_factory=dict)
    anew: str = ""

    @classmethod
    def of(cls, now: Opened) -> Frame:
        raw = now.saved.identity.get(MAP, {})
        base = Recipe.from_json(raw["base"]) if raw.get("base") else None
        turns = {key: tuple(map(tuple, turn)) for key, turn in raw.get("turns", {}).items()}
        return cls(base, turns, raw.get("anew", ""))

    def as_json(self) -> dict:
        return {"base": self.base.as_json() if self.base else None, "turns": dict(self.turns), "anew": self.anew}

    def turn(self, recipe: Recipe) -> Turn:
        return self.turns.get(kept.map_key(recipe), AS_IT_IS)

    def holds(self, recipe: Recipe) -> bool:
        """Whether a recipe is a refresh of the base, to be laid on it; the base itself is not."""
        if self.base is None or self.is_base(recipe) or not recipe.draws_as(self.base):
            return False
        return recipe.dataset == self.base.dataset or cache.map_on_its_own(self.base) is not None

    def is_base(self, recipe: Recipe) -> bool:
        return self.base is not None and kept.map_key(self.base) == kept.map_key(recipe)

    def leaves(self, recipe: Recipe) -> bool:
        """Whether somebody asked to have the recipe drawn on landmarks of its own."""
        return self.anew == kept.map_key(recipe)


def drawn_map(now: Opened, seen: Shown) -> tuple[CustomerMap | None, Opened]:
    """The map to show, with a `key` of its own; None while there is nothing to show yet.

    Asks for the work it needs. The first time a map is shown, how it is turned is kept with the segmentation.
    """
    recipe, frame = now.recipe, Frame.of(now)
    frozen = frame.holds(recipe)
    key, found = kept.map_key(recipe), None if frozen and not frame.leaves(recipe) else _own(recipe)
    if found is None and frozen:
        return _refreshed(now, seen, frame), now
    if found is None and (before := _in_less_or_more_detail(frame, recipe)):
        return before, now
    if found is None:
        key, found = _sketch_key(recipe), _sketch(now)
    if found is None:
        return None, now
    if not frame.is_base(recipe):
        frame = _taken_over(frame, recipe, found, seen.rows)
        now = with_identity(now, {MAP: frame.as_json()})
    return _turned(key, found, frame.turn(recipe)), now


def frozen_on(now: Opened) -> Recipe | None:
    """The earlier recipe whose landmarks the map stands on; None where it stands on its own, or is about to."""
    frame = Frame.of(now)
    return frame.base if frame.holds(now.recipe) and not frame.leaves(now.recipe) else None


def draw_anew(now: Opened) -> Opened:
    """Have the map drawn on the customers as they are now: later refreshes are laid on this one."""
    return with_identity(now, {MAP: replace(Frame.of(now), anew=kept.map_key(now.recipe)).as_json()})


def biplot_map(now: Opened) -> CustomerMap | None:
    """The PCA map with arrows, its axes flipped as the map is, but never turned: they have a meaning each."""
    recipe, frame = now.recipe, Frame.of(now)
    arguments = {"recipe": recipe.as_json()}
    key = kept.biplot_key(recipe)
    found = answer(key, lambda: cache.biplot(recipe), "seg.tasks.segments:biplot", arguments, 1)
    held = frame.base if frame.holds(recipe) else recipe
    return None if found is None else _turned(key, found, flips_of(frame.turn(held)))


def beside(now: Opened, other: Recipe) -> CustomerMap | None:
    """The customers of another recipe on the map that `now` shows; None while they are being placed.

    Raises `SegError` where a dimension of the map is not known of them.
    """
    frame = Frame.of(now)
    base = frame.base if frame.holds(now.recipe) else now.recipe
    found = _placed(other, base)
    return None if found is None else _turned(kept.placed_key(other, base), found, frame.turn(base))


def _placed(recipe: Recipe, base: Recipe) -> CustomerMap | None:
    arguments = {"recipe": recipe.as_json(), "base": base.as_json()}
    fetch = lambda: cache.placed(recipe, base)  # noqa: E731
    return answer(kept.placed_key(recipe, base), fetch, "seg.tasks.segments:place", arguments, 1)


def _refreshed(now: Opened, seen: Shown, frame: Frame) -> CustomerMap | None:
    """The customers as they are now on the map that stands; until they are placed, the same ones where they lay, or a
    sketch where there are others."""
    base, turn = frame.base, frame.turn(frame.base)
    found, key = _placed(now.recipe, base), kept.placed_key(now.recipe, base)
    if found is not None:
        return _turned(key, found, turn)
    before = cache.map_on_its_own(base)
    if before is not None and base.dataset == now.recipe.dataset and np.array_equal(before.rows, seen.rows):
        return _turned(kept.map_key(base), before.drawn, turn)
    look = _sketch(now)
    return None if look is None else _turned(_sketch_key(now.recipe), look, turn)


def _own(recipe: Recipe) -> CustomerMap | None:
    """The map on landmarks of its own."""
    arguments = {"recipe": recipe.as_json()}
    fetch = lambda: cache.customer_map(recipe)  # noqa: E731
    return answer(kept.map_key(recipe), fetch, "seg.tasks.segments:draw", arguments, 2)


def _in_less_or_more_detail(frame: Frame, recipe: Recipe) -> CustomerMap | None:
    """The map that is on the screen, while the same customers are drawn in another detail."""
    base = frame.base
    if base is None or base.encoding_key() != recipe.encoding_key():
        return None
    found = cache.customer_map(base)
    return None if found is None else _turned(kept.map_key(base), found, frame.turn(base))


def _sketch(now: Opened) -> CustomerMap | None:
    """The PCA map of a first look; one for any k has the same."""
    recipe, k = now.recipe, now.k
    arguments = {"recipe": recipe.as_json(), "k": k}
    fetch = lambda: any_look(recipe, k)  # noqa: E731
    look = answer(kept.look_key(recipe, k), fetch, "seg.tasks.segments:look", arguments)
    return look.map if look else None


def _sketch_key(recipe: Recipe) -> str:
    return fingerprint("sketch", recipe.encoding_key())


def any_look(recipe: Recipe, k: int) -> kept.Look | None:
    """A first look for k, else for any other number of segments."""
    return next((found for other in (k, *range(K_MIN, K_MAX + 1)) if (found := cache.look(recipe, other))), None)


def _taken_over(frame: Frame, recipe: Recipe, found: CustomerMap, rows: np.ndarray) -> Frame:
    """The frame with this map as its base, turned onto the one before unless it was shown already."""
    key, turn = kept.map_key(recipe), AS_IT_IS
    before = _before(frame.base) if frame.base is not None and frame.base.dataset == recipe.dataset else None
    if before is not None:
        old_rows, old = before
        turn = turn_of_shared(found.xy, rows, turned(old, frame.turn(frame.base)).xy, old_rows)
    return Frame(recipe, {**frame.turns, key: frame.turns.get(key, turn)})


def _before(base: Recipe) -> tuple[np.ndarray, CustomerMap] | None:
    """The rows and the map that was shown last: UMAP, or the sketch that people saw of it; None of neither."""
    whole = cache.map_on_its_own(base)
    if whole is not None:
        return whole.rows, whole.drawn
    look = any_look(base, base.k or K_MIN)
    return None if look is None else (look.rows, look.map)


def _turned(key: str, drawn: CustomerMap, turn: Turn) -> CustomerMap:
    name = fingerprint(key, turn)
    return cache.made(f"turned/{name}", lambda: replace(turned(drawn, turn), key=name))
