"""Long names beside a chart."""

from __future__ import annotations

from textwrap import wrap

from seg.ui.words.escape import chart_escape

LINE = 17
"""Pixels that a second line takes."""


def one_line(name: str, letters: int) -> str:
    """A name of so many letters at most, escaped for a chart."""
    return chart_escape(name if len(name) <= letters else f"{name[: letters - 1].rstrip()}…")


def two_lines(name: str, letters: int) -> list[str]:
    """A name on two lines at most, each of so many letters, escaped for a chart."""
    return [chart_escape(line) for line in wrap(name, letters, max_lines=2, placeholder="…")]
