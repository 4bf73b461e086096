"""The letters of an SPSS file. Its reader leaves out bytes that do not fit the encoding that the file names, so all
text is read byte by byte (as Latin-1) and decoded here, where nothing is lost unseen."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from seg.core.errors import SegError
from seg.core.facts import Fact
from seg.data.reading.encoding import Encoding, encoding_of

BYTES = "LATIN1"
"""What to read with: each byte becomes one letter."""
GUESS_BYTES = 1_000_000
HEAD_BYTES = 64 * 2**20
"""More than the names, labels and notes before the data take."""
ENCODING_RECORD = re.compile(
    rb"(?:\x07\0\0\0\x14\0\0\0\x01\0\0\0|\0\0\0\x07\0\0\0\x14\0\0\0\x01).{4}([\w-]{3,20})", re.DOTALL | re.ASCII
)
"""Record 7 with subtype 20, the size of a letter, in either order of bytes; then the length and the name."""


@dataclass(frozen=True)
class Letters:
    """How to decode the texts of one file."""

    encoding: Encoding

    def text(self, raw: str | None) -> str | None:
        """The text of bytes that were read as Latin-1. Raises `UnicodeDecodeError` unless it was guessed or asked."""
        if raw is None or raw.isascii():
            return raw
        return raw.encode("latin-1").decode(self.encoding.codec, self.encoding.errors)

    @property
    def fact(self) -> Fact:
        found = self.encoding
        if found.guessed:
            return Fact.of("reading.encoding_guessed", encoding=found.codec, examples=found.examples)
        return Fact.of("reading.encoding", encoding=found.codec)


def declared_letters(path: Path) -> Letters | None:
    """By the encoding that the file names; None where it names none, or one that Python does not know."""
    with path.open("rb") as file:
        named = ENCODING_RECORD.search(file.read(HEAD_BYTES))
    try:
        return Letters(Encoding(codecs.lookup(named[1].decode()).name)) if named else None
    except LookupError:
        return None


def guessed_letters(raw: Iterable[str], beside: Path, file_name: str) -> Letters:
    """By what the words look like, found out as for a file of text, which is made `beside`. Raises `SegError`."""
    lines, size = dict.fromkeys(("",)), 0
    for text in raw:
        if not text.isascii() and text not in lines:
            lines[text] = None
            size += len(text)
        if size > GUESS_BYTES:
            break
    words = beside.with_suffix(".words")
    words.write_bytes("\n".join(re.sub(r"[\r\n]", " ", text) for text in lines).encode("latin-1"))
    try:
        return Letters(replace(encoding_of(words, file_name), errors="replace"))
    except SegError as problem:
        raise SegError("spss_encoding", file=file_name) from problem
    finally:
        words.unlink()
