"""What the names of two columns say about whether they hold the same ids."""

from __future__ import annotations

from functools import cache

from seg.core.columns import Column, Role
from seg.data.columns.lexicon import languages, meanings
from seg.data.columns.names import name_parts, plain
from seg.data.joins.table import Table

SAME, STRONG, FAIR, SAME_LABEL, WEAK, HARDLY = 1.0, 0.9, 0.8, 0.6, 0.5, 0.3
"""How far two names speak for the same ids: one name, two forms of a name for customers, names that can mean the same,
one name that is not of ids, names that may be of customers, and names of what was chosen as ids."""

CUSTOMERS, ORDERS = "customers", "orders"

NUMBERING = frozenset({"code", "id", "ids", "key", "kod", "lp", "no", "nr", "num", "number", "numer"})
"""Words that only say "id", beside those of the lexicon."""

OF_OTHER_THINGS = frozenset(
    {"category", "channel", "city", "country", "device", "postcode", "product", "region", "response", "service"}
)
"""Concepts whose ids are never those of customers."""


@cache
def concepts_of(label: str) -> frozenset[str]:
    return frozenset(meaning.concept.name for meaning in meanings(label))


def names_customers(label: str) -> bool:
    """`household_id`, `IDKlienta`: the name says whose id it is."""
    return "customer_id" in concepts_of(label)


def names_ids(label: str) -> bool:
    return bool({"customer_id", "id"} & concepts_of(label))


def names_orders(label: str) -> bool:
    """`order_id`, `transakcja_id`: by the words for orders in any language."""
    return _of_orders(things(label))


def names_other_things(label: str) -> bool:
    """`product_id`, `campaign_id`: not the id of a customer."""
    return not names_customers(label) and (names_orders(label) or bool(OF_OTHER_THINGS & concepts_of(label)))


@cache
def things(label: str) -> tuple[str, ...]:
    """What an id is of: the words of the name without those that only say "id"; `order_no` -> (order,)."""
    return tuple(part for part in name_parts(label) if part not in NUMBERING | _id_words())


def name_support(left: Table, left_column: Column, right: Table, right_column: Column) -> float:
    """How far the names of two columns speak for the same ids, 0..1.

    A bare `ID` is of the things that its table is named after.
    """
    labels = left_column.label, right_column.label
    if all(map(names_customers, labels)):
        if same_words(*labels):
            return SAME
        return STRONG if _same_things(*map(things, labels)) else FAIR
    kinds = [_kind(left.name, labels[0]), _kind(right.name, labels[1])]
    if None not in kinds and kinds[0] != kinds[1]:
        return 0.0
    ids = all(map(names_ids, labels))
    ours, theirs = map(things, labels)
    if ours and theirs and same_words(*labels):
        return SAME if ids else SAME_LABEL
    if ours and theirs:
        return FAIR if ids and _same_things(ours, theirs) else 0.0
    chosen = left_column.role is right_column.role is Role.ID
    if not ids and not chosen:
        return 0.0
    if kinds[0] == kinds[1] == CUSTOMERS or _same_things(ours or things(left.name), theirs or things(right.name)):
        return FAIR
    return WEAK if CUSTOMERS in kinds or not (ours or theirs) else HARDLY


def _kind(table: str, label: str) -> str | None:
    """What an id is of, as far as is known: customers, orders or another thing; of a bare id, as its table is named."""
    words = things(label) or things(table)
    if names_customers(label) or (
        not things(label) and any(names_customers(f"{word} id") for word in _singular(words))
    ):
        return CUSTOMERS
    if _of_orders(words):
        return ORDERS
    known = (OF_OTHER_THINGS & concepts_of(word) for word in _singular(words))
    return next((min(concepts) for concepts in known if concepts), None)


def _same_things(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Every word of the shorter name has one like it in the longer."""
    short, long = sorted((ours, theirs), key=len)
    return bool(short) and all(any(alike(word, other) for other in long) for word in short)


def alike(one: str, other: str) -> bool:
    """Whether two words are forms of one: the same but for the ending (order, orders; klient, klienta)."""
    same = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return one == other or (same >= 4 and 3 * same >= 2 * max(len(one), len(other)))


def _singular(words: tuple[str, ...]) -> tuple[str, ...]:
    return (*words, *(word[:-1] for word in words if word.endswith("s")))


def same_words(one: str, other: str) -> bool:
    """`klient_id` and `IDKlient`."""
    return sorted(name_parts(one)) == sorted(name_parts(other))


def _of_orders(words: tuple[str, ...]) -> bool:
    return any(alike(word, order) for word in words for order in _order_words())


@cache
def _id_words() -> frozenset[str]:
    return frozenset(word for word in _phrases("id") if " " not in word)


@cache
def _order_words() -> frozenset[str]:
    return frozenset(word.strip("*") for word in _phrases("orders") if " " not in word)


def _phrases(concept: str) -> list[str]:
    return [plain(phrase) for language in languages().values() for phrase in language["concepts"].get(concept, ())]
