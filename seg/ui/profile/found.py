"""What the page of the profile stands on: the kept profile in lines, how values lie, and the columns of segments."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from seg.segments.lines import Line, lines
from seg.tasks import profile as task
from seg.ui import cache
from seg.ui.charts.palette import segment_colour
from seg.ui.opened import Opened
from seg.ui.profile.sheet import Heading
from seg.ui.session import t, words
from seg.ui.solution_shown import Shown
from seg.ui.work import answer


@dataclass(frozen=True, eq=False)
class Found:
    """The segmentation that is open and what is shown of it; `lying` is None while a worker looks."""

    now: Opened
    seen: Shown
    lying: task.Lying | None

    def lines(self, every_level: bool = False) -> tuple[Line, ...]:
        """The profile in lines, those that separate best first."""
        held = frozenset(column.label for column in self.now.dimensions if column.held)
        return lines(self.seen.profile, self.lying.spreads if self.lying else {}, every_level, held)

    @property
    def dark(self) -> bool:
        return st.context.theme.type == "dark"

    @property
    def colours(self) -> tuple[str, ...]:
        """Of the segments, in label order."""
        return tuple(segment_colour(number, dark=self.dark) for number in self.seen.colours)

    @property
    def headings(self) -> tuple[Heading, ...]:
        total, sizes = max(len(self.seen.rows), 1), self.seen.solution.sizes[: self.seen.solution.shown]
        return tuple(
            Heading(name, words().number(int(size)), words().percent(size / total), colour)
            for name, size, colour in zip(self.seen.names, sizes, self.colours, strict=False)
        )

    @property
    def everyone(self) -> Heading:
        return Heading(t("All customers"), words().number(len(self.seen.rows)), "", "", len(self.seen.rows))


def found(now: Opened, seen: Shown) -> Found:
    """What is there by now, with a worker on the rest."""
    recipe, k = now.recipe, seen.solution.k
    key, asked = task.lying_key(recipe, k), {"recipe": recipe.as_json(), "k": k}
    return Found(now, seen, answer(key, lambda: cache.lying(key), "seg.tasks.profile:lie", asked, at_once=True))


def standing(now: Opened, seen: Shown) -> task.Standing | None:
    """Where segments stand on the journey, and their channels; None while a worker looks."""
    recipe, k = now.recipe, seen.solution.k
    key, asked = task.standing_key(recipe, k), {"recipe": recipe.as_json(), "k": k}
    return answer(key, lambda: cache.standing(key), "seg.tasks.profile:stand", asked, at_once=True)
