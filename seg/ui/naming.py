"""What a segment is called on the screen and in exports."""

from __future__ import annotations

from collections.abc import Mapping

from seg.core.facts import Fact
from seg.core.results import Model
from seg.segments.identity import UNASSIGNED
from seg.segments.names import alternative_names, proposed_names
from seg.segments.profiles import DimensionProfile
from seg.store.segmentations import SegmentWords
from seg.ui.words.words import Words


def segment_names(
    profile: tuple[DimensionProfile, ...] | None,
    ids: tuple[str, ...],
    given: Mapping[str, SegmentWords],
    words: Words,
    model: Model | None = None,
) -> tuple[str, ...]:
    """Per segment, in label order: the name a person gave, else the one proposed from the profile and the model."""
    proposed = [words.phrase(facts) for facts in proposed_names(profile or (), model)]
    numbered = [_numbered(segment, number, words) for number, segment in enumerate(ids, 1)]
    named = [given[segment].name if segment in given else "" for segment in ids]
    return tuple(name or fallback for name, fallback in zip(named, proposed or numbered, strict=True))


def names_offered(
    profile: tuple[DimensionProfile, ...], named: tuple[str, ...], label: int, words: Words, model: Model | None = None
) -> dict[str, str]:
    """What a segment could be called instead of its name in `named`: each name with what is saved for it.

    Where a person gave it a name, the proposed one is first; it comes back with nothing saved.
    """
    proposed = words.phrase(proposed_names(profile, model)[label])
    others = [words.phrase(facts) for facts in alternative_names(profile, model)[label]]
    offered = {proposed: ""} | {name: name for name in others if name != proposed}
    return {name: saved for name, saved in offered.items() if name not in named}


def _numbered(segment: str, number: int, words: Words) -> str:
    if segment == UNASSIGNED:
        return words.phrase([Fact.of("name.unassigned")])
    return words.text("Segment {number}", number=number)
