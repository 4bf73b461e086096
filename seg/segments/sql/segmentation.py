"""A whole segmentation in steps that a person can follow: values, how far from each segment, the nearest."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from operator import add

import ibis
import ibis.expr.schema as sch
import ibis.expr.types as ir

from seg.core.columns import Kind
from seg.core.errors import SegError
from seg.core.results import Model
from seg.segments.encoding import Encoding
from seg.segments.sql.cells import NOTHING, NUMBERS, code, has, scaled
from seg.segments.sql.terms import TERMS, Levels, Parabola, Term, Terms

SURE = -50.0
"""A difference of log likelihoods beyond which the next segment has no chance; PostgreSQL refuses exp(-1000)."""
EVERYBODY = 10**15
"""A limit that nothing reaches. It keeps the steps apart: PostgreSQL would put each into the next wherever it is used,
and compute everything thousands of times."""
SEGMENT, CONFIDENCE = "segment", "confidence"


def speakable(model: Model) -> bool:
    """Whether the segments of a model can be told as an expression."""
    return model.method in TERMS and model.k > 1 and not model.unassigned


def segmented(customers: ir.Table, encoding: Encoding, model: Model, ids: Sequence[str] | None = None) -> ir.Table:
    """The customers, a table with a column for each dimension by its label, with `segment` and `confidence`.

    Segments are labels 0 to k-1, or `ids` in that order; confidence 0 to 100. Dimensions are left out of the result,
    other columns stay. Raises `SegError` when the method can't be told so, or a dimension is not in the table.
    """
    if not speakable(model):
        raise SegError("sql_not_possible", method=model.method)
    labels = {part.dimension for part in encoding.dimensions}
    if missing := tuple(part.dimension for part in encoding.dimensions if part.dimension not in customers.columns):
        raise SegError("dimensions_missing", dimensions=missing, count=len(missing))
    kept = [name for name in customers.columns if name not in labels]
    told = TERMS[model.method](encoding, model)
    plain = customers.select(*kept, **{_name(at): _plain(customers, term) for at, term in enumerate(told.terms)})
    values = plain.mutate(
        **{
            _name(at): scaled(plain[_name(at)], term.part.parameters)
            for at, term in enumerate(told.terms)
            if isinstance(term, Parabola)
        }
    )
    values = values.limit(EVERYBODY)
    far = values.select(*kept, **{f"far_{c}": _far(values, told, c) for c in range(model.k)})
    return _nearest(far.limit(EVERYBODY), kept, told, model.k, ids)


def as_sql(
    encoding: Encoding,
    model: Model,
    table_schema: sch.Schema,
    dialect: str,
    ids: Sequence[str] | None = None,
    table: str = "customers",
) -> str:
    """The statement that gives `segmented` in one engine ("duckdb", "postgres", ...), over a table of that schema."""
    return str(ibis.to_sql(segmented(ibis.table(table_schema, name=table), encoding, model, ids), dialect=dialect))


def _name(at: int) -> str:
    """The column of a term: short, as names of 64 characters are cut off by engines."""
    return f"value_{at}"


def _plain(customers: ir.Table, term: Term) -> ir.Value:
    """A number as it stands, or the code of a level."""
    part, kind = term.part, Kind(term.part.kind)
    values = customers[part.dimension]
    if kind in NUMBERS:
        return NUMBERS[kind](values, part.parameters)
    levels = part.parameters["levels"]
    if isinstance(term, Levels) and term.tag is not None:
        return has(values, levels[term.tag], part.parameters["separator"])
    return code(values, levels, kind)


def _far(values: ir.Table, told: Terms, segment: int) -> ir.Value:
    """How far customers are from one segment, over what is known of them."""
    found = [_added(values[_name(at)], term, segment) for at, term in enumerate(told.terms)]
    return reduce(add, found) + float(told.constant[segment])


def _added(value: ir.Value, term: Term, segment: int) -> ir.Value:
    if isinstance(term, Levels):
        figures = term.figures[:, segment].tolist()
        by_code = ibis.cases(*((value == at, figure) for at, figure in enumerate(figures)), else_=NOTHING)
        return by_code.coalesce(0.0)
    gap = value - float(term.middle[segment])
    return (gap * gap * float(term.bend[segment]) + float(term.base[segment])).coalesce(0.0)


def _nearest(far: ir.Table, kept: list[str], told: Terms, k: int, ids: Sequence[str] | None) -> ir.Table:
    """The segment that is least far, the first of several; and how sure that is."""
    columns = [f"far_{c}" for c in range(k)]
    least = far.mutate(least=ibis.least(*(far[name] for name in columns))).limit(EVERYBODY)
    position = ibis.cases(*((least[name] == least.least, at) for at, name in enumerate(columns[:-1])), else_=k - 1)
    placed = least.mutate(position=position).limit(EVERYBODY)
    others = [(placed.position == at).ifelse(NOTHING, placed[name]) for at, name in enumerate(columns)]
    both = placed.select(*kept, "position", "least", following=ibis.least(*others)).limit(EVERYBODY)
    ratio = _ratio(both.least, both.following, told.likely)
    sure = (100 * (1 - ratio)).floor().cast("int16")
    names = {at: (at if ids is None else ids[at]) for at in range(k)}
    last = names.pop(k - 1)
    segment = ibis.cases(*((both.position == at, name) for at, name in names.items()), else_=last)
    return both.select(*kept, **{SEGMENT: segment, CONFIDENCE: sure})


def _ratio(least: ir.Value, following: ir.Value, likely: bool) -> ir.Value:
    """The next segment against the own: its probability, or the ratio of distances; 1 on the border."""
    if likely:
        gap = least - following
        return (gap < SURE).ifelse(0.0, (gap < SURE).ifelse(SURE, gap).exp())
    return (following > 0).ifelse((least / (following > 0).ifelse(following, 1.0)).sqrt(), 1.0)
