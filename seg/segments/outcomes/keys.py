"""The sentences of comparisons by what they are about: keys stand here in full, so that they can be found."""

from __future__ import annotations

MORE, LESS, SAME = "more", "less", "same"

AGAINST_ONE = {
    "mean": {
        MORE: "outcome.mean.more",
        LESS: "outcome.mean.less",
        SAME: "outcome.mean.same",
    },
    "date": {
        MORE: "outcome.date.more",
        LESS: "outcome.date.less",
        SAME: "outcome.date.same",
    },
    "yes": {
        MORE: "outcome.yes.more",
        LESS: "outcome.yes.less",
        SAME: "outcome.yes.same",
    },
    "level": {
        MORE: "outcome.level.more",
        LESS: "outcome.level.less",
        SAME: "outcome.level.same",
    },
    "rest": {
        MORE: "outcome.rest.more",
        LESS: "outcome.rest.less",
        SAME: "outcome.rest.same",
    },
    "rank": {
        MORE: "outcome.rank.more",
        LESS: "outcome.rank.less",
        SAME: "outcome.rank.same",
    },
    "time": {
        MORE: "outcome.time.more",
        LESS: "outcome.time.less",
        SAME: "outcome.time.same",
    },
}
"""Of a group and another: by the measure, then by which has more."""

AGAINST_OTHERS = {
    "mean": {
        MORE: "outcome.mean.more_than_others",
        LESS: "outcome.mean.less_than_others",
        SAME: "outcome.mean.same_than_others",
    },
    "date": {
        MORE: "outcome.date.more_than_others",
        LESS: "outcome.date.less_than_others",
        SAME: "outcome.date.same_than_others",
    },
    "yes": {
        MORE: "outcome.yes.more_than_others",
        LESS: "outcome.yes.less_than_others",
        SAME: "outcome.yes.same_than_others",
    },
    "level": {
        MORE: "outcome.level.more_than_others",
        LESS: "outcome.level.less_than_others",
        SAME: "outcome.level.same_than_others",
    },
    "rest": {
        MORE: "outcome.rest.more_than_others",
        LESS: "outcome.rest.less_than_others",
        SAME: "outcome.rest.same_than_others",
    },
    "rank": {
        MORE: "outcome.rank.more_than_others",
        LESS: "outcome.rank.less_than_others",
        SAME: "outcome.rank.same_than_others",
    },
    "time": {
        MORE: "outcome.time.more_than_others",
        LESS: "outcome.time.less_than_others",
        SAME: "outcome.time.same_than_others",
    },
}
"""Of a group and all others."""

GROUPS_DIFFER = {
    "barely": "outcome.groups_differ.barely",
    "somewhat": "outcome.groups_differ.somewhat",
    "clearly": "outcome.groups_differ.clearly",
    "strongly": "outcome.groups_differ.strongly",
}

WITHIN = {
    "mean": "outcome.within.mean",
    "time": "outcome.within.time",
    "date": "outcome.within.date",
    "share": "outcome.within.share",
    "rank": "outcome.within.rank",
}
"""The difference within a third dimension, by the measure."""

CHANGED = {
    "reversed": "outcome.within.reversed",
    "gone": "outcome.within.gone",
    "smaller": "outcome.within.smaller",
    "larger": "outcome.within.larger",
    "same": "outcome.within.same",
    "unsure": "outcome.within.unsure",
}
"""What becomes of it there."""
