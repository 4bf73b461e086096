"""Which segment is which through all the recipes of one saved segmentation.

The solutions of one recipe name their segments by lineage (`s1`, `s2`, ... through k). When dimensions, weights,
filters or data change, the new solutions are matched to the last ones that were shown, on the customers that both
have, so that a name that a person gave stays with the people it was given to.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from seg.core.results import Solution
from seg.core.settings import setting
from seg.segments.identity import NO_COLOUR, UNASSIGNED, carried_ids, in_both


@dataclass(frozen=True)
class Continuity:
    """`ids`: solutions key -> lineage id -> segment id. `colours`: segment id -> colour number. JSON, kept with
    the segmentation; a solutions key that is not in `ids` has not been shown yet."""

    ids: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    colours: Mapping[str, int] = field(default_factory=dict)

    def as_json(self) -> dict:
        return {"ids": {key: dict(ids) for key, ids in self.ids.items()}, "colours": dict(self.colours)}

    @classmethod
    def from_json(cls, raw: Mapping) -> Continuity:
        return cls(raw.get("ids", {}), raw.get("colours", {}))

    def shown_ids(self, key: str, solution: Solution) -> tuple[str, ...]:
        """The segment ids of a solution, in label order."""
        return tuple(self.ids[key][segment] for segment in solution.ids)

    def shown_colours(self, ids: tuple[str, ...]) -> tuple[int, ...]:
        """Colour numbers of segments that are shown together: each its own, but of several with the same one all but
        the first to get it another, as far as the palette reaches. Colours come again after many recipes."""
        colours: dict[str, int] = {}
        own = {self.colours[segment] for segment in ids}
        for segment in (known for known in self.colours if known in ids):
            colour = self.colours[segment]
            taken = set(colours.values())
            if colour in taken and colour != NO_COLOUR:
                colour = _free_colour(own | taken, self.colours)
            colours[segment] = colour
        return tuple(colours[segment] for segment in ids)


def begun(key: str, lineage_colours: Mapping[str, int]) -> Continuity:
    """The continuity of the first solutions: segments keep their lineage ids and colours."""
    return Continuity({key: {segment: segment for segment in lineage_colours}}, dict(lineage_colours))


def continued(
    before: Continuity,
    old: tuple[np.ndarray, np.ndarray, tuple[str, ...]],
    key: str,
    new: tuple[np.ndarray, Solution],
    lineage_ids: tuple[str, ...],
) -> Continuity:
    """`before` with the solutions under `key` added.

    `old` is the rows, labels and segment ids that were shown last, `new` the rows and the solution that is shown
    now, `lineage_ids` all lineage ids of the new solutions. A segment without a predecessor gets an id and a
    colour that no other one of this segmentation has, as far as the palette reaches.
    """
    old_rows, old_labels, old_ids = old
    rows, solution = new
    in_old, in_new = in_both(old_rows, rows)
    taken = frozenset(before.colours)
    unassigned = solution.model.unassigned
    here = carried_ids(old_labels[in_old], old_ids, solution.labels[in_new], solution.k, taken, unassigned)
    mapping = dict(zip(solution.ids, here, strict=True))
    for lineage_id in lineage_ids:  # those of other k, that are not shown now
        if lineage_id not in mapping:
            free = _free_id({*taken, *mapping.values()})
            mapping[lineage_id] = UNASSIGNED if lineage_id == UNASSIGNED else free
    colours = dict(before.colours)
    for segment in mapping.values():
        if segment == UNASSIGNED:
            colours[segment] = NO_COLOUR
        elif segment not in colours:
            shown = {colours[other] for other in here if other in colours}
            colours[segment] = _free_colour(shown, colours)
    return Continuity({**before.ids, key: mapping}, colours)


def _free_id(taken: set[str]) -> str:
    return next(f"s{number}" for number in range(1, len(taken) + 2) if f"s{number}" not in taken)


def _free_colour(shown: set[int], colours: Mapping[str, int]) -> int:
    """The colour that fewest segments have, and none of those shown."""
    used = list(colours.values())
    return min(
        (n for n in range(setting("segment_colours")) if n not in shown), key=lambda n: (used.count(n), n), default=0
    )
