"""What a comparison of groups on an outcome finds: plain values that are kept and shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields

from seg.segments.outcomes.strata import Within
from seg.segments.outcomes.survival import Curve
from seg.segments.outcomes.thirds import Third
from seg.segments.outcomes.yardsticks import RANK
from seg.segments.profiles import Typical

NOTHING = Typical(0)

EVERYBODY_ELSE = -1
LIKELY = 0.05
"""A difference is believed when chance alone is rarer than this, with everything counted that is shown."""


@dataclass(frozen=True)
class Group:
    """`n` customers, of whom the outcome is `known` of some; nothing is `told` of too few. `typical` is what they have;
    `curve` to how many it has not happened yet."""

    n: int
    known: int
    told: bool = False
    typical: Typical = NOTHING
    curve: Curve | None = None

    @classmethod
    def from_json(cls, raw: Mapping) -> Group:
        typical = Typical(**{**raw["typical"], "shares": tuple(raw["typical"]["shares"])})
        curve = Curve.from_json(raw["curve"]) if raw["curve"] else None
        return cls(**{**raw, "typical": typical, "curve": curve})


@dataclass(frozen=True)
class Gap:
    """How a group differs from another (`against`), or from everybody else that is compared (-1).

    `measure` says what is compared: "mean", "share" (of `level`), "time" (means up to a limit), or "rank": how likely
    somebody of the group has more, where a half says nothing. With `bound`, a share of few customers is as many as may
    be told, and the difference at least as large. `low` and `high` hold the difference in 95 of 100 cases.
    `p` is of this difference alone; `chance` counts all that are shown too, None where there is no test. A difference
    below `visible` could not have been seen in 80 of 100 cases; None where none could.
    """

    group: int
    against: int
    measure: str
    one: float
    other: float
    difference: float
    low: float
    high: float
    level: int | None = None
    bound: bool = False
    p: float | None = None
    chance: float | None = None
    visible: float | None = None
    within: Within | None = None

    @property
    def neutral(self) -> float:
        return 0.5 if self.measure == RANK else 0.0

    @property
    def clear(self) -> bool:
        return self.chance is not None and self.chance < LIKELY

    @property
    def apart(self) -> bool:
        """Whether the interval leaves no room for there being no difference."""
        return not self.low <= self.neutral <= self.high

    @property
    def more(self) -> bool:
        return self.difference > self.neutral

    @classmethod
    def from_json(cls, raw: Mapping) -> Gap:
        return cls(**{**raw, "within": Within.from_json(raw["within"]) if raw["within"] else None})


@dataclass(frozen=True)
class Comparison:
    """Groups and an outcome.

    `gaps` are of the first measure first, each against the group `against`, or -1 where of several each is held against
    all others; `shared` customers are left out for being in several groups. `circular`: the groups were made of the
    outcome, so nothing is tested. `p` and `chance` are those of more than two groups, or of several levels, together.
    `separation` is how much of the outcome the groups explain, in `words` as profiles have it. `pulled_in` are the
    limits within which the numbers of many customers are kept, `limit` the time up to which times are compared.
    `thirds` could be behind it, what pulls most first; `within` is the one that was looked into, with the
    `strata_levels` or `strata_cuts` of its strata.
    """

    dimension: str
    form: str
    kind: str
    unit: str
    since: str
    as_of: str
    levels: tuple[str, ...]
    groups: tuple[Group, ...]
    shared: int
    circular: bool
    gaps: tuple[Gap, ...] = ()
    p: float | None = None
    chance: float | None = None
    separation: float = 0.0
    words: str = "barely"
    pulled_in: tuple[float, float] | None = None
    limit: float | None = None
    thirds: tuple[Third, ...] = ()
    within: str = ""
    within_kind: str = ""
    strata_levels: tuple[str, ...] = ()
    strata_cuts: tuple[float, ...] = ()
    against: int = EVERYBODY_ELSE

    @property
    def told(self) -> bool:
        return bool(self.gaps)

    @property
    def main(self) -> tuple[Gap, ...]:
        """The differences by the first measure."""
        return tuple(gap for gap in self.gaps if gap.measure == self.gaps[0].measure)

    @property
    def strongest(self) -> Gap:
        """The largest difference of the first measure, which is spoken of; one that is clear goes first."""
        return max(self.main, key=lambda gap: (gap.clear, gap.apart, abs(gap.difference - gap.neutral)))

    def as_json(self) -> dict:
        return asdict(self)

    @classmethod
    def from_json(cls, raw: Mapping) -> Comparison:
        tuples = {f.name: tuple(raw[f.name]) for f in fields(cls) if isinstance(raw[f.name], list)}
        parts = {
            "groups": tuple(map(Group.from_json, raw["groups"])),
            "gaps": tuple(map(Gap.from_json, raw["gaps"])),
            "thirds": tuple(map(Third.from_json, raw["thirds"])),
        }
        return cls(**{**raw, **tuples, **parts})
