"""What can be done with the picked customers: save, compare, take away, swap, clear."""

from __future__ import annotations

import streamlit as st

from seg.core.selection import Selection
from seg.segments.contrast import Contrast
from seg.ui.opened import Opened
from seg.ui.selected.naming import called
from seg.ui.selected.said import proposed_name
from seg.ui.selected.state import LETTERS, Masked, as_selection, clear, hold
from seg.ui.services import services
from seg.ui.session import t, words
from seg.ui.solution_shown import Shown
from seg.ui.take_away import Taken, take_away
from seg.ui.words.escape import md_escape


def actions(now: Opened, seen: Shown, picked: tuple[Masked, ...], found: Contrast | None) -> None:
    """A row of buttons under the numbers."""
    with st.container(horizontal=True, vertical_alignment="center", key="selection-actions"):
        _save(now, seen, picked, found)
        _compare(now, seen, picked)
        if seen.settled:
            _take_away(now, seen, picked)
        chosen = tuple(selection for selection, _ in picked)
        if len(picked) == 2:
            st.button(
                t("Swap A and B"), key="selection-swap", icon=":material/swap_horiz:", type="tertiary",
                on_click=hold, args=(now, chosen[::-1]),
            )  # fmt: skip
        st.button(
            t("Clear"), key="selection-clear", icon=":material/close:", type="tertiary", on_click=clear, args=(now,)
        )


def _unnamed(picked: tuple[Masked, ...]) -> dict[str, int]:
    """The letters of those that are no segment of the team's own yet, with their places."""
    named = lambda s: s.own and services().workspace.own_segment(s.own).name  # noqa: E731
    letters = LETTERS if len(picked) == 2 else ("",)
    return {letter: at for at, (letter, (s, _)) in enumerate(zip(letters, picked, strict=True)) if not named(s)}


def _save(now: Opened, seen: Shown, picked: tuple[Masked, ...], found: Contrast | None) -> None:
    for letter, at in _unnamed(picked).items():
        label = t("Save {letter} as a segment", letter=letter) if letter else t("Save as a segment")
        nobody = not picked[at][1].any()
        own = f"selection-keep-{at}"  # else what comes next opens when this one is gone
        with st.popover(label, icon=":material/bookmark_add:", disabled=nobody, key=own):
            proposed = proposed_name(found, words(), of_other=at == 1)
            selection = picked[at][0]
            key = f"selection-name/{at}/{selection.fingerprint()[:12]}/{bool(proposed)}"
            name = st.text_input(t("Name"), proposed, key=key, max_chars=80)
            st.caption(t("It keeps these very customers, whatever becomes of the map. You find it below the map."))
            st.button(
                t("Save"), key=f"selection-save-{at}", type="primary", disabled=not name.strip(),
                on_click=_saved, args=(now, seen, picked, at, key),
            )  # fmt: skip


def _saved(now: Opened, seen: Shown, picked: tuple[Masked, ...], at: int, key: str) -> None:
    """Give the kept customers their name, or another one beside that which somebody else gave them meanwhile; those who
    were picked by segments are kept as they are now."""
    name, (selection, mask) = st.session_state[key].strip(), picked[at]
    if not name:
        return
    workspace, kept = services().workspace, selection
    if selection.own and not workspace.own_segment(selection.own).name:
        workspace.name_own_segment(selection.own, name)
    else:
        rows = workspace.own_members(selection.own) if selection.own else seen.rows[mask]
        kept = as_selection(workspace.add_own_segment(now.saved.id, selection, rows, name))
    hold(now, tuple(kept if place == at else each for place, (each, _) in enumerate(picked)))


def _compare(now: Opened, seen: Shown, picked: tuple[Masked, ...]) -> None:
    label = t("Compare with another") if len(picked) == 1 else t("Compare A with another")
    with st.popover(label, icon=":material/compare_arrows:"):
        st.caption(t("Hold Shift and circle others on the map, or click a segment with Shift. Or choose here:"))
        offered = _offered(now, seen, picked)
        key = f"selection-other/{picked[0][0].fingerprint()[:12]}"
        st.selectbox(
            t("Compare with"), list(offered), index=None, format_func=lambda each: offered[each], key=key,
            placeholder=t("A segment, or one of your own"), on_change=_compared, args=(now, picked[0][0], key),
            label_visibility="collapsed",
        )  # fmt: skip


def _offered(now: Opened, seen: Shown, picked: tuple[Masked, ...]) -> dict[Selection, str]:
    """Segments and own segments by what is picked with them, but for A itself."""
    segments = {
        Selection("segments", segments=(segment,)): name
        for segment, name in zip(seen.solution.ids, seen.names, strict=True)
    }
    own = {as_selection(kept): kept.name for kept in services().workspace.own_segments(now.saved.id)}
    return {each: name for each, name in (segments | own).items() if each != picked[0][0]}


def _compared(now: Opened, one: Selection, key: str) -> None:
    if other := st.session_state[key]:
        hold(now, (one, other))


def _take_away(now: Opened, seen: Shown, picked: tuple[Masked, ...]) -> None:
    if not any(mask.any() for _, mask in picked):
        return
    with st.popover(t("Take as a list"), icon=":material/download:", width="content"):
        which = 0
        if len(picked) == 2:
            which = st.radio(
                t("Who"), [0, 1], format_func=lambda at: md_escape(f"{LETTERS[at]}: {called(seen, picked[at])}"),
                key="selection-which",
            )  # fmt: skip
        selection, mask = picked[which]
        name, rows = called(seen, picked[which]), int(mask.sum())
        if not rows:
            st.caption(t("Nobody of them is in the picture now."))
        elif selection.own:
            take_away(now, seen, Taken((), {selection.own: name}, "", rows, (name,), (name,)))
        else:
            names = dict(zip(seen.solution.ids, seen.names, strict=True))
            segments = tuple(segment for segment in selection.segments if segment in names)
            said = tuple(names[segment] for segment in segments)
            take_away(now, seen, Taken(segments, {}, "", rows, said, said))
