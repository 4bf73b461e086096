"""`score`: other customers in the segments of an earlier run."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa

from seg import pipeline
from seg.core.columns import Column
from seg.core.errors import SegError
from seg.core.facts import Fact
from seg.core.recipe import Recipe
from seg.core.results import Model
from seg.data.answers.dimensions import Fitted
from seg.data.events.choices import Choices
from seg.data.events.compute import KNOWN
from seg.decide.files import FORMATS, write, write_plain_csv
from seg.headless.aloud import tell
from seg.headless.joining import Joining
from seg.headless.landmarks import read_landmarks
from seg.headless.tables import Before, EarlierEvents, Sources, built, ready
from seg.segments.encoding import Encoding
from seg.segments.methods import centres
from seg.ui.words.words import words


@dataclass(frozen=True, eq=False)
class EarlierRun:
    """What scoring takes from the folder of a run; `ids` and `names` in the order of the labels of the model."""

    encoding: Encoding
    columns: tuple[Column, ...]
    ids: list[str]
    names: list[str]
    model: Model
    as_of: str
    choices: Choices
    before: Before


def score(run: Path, sources: Sources, out: Path, scratch: Path, as_of: str = "", map_out: Path | None = None) -> None:
    """Write customer id, segment id, segment name, confidence and next segment id to `out`: .csv, .xlsx, .parquet;
    and customer id, x, y and segment id on the map of the run to `map_out`.

    Events are counted to `as_of`, by default the day of the run; who is no customer yet on that day is left out and
    told. One customer is enough; rows that are no customer of their own are told on stderr. Raises `SegError` when
    `run` is no run, the file lacks a dimension, or a file has another ending.
    """
    for file in (out, *([map_out] if map_out else [])):
        if _format(file) not in FORMATS:
            raise SegError("format_unknown", given=file.suffix, known=tuple(FORMATS))
        ready(file.parent)
    earlier = _run(run)
    base = read_landmarks(run, earlier.encoding) if map_out else None
    made = built(sources, scratch, earlier.columns, least=1, before=earlier.before)
    tell(made)
    source = (earlier.model.column,) if earlier.model.column else ()
    labels = tuple(dict.fromkeys([*(part.dimension for part in earlier.encoding.dimensions), *source]))
    frame = made.frame(labels, Recipe("", as_of=as_of).as_of or earlier.as_of, earlier.choices)
    known = frame.filter(frame[KNOWN]).drop_columns([KNOWN]) if KNOWN in frame.column_names else frame
    not_yet, frame = len(frame) - len(known), known
    if not len(frame):
        raise SegError("nobody_yet", date=as_of or earlier.as_of)
    found = pipeline.score(earlier.encoding, earlier.model, frame)
    at = pa.array(found.labels)
    table = {
        "customer_id": frame["customer_id"],
        "segment_id": pa.array(earlier.ids).take(at),
        "segment_name": pa.array(earlier.names).take(at),
        "confidence": pa.array(found.confidence),
        "next_segment_id": pa.array(earlier.ids).take(pa.array(found.second)),
    }
    _write(table, out, "segments")
    if base:
        x, y = pipeline.laid_on(base, frame).T
        _write({"customer_id": table["customer_id"], "x": x, "y": y, "segment_id": table["segment_id"]}, map_out, "map")
    for fact in (*made.dataset.set_aside, *([Fact.of("aside.not_yet", count=not_yet)] if not_yet else [])):
        print(words("en").say(fact, markdown=False), file=sys.stderr)


def _format(file: Path) -> str:
    return file.suffix.removeprefix(".").lower()


def _write(columns: dict, file: Path, name: str) -> None:
    if _format(file) == "csv":
        write_plain_csv(pa.table(columns), file)
    else:
        write(pa.table(columns), _format(file), file, name)


def _of_centres(segments: list[dict]) -> Model:
    """The model of a run from when every method was one of centres."""
    return centres.model("kmeans", np.array([segment["centre"] for segment in segments], np.float32))


def _run(folder: Path) -> EarlierRun:
    try:
        raw = json.loads((folder / "encoding.json").read_text("utf-8"))
        recipe = json.loads((folder / "recipe.json").read_text("utf-8"))
        segments = raw["segments"]
        answers = Fitted.from_json(raw["answers"]) if raw.get("answers") else None
        events = {name: EarlierEvents.from_json(table) for name, table in raw.get("events", {}).items()}
        return EarlierRun(
            Encoding.from_json(raw),
            tuple(Column.from_json(column) for column in raw["columns"]),
            [segment["id"] for segment in segments],
            [segment["name"] for segment in segments],
            Model.from_json(raw["model"]) if "model" in raw else _of_centres(segments),
            recipe["as_of"],
            Choices.of(tuple(map(tuple, recipe.get("events", ())))),
            Before(tuple(Joining.from_json(joining) for joining in raw.get("joins", ())), events, answers),
        )
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise SegError("run_unreadable", folder=str(folder)) from problem
