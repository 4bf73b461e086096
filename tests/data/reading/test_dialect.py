"""Delimiter and header are told from the first rows."""

import pytest

from seg.data.reading.dialect import dialect_of


@pytest.mark.parametrize(
    ("text", "delimiter", "columns"),
    [
        ("id;spend, EUR;x\n1;12,5;3\n2;1,5;4\n", ";", 3),
        ('name,city\n"a;b",x\n"c;d",y\n', ",", 2),
        ("a|b\n1,5|2,5\n", "|", 2),
        ("a\tb\n1,5\t2,5\n", "\t", 2),
        ("id\n1\n2\n", "\x1f", 1),
    ],
)
def test_the_delimiter_is_the_one_all_rows_agree_on(text, delimiter, columns):
    found = dialect_of(text, True, "x")
    assert (found.delimiter, found.columns) == (delimiter, columns)


@pytest.mark.parametrize(
    ("text", "has_header"),
    [
        ("id,age\n1,30\n2,40\n", True),
        ("1,30\n2,40\n3,50\n", False),
        ("C1,2024-01-02\nC2,2024-01-03\n", False),
        ("name,city\nAnna,Lodz\n", True),
        ("who,1,2,3\nx,5,6,7\n", True),
        ("who,2023\nx,5\n", True),
        ("a@b.nl,5\nc@d.nl,6\n", False),
        ("a,b\n", True),
    ],
)
def test_the_first_row_is_names_unless_it_clearly_is_data(text, has_header):
    assert bool(dialect_of(text, True, "x").header) is has_header


def test_where_the_rows_begin_is_counted_in_lines_and_bytes():
    found = dialect_of('\n"na\nme",ż\n1,2\n', True, "x")
    assert (found.header, found.first_line, found.blank_lines) == (("na\nme", "ż"), 4, 1)
    assert '\n"na\nme",ż\n1,2\n'.encode()[found.skip :] == b"1,2\n"
