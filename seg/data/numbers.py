"""How numbers are written: styles of decimal and grouping signs, currencies, percent; one pattern for all.

The patterns hold for RE2 (the table engine, Arrow) and for Python's `re` alike.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

LARGEST = 1e15
"""Larger quantities are no quantities of a customer (and numbers above 2**53 are no longer exact)."""

CODES = (
    "EUR",
    "USD",
    "GBP",
    "JPY",
    "RUB",
    "TRY",
    "PLN",
    "SEK",
    "NOK",
    "DKK",
    "MYR",
    "BRL",
    "CZK",
    "HUF",
    "CHF",
    "CAD",
    "AUD",
)
CURRENCIES = {code.lower(): code for code in CODES} | {
    "€": "EUR",
    "$": "USD",
    "£": "GBP",
    "¥": "JPY",
    "₽": "RUB",
    "руб": "RUB",
    "руб.": "RUB",
    "р.": "RUB",
    "₺": "TRY",
    "tl": "TRY",
    "zł": "PLN",
    "zl": "PLN",
    "kr": "SEK",
    "rm": "MYR",
    "r$": "BRL",
    "kč": "CZK",
    "ft": "HUF",
}
"""How a cell may name its currency, lower case -> its code."""
SIGN = "(?:" + "|".join(sorted(map(re.escape, CURRENCIES), key=len, reverse=True)) + ")"
BLANK = "[ \u00a0\u2009\u202f]"
"""Blanks that group digits or part a number from its currency."""


@dataclass(frozen=True)
class NumberStyle:
    """`decimal` "." or ","; `thousands` "", ",", ".", " " or "'"."""

    decimal: str = "."
    thousands: str = ""


STYLES = tuple(
    NumberStyle(decimal, thousands)
    for decimal, thousands in [
        (".", ""),
        (",", ""),
        (".", ","),
        (",", "."),
        (",", " "),
        (".", " "),
        (".", "'"),
        (",", "'"),
    ]
)
"""The plainer first."""


@cache
def pattern(style: NumberStyle) -> str:
    """A whole cell that is a number in this style: groups 1 = sign or bracket, 2 = digits, 3 = exponent."""
    group = {"": "", " ": BLANK, ".": r"\.", "'": "['’]"}.get(style.thousands, style.thousands)
    decimal = re.escape(style.decimal)
    grouped = rf"[1-9]\d{{0,2}}(?:{group}\d{{3}})+(?:{decimal}\d*)?|" if style.thousands else ""
    digits = rf"({grouped}\d+(?:{decimal}\d*)?|{decimal}\d+)"
    sign, tail = rf"([-+−(]?){BLANK}*", rf"{BLANK}*(?:{SIGN}|%)?\)?"
    money = rf"(?:{SIGN}{BLANK}*)?"
    return rf"(?i)^{money}{sign}{money}{digits}([eE][-+]?\d+)?{tail}$"


def parse_number(text: str, style: NumberStyle) -> float | None:
    """The number of one cell; None when it is none in this style or not a finite one below `LARGEST`."""
    if not (found := re.match(pattern(style), text.strip())):
        return None
    sign, digits, exponent = found.groups(default="")
    if (sign == "(") != text.strip().endswith(")"):
        return None
    kept = re.sub(rf"{BLANK}|['’]" + (f"|{re.escape(style.thousands)}" if style.thousands else ""), "", digits)
    size = float(kept.replace(style.decimal, ".") + exponent)
    return None if size > LARGEST else -size if sign in {"-", "−", "("} else size


def currency(text: str) -> str:
    """The code of the currency that a cell names, "%" for percent, "" for neither."""
    bare = re.sub(rf"[\d.,'’()+−-]|{BLANK}", "", text).casefold()
    return "%" if bare == "%" else CURRENCIES.get(bare, "")
