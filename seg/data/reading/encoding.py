"""Which encoding a text file is in: what it says itself, strict UTF-8, UTF-16 by its pattern, else a guess."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from seg.core.errors import SegError

PIECE_BYTES = 8 * 2**20
SIGNATURES = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
CANDIDATES = (  # in order of preference where they give the same text
    *("cp1252", "cp1250", "cp1251", "iso8859-15", "iso8859-2", "iso8859-3", "iso8859-5"),
    *("iso8859-9", "cp1254", "cp1257", "cp1253", "cp852", "cp866", "koi8-r", "mac-roman"),
)
EASTERN = ("cp932", "euc-jp", "gb18030", "big5", "cp949")
"""Encodings of two and more bytes a letter."""
CHOICES = ("utf-8", "utf-16-le", "utf-16-be", *CANDIDATES, *EASTERN)
"""What a person can choose from."""
WORD = re.compile(rb"[A-Za-z\x80-\xff]+")
QUOTES, APOSTROPHE = b"\xa0\x84\x91\x92\x93\x94\x96\x97\xab\xbb", b"\x92"
"""Non-breaking blanks, quotes and dashes around words, in all Windows encodings."""
LATIN_BYTE = re.compile(rb"[A-Za-z]")
LATIN, OTHER_ALPHABET = re.compile("[A-Za-z]"), re.compile("[\u0370-\u052f]")
WORDS_BYTES = LINES_BYTES = 100_000
EXAMPLES, EXAMPLE_LETTERS = 5, 3
"""Words shown to judge a guess by, and the letters that make a word one can judge."""
MIXED_WORDS_SHARE = 0.1
"""Words of Latin and Eastern letters together are rarer, but in text of one byte a letter that is misread."""
MIXED_SHARE = 0.05
"""Lines of one-byte text that are UTF-8 by chance are rarer; a share above means two encodings in one file."""


@dataclass(frozen=True)
class Encoding:
    """`codec` and `errors` as Python names them; `skip` bytes of signature; `examples` show a guess to a person."""

    codec: str
    errors: str = "strict"
    skip: int = 0
    guessed: bool = False
    examples: tuple[str, ...] = ()


def encoding_of(path: Path, file_name: str, asked: str = "") -> Encoding:
    """The encoding to read with. Raises `SegError` for two encodings in one file, or an unknown name in `asked`."""
    with path.open("rb") as file:
        head = file.read(64 * 1024)
    codec, skip = next(((c, len(s)) for s, c in SIGNATURES if head.startswith(s)), ("", 0))
    if asked:
        known = _known(asked)
        return Encoding(codec if known.startswith(("utf-16", "utf-32")) and codec else known, "replace", skip)
    if codec and codec != "utf-8":
        return Encoding(codec, "replace", skip)
    if wide := _wide_without_signature(head):
        return Encoding(wide, "replace")
    if _decodes(path, "strict"):
        return Encoding("utf-8", skip=skip)
    if _decodes(path, "surrogatepass"):
        return Encoding("utf-8", "surrogatepass", skip)
    return _guess(path, file_name)


def _known(name: str) -> str:
    try:
        known = codecs.lookup(name).name
    except LookupError:
        known = ""
    if known not in {codecs.lookup(choice).name for choice in (*CHOICES, "utf-8-sig", "utf-16", "utf-32")}:
        raise SegError("encoding_unknown", given=name)
    return known.removesuffix("-sig")


def _wide_without_signature(head: bytes) -> str:
    """UTF-16 of mostly Latin text has a zero in every second byte, and a wide line end."""
    half = len(head) // 2
    if head[1::2].count(0) > 0.3 * half and b"\n\0" in head:
        return "utf-16-le"
    if head[::2].count(0) > 0.3 * half and b"\0\n" in head:
        return "utf-16-be"
    return ""


def _decodes(path: Path, errors: str) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")(errors)
    try:
        with path.open("rb") as file:
            while piece := file.read(PIECE_BYTES):
                decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _guess(path: Path, file_name: str) -> Encoding:
    words: dict[bytes, None] = {}
    lines: list[bytes] = []
    size, lines_size, utf8_lines, other_lines, first_other = 0, 0, 0, 0, 0
    for number, line in _lines_beyond_ascii(path):
        try:
            line.decode()
            utf8_lines += 1
        except UnicodeDecodeError:
            other_lines += 1
            first_other = first_other or number
        if lines_size < LINES_BYTES:
            lines.append(line)
            lines_size += len(line)
        if size < WORDS_BYTES:
            new = [word for word in WORD.findall(line) if not word.isascii() and word not in words]
            words.update(dict.fromkeys(new))
            size += sum(map(len, new))
    if utf8_lines > MIXED_SHARE * (utf8_lines + other_lines):
        raise SegError("encoding_mixed", file=file_name, line=first_other, count=other_lines, others=utf8_lines)
    codec = eastern(b"".join(lines))
    if codec:
        found = (word for line in lines for word in re.findall(r"\w+", line.decode(codec, "replace")))
        return Encoding(codec, "replace", guessed=True, examples=_examples(found))
    codec = likeliest(tuple(words))
    return Encoding(codec, "replace", guessed=True, examples=_examples(word.decode(codec, "replace") for word in words))


def _examples(words: Iterable[str]) -> tuple[str, ...]:
    """Words by which a person can judge: long enough, each with a doubtful letter that those before it lack."""
    found, seen, short = [], set(), ""
    for word in words:
        letters = {letter for letter in word if not letter.isascii()}
        short = short or (word if letters else "")
        long_enough = len(word) >= EXAMPLE_LETTERS or len(letters) > 1
        if long_enough and letters - seen and len(found) < EXAMPLES:
            found.append(word[:40])
            seen |= letters
    return tuple(found or [short])


def _lines_beyond_ascii(path: Path) -> Iterator[tuple[int, bytes]]:
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if not line.isascii():
                yield number, line


def eastern(text: bytes) -> str:
    """The Eastern encoding that fits, "" where none does.

    It must decode the text whole, be what chardet finds likeliest of all, and not mix alphabets within words.
    """
    import chardet

    found = chardet.detect_all(text, include_encodings=(*CANDIDATES, *EASTERN), ignore_threshold=True)
    best = (found[0]["encoding"] or "") if found else ""
    codec = next((name for name in EASTERN if best and codecs.lookup(name) == codecs.lookup(best)), "")
    try:
        words = [word for word in re.findall(r"\w+", text.decode(codec or "ascii")) if not word.isascii()]
    except UnicodeDecodeError:
        return ""
    mixed = sum(bool(LATIN.search(word)) for word in words)
    return codec if codec and mixed <= MIXED_WORDS_SHARE * len(words) else ""


def likeliest(words: tuple[bytes, ...]) -> str:
    """The encoding in which most words look like words, then the one in which most of what stands alone is no letter,
    then the one whose language chardet finds likeliest.

    A word of letters of one alphabet only, without a capital amid small letters, looks like one. Encodings that
    give the same text for every word are one choice, named by the more common of them. Where nothing but signs
    stands beyond ASCII (`£250`, `1 234,50 €`), no word tells, and it is the most common encoding that has them.
    """
    import chardet  # 0.05 s that clean files need not wait for

    parts = dict.fromkeys(part.strip(QUOTES) for word in words for part in word.split(APOSTROPHE))
    judged = [part for part in parts if _can_be_judged(part)]
    alone = [word for word in words if len(word) == 1 and judged]
    if words and not judged and all(_is_sign(byte) for byte in b"".join(words) if byte > 127):
        return CANDIDATES[0]
    texts = {codec: [word.decode(codec, "replace") for word in words] for codec in CANDIDATES}
    found = chardet.detect_all(b" ".join(words), include_encodings=CANDIDATES, ignore_threshold=True)
    trust = {codecs.lookup(guess["encoding"]).name: guess["confidence"] for guess in found if guess["encoding"]}

    def likelihood(codec: str) -> tuple[float, int, float]:
        signs = sum(not byte.decode(codec, "replace").isalpha() for byte in alone)
        share = sum(_looks_like_word(word.decode(codec, "replace")) for word in judged) / max(1, len(judged))
        return round(share, 2), signs, trust.get(codecs.lookup(codec).name, 0.0)

    best = max(CANDIDATES, key=likelihood)
    return next(codec for codec in CANDIDATES if texts[codec] == texts[best])


def _can_be_judged(word: bytes) -> bool:
    """A letter that stands alone proves nothing: what is `€` in one encoding is a letter in the next."""
    if word.isascii():
        return False
    return bool(LATIN_BYTE.search(word)) or sum(not _is_sign(byte) for byte in word) > 1


def _is_sign(byte: int) -> bool:
    """Whether it is a currency sign, a blank, a quote, a dash or the like in the most common encoding."""
    text = bytes([byte]).decode(CANDIDATES[0], "replace")
    return text != "\ufffd" and unicodedata.category(text)[0] in "SPZ"


def _looks_like_word(text: str) -> bool:
    mixed = LATIN.search(text) and OTHER_ALPHABET.search(text)
    return text.isalpha() and not mixed and (text.isupper() or text[1:].islower())
