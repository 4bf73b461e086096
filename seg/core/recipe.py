"""The recipe: every choice that can change a result, and nothing else."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any

from seg.core.errors import SegError
from seg.core.fingerprint import fingerprint
from seg.core.settings import setting

RECIPE_VERSION = 1
MIGRATIONS: dict[int, Callable[[dict], dict]] = {}
"""Version -> the step that makes a stored recipe one version newer."""

K_MIN, K_MAX = 2, 12
FROM_A_COLUMN = frozenset({"column", "rfm"})
"""Methods that take the segments from the values of one dimension: `Recipe.segments_from`."""
MAP_DETAILS = ("overview", "balanced", "detail")
"""How closely the map looks at customers: how many neighbours of each it keeps near."""
LEAST_EMPHASIS = 0.25
"""Of what was planned for it, a category keeps at least this much."""


@dataclass(frozen=True)
class Forming:
    """A dimension that forms segments, by its label, with its weight among those of its basis.

    `reason` says why a dimension that is held back (health, religion, ...) forms segments all the same; it changes no
    result, but without it there is none.
    """

    dimension: str
    weight: float = 1.0
    reason: str = ""

    def __post_init__(self) -> None:
        """Hold the reason as one line of text that every store can keep."""
        line = " ".join(str.split(self.reason))  # a TypeError for what is no text, as for any other part
        object.__setattr__(self, "reason", re.sub("[\0\ud800-\udfff]", "\ufffd", line))

    @property
    def explained(self) -> bool:
        """Whether the reason says why: a few words, and no more than can be read at a glance."""
        enough = len(self.reason.split()) >= setting("reason_words")
        return enough and len(self.reason) <= setting("reason_characters")


@dataclass(frozen=True)
class Filter:
    """Which customers to include: values of a category, or a closed range of a number or ISO date.

    `among` holds for categories; `low` and `high` for the rest, None = open. Customers whose value is
    missing are left out by any filter on that dimension.
    """

    dimension: str
    among: tuple[str, ...] = ()
    low: float | str | None = None
    high: float | str | None = None


@dataclass(frozen=True)
class Limits:
    """What a team can work with: `smallest` customers in any segment, `most` segments (0 = as Seg suggests), and
    dimensions that the segments must differ in (`separates`). They change which number is suggested, no segment."""

    smallest: int = 0
    most: int = 0
    separates: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Sort what has no order and check what can be checked without data. Raises `SegError`."""
        object.__setattr__(self, "separates", tuple(sorted(self.separates)))
        if self.smallest < 0 or not (self.most == 0 or K_MIN <= self.most <= K_MAX):
            raise SegError("limits_out_of_range", smallest=K_MIN, largest=K_MAX)


@dataclass(frozen=True)
class Recipe:
    """Frozen, hashable, JSON. `k=None` asks for the suggested number of segments.

    The order in which dimensions, filters and weights are given changes nothing: they are held sorted.

    `basis_weights` hold (basis, weight) where a basis should count more or less than the others; a basis
    that is not listed weighs 1. `events` hold (choice, value as text) where events are counted in another way than by
    default, see `seg.data.events.choices`. `segments_from` is the label of the dimension whose values are the segments,
    for the methods `FROM_A_COLUMN`; others leave it alone. `category_emphasis` is how much categories and yes or no
    questions count beside numbers: they draw borders to themselves beyond their share (1.2 of methods). `map_detail` is
    one of `MAP_DETAILS` and changes the map alone.
    """

    dataset: str
    forming: tuple[Forming, ...] = ()
    describing: tuple[str, ...] = ()
    basis_weights: tuple[tuple[str, float], ...] = ()
    filters: tuple[Filter, ...] = ()
    method: str = "kmeans"
    k: int | None = None
    as_of: str = ""  # ISO date that ages and recencies are counted to; "" = the latest date in the data
    seed: int = 0
    events: tuple[tuple[str, str], ...] = ()
    limits: Limits = Limits()
    segments_from: str = ""
    category_emphasis: float = 1.0
    map_detail: str = "balanced"
    version: int = field(default=RECIPE_VERSION)

    def __post_init__(self) -> None:
        """Sort what has no order and check what can be checked without data. Raises `SegError`."""
        for name in ("forming", "filters"):
            object.__setattr__(self, name, tuple(sorted(getattr(self, name), key=lambda part: part.dimension)))
        object.__setattr__(self, "describing", tuple(sorted(self.describing)))
        object.__setattr__(self, "basis_weights", tuple(sorted(self.basis_weights)))
        object.__setattr__(self, "events", tuple(sorted(self.events)))
        if self.k is not None and not K_MIN <= self.k <= K_MAX:
            raise SegError("k_out_of_range", k=self.k, smallest=K_MIN, largest=K_MAX)
        weights = [part.weight for part in self.forming] + [weight for _, weight in self.basis_weights]
        if any(not 0 < weight <= 100 for weight in weights):
            raise SegError("weight_out_of_range")
        object.__setattr__(self, "category_emphasis", float(self.category_emphasis))
        if not LEAST_EMPHASIS <= self.category_emphasis <= 1:
            raise SegError("emphasis_out_of_range", smallest=LEAST_EMPHASIS)
        if self.map_detail not in MAP_DETAILS:
            raise SegError("map_detail_unknown", given=str(self.map_detail), known=MAP_DETAILS)
        if self.as_of:
            try:
                if date.fromisoformat(self.as_of).isoformat() != self.as_of:
                    raise ValueError(self.as_of)  # 20240601 and 2024-W22-6 are days too, but others read them otherwise
            except ValueError:
                raise SegError("bad_as_of", given=self.as_of) from None

    def as_json(self) -> dict:
        return asdict(self)

    def dumps(self) -> str:
        return json.dumps(self.as_json(), ensure_ascii=False, indent=2)

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> Recipe:
        """The recipe of stored JSON, brought up to date. Raises `SegError` for what is not a recipe."""
        try:
            version = raw["version"]
            if version > RECIPE_VERSION:
                raise SegError("recipe_too_new", version=version, known=RECIPE_VERSION)
            for step in range(version, RECIPE_VERSION):
                raw = MIGRATIONS[step](dict(raw))
            parts = {
                "forming": tuple(Forming(**part) for part in raw["forming"]),
                "describing": tuple(raw["describing"]),
                "basis_weights": tuple((basis, float(weight)) for basis, weight in raw["basis_weights"]),
                "filters": tuple(Filter(**{**part, "among": tuple(part["among"])}) for part in raw["filters"]),
                "events": tuple((str(name), str(value)) for name, value in raw.get("events", ())),
                "limits": _limits(raw.get("limits", {})),
                "version": RECIPE_VERSION,
            }
            return cls(**{**raw, **parts})
        except (KeyError, TypeError, ValueError) as problem:
            raise SegError("recipe_unreadable", problem=str(problem)) from problem

    @property
    def dimensions(self) -> tuple[str, ...]:
        """Forming, then describing dimensions, without repeats."""
        return tuple(dict.fromkeys([part.dimension for part in self.forming] + list(self.describing)))

    @property
    def source(self) -> str:
        """The label of the dimension whose values are the segments; "" where the method finds them itself."""
        return self.segments_from if self.method in FROM_A_COLUMN else ""

    @property
    def deciding(self) -> tuple[Forming, ...]:
        """What decides who is in which segment: the forming dimensions, and the source unless it is one of them."""
        forming = {part.dimension for part in self.forming}
        return self.forming + ((Forming(self.source),) if self.source and self.source not in forming else ())

    @property
    def named(self) -> tuple[str, ...]:
        """Every dimension that the recipe names, those of its filters and its source included, without repeats."""
        filters = [part.dimension for part in self.filters]
        return tuple(dict.fromkeys([*self.dimensions, *filters, *([self.source] if self.source else [])]))

    def _forming_json(self) -> dict:
        """What decides the encoded matrix. Reasons are no part of it: they change no result.

        Choices about events, and the emphasis of categories, are left out while there are none, so that keys from
        before there were any still hold.
        """
        raw = replace(self, k=None, describing=()).as_json()
        raw["forming"] = [{"dimension": part.dimension, "weight": part.weight} for part in self.forming]
        left_out = {"k", "describing", "method", "limits", "segments_from", "map_detail"}
        left_out |= {"events"} if not self.events else set()
        left_out |= {"category_emphasis"} if self.category_emphasis == 1 else set()
        return {name: value for name, value in raw.items() if name not in left_out}

    def encoding_key(self) -> str:
        """Key of what depends on customers, dimensions and weights only: the encoded matrix and the map."""
        return fingerprint("encoding", self._forming_json())

    def map_key(self) -> str:
        """Key of the map: as the encoding, and the detail unless it is the balanced one."""
        return fingerprint("drawn", self.encoding_key(), *self._detail())

    def draws_as(self, other: Recipe) -> bool:
        """Whether two maps differ by the day or the file alone: the later one is a refresh of the earlier."""
        mine, theirs = (
            {name: value for name, value in recipe._forming_json().items() if name not in {"dataset", "as_of"}}
            for recipe in (self, other)
        )
        return (mine, self.map_detail) == (theirs, other.map_detail)

    def _detail(self) -> tuple[str, ...]:
        return () if self.map_detail == "balanced" else (self.map_detail,)

    def solutions_key(self) -> str:
        """Key of the solutions for every k: as the encoding, and the method."""
        return fingerprint("solutions", self._forming_json(), *self._method())

    def profiles_key(self) -> str:
        """Key of the profiles for every k: as the solutions, and what describes them."""
        return fingerprint("profiles", 2, self._forming_json(), *self._method(), sorted(self.describing))

    def _method(self) -> tuple[str, ...]:
        """The method as part of a key; with a source, that too."""
        return (self.method, self.source) if self.source else (self.method,)


def _limits(raw: Mapping[str, Any]) -> Limits:
    return Limits(**{**raw, "separates": tuple(raw.get("separates", ()))})
