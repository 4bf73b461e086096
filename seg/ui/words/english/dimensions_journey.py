"""Words on where customers stand on their way, and on the boundaries between the stages."""

SENTENCES: dict[str, str | tuple[str, str]] = {
    "dimension.stage": "{table}: stage of the journey",
    "dimension.stage.means": "Where the customer stands on {as_of_date}, on the way from a first look to a regular and "
    "away again. Each customer is in one stage only: the first that holds of waiting for an answer, no order yet, "
    "lapsed, back again, slipping away, champion, regular, second order, first order.",
    "level.stage.prospect": "No order yet",
    "level.stage.visitor": "Visited, no order yet",
    "level.stage.once": "First order",
    "level.stage.second": "Second order",
    "level.stage.regular": "Regular",
    "level.stage.champion": "Champion",
    "level.stage.slipping": "Slipping away",
    "level.stage.lapsed": "Lapsed",
    "level.stage.returned_after_lapse": "Back again after a long time",
    "level.stage.unanswered": "Waiting for an answer",
    "boundary.stage/unanswered_days": "Waiting for an answer: how recent",
    "boundary.stage/unanswered_days.means": "Who asked for help no more days ago than this, and has no answer yet, is "
    "waiting for one.",
    "boundary.stage/lapsed_days": "Lapsed after",
    "boundary.stage/lapsed_days.means": "Who has not ordered for more days than this has lapsed; who stayed away as "
    "long before the latest order is back again.",
    "boundary.stage/regular_orders": "Regular from",
    "boundary.stage/regular_orders.means": "Who has made this many orders or more is a regular.",
    "boundary.stage/slipping_times": "Slipping away after",
    "boundary.stage/slipping_times.means": "A regular slips away once the last order is longer ago than this many "
    "times the usual gap between two of the customer's orders.",
    "boundary.stage/champion_orders": "Champion from",
    "boundary.stage/champion_orders.means": "Who has made this many orders or more, and is among the fifth who spend "
    "most, is a champion. Where amounts are not known, the orders alone decide.",
}
