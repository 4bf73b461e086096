"""What picked customers are called."""

from __future__ import annotations

from seg.ui.selected.state import Masked
from seg.ui.services import services
from seg.ui.session import t, words
from seg.ui.solution_shown import Shown


def called(seen: Shown, masked: Masked) -> str:
    """As plain text: the name that somebody gave, the names of the segments, or how it came about."""
    selection, _ = masked
    if selection.own:
        return services().workspace.own_segment(selection.own).name or t("Circled on the map")
    names = dict(zip(seen.solution.ids, seen.names, strict=True))
    found = [names[segment] for segment in selection.segments if segment in names]
    return words().listing(found) if found else t("A segment that is not there any more")
