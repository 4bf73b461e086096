"""What stands under a picture that leaves the app: whom it shows, and how to make it again."""

from __future__ import annotations

from seg.ui.opened import Opened, segments_in
from seg.ui.session import today, words
from seg.ui.solution_shown import Shown

MOST_NAMED = 8
"""Dimensions that are named; more are counted."""


def recipe_lines(now: Opened, seen: Shown) -> list[str]:
    """How many customers in how many segments by which method, and what forms these."""
    customers = words().plural("{count} customer", "{count} customers", len(seen.rows), markdown=False)
    segments = segments_in(now.recipe, seen.solution.k)
    cut = words().plural("{count} segment", "{count} segments", segments, markdown=False)
    return [f"{customers} · {cut} · {words().named('method', now.recipe.method)}", _formed_by(now)]


def _formed_by(now: Opened) -> str:
    labels = [part.dimension for part in now.recipe.forming]
    named = [words().dimension(label) for label in labels[:MOST_NAMED]]
    if more := len(labels) - len(named):
        named.append(words().plural("{count} more", "{count} more", more, markdown=False))
    return words().text("Formed by {dimensions}", dimensions=tuple(named), markdown=False)


def dated(now: Opened, made: str) -> str:
    """How the picture was made, the day that is counted up to, and the day of the picture."""
    say = words().text
    counted = [say("Counted up to {as_of_date}", as_of_date=now.as_of, markdown=False)] if now.as_of else []
    return " · ".join([made, *counted, say("Seg, {drawn_date}", drawn_date=today(), markdown=False)])
