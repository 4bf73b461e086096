"""Any table of text, written in any dialect and encoding, comes back cell for cell, with no row lost."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from seg.data.reading.options import ReadOptions
from tests.data.reading.reads import table

UNMARKED = ("cp1250", "cp1251", "cp1252", "iso8859-2", "cp852", "cp932", "euc-jp", "gb18030", "mac-roman")
MARKED = {
    "utf-8": b"",
    "utf-8-sig": b"",
    "utf-16-le": b"\xff\xfe",
    "utf-16-be": b"\xfe\xff",
    "utf-32-le": b"\xff\xfe\0\0",
}
"""What a file in an encoding starts with, if it says that itself."""
NOT_PLAIN = "\ufeff,;|¢£¥¬‖‾−〜"
LETTERS = {
    codec: st.characters(codec=codec.replace("-sig", ""), exclude_categories=["Cs", "Cc"], exclude_characters=NOT_PLAIN)
    for codec in (*UNMARKED, *MARKED)
}
SIGNS = (",", ";", "\t", "|")
IDS = st.from_regex(r"[0-9]{1,6}|C0*[1-9][0-9]{0,3}|[0-9]E[0-9]|[A-Z]{2}-[0-9]{3}", fullmatch=True)


@st.composite
def files(draw):
    """Names and rows, each with an id; the bytes of a file of them; and what a person must say for it to be clear."""
    codec = draw(st.sampled_from([*UNMARKED, *MARKED]))
    sign, line_end = draw(st.sampled_from(SIGNS)), draw(st.sampled_from(["\n", "\r\n", "\r"]))
    quote_all, asked = draw(st.booleans()), draw(st.booleans())
    odd = st.sampled_from([*'" \n', "\r\n", "\r", sign, *(SIGNS if asked else ())])
    cell = st.lists(st.one_of(LETTERS[codec], odd), max_size=6).map("".join).filter(lambda text: survives(text, codec))
    width = draw(st.integers(2, 5))
    rows = draw(st.lists(st.tuples(IDS, *[cell] * (width - 1)), min_size=1, max_size=12))
    names = tuple(f"name {i}" for i in range(width))
    text = as_csv([names, *rows], sign, line_end, quote_all)
    options = ReadOptions(
        encoding=codec if codec in UNMARKED else "", delimiter=sign if asked or "\t" in text.replace(sign, "") else ""
    )
    return names, rows, MARKED.get(codec, b"") + text.encode(codec), options


def survives(text: str, codec: str) -> bool:
    return text.encode(codec).decode(codec) == text


def as_csv(rows, sign: str, line_end: str, quote_all: bool) -> str:
    """RFC 4180. Not by csv.writer: some versions leave a lone CR without quotes, which is then a line end."""

    def cell(text: str) -> str:
        quoted = quote_all or any(special in text for special in (sign, '"', "\r", "\n"))
        return '"' + text.replace('"', '""') + '"' if quoted else text

    return "".join(sign.join(map(cell, row)) + line_end for row in rows)


@settings(max_examples=150, deadline=None)
@given(files())
def test_any_table_comes_back_exactly(made):
    names, rows, content, options = made
    with tempfile.TemporaryDirectory() as folder:
        found = table(content, "x.csv", Path(folder), options)
    assert found.labels == names
    assert found.rows == [tuple(cell or None for cell in row) for row in rows]
    assert found.aside == []
    assert "undecodable_replaced" not in found.told


def test_a_table_in_quotes_with_every_oddity_at_once():
    row = ("00123", " two  blanks ", 'a "quoted" word', "two\r\nlines", "a,b;c|d\te", "", "\N{RIGHT-TO-LEFT OVERRIDE}x")
    names = tuple(f"name {i}" for i in range(len(row)))
    for sign in SIGNS:
        for line_end in ("\n", "\r\n", "\r"):
            content = as_csv([names, row, row], sign, line_end, quote_all=True).encode("utf-8-sig")
            with tempfile.TemporaryDirectory() as folder:
                found = table(content, "x.csv", Path(folder))
            assert (found.labels, found.rows) == (names, [tuple(cell or None for cell in row)] * 2)
