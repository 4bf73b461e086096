"""What stands under a picture of the map that leaves the app: what it shows, and how to make it again."""

from __future__ import annotations

from seg.core.results import CustomerMap
from seg.decide.file_names import file_name
from seg.ui.map.marks import Picture
from seg.ui.map_page.trusted import near_means
from seg.ui.opened import Opened, segments_in
from seg.ui.session import t, today, words
from seg.ui.solution_shown import Shown

MOST_NAMED = 8
"""Dimensions that are named; more are counted."""


def picture(now: Opened, seen: Shown, drawn: CustomerMap, coloured_by: str) -> Picture:
    """Title, lines and name of the file of a picture of this map; `coloured_by` is "" for the segments."""
    plain = {"markdown": False}
    say, count = words().text, words().plural
    segments = segments_in(now.recipe, seen.solution.k)
    who = count("{count} customer", "{count} customers", len(seen.rows), **plain)
    cut = count("{count} segment", "{count} segments", segments, **plain)
    method = words().named("method", now.recipe.method)
    lines = [f"{who} · {cut} · {method}", _formed_by(now)]
    if coloured_by:
        lines.append(say("Coloured by {dimension}", dimension=coloured_by, **plain))
    kind = "UMAP" if drawn.method == "umap" else "PCA"
    made = say("{kind}, seed {seed}", kind=kind, seed=str(now.recipe.seed), **plain)
    counted = [say("Counted up to {as_of_date}", as_of_date=now.as_of, **plain)] if now.as_of else []
    lines.append(" · ".join([made, *counted, say("Seg, {drawn_date}", drawn_date=today(), **plain)]))
    if drawn.method == "umap":
        lines.append(near_means())
    name = file_name(now.saved.name, t("map"), day=today(), file_format="png").removesuffix(".png")
    return Picture(now.saved.name, tuple(lines), name)


def _formed_by(now: Opened) -> str:
    labels = [part.dimension for part in now.recipe.forming]
    named = [words().dimension(label) for label in labels[:MOST_NAMED]]
    if more := len(labels) - len(named):
        named.append(words().plural("{count} more", "{count} more", more, markdown=False))
    return words().text("Formed by {dimensions}", dimensions=tuple(named), markdown=False)
