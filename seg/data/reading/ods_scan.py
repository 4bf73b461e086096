"""The sheets of an .ods file: how far its cells go when what is said to be repeated has been repeated."""

from __future__ import annotations

import re

from seg.data.reading.sheet_scan import SheetScan, check_sheet

VALUE = rb"(?:[^<>\"']|\"[^\"]*\"|'[^']*')*"
ELEMENT = re.compile(
    rb"<(/?)table:(table|table-row|table-cell|covered-table-cell)((?=[\s/>])" + VALUE + rb")>"
    rb"(?:<text:p>([#\w:/!?]{1,20})<)?"
)
NUMBER = rb"\s*=\s*[\"'](\d{1,18})[\"']"
COLUMNS_REPEATED = re.compile(rb"table:number-columns-repeated" + NUMBER)
ROWS_REPEATED = re.compile(rb"table:number-rows-repeated" + NUMBER)
COLUMNS_SPANNED = re.compile(rb"table:number-columns-spanned" + NUMBER)
ERROR = b'calcext:value-type="error"'
ROWS_SPANNED = re.compile(rb"table:number-rows-spanned" + NUMBER)


class OdsSheets:
    """Takes pieces that hold whole cells. Raises `SegError` for a sheet that claims too much."""

    def __init__(self, file_name: str) -> None:
        self.scans: list[SheetScan] = []
        self._file_name = file_name
        self._before = self._row = self._rows = self._column = 0

    def take(self, piece: bytes) -> None:
        for closing, name, attributes, text in ELEMENT.findall(piece):
            if name == b"table" and not closing:
                self._check()
                self._before += self.scans[-1].cells if self.scans else 0
                self.scans.append(SheetScan())
                self._row = self._rows = 0
            elif closing or not self.scans:
                continue
            elif name == b"table-row":
                self._row, self._column = self._row + self._rows, 0
                self._rows = _number(ROWS_REPEATED, attributes)
            else:
                self._take_cell(attributes, self.scans[-1])
                if text and ERROR in attributes:
                    self.scans[-1].errors[text.decode()] += 1
        self._check()

    def _check(self) -> None:
        if self.scans:
            check_sheet(self.scans[-1], self._before, self._file_name)

    def _take_cell(self, attributes: bytes, scan: SheetScan) -> None:
        times = _number(COLUMNS_REPEATED, attributes) if b"repeated" in attributes else 1
        filled, formula = b"office:value-type" in attributes, b"table:formula" in attributes
        if filled or formula:
            scan.cells += times * self._rows
            scan.reach(self._row + self._rows, self._column + times)
            scan.formulas_without_value += not filled
        if b"spanned" in attributes:
            down, across = _number(ROWS_SPANNED, attributes), _number(COLUMNS_SPANNED, attributes)
            if (down, across) != (1, 1):
                scan.merged.append((self._row, self._column, self._row + down - 1, self._column + across - 1))
        self._column += times


def _number(pattern: re.Pattern[bytes], attributes: bytes) -> int:
    found = pattern.search(attributes)
    return int(found[1]) if found else 1
