"""The rules of the segments, or of a group of the team's own, as soon as a worker has found them."""

from __future__ import annotations

from seg.core.selection import Selection
from seg.tasks.explaining import Explained, rules_key
from seg.ui import cache
from seg.ui.opened import Opened
from seg.ui.solution_shown import Shown
from seg.ui.work import answer


def rules_found(now: Opened, seen: Shown, one: Selection | None = None) -> Explained | None:
    """What is there by now; None with a worker on it. Raises `SegError` where there is nothing to tell apart."""
    ids = list(seen.solution.ids)
    wanted = rules_key(now.recipe, now.k, ids, one)
    arguments = {"recipe": now.recipe.as_json(), "k": now.k, "ids": ids, "one": one.as_json() if one else None}
    return answer(wanted, lambda: cache.rules(wanted), "seg.tasks.explaining:rules", arguments, at_once=True)
