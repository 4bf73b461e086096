"""Values that stand in an order (bands, scales, answers from 1 to 5), and cells that hold several values."""

from __future__ import annotations

import math
import re
from functools import cache

from seg.data.columns.lexicon import scales, words_for
from seg.data.columns.names import plain
from seg.data.columns.values import Values
from seg.data.numbers import SIGN, UNIT, UNITS

MOST_ANSWERS = 11
NUMBER = r"(\d[\d.,' ]*?)\s*(k|m|tys\.?|тыс\.?|mln\.?|млн\.?|mil)?"
LARGER = {"k": 1e3, "t": 1e3, "т": 1e3, "m": 1e6, "mln": 1e6, "м": 1e6, "mil": 1e3}
IN_DAYS = {"days": 1, "weeks": 7, "months": 30.4, "years": 365, "hours": 1 / 24, "minutes": 1 / 1440}
"""Times of different units in one order (`6-12 months`, `1-2 years`)."""
SEPARATORS = (";", "|", ",", "/")


def band(text: str) -> tuple[float, float] | None:
    """Lower and upper end of `35-49K`, `65+`, `under 15`, `< 3`, or a plain number; None for other words."""
    bare = re.sub(rf"(?<![^\W\d_]){SIGN}(?![^\W\d_])", "", text.casefold()).strip()
    below, above, to = map(_any_of, ("below", "above", "to"))
    if found := re.fullmatch(rf"(?:{below}|<=?|≤)\s*{NUMBER}", bare):
        return -math.inf, _size(*found.groups())
    if found := re.fullmatch(rf"{NUMBER}\s*(?:{below})", bare):
        return -math.inf, _size(*found.groups())
    if found := re.fullmatch(rf"(?:{above}|>=?|≥)\s*{NUMBER}", bare) or re.fullmatch(
        rf"{NUMBER}\s*(?:\+|{above})", bare
    ):
        return _size(*found.groups()), math.inf
    start = rf"(?:(?:{_any_of('from')})\s+)?"
    if found := re.fullmatch(rf"{start}{NUMBER}\s*(?:[-–—]|{to})\s*{NUMBER}", bare):
        low, low_unit, high, high_unit = found.groups()
        ends = _size(low, low_unit or high_unit), _size(high, high_unit)
        return ends if ends[0] < ends[1] else None
    if found := re.fullmatch(NUMBER, bare):
        return (_size(*found.groups()),) * 2
    return None


@cache
def _any_of(group: str) -> str:
    return "|".join(sorted(map(re.escape, words_for(group)), key=len, reverse=True))


def _size(digits: str, unit: str | None) -> float:
    bare = re.sub(r"[' ]|[.,](?=\d{3}(?:\D|$))", "", digits).rstrip(".,").replace(",", ".")
    whole, _, rest = bare.partition(".")
    larger = (unit or "").rstrip(".")
    return float(f"{whole}.{rest.replace('.', '') or 0}") * (LARGER.get(larger) or LARGER.get(larger[:1], 1))


def _without_unit(text: str) -> tuple[str, str]:
    """`6-12 months` as (`6-12`, `months`); the unit is "" where none is named."""
    found = re.search(
        rf"(?:(?<=[\d+])|(?<=\s))(?P<unit>{UNIT})(?=\s*(?:$|[+]|\s(?:{_any_of('above')})))", text.casefold()
    )
    if not found:
        return text, ""
    return (text[: found.start()] + text[found.end() :]).strip(), UNITS[found["unit"]]


def bands(texts: tuple[str, ...]) -> tuple[str, ...] | None:
    """Bands from the lowest to the highest, when all values are bands or numbers and one is a real band.

    All are in one unit, or in units of time that have an order; one that names none goes with the others.
    """
    if len(texts) < 3:
        return None
    parts = {text: _without_unit(text) for text in texts}
    units = {unit for _, unit in parts.values()} - {""}
    if len(units) > 1 and not units <= IN_DAYS.keys():
        return None
    usual = next(iter(units), "")
    ends = {}
    for text, (bare, unit) in parts.items():
        if (found := band(bare)) is None:
            return None
        times = IN_DAYS[unit or usual] if len(units) > 1 else 1
        ends[text] = tuple(end * times for end in found)
    real = [text for text, (low, high) in ends.items() if low != high]
    return tuple(sorted(texts, key=ends.__getitem__)) if real else None


def scale(texts: tuple[str, ...]) -> tuple[str, ...] | None:
    """The values in the order of a scale of words (never < sometimes < often) that has them all."""
    bare = {plain(text): text for text in texts}
    if len(bare) < 3 or len(bare) < len(texts):
        return None
    for words in scales():
        if bare.keys() <= set(words):
            return tuple(sorted(texts, key=lambda text: words.index(plain(text))))
    return None


def labelled_answers(texts: tuple[str, ...]) -> tuple[str, ...] | None:
    """Answers such as -5..5 where some carry words (`I hate it!-5`), or all do (`1 - never`): consecutive numbers."""
    if not 3 <= len(texts) <= MOST_ANSWERS:
        return None
    plain_ones = sum(bool(re.fullmatch(r"[-+]?\d+", text)) for text in texts)
    if 1 <= plain_ones < len(texts):
        return _consecutive(texts, r"(?<!\d)[-+]?\d+$")
    return _consecutive(texts, r"^\d{1,2}(?=\s*[-–—=.:)]+\s*[^\W\d])") if not plain_ones else None


def _consecutive(texts: tuple[str, ...], where: str) -> tuple[str, ...] | None:
    """The texts in the order of the whole numbers found in them, when these follow each other without a gap."""
    found = {text: re.search(where, text.strip()) for text in texts}
    if not all(found.values()):
        return None
    numbers = {text: int(match[0]) for text, match in found.items()}
    lowest, highest = min(numbers.values()), max(numbers.values())
    if len(set(numbers.values())) < len(texts) or highest - lowest + 1 != len(texts):
        return None
    return tuple(sorted(texts, key=numbers.__getitem__))


def likert(texts: tuple[str, ...]) -> tuple[str, ...] | None:
    """Whole answers 1..4 up to 1..7, or 1..10, each of them given by somebody."""
    if not all(re.fullmatch(r"\d{1,2}(\.0+)?", text) for text in texts):
        return None
    numbers = sorted((int(float(text)), text) for text in texts)
    answers = [number for number, _ in numbers]
    if answers in [list(range(1, most + 1)) for most in (4, 5, 6, 7, 10)]:
        return tuple(text for _, text in numbers)
    return None


def answers(texts: tuple[str, ...]) -> tuple[str, ...] | None:
    """Whole numbers in order, for a column whose name says that they are answers."""
    if 3 <= len(texts) <= MOST_ANSWERS and all(re.fullmatch(r"[-+]?\d{1,2}(\.0+)?", text) for text in texts):
        return tuple(sorted(texts, key=float))
    return None


def separator(values: Values) -> str:
    """The sign that parts several values in one cell (`sport;garden`), or "" when cells hold one value each."""
    return next((sign for sign in SEPARATORS if _parts_values(values, sign)), "")


def _parts_values(values: Values, sign: str) -> bool:
    if values.share(rf".{re.escape(sign)}.") < 0.1:
        return False
    cells = [
        tuple(sorted({part.strip(" []{}()'\"") for part in text.split(sign)} - {""}))
        for text in values.texts.to_pylist()
    ]
    words = {word for cell in cells for word in cell}
    often = sum(len(cell) for cell in cells) / max(1, len(words))
    return (
        len(words) <= 60 and len(words) < len(cells) and often >= 2 and not all(re.fullmatch(r"\d+", w) for w in words)
    )
