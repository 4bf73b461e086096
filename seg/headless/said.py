"""Facts in JSON: the key and values for programs, the English sentence for people."""

from __future__ import annotations

from seg.core.facts import Fact
from seg.ui.words.words import words


def said(fact: Fact) -> dict:
    """The JSON of a fact and its sentence."""
    return {**fact.as_json(), "sentence": words("en").say(fact, markdown=False)}
