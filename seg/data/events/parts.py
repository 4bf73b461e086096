"""Which column of a table says what about an event, and what the table is about: guessed, and corrected by people."""

from __future__ import annotations

import json
import re
from functools import cache

from seg.core.columns import NUMERIC_KINDS, Column, Kind, Role
from seg.core.errors import SegError
from seg.core.events import NUMBER_PARTS, About, Part
from seg.data.columns.lexicon import FOLDER
from seg.data.columns.names import name_parts, plain

BY_ROLE = {
    Part.CHANNEL: Role.CHANNEL,
    Part.CATEGORY: Role.CATEGORY,
    Part.PRODUCT: Role.PRODUCT,
    Part.QUANTITY: Role.QUANTITY,
}
NO_SIGNS = re.compile(r"[\s:()=;,%]+")


def guessed_parts(columns: tuple[Column, ...], customer: str, order: str = "") -> dict[Part, str]:
    """Part -> label, for the parts that the columns seem to hold. `customer` and `order` are the labels of their ids.

    What holds contact details or is ignored has no part.
    """
    ids = {Part.CUSTOMER: customer} | ({Part.ORDER: order} if order else {})
    free = [c for c in columns if c.label not in {customer, order} and c.role not in {Role.CONTACT, Role.IGNORED}]
    found: dict[Part, str] = dict(ids)
    for part, candidates in _candidates(free):
        taken = set(found.values())
        column = next((column for column in candidates if column.label not in taken), None)
        if column:
            found[part] = column.label
    if Part.QUANTITY not in found and Part.PRICE in found:
        found[Part.VALUE] = found.pop(Part.PRICE)
    return found


def _candidates(columns: list[Column]) -> list[tuple[Part, list[Column]]]:
    """The columns that may hold each part, the likeliest first, in the order in which parts take them."""
    numbers = [column for column in columns if column.kind in NUMERIC_KINDS]
    texts = [column for column in columns if column.kind is not Kind.DATE]
    dates = [c for c in columns if c.kind is Kind.DATE and not c.sensitive]
    money = [c for c in numbers if c.role is Role.AMOUNT or c.kind is Kind.MONEY]
    priced = [column for column in money if _names(column.label, Part.PRICE)]
    discounts = [column for column in numbers if _names(column.label, Part.DISCOUNT)]
    return [
        (Part.TIME, sorted(dates, key=lambda c: c.role is not Role.DATE)),
        (Part.DISCOUNT, discounts),
        (Part.QUANTITY, _of(numbers, Part.QUANTITY)),
        (Part.PRICE, priced if len(priced) == len([c for c in money if c not in discounts]) else []),
        (Part.VALUE, [c for c in money if c not in priced and c not in discounts]),
        *((part, _of(numbers, part)) for part in (Part.DURATION, Part.SCORE)),
        *((part, _of(texts, part)) for part in (Part.CURRENCY, Part.STATUS, Part.CAMPAIGN, Part.CHANNEL)),
        *((part, _of(texts, part)) for part in (Part.CATEGORY, Part.PRODUCT)),
        (Part.PLACE, [c for c in columns if c.role is Role.LOCATION and c.kind is Kind.NOMINAL and not c.sensitive]),
        (Part.TYPE, _of([c for c in texts if c.kind not in NUMERIC_KINDS], Part.TYPE)),
    ]


def _of(columns: list[Column], part: Part) -> list[Column]:
    """Those whose role or name says that they are the part, the role first."""
    by_role = [column for column in columns if part in BY_ROLE and column.role is BY_ROLE[part]]
    return by_role + [column for column in columns if _names(column.label, part) and column not in by_role]


def guessed_about(name: str, parts: dict[Part, str]) -> About:
    """What a table is about: by its name, else by what its rows hold."""
    words = " ".join(name_parts(name))
    for about, stems in _tables().items():
        if any(word.startswith(stem) for word in words.split() for stem in stems):
            return About(about)
    if Part.VALUE in parts or Part.PRICE in parts:
        return About.ORDERS
    return About.ANSWERS if Part.SCORE in parts else About.OTHER


def table_name(about: About, file_name: str) -> str:
    """How a table is called in labels: by what it is about, else like the file, without signs that labels need."""
    if about is not About.OTHER:
        return about.value
    return NO_SIGNS.sub("_", file_name.strip()).strip("_") or About.OTHER.value


def columns_of(parts: dict[Part, str], columns: tuple[Column, ...], table: str) -> dict[Part, Column]:
    """Part -> column. Raises `SegError` for a label that is not there, a time that is no date, or no customer."""
    known = {column.label: column for column in columns}
    if Part.CUSTOMER not in parts:
        raise SegError("events_need_customer", table=table, known=tuple(known))
    if missing := tuple(label for label in parts.values() if label not in known):
        raise SegError("events_column_unknown", table=table, columns=missing, known=tuple(known), count=len(missing))
    found = {part: known[label] for part, label in parts.items()}
    if Part.TIME in found and found[Part.TIME].kind is not Kind.DATE:
        raise SegError("events_time_is_no_date", table=table, column=found[Part.TIME].label)
    return found


def offered_for(part: Part, columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """The columns that a person may choose for a part."""
    usable = [column for column in columns if column.role not in {Role.CONTACT, Role.IGNORED}]
    if part is Part.TIME:
        return tuple(column for column in usable if column.kind is Kind.DATE)
    if part in NUMBER_PARTS:
        return tuple(column for column in usable if column.kind in NUMERIC_KINDS)
    return tuple(column for column in usable if column.kind is not Kind.DATE)


def _names(label: str, part: Part) -> bool:
    words = _words().get(part.value, frozenset())
    return any(word in words or word.rstrip("s") in words for word in name_parts(label))


@cache
def _words() -> dict[str, frozenset[str]]:
    raw = json.loads((FOLDER / "event_parts.json").read_text("utf-8"))
    return {part: frozenset(map(plain, words)) for part, words in raw.items()}


@cache
def _tables() -> dict[str, tuple[str, ...]]:
    raw = json.loads((FOLDER / "event_tables.json").read_text("utf-8"))
    return {about: tuple(map(plain, stems)) for about, stems in raw.items()}
