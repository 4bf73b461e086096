"""Names that users gave, made harmless inside Markdown and inside charts."""

from __future__ import annotations

import re
import string

_PUNCTUATION = re.compile(f"([{re.escape(string.punctuation)}])")
_REWRITTEN = re.compile(r"(?<=[:@/])(?=\S)|(?<=www)(?=\.)|(?<=[-<>!~=])(?=[-=>])", re.IGNORECASE)
_JOINER = "\u2060"  # WORD JOINER: shows nothing, takes no room, breaks no line
_CHART_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "$": "&#36;"})


def md_escape(text: str) -> str:
    """`text` as Markdown that shows exactly these characters, on one line: no markup, image, link or formula.

    Backslashes stop Markdown, HTML and colour marks. Links ("www.", "https://", "name@host"), icons
    (":material/...:") and arrows ("->", ">=") are found again in finished text, after the backslashes are
    gone, so they are broken up by an invisible character.
    """
    return _PUNCTUATION.sub(r"\\\1", _REWRITTEN.sub(_JOINER, " ".join(text.split())))


def chart_escape(text: str) -> str:
    """`text` for names, hover texts and `customdata` of Plotly, which reads HTML tags and `$` formulas."""
    return " ".join(text.split()).translate(_CHART_ENTITIES)
