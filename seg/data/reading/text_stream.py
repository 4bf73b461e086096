"""A text file as a stream of clean UTF-8: decoded, without control characters, each repair counted."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from seg.data.reading.encoding import PIECE_BYTES, Encoding
from seg.data.reading.spaced import spaced_pieces

CONTROLS = bytes(sorted((set(range(32)) | {127}) - set(b"\t\n\r")))
CONTROL = re.compile(b"[" + re.escape(CONTROLS) + b"]")
SURROGATE = re.compile("[\ud800-\udfff]")
END_MARK = "\x1eend"
"""First cell of a row that we append: it can stand in no clean text, so if it is not read last, a quote is open."""
REPLACEMENT = "\ufffd"


@dataclass
class Repairs:
    """What was replaced on the way: `controls` invisible characters, the first on line `first_line`; `undecodable`."""

    controls: int = 0
    first_line: int = 0
    undecodable: int = 0
    lines: int = 0


class TextStream:
    """Clean UTF-8 bytes of a file, by `read`, as pyarrow asks for them. `repairs` is complete when all is read."""

    closed = False

    def __init__(
        self,
        path: Path,
        encoding: Encoding,
        ending: bytes = b"",
        skip: int = 0,
        spaced: bool = False,
        tell: Callable[[float], None] | None = None,
    ) -> None:
        """`ending` is appended on a line of its own; `skip` bytes of clean text are left out at the start.

        With `spaced`, runs of blanks are made into one sign. `tell` is told the share of the file that was read.
        """
        self.repairs = Repairs()
        pieces = clean_pieces(path, encoding, self.repairs, b"" if spaced else ending, tell)
        self._pieces = spaced_pieces(pieces, ending) if spaced else pieces
        self._left = b""
        while skip and (skipped := self.read(min(skip, PIECE_BYTES))):
            skip -= len(skipped)

    def read(self, size: int = -1) -> bytes:
        parts, have = [self._left], len(self._left)
        while (size < 0 or have < size) and (piece := next(self._pieces, None)) is not None:
            parts.append(piece)
            have += len(piece)
        whole = b"".join(parts)
        size = len(whole) if size < 0 else size
        self._left = whole[size:]
        return whole[:size]

    def readable(self) -> bool:
        return True

    def close(self) -> None:
        self._pieces.close()


def clean_pieces(
    path: Path, encoding: Encoding, repairs: Repairs, ending: bytes, tell: Callable[[float], None] | None
) -> Iterator[bytes]:
    last, before = b"\n", b""
    for piece in _decoded(path, encoding, repairs, tell):
        if not piece:
            continue
        found = len(piece) - len(piece.translate(None, CONTROLS))
        if found:
            if not repairs.controls:
                repairs.first_line = repairs.lines + 1 + line_ends(piece[: CONTROL.search(piece).start()])
            repairs.controls += found
            piece = CONTROL.sub(REPLACEMENT.encode(), piece)
        repairs.lines += line_ends(piece) - (before == b"\r" and piece[:1] == b"\n")
        last = before = piece[-1:]
        yield piece
    repairs.lines += last not in b"\r\n"
    if ending:
        yield (b"" if last in b"\r\n" else b"\n") + ending


def line_ends(text: bytes) -> int:
    """Line ends of any system: LF, CR LF, or CR alone."""
    return text.count(b"\n") + (text.count(b"\r") - text.count(b"\r\n") if b"\r" in text else 0)


def _decoded(path: Path, encoding: Encoding, repairs: Repairs, tell: Callable[[float], None] | None) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder(encoding.codec)(encoding.errors)
    as_it_is = encoding.codec == "utf-8" and encoding.errors == "strict"
    for piece, final in _raw(path, encoding.skip, tell):
        if as_it_is:
            yield piece
            continue
        text = decoder.decode(piece, final)
        if encoding.errors == "surrogatepass":
            text, count = SURROGATE.subn(REPLACEMENT, text)
        else:
            count = text.count(REPLACEMENT)
        repairs.undecodable += count
        yield text.encode()


def _raw(path: Path, skip: int, tell: Callable[[float], None] | None) -> Iterator[tuple[bytes, bool]]:
    """Pieces of a file and whether each is the last; the end-of-file sign of DOS is left out."""
    size = path.stat().st_size
    with path.open("rb") as file:
        file.seek(skip)
        piece = file.read(PIECE_BYTES)
        while following := file.read(PIECE_BYTES):
            yield piece, False
            if tell:
                tell(file.tell() / size)
            piece = following
        yield piece.rstrip(b"\x1a"), True
