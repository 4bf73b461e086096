"""What a column is: its role, kind, basis and sensitivity, and the evidence for each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from seg.core.facts import Fact


class Role(StrEnum):
    """What a column is for. `TRAIT` is any fact about the customer; `IGNORED` is kept out of everything."""

    ID = "id"
    TRAIT = "trait"
    DATE = "date"
    AMOUNT = "amount"
    QUANTITY = "quantity"
    PRODUCT = "product"
    CATEGORY = "category"
    CHANNEL = "channel"
    LOCATION = "location"
    CONSENT = "consent"
    CONTACT = "contact"
    IGNORED = "ignored"


class Kind(StrEnum):
    """What the values of a column are."""

    MONEY = "money"
    COUNT = "count"
    NUMBER = "number"
    ORDINAL = "ordinal"
    NOMINAL = "nominal"
    BINARY = "binary"
    MULTI_VALUE = "multi-value"
    DATE = "date"
    TEXT = "text"


class Basis(StrEnum):
    """Why a dimension may form segments."""

    DEMOGRAPHIC = "demographic"
    GEOGRAPHIC = "geographic"
    PSYCHOGRAPHIC = "psychographic"
    BEHAVIOURAL = "behavioural"
    SOCIOCULTURAL = "sociocultural"
    NEEDS = "needs"
    JOURNEY = "journey"


class Sensitivity(StrEnum):
    """How personal a column is: see `Column.sensitive` and `Column.held`."""

    NONE = "none"
    PERSONAL = "personal"
    HELD = "held"


NUMERIC_KINDS = frozenset({Kind.MONEY, Kind.COUNT, Kind.NUMBER})
CATEGORY_KINDS = frozenset({Kind.NOMINAL, Kind.BINARY, Kind.ORDINAL})
UNORDERED_KINDS = frozenset({Kind.BINARY, Kind.NOMINAL, Kind.MULTI_VALUE})


@dataclass(frozen=True)
class Column:
    """One column of an import. Frozen: a correction makes a new one.

    `name` is ours (`c0`, `c1`, ...) and the only one that reaches the table engine; `label` is what the
    file calls it, cleaned and unique within the file. `levels` are the values of an ordinal in order, or
    of a binary as (no, yes). `date_format` is a strptime pattern, or several parted by "|" that are tried in turn;
    `decimal` the decimal sign, `thousands` the grouping sign ("" for none), `separator` what parts the values of a
    multi-value cell. `sensitive` is personal in law or in fact; `held` is a special category of art. 9 GDPR (health,
    religion, ethnicity, politics, union, sex life, biometrics) or stands in for one: it describes segments, and forms
    them only when somebody says why. `distribution` counts rows at a glance: of numbers and dates in equal bins
    from low to high, of categories per value, the most frequent first and the last for all others.
    """

    name: str
    label: str
    role: Role = Role.TRAIT
    kind: Kind = Kind.TEXT
    basis: Basis = Basis.BEHAVIOURAL
    sensitive: bool = False
    held: bool = False
    unit: str = ""
    levels: tuple[str, ...] = ()
    date_format: str = ""
    decimal: str = "."
    thousands: str = ""
    separator: str = ""
    missing_share: float = 0.0
    distinct: int = 0
    distribution: tuple[int, ...] = ()
    evidence: tuple[Fact, ...] = ()

    @property
    def forms(self) -> bool:
        """Whether the column can be a dimension: a fact that is neither identity, contact nor free text.

        One that is `held` too: who lets it form segments says why in the recipe.
        """
        outside = {Role.ID, Role.CONTACT, Role.CONSENT, Role.IGNORED}
        return self.role not in outside and self.kind is not Kind.TEXT and self.distinct > 1

    @property
    def sensitivity(self) -> Sensitivity:
        return Sensitivity.HELD if self.held else Sensitivity.PERSONAL if self.sensitive else Sensitivity.NONE

    def as_json(self) -> dict:
        raw = {name: getattr(self, name) for name in self.__dataclass_fields__}
        tuples = {"levels": list(self.levels), "distribution": list(self.distribution)}
        return raw | tuples | {"evidence": [fact.as_json() for fact in self.evidence]}

    @classmethod
    def from_json(cls, raw: Mapping) -> Column:
        words = {
            "role": Role(raw["role"]),
            "kind": Kind(raw["kind"]),
            "basis": Basis(raw["basis"]),
            "levels": tuple(raw["levels"]),
            "distribution": tuple(raw.get("distribution", ())),
            "evidence": tuple(Fact.from_json(fact) for fact in raw["evidence"]),
        }
        return cls(**{**raw, **words})
