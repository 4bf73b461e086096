"""Examples that their owner recognises and nobody else can use."""

from __future__ import annotations

from collections.abc import Iterable


def masked(text: str) -> str:
    """The first and last sign, the rest dots."""
    return f"{text[:1]}{'•' * max(1, len(text) - 2)}{text[-1:] if len(text) > 1 else ''}"


def all_masked(texts: Iterable[str]) -> tuple[str, ...]:
    """Each as `masked`; those that then look the same once."""
    return tuple(dict.fromkeys(masked(text) for text in texts))
