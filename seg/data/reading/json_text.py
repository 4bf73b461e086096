"""JSON as a stream of values: a file need not fit into memory, numbers keep their digits, and places are lines."""

from __future__ import annotations

import codecs
import json
import re
from collections import Counter
from collections.abc import Iterator

from seg.core.errors import SegError
from seg.core.settings import setting
from seg.data.reading.encoding import PIECE_BYTES
from seg.data.reading.text_stream import TextStream

Value = str | bool | None | list | dict
"""Numbers are the text that stands in the file."""
SPACE = re.compile(r"[ \t\r\n\ufeff]*")
ROWS = re.compile(r"\[[ \t\r\n]*\{")
LIST_START = re.compile(r"\[[ \t\r\n]*[^ \t\r\n]")


class JsonReader:
    """Decodes values. `repeated` counts keys that an object has twice (the last holds), `nans` what is no number."""

    def __init__(self) -> None:
        self.repeated: Counter[str] = Counter()
        self.nans = 0
        self._decoder = json.JSONDecoder(
            strict=False,
            parse_float=str,
            parse_int=str,
            parse_constant=self._constant,
            object_pairs_hook=self._object,
        )
        self.decode, self.raw_decode = self._decoder.decode, self._decoder.raw_decode

    def _constant(self, name: str) -> str | None:
        if name != "NaN":
            return name
        self.nans += 1
        return None

    def _object(self, pairs: list[tuple[str, Value]]) -> dict[str, Value]:
        found = dict(pairs)
        if len(found) < len(pairs):
            self.repeated.update(key for key, count in Counter(key for key, _ in pairs).items() if count > 1)
        return found


class JsonText:
    """A window that moves over the text of a file. Raises `SegError` where it is not JSON."""

    def __init__(self, stream: TextStream, reader: JsonReader, file_name: str) -> None:
        self._stream, self._reader, self._file_name = stream, reader, file_name
        self._incremental = codecs.getincrementaldecoder("utf-8")("replace")
        self._text, self._at, self._lines, self._ended = "", 0, 1, False

    @property
    def line(self) -> int:
        return self._lines + self._text.count("\n", 0, self._at)

    def peek(self) -> str:
        """The next sign that is no white space, "" at the end."""
        while True:
            self._at = SPACE.match(self._text, self._at).end()
            if self._at < len(self._text) or not self._more():
                return self._text[self._at : self._at + 1]

    def skip(self, signs: str) -> str:
        """Go past the next sign, which must be one of these."""
        sign = self.peek()
        if not sign or sign not in signs:
            raise self.broken()
        self._at += 1
        return sign

    def is_rows(self) -> bool:
        """Whether a list of objects is next."""
        while self.peek() == "[" and not LIST_START.match(self._text, self._at) and self._more():
            pass
        return ROWS.match(self._text, self._at) is not None

    def value(self) -> Value:
        """The next value as a whole, which must be shorter than the longest line that is read."""
        most = int(setting("first_line_bytes"))
        self.peek()
        while True:
            try:
                value, end = self._reader.raw_decode(self._text, self._at)
                if end < len(self._text) or self._ended:  # else a number may go on
                    self._at = end
                    return value
            except RecursionError:
                raise SegError("json_deep", file=self._file_name, line=self.line) from None
            except json.JSONDecodeError as problem:
                if self._ended or len(self._text) - self._at > most:
                    raise self.broken(problem.pos) from None
            self._more()

    def items(self) -> Iterator[tuple[int, Value]]:
        """Each item of the list that is next, with its line when it is no object."""
        self.skip("[")
        while (sign := self.peek()) != "]":
            yield 0 if sign == "{" else self.line, self.value()
            if self.peek() != "]":
                self.skip(",")
        self.skip("]")

    def broken(self, at: int | None = None) -> SegError:
        line = self._lines + self._text.count("\n", 0, self._at if at is None else at)
        return SegError("json_damaged", file=self._file_name, line=line)

    def _more(self) -> bool:
        """Read on and let go of what was passed; False at the end. Places in the text change."""
        if self._ended:
            return False
        piece = self._stream.read(PIECE_BYTES)
        self._ended = not piece
        self._lines += self._text.count("\n", 0, self._at)
        self._text = self._text[self._at :] + self._incremental.decode(piece, self._ended)
        self._at = 0
        return not self._ended
