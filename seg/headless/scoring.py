"""`scoring.sql`: the segments of a run as a statement, with a comment on top that says what it takes and gives."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import ibis

from seg.core.columns import NUMERIC_KINDS, Kind
from seg.core.facts import Fact
from seg.core.results import Model
from seg.segments.encoding import EncodedDimension, Encoding
from seg.segments.sql import as_sql
from seg.ui.words.words import words

TABLE, ID = "customers", "customer_id"


def scoring_sql(encoding: Encoding, model: Model, segments: Mapping[str, str]) -> str:
    """The file for the segments, id -> name, in the order of the labels."""
    types = {part.dimension: _type(part) for part in encoding.dimensions}
    schema = ibis.schema(types if ID in types else {ID: "string", **types})
    comment = "".join(f"-- {' '.join(line.split())}\n" for line in _comment(encoding, segments))
    return f"{comment}\n{as_sql(encoding, model, schema, 'postgres', list(segments), TABLE)};\n"


def _type(part: EncodedDimension) -> str:
    kind = Kind(part.kind)
    return "float64" if kind in NUMERIC_KINDS else "date" if kind is Kind.DATE else "string"


def _comment(encoding: Encoding, segments: Mapping[str, str]) -> Iterator[str]:
    """The lines of the comment. Labels and names may hold line breaks: they must not end it."""
    say = lambda key, **values: words("en").say(Fact.of(f"scoring.{key}", **values), markdown=False)  # noqa: E731
    yield say("what")
    yield say("reads", table=TABLE)
    yield f"  {ID}: {say('text')}"
    for part in encoding.dimensions:
        yield f"  {part.dimension}: {_told(part, say)}"
    yield say("gives")
    for segment, name in segments.items():
        yield f"  {segment}: {name}"


def _told(part: EncodedDimension, say: Callable[..., str]) -> str:
    if Kind(part.kind) is Kind.MULTI_VALUE:
        return say("tags", separator=part.parameters["separator"] or ";")
    return say({"float64": "number", "date": "date", "string": "text"}[_type(part)])
