"""`landmarks.parquet`: the customers that hold the map of a run in place, for laying others on it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from seg.core.errors import SegError
from seg.core.results import CustomerMap, Landmarks
from seg.pipeline import MapBase
from seg.segments.encoding import Encoding

FILE = "landmarks.parquet"


def write_landmarks(drawn: CustomerMap, folder: Path) -> None:
    """Their encoded values, a list in the order of the columns of `encoding.json`, with x and y."""
    marks = drawn.landmarks
    width = marks.encoded.shape[1]
    encoded = pa.FixedSizeListArray.from_arrays(pa.array(marks.encoded.ravel()), width)
    x, y = marks.positions.T
    table = pa.table({"encoded": encoded, "x": x, "y": y}).replace_schema_metadata({"map": drawn.method})
    pq.write_table(table, folder / FILE)


def read_landmarks(folder: Path, encoding: Encoding) -> MapBase:
    """The map of a run, to lay others on. Raises `SegError` for a run without one, from before there were any."""
    try:
        table = pq.read_table(folder / FILE)
        encoded = table["encoded"].combine_chunks().flatten().to_numpy().reshape(len(table), encoding.width)
        positions = np.stack([table["x"].to_numpy(), table["y"].to_numpy()], axis=1)
        method = (table.schema.metadata or {}).get(b"map", b"umap").decode()
    except (OSError, KeyError, ValueError, pa.ArrowException) as problem:
        raise SegError("landmarks_unreadable", folder=str(folder)) from problem
    return MapBase(Landmarks(encoded.astype(np.float32), positions.astype(np.float32)), encoding, method)
