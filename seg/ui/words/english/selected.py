"""Words about customers that somebody picked on the map: who they are and how they differ."""

SENTENCES: dict[str, str | tuple[str, str]] = {
    "selected.they_stand_out": "They stand out by {clauses}.",
    "selected.one_stands_out": "A stands out from B by {clauses}.",
    "selected.they_are_news": "Beside what the map was drawn from, they stand out by {clauses}.",
    "selected.one_is_news": "Beside what the map was drawn from, A stands out from B by {clauses}.",
    "selected.nothing": "They hardly differ from everybody else in anything that describes them.",
    "selected.nothing_between": "A and B hardly differ in anything that describes them.",
    "selected.high": "higher {dimension} ({one} against {other})",
    "selected.low": "lower {dimension} ({one} against {other})",
    "selected.yes": "{dimension} more often ({one} against {other})",
    "selected.no": "{dimension} less often ({one} against {other})",
    "selected.level": "{dimension}: more often {level} ({one} against {other})",
    "selected.not_level": "{dimension}: less often {level} ({one} against {other})",
    "selected.rest": "{dimension}: more often other values ({one} against {other})",
    "selected.not_rest": "{dimension}: less often other values ({one} against {other})",
    "selected.earlier": "earlier {dimension} ({one} against {other})",
    "selected.later": "later {dimension} ({one} against {other})",
    "selected.few": (
        "{count} customer is too few to compare: numbers would be about single persons. It takes {needed}.",
        "{count} customers are too few to compare: numbers would be about single persons. It takes {needed}.",
    ),
    "error.nobody_circled": "Nobody is inside that outline. Circle some customers.",
    "stage.contrast": "Comparing customers",
    "error.selection_unreadable": (
        "What was picked on the map could not be read. Circle the customers again, with at least three points."
    ),
    "error.own_segment_unknown": (
        "These customers are not kept any more: the segment may have been deleted. Circle them again."
    ),
}
