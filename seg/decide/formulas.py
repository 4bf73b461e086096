"""Text that a spreadsheet would run as a formula, made harmless, and nothing of it lost.

OWASP ASVS 5.0 1.2.10 (an apostrophe before what could start a formula), widened by what spreadsheets skip
before a formula and by separators inside a cell: a comma file opened where semicolons part lists is split
inside its cells. Text that starts with an apostrophe gets one more, which makes the change exactly reversible.
"""

from __future__ import annotations

import re

# pieces of regular expressions, read alike by Python and by RE2
_SKIPPED = '[ \u00a0\u200b\ufeff"]*'  # what spreadsheets skip before a formula
_SEPARATORS = r",;\t\r\n"
_STARTS = r"=+\-@|%\x00" + "\uff1d\uff0b\uff0d\uff20"  # the last four are full-width = + - @
_NUMBER = r"[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][-+]?[0-9]+)?"

_dangerous = re.compile(rf"{_SKIPPED}[{_STARTS}\t\r\n]").match
_number = re.compile(_NUMBER).fullmatch
_before_inner = re.compile(rf"(?<=[{_SEPARATORS}])(?='|{_SKIPPED}[{_STARTS}])")

SUSPECT = rf"^('|{_SKIPPED}[{_STARTS}\t\r\n])|[{_SEPARATORS}]('|{_SKIPPED}[{_STARTS}])"
"""RE2 pattern of every text that `neutralise` may change: a fast sieve for whole columns."""


def neutralise(text: str) -> str:
    """`text` with an apostrophe before every part that could start a formula. Plain numbers stay as they are."""
    inner = _before_inner.sub("'", text)
    harmless = not inner.startswith("'") and (not _dangerous(inner) or _number(inner))
    return inner if harmless else f"'{inner}"
