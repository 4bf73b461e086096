"""What a segment is called on the screen and in exports."""

from __future__ import annotations

from collections.abc import Mapping

from seg.segments.names import proposed_names
from seg.segments.profiles import DimensionProfile
from seg.store.segmentations import SegmentWords
from seg.ui.words.words import Words


def segment_names(
    profile: tuple[DimensionProfile, ...] | None,
    ids: tuple[str, ...],
    given: Mapping[str, SegmentWords],
    words: Words,
) -> tuple[str, ...]:
    """Per segment, in label order: the name a person gave, else the one proposed from the profile."""
    proposed = [words.phrase(facts) for facts in proposed_names(profile or ())]
    numbered = [words.text("Segment {number}", number=number) for number in range(1, len(ids) + 1)]
    named = [given[segment].name if segment in given else "" for segment in ids]
    return tuple(name or fallback for name, fallback in zip(named, proposed or numbered, strict=True))
