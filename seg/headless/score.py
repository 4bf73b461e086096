"""`score`: other customers in the segments of an earlier run."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pyarrow as pa

from seg import pipeline
from seg.core.columns import Column
from seg.core.errors import SegError
from seg.decide.files import FORMATS, write, write_plain_csv
from seg.headless.tables import built, ready
from seg.segments.encoding import Encoding


def score(run: Path, customers: Path, events: list[str], out: Path, scratch: Path) -> None:
    """Write customer id, segment id, segment name and confidence to `out` (.csv, .xlsx or .parquet).

    Raises `SegError` when `run` is no run, the file lacks a dimension, or `out` has another ending.
    """
    file_format = out.suffix.removeprefix(".").lower()
    if file_format not in FORMATS:
        raise SegError("format_unknown", given=out.suffix, known=tuple(FORMATS))
    raw, as_of = _run(run)
    encoding = Encoding.from_json(raw)
    segments = raw["segments"]
    ready(out.parent)
    made = built(customers, events, as_of, scratch, tuple(Column.from_json(column) for column in raw["columns"]), 1)
    names = tuple(part.dimension for part in encoding.dimensions)
    frame = made.frame(names)
    centres = np.array([segment["centre"] for segment in segments], np.float32)
    labels, confidence = pipeline.score(encoding, centres, frame)
    at = pa.array(labels)
    table = {
        "customer_id": frame["customer_id"],
        "segment_id": pa.array([segment["id"] for segment in segments]).take(at),
        "segment_name": pa.array([segment["name"] for segment in segments]).take(at),
        "confidence": pa.array(confidence),
    }
    if file_format == "csv":
        write_plain_csv(pa.table(table), out)
    else:
        write(pa.table(table), file_format, out, "segments")


def _run(folder: Path) -> tuple[dict, str]:
    """The encoding and the as-of date of a run."""
    try:
        raw = json.loads((folder / "encoding.json").read_text("utf-8"))
        as_of = json.loads((folder / "recipe.json").read_text("utf-8"))["as_of"]
        return {part: raw[part] for part in ("dimensions", "segments", "columns")}, as_of
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise SegError("run_unreadable", folder=str(folder)) from problem
