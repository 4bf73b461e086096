"""What a file is, by its first bytes; its name is only a claim."""

from __future__ import annotations

import re
from pathlib import Path

from seg.core.errors import SegError
from seg.core.facts import Fact

HEAD_BYTES = 64 * 1024
CONTAINER = b"\xd0\xcf\x11\xe0"
"""OLE, in which old workbooks come, and new ones with a password."""
ENDINGS = {
    "text": ("csv", "tsv", "txt", "tab", "dat", "asc"),
    "excel": ("xlsx", "xls", "xlsb", "xlsm", "ods"),
    "parquet": ("parquet", "pq"),
    "json": ("json", "jsonl", "ndjson"),
    "spss": ("sav", "zsav"),
}
PACKED = (b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00", b"\x28\xb5\x2f\xfd", b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07")
OTHER = {  # first bytes -> what people call it
    b"ARROW1": "Arrow",
    b"FEA1": "Feather",
    b"ORC": "ORC",
    b"SQLite format 3": "SQLite",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"{\\rtf": "RTF",
    b"<stata_dta>": "Stata",
    b"\0" * 12 + b"\xc2\xea\x81\x60": "SAS",
}
OLDER_EXCEL = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08")
"""How sheets began before they came in a container."""
JSON = re.compile(rb"[\[{]\s*([\"\[{\]}]|$)")
BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
PAGE = re.compile(rb"<!doctype html|<html|<head[ >]|<body[ >]|<table[ >]", re.IGNORECASE)
CONTROLS = bytes(sorted(set(range(32)) - set(b"\t\n\r\x0b\x0c\x1a")))
CONTROL = re.compile(rb"[\x00-\x08]")


def kind_of(path: Path, file_name: str) -> str:
    """ "text", "excel" (any workbook), "parquet", "json" or "spss".

    Raises `SegError` for everything else, each kind with its own sentence.
    """
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
        file.seek(max(0, size - 4))
        tail = file.read()
    if not head.strip() or head in BOMS:
        raise SegError("file_empty", file=file_name)
    if head.startswith(b"PAR1") or (head.startswith(b"PARE") and tail == b"PARE"):
        return "parquet"
    if head.startswith((b"PK", CONTAINER)):
        return "excel"
    if head.startswith(OLDER_EXCEL):
        raise SegError("excel_old", file=file_name)
    if head.startswith((b"$FL2", b"$FL3")):
        return "spss"
    _refuse_others(head, file_name)
    is_json = JSON.match(head.removeprefix(BOMS[0]).lstrip()) or _ending(file_name) in ENDINGS["json"]
    return "json" if is_json else "text"


def wrong_ending(kind: str, file_name: str) -> tuple[Fact, ...]:
    """A note when the name of the file claims another kind than its bytes; none without an ending."""
    ending = _ending(file_name)
    if not ending or ending in ENDINGS[kind]:
        return ()
    notes = {
        "text": Fact.of("reading.is_text", ending=ending),
        "excel": Fact.of("reading.is_excel", ending=ending),
        "parquet": Fact.of("reading.is_parquet", ending=ending),
        "json": Fact.of("reading.is_json", ending=ending),
        "spss": Fact.of("reading.is_spss", ending=ending),
    }
    return (notes[kind],)


def _ending(file_name: str) -> str:
    return file_name.rpartition(".")[2].lower() if "." in file_name else ""


def _refuse_others(head: bytes, file_name: str) -> None:
    if head.startswith(PACKED):
        raise SegError("file_packed", file=file_name)
    if head.startswith(b"%PDF"):
        raise SegError("file_is_pdf", file=file_name)
    for magic, format_name in OTHER.items():
        if head.startswith(magic) and (len(magic) > 3 or CONTROL.search(head, 0, 64)):  # ORC, but not ORCID
            raise SegError("file_other_format", file=file_name, format=format_name)
    start = head.removeprefix(BOMS[0]).lstrip()
    if start.startswith(b"<") and PAGE.search(start[:4096]):
        raise SegError("file_is_page", file=file_name)
    if start.startswith(b"<?xml"):
        raise SegError("file_other_format", file=file_name, format="XML")
    junk = len(head) - len(head.translate(None, CONTROLS.replace(b"\0", b"")))
    if junk > 0.3 * len(head) and not head.startswith(BOMS):
        raise SegError("file_not_table", file=file_name)
