"""Recency, frequency and money in fifths of the customers, and the groups that marketers know by name.

Who has the same number gets the same score. `rfm/scoring` = "classic" among the choices scores and groups as the R
package rfm does: cut points plus one, and boxes that overlap and leave holes. `rfm/fm` = "frequency" leaves the money
out of the grid.
"""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from seg.core.columns import Basis, Kind
from seg.core.events import About, Part
from seg.data.events.measures.registry import CUSTOMERS, TAKEN_OFF, Ask, measure

BEHAVIOURAL = Basis.BEHAVIOURAL
ORDERS = (About.ORDERS,)
SCORES = ("1", "2", "3", "4", "5")

GRID = {
    5: ("new_customers", "potential_loyalists", "potential_loyalists", "champions", "champions"),
    4: ("promising", "potential_loyalists", "potential_loyalists", "loyal", "loyal"),
    3: ("about_to_sleep", "about_to_sleep", "need_attention", "loyal", "loyal"),
    2: ("hibernating", "hibernating", "at_risk", "at_risk", "cant_lose_them"),
    1: ("lost", "lost", "at_risk", "at_risk", "cant_lose_them"),
}
"""By the score of recency, the groups from the lowest score of frequency and money together to the highest."""

BOXES = (
    ("champions", (4, 5), (4, 5)),
    ("loyal", (2, 5), (3, 5)),
    ("potential_loyalists", (3, 5), (1, 3)),
    ("new_customers", (4, 5), (1, 1)),
    ("promising", (3, 4), (1, 1)),
    ("need_attention", (2, 3), (2, 3)),
    ("about_to_sleep", (2, 3), (1, 2)),
    ("at_risk", (1, 2), (2, 5)),
    ("cant_lose_them", (1, 1), (4, 5)),
    ("lost", (1, 2), (1, 2)),
)
"""The boxes of the R package: a group, the scores of recency, those of frequency and of money; the first that fits."""

OTHERS = "others"
GROUPS = (
    "champions",
    "loyal",
    "potential_loyalists",
    "new_customers",
    "promising",
    "need_attention",
    "about_to_sleep",
    "at_risk",
    "cant_lose_them",
    "hibernating",
    "lost",
    OTHERS,
)


@measure(
    CUSTOMERS,
    BEHAVIOURAL,
    Kind.ORDINAL,
    about=ORDERS,
    needs=(Part.TIME,),
    of=("recency_days", "frequency"),
    ranks=("recency_days",),
    levels=SCORES,
)
def r_score(ask: Ask, recency_days: ir.NumericValue, frequency: ir.NumericValue) -> ir.StringValue:
    """5 for the fifth of the customers who ordered last."""
    return _score(6 - _fifth(ask, "recency_days", recency_days), frequency)


@measure(CUSTOMERS, BEHAVIOURAL, Kind.ORDINAL, about=ORDERS, of=("frequency",), ranks=("frequency",), levels=SCORES)
def f_score(ask: Ask, frequency: ir.NumericValue) -> ir.StringValue:
    """5 for the fifth of the customers who ordered most often."""
    return _score(_fifth(ask, "frequency", frequency), frequency)


@measure(
    CUSTOMERS,
    BEHAVIOURAL,
    Kind.ORDINAL,
    about=ORDERS,
    needs=(Part.VALUE,),
    of=("monetary", "frequency"),
    ranks=("monetary",),
    levels=SCORES,
    returned=TAKEN_OFF,
)
def m_score(ask: Ask, monetary: ir.NumericValue, frequency: ir.NumericValue) -> ir.StringValue:
    """5 for the fifth of the customers who spent most."""
    return _score(_fifth(ask, "monetary", monetary), frequency)


@measure(
    CUSTOMERS,
    BEHAVIOURAL,
    Kind.NOMINAL,
    about=ORDERS,
    needs=(Part.TIME, Part.VALUE),
    of=("r_score", "f_score", "m_score"),
    levels=GROUPS,
    returned="",
)
def rfm_group(ask: Ask, r_score: ir.StringValue, f_score: ir.StringValue, m_score: ir.StringValue) -> ir.StringValue:
    """The name of a group by the three scores: each customer who ordered is in one."""
    r, f, m = (score.cast("int64") for score in (r_score, f_score, m_score))
    if _is_classic(ask):
        return boxed(r, f, m)
    return gridded(r, f if ask.choices.text("rfm/fm") == "frequency" else together(f, m))


def together(f: ir.IntegerValue, m: ir.IntegerValue) -> ir.IntegerValue:
    """Frequency and money as one score: their mean, a half rounded up."""
    return ((f + m + 1) / 2).floor().cast("int64")


def gridded(r: ir.IntegerValue, fm: ir.IntegerValue) -> ir.StringValue:
    """The group of the grid, which has no holes."""
    cells = [((r == row) & (fm == at), group) for row, groups in GRID.items() for at, group in enumerate(groups, 1)]
    return ibis.cases(*cells, else_=ibis.null("string"))


def boxed(r: ir.IntegerValue, f: ir.IntegerValue, m: ir.IntegerValue) -> ir.StringValue:
    """The first box that a customer fits into."""
    fits = [(r.between(*rs) & f.between(*fms) & m.between(*fms), group) for group, rs, fms in BOXES]
    unknown = r.isnull() | f.isnull() | m.isnull()
    return ibis.cases((unknown, ibis.null("string")), *fits, else_=OTHERS)


def _fifth(ask: Ask, name: str, value: ir.NumericValue) -> ir.IntegerValue:
    """1 for the fifth with the smallest numbers, 5 for that with the largest."""
    classic = _is_classic(ask)
    fifth: ir.IntegerValue = ibis.literal(1, "int64")
    for cut in ask.cuts.get(name, ()):
        above = value >= cut + 1 if classic else value > cut
        fifth = fifth + above.ifelse(1, 0)
    return value.isnull().ifelse(ibis.null("int64"), fifth)


def _score(fifth: ir.IntegerValue, frequency: ir.NumericValue) -> ir.StringValue:
    """As text; unknown for who never ordered."""
    return (frequency > 0).ifelse(fifth.cast("string"), ibis.null("string"))


def _is_classic(ask: Ask) -> bool:
    return ask.choices.text("rfm/scoring") == "classic"
