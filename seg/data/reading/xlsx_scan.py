"""The sheets of an .xlsx file, looked at in pieces of XML without a parser, ten times faster than with one."""

from __future__ import annotations

import re
import zipfile

from seg.data.reading.sheet_scan import SheetScan, column_number

CELL = rb"<(?:\w+:)?c(?=[\s>])(?:[^<>]*?\sr\s*=\s*[\"']([A-Za-z]{1,7})(\d{1,9})[\"'])?[^<>]*(?<!/)>"
ROW = rb"<(?:\w+:)?row(?=[\s>])(?:[^<>]*?\sr\s*=\s*[\"'](\d{1,9})[\"'])?[^<>]*>"
FILLED_CELL, ROW_OR_CELL = re.compile(CELL), re.compile(rb"(?P<row>" + ROW + rb")|" + CELL)
ERROR = re.compile(rb"<(?:\w+:)?v>(#(?:REF!|DIV/0!|N/A|NAME\?|NULL!|NUM!|VALUE!|GETTING_DATA|SPILL!|CALC!))<")
BARE_FORMULA = re.compile(
    rb"<(?:\w+:)?f(?:\s[^<>]*)?(?:/>|>[^<]*</(?:\w+:)?f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</(?:\w+:)?c>"
)
MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^<>]*?ref\s*=\s*[\"']([A-Z]{1,7})(\d{1,9}):([A-Z]{1,7})(\d{1,9})[\"']")
SHEET_ELEMENT = re.compile(r"<(?:\w+:)?sheet\s([^<>]*)>")
RELATION = re.compile(r"<(?:\w+:)?Relationship\s([^<>]*)>")
ATTRIBUTE = re.compile(r"(?:\w+:)?(\w+)\s*=\s*[\"']([^\"']*)[\"']")


class XlsxSheet:
    """Takes pieces that hold whole cells; cells and rows that do not say where they are follow the one before."""

    def __init__(self) -> None:
        self.scan = SheetScan()
        self._row = self._column = 0

    def take(self, piece: bytes) -> None:
        scan, found = self.scan, FILLED_CELL.findall(piece)
        scan.cells += len(found)
        columns, rows = {letters for letters, _ in found}, {digits for _, digits in found}
        if b"" in columns:
            self._take_without_places(piece)
        scan.reach(
            max((int(row) for row in rows if row), default=0),
            max((column_number(column.decode()) for column in columns), default=0),
        )
        scan.errors.update(error.decode() for error in (ERROR.findall(piece) if b"#" in piece else ()))
        scan.formulas_without_value += len(BARE_FORMULA.findall(piece)) if b"<f" in piece else 0
        for left, top, right, bottom in MERGED.findall(piece) if b"mergeCell" in piece else ():
            corners = int(top), column_number(left.decode()), int(bottom), column_number(right.decode())
            scan.merged.append(tuple(number - 1 for number in corners))

    def _take_without_places(self, piece: bytes) -> None:
        for part in ROW_OR_CELL.finditer(piece):
            _, row, letters, digits = part.groups()
            if part["row"]:
                self._row, self._column = int(row) if row else self._row + 1, 0
            else:
                self._row = int(digits) if digits else self._row
                self._column = column_number(letters.decode()) if letters else self._column + 1
                self.scan.reach(self._row, self._column)


def relations(package: zipfile.ZipFile, part: str) -> dict[str, str]:
    """What the ids in `xl/<part>` stand for: names of parts of the package."""
    found = {}
    for relation in RELATION.finditer(package.read(f"xl/_rels/{part}.rels").decode()):
        attributes = dict(ATTRIBUTE.findall(relation[1]))
        target = attributes.get("Target", "")
        found[attributes.get("Id", "")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return found


def sheet_parts(package: zipfile.ZipFile) -> list[str]:
    """The names of the parts that hold the sheets, in the order of the workbook."""
    targets = relations(package, "workbook.xml")
    sheets = SHEET_ELEMENT.findall(package.read("xl/workbook.xml").decode())
    return [targets.get(dict(ATTRIBUTE.findall(sheet)).get("id", ""), "") for sheet in sheets]
