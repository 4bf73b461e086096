"""Names for files and sheets that every system takes."""

from __future__ import annotations

import re
import unicodedata

MAX_FILE_NAME, MAX_SHEET_NAME = 100, 31

_PLAIN = str.maketrans("абвгдеёзийклмнопрстуфыэłħøđı", "abvgdeeziiklmnoprstufyelhodi") | str.maketrans(
    {"ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "yu", "я": "ya", "ъ": "", "ь": ""}
    | {"ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"}
)


def file_name(*parts: str, day: str, file_format: str) -> str:
    """A name such as "loyal-families-2026-03-01.csv": lower-case ASCII, at most 100 characters.

    `day` is an ISO date. Alphabets other than Latin and Cyrillic leave no trace; with nothing left it is "list".
    """
    lower = unicodedata.normalize("NFC", " ".join(parts)).lower().translate(_PLAIN)
    ascii_only = unicodedata.normalize("NFKD", lower).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")
    ending = f"-{day}.{file_format}"
    return (slug[: MAX_FILE_NAME - len(ending)].strip("-") or "list") + ending


def sheet_name(title: str, number: int = 1) -> str:
    """The name of an Excel sheet: at most 31 characters, none of []:*?/\\, no apostrophe at an end, no formula.

    Characters outside the basic plane count twice for Excel and are left out.
    """
    readable = re.sub(r"[\[\]:*?/\\\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]+|[^\x00-\uffff]", " ", title)
    cleaned = re.sub(r"^[\s'\"=+\-@|%＝＋－＠\u200b\ufeff]+|[\s']+$", "", " ".join(readable.split()))
    ending = f" ({number})" if number > 1 else ""
    short = cleaned[: MAX_SHEET_NAME - len(ending)].rstrip("' ")
    return ("Sheet" if short.lower() in {"", "history"} else short) + ending
