"""The groups that are explained, how they are called, and what else they could be called."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from seg.ui.charts.palette import segment_colour
from seg.ui.naming import names_offered
from seg.ui.opened import Opened
from seg.ui.services import services
from seg.ui.session import t, words
from seg.ui.solution_shown import Shown
from seg.ui.words.escape import md_escape

OWN, REST = "group", "rest"


@dataclass(frozen=True)
class Group:
    """Those who are in segment `label` of the rules; `id` is that of the segment, or says own group and others."""

    label: int
    id: str
    name: str
    colour: str

    @property
    def titled(self) -> str:
        """The name behind a square in the colour of the segment: Markdown with HTML of ours alone, as the name is
        escaped."""
        swatch = f"<span style='color:{self.colour}'>■</span> " if self.colour else ""
        return f"{swatch}**{md_escape(self.name)}**"


def groups_of(seen: Shown, own: str = "", every: bool = False) -> tuple[Group, ...]:
    """The segments in the order of their labels; or the group called `own`, and with `every` those who are not in it.

    Who belongs to no segment is a group only with `every`.
    """
    if own:
        both = Group(0, REST, t("everybody else"), ""), Group(1, OWN, own, "")
        return both if every else both[1:]
    dark = st.context.theme.type == "dark"
    found = tuple(
        Group(label, segment, name, segment_colour(number, dark=dark))
        for label, (segment, name, number) in enumerate(zip(seen.solution.ids, seen.names, seen.colours, strict=True))
    )
    return found if every else found[: seen.solution.named]


def other_names(now: Opened, seen: Shown, group: Group) -> None:
    """What a segment could be called instead: a click gives it that name. Nothing for groups of the team's own."""
    if group.id in (OWN, REST) or seen.profile is None:
        return
    offered = names_offered(seen.profile, seen.names, group.label, words(), seen.solution.model)
    if not offered:
        return
    with st.popover(t("Other names"), type="tertiary", icon=":material/edit:", key=f"other-names-{group.label}"):
        st.caption(t("As true as the one above. Click one to use it; the page Segments takes any name."))
        for at, (name, saved) in enumerate(offered.items()):
            st.button(
                md_escape(name), key=f"other-name/{group.id}/{at}", type="tertiary", on_click=_called,
                args=(now, group.id, saved),
            )  # fmt: skip


def _called(now: Opened, segment: str, name: str) -> None:
    services().workspace.save_segment(now.saved.id, segment, name=name)
