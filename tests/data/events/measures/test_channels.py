"""Which way customers come and for what, worked out by hand."""

import pytest

from seg.data.events.measures import channels
from tests.data.events.measures.tables import compiled, event, measures_of, said


@pytest.mark.parametrize("dialect", ["duckdb", "postgres"])
@pytest.mark.parametrize("measure", measures_of(channels), ids=lambda measure: measure.name)
def test_is_sql_for_every_engine(measure, dialect):
    assert compiled(measure, dialect)


def through(part, who, *times, returned=False):
    """Events by (days ago, hour, name), all of one order."""
    told = {"order": who, "returned": returned}
    return [event(who, ago, hour=hour, **told, **({part: name} if name else {})) for ago, hour, name in times]


def of(part):
    return [
        *through(part, "most", (9, 1, "b"), (8, 1, "a"), (7, 1, "b"), (6, 1, None), (6, 2, None), (6, 3, None)),
        *through(part, "drawn", (9, 1, "web"), (8, 1, "Shop"), (7, 1, "Shop"), (6, 1, "web")),
        *through(part, "at once", (9, 5, "b"), (9, 5, "a"), (9, 6, "c"), (2, 5, "z"), (2, 5, "y"), (2, 4, "a")),
        *through(part, "without", (9, 1, None)),
        *through(part, "untimed", (None, 1, "web")),
        *through(part, "kept one", (5, 1, "web")),
        *through(part, "kept one", (9, 1, "app"), (3, 1, "b"), (2, 1, "app"), returned=True),
        *through(part, "sent back", (2, 1, "app"), returned=True),
        *through(part, "to come", (-1, 1, "app")),
    ]


NONE = dict.fromkeys(("nobody", "sent back", "to come", "without"))


@pytest.mark.parametrize(
    ("measure", "part"),
    [("preferred_channel", "channel"), ("usual_place", "place"), ("preferred_category", "category")],
)
def test_the_most_frequent_wins_and_the_alphabet_settles_a_draw(measure, part):
    assert said(f"orders:{measure}", orders=of(part)) == NONE | {
        "most": "b",
        "drawn": "Shop",
        "at once": "a",
        "untimed": "web",
        "kept one": "web",
    }


def test_capitals_come_before_small_letters_and_accents_last():
    names = [("é", "z", "Z", "a"), ("é", "z", "a"), ("é", "z")]
    orders = [event(str(at), 1, channel=name) for at, several in enumerate(names) for name in several]
    assert said("orders:preferred_channel", orders=orders) == {"0": "Z", "1": "a", "2": "z", "nobody": None}


@pytest.mark.parametrize(
    ("measure", "part"),
    [("channel_share", "channel"), ("campaign_share", "campaign"), ("category_lines_share", "category")],
)
def test_each_has_its_share_of_the_lines_that_name_one(measure, part):
    shares = {"most": 2 / 3, "drawn": 0, "at once": 1 / 6, "untimed": 0, "kept one": 0}
    assert said(f"orders:{measure}({part}=b)", orders=of(part)) == NONE | shares


@pytest.mark.parametrize(("measure", "part"), [("channels_used", "channel"), ("campaigns_met", "campaign")])
def test_different_ones_are_counted_once(measure, part):
    counts = {"most": 2, "drawn": 2, "at once": 5, "untimed": 1, "kept one": 1}
    assert said(f"orders:{measure}", orders=of(part)) == dict.fromkeys(NONE, 0) | counts


UNTIMED = {"untimed": None}


def test_the_first_channel_is_that_of_the_earliest_moment_with_one():
    first = {"most": "b", "drawn": "web", "at once": "a", "kept one": "web"}
    assert said("orders:first_channel", orders=of("channel")) == NONE | UNTIMED | first


@pytest.mark.parametrize(("measure", "part"), [("last_channel", "channel"), ("last_campaign", "campaign")])
def test_the_last_is_that_of_the_latest_moment_with_one(measure, part):
    last = {"most": "b", "drawn": "web", "at once": "y", "kept one": "web"}
    assert said(f"orders:{measure}", orders=of(part)) == NONE | UNTIMED | last


def test_a_channel_that_comes_again_counts_with_its_latest_moment():
    orders = through("channel", "anna", (9, 1, "a"), (5, 1, "b"), (2, 1, "a"))
    assert said("orders:last_channel", orders=orders)["anna"] == "a"
    assert said("orders:last_channel(days=5)", orders=orders[:2])["anna"] is None
