"""Every row of a text is kept or set aside, and counted, wherever the pieces that are read begin and end."""

import tempfile
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seg.data.reading import text_table
from seg.data.reading.options import ReadOptions
from seg.data.reading.text_table import read_text

DETECT = ReadOptions()
LINE_ENDS = st.sampled_from(["\n", "\r\n", "\r"])


def read_rows(content: bytes, options=DETECT):
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "in"), Path(folder, "out")
        source.write_bytes(content)
        reading = read_text(source, "x.csv", options, target)
        return reading, [tuple(row.values()) for row in pq.read_table(target).to_pylist()]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(1, 4), min_size=1, max_size=30), LINE_ENDS)
def test_every_row_is_kept_or_set_aside_with_its_line(widths, line_end):
    lines = ["a,b"] + [",".join(["x"] * width) for width in widths]
    ragged = [number for number, width in enumerate(widths, 2) if width != 2]
    if len(ragged) == len(widths):
        widths, lines = [*widths, 2], [*lines, "x,x"]
    reading, found = read_rows(line_end.join(lines).encode(), ReadOptions(delimiter=","))
    if reading.labels != ("a", "b"):  # every row ended with a nameless cell
        return
    assert (reading.rows_in, reading.rows_kept, reading.rows_aside) == (len(widths), len(found), len(ragged))
    told = [fact["lines"] for fact in reading.notes if fact.key == "reading.rows_ragged"]
    assert told == ([tuple(map(str, ragged[:20]))] if ragged else [])


@pytest.fixture
def small_blocks(monkeypatch):
    monkeypatch.setattr(text_table, "BLOCK_BYTES", 4096)


@pytest.mark.usefixtures("small_blocks")
def test_lines_are_counted_over_many_blocks_and_in_quoted_cells():
    lines = [f"{i},x" for i in range(5_000)]
    lines[5], lines[-7], lines[-3] = '5,"two\nlines"', "alone", ""
    content = "id,a\n" + ("\n".join(lines) + "\n") * 6
    reading, _ = read_rows(content.encode())
    ragged, blank = reading.notes
    assert ragged["lines"] == tuple(str(2 + 5_001 * block + 4_994) for block in range(6))
    assert (ragged["count"], blank["count"]) == (6, 6)
    assert (reading.rows_in, reading.rows_kept) == (6 * 4_999, 6 * 4_998)


@pytest.mark.usefixtures("small_blocks")
def test_two_bytes_of_a_line_end_or_of_a_letter_may_fall_into_two_blocks():
    for shift in range(13):
        content = b"id,a" + b"x" * shift + b"\r\n" + "12345,żab\r\n".encode() * 2_000
        reading, rows = read_rows(content)
        assert (reading.rows_in, reading.notes, set(rows)) == (2_000, (), {("12345", "żab")})
