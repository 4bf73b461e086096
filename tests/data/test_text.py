"""Blanks at the ends go, whatever their kind; nothing inside is touched."""

import itertools

import pyarrow as pa
import pyarrow.parquet as pq

from seg.data.engine import ROW, opened
from seg.data.text import OUTER_BLANKS, cleaned

SIGNS = [*OUTER_BLANKS, "a", "é", "Ж", "e\u0301", "~", "!"]


def test_as_python_strips_for_every_text_of_up_to_three_signs(tmp_path):
    texts = ["".join(signs) for size in range(4) for signs in itertools.product(SIGNS, repeat=size)]
    pq.write_table(pa.table({"c0": texts}), tmp_path / "raw.parquet")
    with opened(tmp_path / "raw.parquet") as (backend, table):
        found = backend.to_pyarrow(table.select(ROW, text=cleaned(table.c0)).order_by(ROW))["text"].to_pylist()
    assert found == [text.strip(OUTER_BLANKS) or None for text in texts]
