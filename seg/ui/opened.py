"""The segmentation that is open: found by the address, saved as it is changed, the same for everybody."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import streamlit as st

from seg.core.columns import Basis, Column
from seg.core.dataset import Dataset, next_or_key_error
from seg.core.errors import SegError
from seg.core.recipe import Forming, Recipe
from seg.data.events.choices import Choices
from seg.data.events.offered import columns_for
from seg.data.events.suggest import suggested
from seg.segments.continuity import Continuity, begun, continued
from seg.segments.methods import METHODS
from seg.store.segmentations import SavedSegmentation
from seg.tasks.kept import KeptSolutions
from seg.ui import cache
from seg.ui.services import services
from seg.ui.session import session, t
from seg.ui.shell import DATA, DIMENSIONS, START

FIRST_K = 4
ASKED = "asked_k"
"""Where the identity keeps the number of segments that holds again when the method does not find it any more."""


@dataclass(frozen=True)
class Opened:
    """A saved segmentation with its dataset."""

    saved: SavedSegmentation
    dataset: Dataset

    @property
    def recipe(self) -> Recipe:
        return self.saved.recipe

    @property
    def as_of(self) -> str:
        """The ISO day that everything is counted to."""
        return self.recipe.as_of or self.latest_date

    @property
    def latest_date(self) -> str:
        """The latest day in the data, as the recipe counts its events; "" without dates."""
        return self.dataset.latest_counted(self.recipe.events)

    @cached_property
    def dimensions(self) -> tuple[Column, ...]:
        """The columns of the dataset that can be dimensions, and those that the recipe takes from events."""
        return tuple(columns_for(self.dataset, self.recipe).values())

    def dimension(self, label: str) -> Column:
        """The dimension of that label. Raises `KeyError`."""
        return next_or_key_error((column for column in self.dimensions if column.label == label), label)

    @property
    def k(self) -> int:
        return self.recipe.k or FIRST_K


def segments_in(recipe: Recipe, k: int | None = None) -> int:
    """How many segments a recipe has with `k`, or with its own: those who belong to none are not one of them."""
    return (k or recipe.k or FIRST_K) - METHODS[recipe.method].finds_k


def key(now: Opened, name: str) -> str:
    """The widget key of one choice of one segmentation."""
    return f"{now.saved.id}/{name}"


def component_key(now: Opened, name: str) -> str:
    """The same for a component of our own: its key must not hold two underscores, which older ids may."""
    return key(now, name).replace("__", "--")


def by_basis(columns: Iterable[Column]) -> dict[Basis, list[Column]]:
    """Columns by basis, in the order of the bases; bases without columns are left out."""
    columns = list(columns)
    found = {basis: [column for column in columns if column.basis is basis] for basis in Basis}
    return {basis: members for basis, members in found.items() if members}


def opened() -> Opened | None:
    """The segmentation of the address (`?s=`), else the one this session opened last; None without one."""
    asked = st.query_params.get("s") or session().segmentation
    if not asked:
        return None
    try:
        saved = services().workspace.segmentation(asked)
    except SegError:
        session().segmentation = ""
        raise
    session().segmentation = st.query_params["s"] = saved.id
    return Opened(saved, services().workspace.dataset(saved.dataset))


def as_of_line(now: Opened) -> None:
    """The day that everything is counted to, with the way to change it; nothing where nothing depends on one."""
    if now.as_of and now.dataset.tables:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.caption(t("Counted up to {as_of_date}", as_of_date=now.as_of), width="content")
            st.page_link(DIMENSIONS, label=t("Change"), query_params={"s": now.saved.id})


def begin(dataset: Dataset) -> SavedSegmentation:
    """A new segmentation of a dataset, with what it suggests."""
    forming, describing = suggested(dataset, Choices())
    recipe = Recipe(dataset.id, tuple(Forming(label) for label in forming), describing, k=FIRST_K)
    return services().workspace.create_segmentation(dataset.name, recipe, {})


def save(now: Opened, recipe: Recipe) -> None:
    """Keep a changed recipe. When somebody else saved meanwhile, theirs stays and the page says so.

    The version that counts is the one the controls hold: showing a solution may have kept its identity after the
    controls were drawn with `now`.
    """
    held_id, held_version = session().shown
    version = held_version if held_id == now.saved.id else now.saved.version
    try:
        identity = _with_last(services().workspace.segmentation(now.saved.id).identity, now.recipe, recipe)
        identity = _with_asked(identity, now.k, recipe)
        kept = services().workspace.save_recipe(now.saved.id, version, recipe, identity)
    except SegError as problem:
        session().shown = ("", 0)
        session().notices.append(problem.fact)
        return
    session().shown = (kept.id, kept.version)


def _with_last(identity: dict, before: Recipe, after: Recipe) -> dict:
    """The identity with the recipe that the next solutions are matched to: the last one whose segments were shown."""
    key = before.solutions_key()
    if key == after.solutions_key() or key not in identity.get("ids", {}):
        return identity
    return {**identity, "last": {"recipe": replace(before, k=before.k or FIRST_K).as_json()}}


def _with_asked(identity: dict, k: int, after: Recipe) -> dict:
    """The identity with the number of segments that somebody chose, while a method finds another one by itself."""
    others = {name: value for name, value in identity.items() if name != ASKED}
    return {**others, ASKED: identity.get(ASKED, k)} if METHODS[after.method].finds_k else others


@dataclass(frozen=True, eq=False)
class Before:
    """What was shown last: rows, labels and segment ids of one solution."""

    rows: np.ndarray
    labels: np.ndarray
    ids: tuple[str, ...]


def identified(now: Opened, found: KeptSolutions) -> tuple[Continuity, Opened]:
    """Which segment is which in these solutions; worked out and kept the first time they are shown."""
    known = Continuity.from_json(now.saved.identity)
    if now.recipe.solutions_key() in known.ids:
        return known, now
    known = _with(known, now, found)
    return known, with_identity(now, known.as_json())


def with_identity(now: Opened, part: dict) -> Opened:
    """The segmentation with a part of its identity kept: what was worked out for the first time it is shown."""
    try:
        identity = {**now.saved.identity, **part}
        saved = services().workspace.save_recipe(now.saved.id, now.saved.version, now.recipe, identity)
    except SegError as problem:
        if problem.fact.key != "error.saved_by_other":
            raise
        return now  # somebody else just kept the same; the next run reads it
    if session().shown == (now.saved.id, now.saved.version):
        session().shown = (saved.id, saved.version)
    return replace(now, saved=saved)


def _with(known: Continuity, now: Opened, found: KeptSolutions) -> Continuity:
    """`known` with these solutions: matched to what was shown last, or to the first look that is on the screen."""
    key, solution = now.recipe.solutions_key(), found.solutions.by_k[now.k]
    known, before = first_seen(known, now)
    if before is None:
        return begun(key, found.solutions.colours)
    lineage = tuple(found.solutions.colours)
    return continued(known, (before.rows, before.labels, before.ids), key, (found.rows, solution), lineage)


def first_seen(known: Continuity, now: Opened) -> tuple[Continuity, Before | None]:
    """What a new answer is matched to, and the continuity it belongs to."""
    before = _before(known, now.saved.identity.get("last"))
    if before is None and (look := cache.look(now.recipe, now.k)):
        colours = {segment: number for number, segment in enumerate(look.solution.ids)}
        return Continuity({}, colours), Before(look.rows, look.solution.labels, look.solution.ids)
    return known, before


def _before(known: Continuity, last: dict | None) -> Before | None:
    """The solution that was shown last; None when there is none, or it is not kept any more."""
    recipe = Recipe.from_json(last["recipe"]) if last else None
    old = cache.solutions(recipe) if recipe else None
    if old is None or recipe.k not in old.solutions.by_k or recipe.solutions_key() not in known.ids:
        return None
    solution = old.solutions.by_k[recipe.k]
    return Before(old.rows, solution.labels, known.shown_ids(recipe.solutions_key(), solution))


def share(now: Opened) -> None:
    """The link to what is on the screen."""
    with st.popover(t("Share the link"), icon=":material/link:"):
        st.write(t("This link opens the same picture, next week too, for everybody who can reach this server."))
        st.code(_link(now), language=None, wrap_lines=True)


def _link(now: Opened) -> str:
    page = (st.context.url or "").split("?")[0]
    picked = st.query_params.get("sel", "")
    return f"{page}?s={now.saved.id}" + (f"&sel={picked}" if picked else "")


def nothing_open() -> None:
    """The empty state of a page that needs a segmentation."""
    st.subheader(t("No segmentation is open"), anchor=False)
    st.write(t("Open one from the start page, try the sample, or bring your own data."))
    with st.container(horizontal=True):
        st.page_link(START, label=t("Go to the start page"), icon=":material/home:")
        st.page_link(DATA, label=t("Bring your data"), icon=":material/upload:")
