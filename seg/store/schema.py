"""The tables of the metadata, as the newest migration leaves them.

Rows are ordered by `sequence`, never by time: clocks are set back. Times are UTC, ISO.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime

from sqlalchemy import Boolean, Column, ForeignKey, Integer, MetaData, Table, Text, TypeDecorator


class Json(TypeDecorator):
    """JSON as plain ASCII text: the same characters in every database, and room for NaN."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value, dialect):
        return json.dumps(value, separators=(",", ":"))

    def process_result_value(self, value, dialect):
        return json.loads(value)


metadata = MetaData()


def _sequence() -> Column:
    return Column("sequence", Integer, primary_key=True, autoincrement=True)


def _text(name: str, *more, **options) -> Column:
    return Column(name, Text, *more, nullable=False, **options)


def _json(name: str) -> Column:
    return Column(name, Json, nullable=False)


def _dataset() -> Column:
    return _text("dataset", ForeignKey("datasets.id", ondelete="CASCADE"), index=True)


readings = Table(
    "readings",
    metadata,
    _sequence(),
    _text("id", unique=True),
    _json("reading"),
    _json("columns"),
    _json("findings"),
    _text("raw"),
    _text("created"),
    _text("prepared", server_default=""),
    _text("aside", server_default=""),
    _text("source", server_default=""),
    Column("history", Json, nullable=False, server_default="{}"),
    Column("version", Integer, nullable=False, server_default="1"),
    sqlite_autoincrement=True,
)

datasets = Table(
    "datasets",
    metadata,
    _sequence(),
    _text("id", unique=True),
    _text("name"),
    _json("dataset"),
    Column("rows_used", Integer, nullable=False),
    Column("columns", Integer, nullable=False),
    _text("raw"),
    _text("customers"),
    _text("contacts"),
    _text("created"),
    _text("aside", server_default=""),
    sqlite_autoincrement=True,
)

dataset_files = Table(
    "dataset_files",
    metadata,
    _text("dataset", ForeignKey("datasets.id", ondelete="CASCADE"), primary_key=True),
    _text("sha", primary_key=True),
)
"""The files of a dataset that its own row does not name: those of its tables of events."""

dimensions = Table(
    "dimensions",
    metadata,
    _sequence(),
    _dataset(),
    _json("label"),  # as JSON, because it holds what stands in a file, to the letter
    _text("created"),
    sqlite_autoincrement=True,
)

corrections = Table(
    "corrections",
    metadata,
    _sequence(),
    _text("key", unique=True),
    _json("labels"),
    _json("steps"),
    _text("updated"),
    sqlite_autoincrement=True,
)

segmentations = Table(
    "segmentations",
    metadata,
    _sequence(),
    _text("id", unique=True),
    _text("name"),
    _dataset(),
    _json("recipe"),
    _json("identity"),
    Column("version", Integer, nullable=False),
    _text("created"),
    _text("updated"),
    sqlite_autoincrement=True,
)

segment_words = Table(
    "segment_words",
    metadata,
    _text("segmentation", ForeignKey("segmentations.id", ondelete="CASCADE"), primary_key=True),
    _text("segment", primary_key=True),
    _text("name"),
    _text("note"),
    _text("updated"),
)

own_segments = Table(
    "own_segments",
    metadata,
    _sequence(),
    _text("id", unique=True),
    _text("segmentation", ForeignKey("segmentations.id", ondelete="CASCADE"), index=True),
    _text("name"),  # "" of those that were only looked at
    _text("note"),
    _json("selection"),
    _text("members"),
    Column("count", Integer, nullable=False),
    Column("deleted", Boolean, nullable=False),
    _text("created"),
    sqlite_autoincrement=True,
)

results = Table(
    "results",
    metadata,
    _text("key", primary_key=True),
    _text("kind"),
    _dataset(),
    _json("meta"),
    _text("arrays"),
    _text("created"),
)

exports = Table(
    "exports",
    metadata,
    _sequence(),
    _text("who"),
    _text("dataset"),
    _text("segmentation", index=True),
    _json("segments"),
    _json("columns"),
    Column("rows", Integer, nullable=False),
    _text("format"),
    Column("contacts", Boolean, nullable=False),
    _text("sha256"),
    _text("created"),
    sqlite_autoincrement=True,
)

BLOB_COLUMNS = (
    *(readings.c[name] for name in ("raw", "prepared", "aside", "source")),
    *(datasets.c[name] for name in ("raw", "customers", "contacts", "aside")),
    dataset_files.c.sha,
    own_segments.c.members,
    results.c.arrays,
)
"""Every place that names a blob. A blob that none of them names is nobody's."""


def now() -> str:
    """This moment in UTC, ISO, to the millisecond. For showing; order comes from `sequence`."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")
