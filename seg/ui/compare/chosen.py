"""What is compared: chosen on the page, held by its address, so that a link opens the same comparison."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import streamlit as st

from seg.core.columns import Basis, Column, Kind
from seg.core.selection import Selection
from seg.segments.outcomes.found import EVERYBODY_ELSE
from seg.segments.outcomes.groups import MOST_GROUPS
from seg.store.own_segments import OwnSegment
from seg.tasks.outcomes import Asked
from seg.ui.address import remember, remember_several, remembered, remembered_of
from seg.ui.by_name import distinct, key_of
from seg.ui.charts.palette import segment_colour
from seg.ui.compare.rule_builder import add_by_rule
from seg.ui.dimensions.available import available
from seg.ui.opened import Opened, key
from seg.ui.selected.state import as_selection
from seg.ui.services import services
from seg.ui.session import t, words
from seg.ui.solution_shown import Shown

REST = "rest"
GREY = -1


@dataclass(frozen=True)
class Choice:
    """A group that can be chosen: a segment, one of the team's own, or everybody else (no selection)."""

    name: str
    colour: int
    selection: Selection | None = None


@dataclass(frozen=True)
class Groups:
    """The chosen groups, everybody else last. `places` are what the address calls them."""

    asked: Asked
    choices: tuple[Choice, ...]
    places: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(choice.name for choice in self.choices)

    def colours(self, dark: bool) -> tuple[str, ...]:
        return tuple(segment_colour(choice.colour, dark) for choice in self.choices)


def offered_groups(now: Opened, seen: Shown, rest: bool = True) -> dict[str, Choice]:
    """Segments, own segments and everybody else, by what the address calls them."""
    named = range(seen.solution.named)
    found = {
        f"s.{seen.solution.ids[at]}": Choice(
            seen.names[at], seen.colours[at], Selection("segments", segments=(seen.solution.ids[at],))
        )
        for at in named
    }
    own = services().workspace.own_segments(now.saved.id)
    found |= {f"o.{kept.id}": Choice(kept.name, len(named) + at, as_selection(kept)) for at, kept in enumerate(own)}
    return found | ({REST: Choice(t("Everybody else"), GREY)} if rest else {})


def chosen_groups(now: Opened, seen: Shown, name: str = "groups", rest: bool = True) -> Groups | None:
    """The control of the groups, and what is chosen; None, with a word, while it cannot be compared."""
    offered = offered_groups(now, seen, rest)
    asked = remembered_of(name, offered)
    segments = [each for each in offered if each.startswith("s.")]
    names = distinct({each: choice.name for each, choice in offered.items()})
    widget = key_of(key(now, f"compare-{name}"), names)
    with st.container(horizontal=True, vertical_alignment="bottom", key=f"compare-{name}-row"):
        picked = st.multiselect(
            t("Groups"), list(offered),
            default=(asked or (segments if rest else [*_own(offered), *segments]))[:MOST_GROUPS],
            format_func=names.get, key=widget, max_selections=MOST_GROUPS,
            placeholder=t("Segments, or some of your own"), wrap=True,
            on_change=lambda: remember_several(name, st.session_state[widget]),
        )  # fmt: skip
        add_by_rule(now, seen, lambda made: _with(made, name, picked, rest))
    ordered = sorted(picked, key=list(offered).index)
    selections = tuple(offered[each].selection for each in ordered if each != REST)
    if not selections or (rest and len(ordered) < 2):
        st.info(t("Choose two groups or more. Everybody else can be one of them."), icon=":material/groups:")
        return None
    called = tuple(names[each] for each in ordered), tuple(seen.names)
    of = Asked(now.recipe, now.k, tuple(seen.solution.ids), selections, REST in ordered, *called)
    return Groups(of, tuple(offered[each] for each in ordered), tuple(ordered))


def chosen_reference(now: Opened, groups: Groups) -> int:
    """The control of what each group is held against, and the number of that group; -1 for all others. Two groups are
    held against each other."""
    if len(groups.places) < 3:
        return EVERYBODY_ELSE
    names = distinct(dict(zip(groups.places, groups.names, strict=True)))
    widget, asked = key_of(key(now, "compare-against"), names), remembered("against")
    place = st.selectbox(
        t("Held against"), ["", *names], index=1 + list(names).index(asked) if asked in names else 0,
        format_func=lambda each: names[each] if each else t("All the others"), key=widget, width=340,
        on_change=lambda: remember(against=st.session_state[widget]),
    )  # fmt: skip
    return groups.places.index(place) if place else EVERYBODY_ELSE


def _with(made: OwnSegment, name: str, picked: list[str], rest: bool) -> None:
    """Choose a new group too. Where numbers are compared without the segments, that share their customers with it and
    so would leave nobody in it, but with everybody else."""
    others = [*_own(picked), REST] if rest else picked
    remember_several(name, [f"o.{made.id}", *others][:MOST_GROUPS])


def _own(offered: Iterable[str]) -> list[str]:
    return [each for each in offered if each.startswith("o.")]


@dataclass(frozen=True)
class AskedOutcome:
    """The outcome, what its time is counted from ("" for none), and all dimensions by label."""

    column: Column
    since: str
    columns: dict[str, Column]


def chosen_outcome(now: Opened) -> AskedOutcome:
    """The control of the outcome: what only describes first, since that can be news; of that what customers are worth,
    then what they do, then who they are."""
    there = available(now, services().workspace.dimensions(now.dataset.id))
    forming = {part.dimension for part in now.recipe.deciding}
    describing = [label for label in now.recipe.describing if label in there.columns]
    others = [label for label in there.columns if label not in forming and label not in describing]
    inputs = [label for label in there.columns if label in forming]
    rank = {label: _rank(column) for label, column in there.columns.items()}
    labels = [label for part in (describing, others, inputs) for label in sorted(part, key=rank.get)]
    widget, asked = key(now, "compare-outcome"), remembered("outcome")
    label = st.selectbox(
        t("Outcome"), labels, index=labels.index(asked) if asked in labels else 0, format_func=words().dimension,
        key=widget, on_change=lambda: remember(outcome=st.session_state[widget], since="", inside=""), width=400,
    )  # fmt: skip
    column = there.columns[label]
    return AskedOutcome(column, _since(now, column, there.columns), there.columns)


DOING = frozenset({Basis.BEHAVIOURAL, Basis.JOURNEY, Basis.NEEDS})


def _rank(column: Column) -> int:
    """When it is asked for: 0 for what customers are worth, 1 for what they do or need, 2 for who they are."""
    if column.basis not in DOING:
        return 2
    return 0 if column.kind is Kind.MONEY else 1


def _since(now: Opened, column: Column, columns: dict[str, Column]) -> str:
    """What the time until the outcome is counted from: another date of a date, a length of time of a yes or no."""
    kinds = {Kind.DATE: {Kind.DATE}, Kind.BINARY: {Kind.COUNT, Kind.NUMBER}}.get(column.kind, frozenset())
    fitting = [label for label, each in columns.items() if each.kind in kinds and each is not column]
    if not fitting:
        return ""
    widget, asked = key(now, f"compare-since/{column.label}"), remembered("since")
    return st.selectbox(
        t("Time counted from"), ["", *fitting], index=1 + fitting.index(asked) if asked in fitting else 0,
        format_func=lambda label: words().dimension(label) if label else t("Not as a time"), key=widget,
        help=t("How long it took: from one date to the other, or the time that you have known a customer to whom it "
               "may not have happened yet."),
        on_change=lambda: remember(since=st.session_state[widget], inside=""), width=300,
    )  # fmt: skip
