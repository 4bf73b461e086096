"""What stands under a picture of the map that leaves the app: what it shows, and how to make it again."""

from __future__ import annotations

from seg.core.results import CustomerMap
from seg.decide.file_names import file_name
from seg.ui.map.marks import Picture
from seg.ui.map_page.trusted import near_means
from seg.ui.opened import Opened
from seg.ui.recipe_lines import dated, recipe_lines
from seg.ui.session import t, today, words
from seg.ui.solution_shown import Shown


def picture(now: Opened, seen: Shown, drawn: CustomerMap, coloured_by: str) -> Picture:
    """Title, lines and name of the file of a picture of this map; `coloured_by` is "" for the segments."""
    say, plain = words().text, {"markdown": False}
    lines = recipe_lines(now, seen)
    if coloured_by:
        lines.append(say("Coloured by {dimension}", dimension=coloured_by, **plain))
    kind = "UMAP" if drawn.method == "umap" else "PCA"
    lines.append(dated(now, say("{kind}, seed {seed}", kind=kind, seed=str(now.recipe.seed), **plain)))
    if drawn.method == "umap":
        lines.append(near_means())
    name = file_name(now.saved.name, t("map"), day=today(), file_format="png").removesuffix(".png")
    return Picture(now.saved.name, tuple(lines), name)
