"""How numbers are written: styles of decimal and grouping signs, currencies, units, percent; one pattern for all.

The patterns hold for RE2 (the table engine, Arrow) and for Python's `re` alike.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

LARGEST = 1e15
"""Larger quantities are no quantities of a customer (and numbers above 2**53 are no longer exact)."""

LEXICON = Path(__file__).parent / "lexicon"


def _named_by(file_name: str) -> dict[str, str]:
    """Each way to write a name in a file of the lexicon, lower case -> the name."""
    names = json.loads((LEXICON / file_name).read_text("utf-8"))
    return {word.casefold(): name for name, words in names.items() for word in words}


CURRENCIES = _named_by("currencies.json")
"""How a cell may name its currency, lower case -> its code."""
CODES = frozenset(CURRENCIES.values())
UNITS = _named_by("units.json")
"""How a cell may name what it is measured in, lower case -> the unit."""


def _any_of(words) -> str:
    return "(?:" + "|".join(sorted(map(re.escape, words), key=len, reverse=True)) + ")"


SIGN = _any_of(CURRENCIES)
UNIT = _any_of(UNITS)
BLANK = "[ \u00a0\u2009\u202f]"
"""Blanks that group digits or part a number from its currency."""
NO_CENTS = "[-−‒–—]"
"""Dashes that stand for the cents of a round amount: `12,-`, `CHF 12.--`."""


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
    """A whole cell that is a number in this style: groups 1 = sign or bracket, 2 = digits, with the dashes that stand
    for no cents, 3 = exponent, 4 = a minus behind the digits, as ledgers have it."""
    group = {"": "", " ": BLANK, ".": r"\.", "'": "['’]"}.get(style.thousands, style.thousands)
    decimal = re.escape(style.decimal)
    cents = rf"(?:{decimal}(?:\d+|{NO_CENTS}{{0,2}}))?"  # a dash right behind a decimal sign is no minus
    grouped = rf"[1-9]\d{{0,2}}(?:{group}\d{{3}})+{cents}|" if style.thousands else ""
    if style.thousands == ",":  # 12,34,567 as in India
        grouped += rf"[1-9]\d?(?:,\d{{2}})+,\d{{3}}{cents}|"
    digits = rf"({grouped}\d+{cents}|{decimal}\d+)"
    sign, tail = rf"([-+−(]?){BLANK}*", rf"(-?){BLANK}*(?:{SIGN}|{UNIT}|%)?\)?"
    money = rf"(?:{SIGN}{BLANK}*)?"
    return rf"(?i)^{money}{sign}{money}{digits}([eE][-+]?\d+)?{tail}$"


def parse_number(text: str, style: NumberStyle) -> float | None:
    """The number of one cell; None when it is none in this style or not a finite one below `LARGEST`."""
    if not (found := _compiled(style).match(text.strip())):
        return None
    sign, digits, exponent, behind = found.groups(default="")
    if (sign == "(") != text.strip().endswith(")") or (sign and behind):
        return None
    if (exponent or behind) and re.search(f"{NO_CENTS}$", digits):
        return None
    group = f"|{re.escape(style.thousands)}" if style.thousands else ""
    kept = re.sub(f"{BLANK}|['’]|{NO_CENTS}{group}", "", digits)
    size = float(kept.replace(style.decimal, ".") + exponent)
    return None if size > LARGEST else -size if sign in {"-", "−", "("} or behind else size


@cache
def _compiled(style: NumberStyle) -> re.Pattern:
    return re.compile(pattern(style))


def currency(text: str) -> str:
    """The code of the currency that a cell names, "%" for percent, "" for neither."""
    bare = _named(text)
    return "%" if bare == "%" else CURRENCIES.get(bare, "")


def unit(text: str) -> str:
    """What a cell says that it is measured in (`kg`, `years`), "" when it does not."""
    return UNITS.get(_named(text), "")


def _named(text: str) -> str:
    """What a cell has beside its number, lower case."""
    beside = re.sub(rf"(?:\d|[.,](?=\d))(?:[\d.,'’]|{BLANK}(?=\d))*", "", text, count=1)
    return re.sub(rf"{BLANK}|{NO_CENTS}|[+()]", "", beside).casefold()
