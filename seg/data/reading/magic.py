"""What a file is, by its first bytes; its name is only a claim."""

from __future__ import annotations

import re
from pathlib import Path

from seg.core.errors import SegError
from seg.core.facts import Fact

HEAD_BYTES = 64 * 1024
ENDINGS = {
    "text": ("csv", "tsv", "txt", "tab", "dat", "asc"),
    "excel": ("xlsx",),
    "parquet": ("parquet", "pq"),
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
    b"$FL2": "SPSS",
    b"$FL3": "SPSS",
}
BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
PAGE = re.compile(rb"<!doctype html|<html|<head[ >]|<body[ >]|<table[ >]", re.IGNORECASE)
CONTROLS = bytes(sorted(set(range(32)) - set(b"\t\n\r\x0b\x0c\x1a")))


def kind_of(path: Path, file_name: str) -> str:
    """ "text", "excel" or "parquet". Raises `SegError` for everything else, each kind with its own sentence."""
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
        file.seek(max(0, size - 4))
        tail = file.read()
    if not head.strip() or head in BOMS:
        raise SegError("file_empty", file=file_name)
    if head.startswith(b"PAR1") or (head.startswith(b"PARE") and tail == b"PARE"):
        return "parquet"
    if head.startswith(b"PK"):
        return "excel"
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise _old_office(path, file_name)
    _refuse_others(head, file_name)
    return "text"


def wrong_ending(kind: str, file_name: str) -> tuple[Fact, ...]:
    """A note when the name of the file claims another kind than its bytes; none without an ending."""
    ending = file_name.rpartition(".")[2].lower() if "." in file_name else ""
    if not ending or ending in ENDINGS[kind]:
        return ()
    notes = {
        "text": Fact.of("reading.is_text", ending=ending),
        "excel": Fact.of("reading.is_excel", ending=ending),
        "parquet": Fact.of("reading.is_parquet", ending=ending),
    }
    return (notes[kind],)


def _old_office(path: Path, file_name: str) -> SegError:
    """The old container of Office holds either a locked new workbook or an old one."""
    with path.open("rb") as file:
        locked = "EncryptedPackage".encode("utf-16-le") in file.read(16 * 2**20)
    return SegError("excel_locked", file=file_name) if locked else SegError("excel_old", file=file_name)


def _refuse_others(head: bytes, file_name: str) -> None:
    if head.startswith(PACKED):
        raise SegError("file_packed", file=file_name)
    if head.startswith(b"%PDF"):
        raise SegError("file_is_pdf", file=file_name)
    for magic, format_name in OTHER.items():
        if head.startswith(magic):
            raise SegError("file_other_format", file=file_name, format=format_name)
    start = head.removeprefix(BOMS[0]).lstrip()
    if start.startswith(b"<") and PAGE.search(start[:4096]):
        raise SegError("file_is_page", file=file_name)
    if start.startswith(b"<?xml"):
        raise SegError("file_other_format", file=file_name, format="XML")
    if re.match(rb'(\{|\[)\s*("|\{|\[)', start):
        raise SegError("file_other_format", file=file_name, format="JSON")
    junk = len(head) - len(head.translate(None, CONTROLS.replace(b"\0", b"")))
    if junk > 0.3 * len(head) and not head.startswith(BOMS):
        raise SegError("file_not_table", file=file_name)
