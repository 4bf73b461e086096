"""Contact details by their values: addresses of mail and of the net, numbers of phones, accounts and cards, names."""

from __future__ import annotations

import re
from itertools import pairwise

from seg.data.columns.lexicon import first_names
from seg.data.columns.names import plain
from seg.data.columns.values import Values

MOST = 0.9
"""The share of values that must look like a contact detail."""
MOST_NAMES = 0.6
"""The share of values that must start with a known first name: no list has them all."""
NAMES_CHECKED = 500
"""Different values among which names are looked for."""
CONTACTS = frozenset({"card", "email", "handle", "iban", "ip", "person", "phone", "street"})
"""Shapes that are contact details whatever the name; names of people (`person`) unless it speaks of something else."""
BY_PATTERN = ("email", "ip", "phone", "street", "handle", "masked card")


def contact_shape(values: Values, named: set[str]) -> tuple[str, float] | None:
    """What kind of contact detail the values are, and how many of them; None when they are none.

    `named` are the concepts that the column's name speaks of: numbers of loyalty cards are no payment cards.
    """
    for what in BY_PATTERN:
        if (share := values.share_if_most(what)) >= MOST:
            return what.removeprefix("masked "), share
    if values.share_if_most("iban") >= MOST and (share := values.weighted(is_iban)) >= MOST:
        return "iban", share
    customer = named & {"customer_id", "id", "phone"}
    if not customer and values.share_if_most("card") >= MOST and (share := values.weighted(is_card)) >= MOST:
        return "card", share
    if "phone" in named and (share := values.share("digits of a phone")) >= MOST:
        return "phone", share
    return None


def names_share(values: Values) -> float:
    """The share of values that are names of people: a known first name, alone or before one to three words."""
    texts = values.texts.slice(0, NAMES_CHECKED).to_pylist()
    counts = values.counts.slice(0, NAMES_CHECKED).to_pylist()
    found = {text: n for text, n in zip(texts, counts, strict=True) if is_name(text)}
    different = {plain(text).split()[0] for text in found}
    return sum(found.values()) / max(1, sum(counts)) if len(different) >= 4 else 0.0


def is_name(text: str) -> bool:
    words = re.split(r"[\s]+", text)
    return len(words) <= 4 and all(word[:1].isalpha() for word in words) and plain(words[0]) in first_names()


def is_iban(text: str) -> bool:
    """Whether the check digits of an IBAN are right (ISO 13616: modulo 97)."""
    bare = re.sub(r"\s", "", text).upper()
    if not re.fullmatch(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}", bare):
        return False
    return int("".join(str(int(c, 36)) for c in bare[4:] + bare[:4])) % 97 == 1


def is_card(text: str) -> bool:
    """Whether the last digit of a card number is right (ISO/IEC 7812: Luhn)."""
    digits = [int(sign) for sign in text if sign.isdigit()]
    doubled = [sum(divmod(2 * digit, 10)) if at % 2 else digit for at, digit in enumerate(reversed(digits))]
    all_alike = all(a == b for a, b in pairwise(digits))
    return sum(doubled) % 10 == 0 and not all_alike
