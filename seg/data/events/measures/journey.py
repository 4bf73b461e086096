"""The journey: where customers stand on their way from a first look to a regular and away again."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from seg.core.columns import Basis, Kind
from seg.core.events import About, Part
from seg.data.events.choices import boundary
from seg.data.events.measures.registry import CUSTOMERS, Ask, measure

STAGES = (
    "prospect",
    "visitor",
    "once",
    "second",
    "regular",
    "champion",
    "slipping",
    "lapsed",
    "returned_after_lapse",
    "unanswered",
)

boundary("stage/unanswered_days", 30, 1, 365, "days")
boundary("stage/lapsed_days", 365, 7, 3650, "days")
boundary("stage/regular_orders", 3, 2, 1000, "orders")
boundary("stage/slipping_times", 2, 1, 20, "times")
boundary("stage/champion_orders", 8, 2, 1000, "orders")


@measure(
    CUSTOMERS,
    Basis.JOURNEY,
    Kind.NOMINAL,
    about=(About.ORDERS,),
    needs=(Part.TIME,),
    of=(
        "recency_days",
        "frequency",
        "monetary",
        "median_gap_days",
        "gap_before_last_days",
        "visits:frequency",
        "support:unanswered_days",
    ),
    ranks=("monetary",),
    levels=STAGES,
    returned="",
)
def stage(
    ask: Ask,
    recency_days: ir.NumericValue,
    frequency: ir.NumericValue,
    monetary: ir.NumericValue,
    median_gap_days: ir.NumericValue,
    gap_before_last_days: ir.NumericValue,
    visits: ir.NumericValue,
    unanswered_days: ir.NumericValue,
) -> ir.StringValue:
    """One of ten, the first that holds: each customer is in one and only one."""
    lapsed = ask.number("stage/lapsed_days")
    regular = frequency >= ask.number("stage/regular_orders")
    return ibis.cases(
        (unanswered_days <= ask.number("stage/unanswered_days"), "unanswered"),
        ((frequency == 0) & (visits > 0), "visitor"),
        (frequency == 0, "prospect"),
        (recency_days > lapsed, "lapsed"),
        (gap_before_last_days > lapsed, "returned_after_lapse"),
        (regular & (recency_days > median_gap_days * ask.number("stage/slipping_times")), "slipping"),
        ((frequency >= ask.number("stage/champion_orders")) & _spends_most(ask, monetary), "champion"),
        (regular, "regular"),
        (frequency >= 2, "second"),
        else_="once",
    )


def _spends_most(ask: Ask, monetary: ir.NumericValue) -> ir.BooleanValue:
    """Among the fifth who spend most; everybody is where nothing is known of money."""
    cuts = ask.cuts.get("monetary", ())
    return monetary >= cuts[-1] if cuts else ibis.literal(True)
