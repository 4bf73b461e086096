"""Names of columns as normal parts: `MntWines`, `mnt_wines` and `MNT WINES` say the same."""

from __future__ import annotations

import unicodedata

LETTERS_WITHOUT_MARKS = str.maketrans(
    {"ł": "l", "ø": "o", "ß": "ss", "ı": "i", "ħ": "h", "đ": "d", "æ": "ae", "œ": "oe"}
)


def unmarked(text: str) -> str:
    """Lower case without accents, as the table engine has it too (é -> e, й -> и, but ł stays)."""
    decomposed = unicodedata.normalize("NFD", text.lower())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def plain(text: str) -> str:
    """Lower case without accents and other marks (ą -> a, ё -> е, Ħ -> h)."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c)).translate(LETTERS_WITHOUT_MARKS)


def name_parts(label: str) -> tuple[str, ...]:
    """The words of a name, plain: split at signs, at changes of case and between letters and digits."""
    words, word = [], ""
    for before, char, after in zip(" " + label, label, label[1:] + " ", strict=False):
        if not char.isalnum():
            words, word = [*words, word], ""
        elif word and _starts_a_word(before, char, after):
            words, word = [*words, word], char
        else:
            word += char
    return tuple(plain(word) for word in [*words, word] if word)


def _starts_a_word(before: str, char: str, after: str) -> bool:
    if char.isdigit() != before.isdigit():
        return True
    return char.isupper() and (before.islower() or (before.isupper() and after.islower()))
