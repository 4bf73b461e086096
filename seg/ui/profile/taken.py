"""The profile table as it stands, to take away: as an Excel sheet and as a picture. No Streamlit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from babel.numbers import is_currency

from seg.decide.shaded_sheet import Figure, shaded_workbook
from seg.ui.charts.palette import GROUNDS
from seg.ui.profile.sheet import Cell, Heading, Row, Sheet
from seg.ui.words.words import Words

FILLS = {1: "#e2effa", 2: "#c2ddf2", 3: "#9dc8ea", -1: "#faeee0", -2: "#f4ddbf", -3: "#eec999"}
"""The shades of the screen on white paper."""
FILLS_ON_DARK = {1: "#102232", 2: "#0f2e49", 3: "#0f3c63", -1: "#29221a", -2: "#422f16", -3: "#5f3d12"}
FIRST_EXCEL_DAY = date(1900, 3, 1)
NAME, COLUMN, LINE, HEAD, SIGN = 280, 168, 30, 84, 6.5
"""Pixels of the picture: the first column, the others, a row, the heading, and a letter on average."""
LONG = 8
"""Letters of a figure beside which there is no room for bars."""


@dataclass(frozen=True)
class Paper:
    """The colours of a picture; `fills` by how deep a cell is shaded."""

    ground: str
    ink: str
    quiet: str
    rule: str
    fills: Mapping[int, str]


LIGHT = Paper(GROUNDS[0], "#1d2733", "#5b6672", "#d9dee5", FILLS)
DARK = Paper(GROUNDS[1], "#e8edf3", "#a3adb8", "#333a43", FILLS_ON_DARK)


def excel(found: Sheet, title: str, notes: Sequence[str], words: Words) -> bytes:
    """What is shown of the table as a workbook, figures in their units."""
    headings = [
        words.text("Dimension"), words.text("Value"), words.text("Unit"), words.text("Basis"), words.text("Statistic"),
        words.text("Sets apart"), words.text("Known of"),
        *(_heading(each) for each in (found.everyone, *found.headings)),
    ]  # fmt: skip
    rows = [
        [*map(Figure, (row.name, row.level, row.unit_code, row.basis, row.statistic, row.strength, row.known)),
         *(_figure(cell, row) for cell in row.cells)]
        for row in found.shown
    ]  # fmt: skip
    return shaded_workbook(title, headings, rows, notes, stays=1)


def _heading(heading: Heading) -> str:
    return f"{heading.name} ({', '.join(filter(None, (heading.size, heading.share)))})"


def _figure(cell: Cell, row: Row) -> Figure:
    fill, bold = FILLS.get(cell.step, ""), cell.marker and cell.step != 0
    if cell.number is None or (isinstance(cell.number, date) and cell.number < FIRST_EXCEL_DAY):
        return Figure(cell.text, "", fill, bold)
    number = 100 * cell.number if cell.form == "points" else cell.number
    return Figure(number, _number_format(cell, row), fill, bold)


def _number_format(cell: Cell, row: Row) -> str:
    plain = {
        "share": "0%", "index": "0", "customers": "#,##0", "date": "yyyy-mm-dd", "place": "0.0",
        "points": "+0;-0;0", "days": "+#,##0;-#,##0;0",
    }  # fmt: skip
    if cell.form in plain:
        return plain[cell.form]
    if row.unit_code == "share":
        return "0%"
    if row.unit_code == "year":
        return "0"
    digits = "#,##0" if abs(cell.number) >= 100 or float(cell.number).is_integer() else "#,##0.00"
    return f"{digits} [${row.unit_code}]" if is_currency(row.unit_code) else digits


def picture(found: Sheet, title: str, notes: Sequence[str], words: Words, paper: Paper = LIGHT) -> str:
    """What is shown of the table as an SVG drawing."""
    columns = (found.everyone, *found.headings)
    width = 2 * 16 + NAME + COLUMN * len(columns)
    drawn, y = [_text(16, 34, title, 18, paper.ink, True, width - 32)], 50.0
    drawn += [_head(at, heading, y, paper) for at, heading in enumerate(columns)]
    y += HEAD
    basis = ""
    for row in found.shown:
        if found.options.by_basis and row.basis != basis:
            basis = row.basis
            drawn.append(_text(16, y + 24, basis, 14, paper.ink, bold=True))
            y += LINE + 4
        drawn.append(_line(row, y, paper))
        y += LINE
    for note in notes:
        y += 4
        for line in _wrapped(note, 13 / 12 * (width - 32), most=4):
            y += 16
            drawn.append(_text(16, y, line, 12, paper.quiet))
    height = y + 24
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height:.0f}" '
        f'viewBox="0 0 {width} {height:.0f}" font-family="Source Sans, Segoe UI, Arial, sans-serif">'
        f'<rect width="100%" height="100%" fill="{paper.ground}"/>{"".join(drawn)}</svg>'
    )


def _head(at: int, heading: Heading, y: float, paper: Paper) -> str:
    x = 16 + NAME + at * COLUMN
    mark = f'<rect x="{x + 4}" y="{y}" width="{COLUMN - 8}" height="4" rx="2" fill="{heading.colour or paper.rule}"/>'
    lines = _wrapped(heading.name, COLUMN - 10, most=3)
    end = x + COLUMN - 6
    names = "".join(
        _text(end, y + 19 + 15 * n, line, 12, paper.ink, True, COLUMN - 10, "end") for n, line in enumerate(lines)
    )
    told = " · ".join(filter(None, (heading.size, heading.share)))
    return mark + names + _text(end, y + 67, told, 11, paper.quiet, room=COLUMN - 8, anchor="end")


def _line(row: Row, y: float, paper: Paper) -> str:
    name = (f"{row.name}: {row.level}" if row.level else row.name) if row.first else ""
    name = f"{name} · {row.unit}" if name and row.unit else name
    label = " · ".join(filter(None, (name, row.known))) if name else row.statistic
    parts = [_text(16 if name else 30, y + 20, label, 13, paper.ink if name else paper.quiet, room=NAME - 12)]
    for at, cell in enumerate(row.cells):
        x = 16 + NAME + at * COLUMN
        if cell.step:
            parts.append(f'<rect x="{x}" y="{y}" width="{COLUMN}" height="{LINE}" fill="{paper.fills[cell.step]}"/>')
        parts.append(
            _text(x + COLUMN - 6, y + 20, cell.text, 13, paper.ink, cell.marker and cell.step != 0, COLUMN - 10, "end")
        )
        parts.append(_bars(cell, x, y, paper))
    right = 16 + NAME + COLUMN * len(row.cells)
    parts.append(f'<path d="M16 {y + LINE}H{right}" stroke="{paper.rule}"/>')
    return "".join(parts)


def _bars(cell: Cell, x: float, y: float, paper: Paper) -> str:
    """The bars behind the left of a cell, where the figure leaves room."""
    if not cell.bars or len(cell.text) > LONG:
        return ""
    most, step, at, path = max(share for _, share in cell.bars), 40 / sum(wide for wide, _ in cell.bars), 0, ""
    for wide, share in cell.bars:
        height = 20 * share / most
        path += (
            f"M{x + 4 + at * step:.1f} {y + 25}v{-height:.1f}h{wide * step - 0.5:.1f}v{height:.1f}z" if share else ""
        )
        at += wide
    return f'<path d="{path}" fill="{paper.quiet}" opacity="0.55"/>'


def _wrapped(text: str, room: float, most: int) -> list[str]:
    """At most so many lines of words that fit."""
    lines, signs = [""], int(room / SIGN)
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if len(longer) <= signs or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    kept = lines[:most]
    return [*kept[:-1], f"{kept[-1]}…"] if len(lines) > most else kept


def _text(
    x: float, y: float, text: str, size: int, ink: str, bold: bool = False, room: float = 0, anchor: str = "start"
) -> str:
    signs = int(room / (SIGN * size / (12 if bold else 13))) if room else len(text)
    shown = text if len(text) <= signs else f"{text[: max(signs - 1, 1)].rstrip()}…"
    weight = ' font-weight="600"' if bold else ""
    return (
        f'<text x="{x}" y="{y}" font-size="{size}" fill="{ink}"{weight} text-anchor="{anchor}">{escape(shown)}</text>'
    )
