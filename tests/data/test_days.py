"""Dates in words, with zones and in several ways, read by the table engine."""

from datetime import date, datetime

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seg.data.columns.lexicon import languages, months
from seg.data.columns.names import unmarked
from seg.data.days import moment, offset, strip_accents
from seg.data.engine import ROW, opened


@pytest.fixture
def read(tmp_path):
    """Reads texts in a date format; moments without a time come back as days."""

    def run(date_format, *texts):
        pq.write_table(pa.table({"c0": texts}), tmp_path / "raw.parquet")
        with opened(tmp_path / "raw.parquet") as (backend, table):
            found = backend.to_pyarrow(table.select(ROW, at=moment(table.c0, date_format)).order_by(ROW))
        return [
            at if at is None or at.time().isoformat() != "00:00:00" else at.date() for at in found["at"].to_pylist()
        ]

    return run


@pytest.mark.parametrize(
    "text",
    [
        "5 March 2024", "5 maart 2024", "5 marca 2024", "5 марта 2024 г.", "5 Mac 2024", "5 ta' Marzu 2024",
        "5. März 2024", "5 mars 2024", "5 de marzo de 2024", "5 de março de 2024", "5 marzo 2024", "5 Mart 2024",
        "05-MAR-2024", "5th mar 2024", "Tue, 5 Mar 2024", "wtorek, 5 mar 2024",
    ],
)  # fmt: skip
def test_months_in_twelve_languages(read, text):
    assert read("%d %b %Y", text) == [date(2024, 3, 5)]


def test_other_orders_with_months_in_words(read):
    assert read("%b %d %Y", "Mar 5, 2024", "March 5th 2024") == [date(2024, 3, 5)] * 2
    assert read("%Y %b %d", "2024-Mar-05") == [date(2024, 3, 5)]
    assert read("%b %Y", "czerwiec 2024", "Haziran 2024") == [date(2024, 6, 1)] * 2
    assert read("%d %b %y", "5-Mar-24") == [date(2024, 3, 5)]
    assert read("%d %b %Y %H:%M", "5 Mar 2024, 17:45") == [datetime(2024, 3, 5, 17, 45)]
    assert read("%d %b %Y %I:%M %p", "5 Mar 2024 5:45 PM") == [datetime(2024, 3, 5, 17, 45)]


def test_a_day_is_never_taken_for_the_month_in_words(read):
    assert read("%d %b %Y", "Jan 2, 2024") == [None]
    assert read("%d %b %Y|%b %d %Y", "Jan 2, 2024", "2 Jan 2024") == [date(2024, 1, 2)] * 2


def test_words_that_are_no_months_and_days_that_do_not_exist(read):
    assert read("%d %b %Y", "5 blue 2024", "30 Feb 2024", "March", "5 3 2024") == [None] * 4


def test_the_engine_and_python_agree_on_every_month(tmp_path):
    words = sorted(months())
    shouted = [word.upper() for word in words if "ı" not in word]
    pq.write_table(pa.table({"c0": words + shouted}), tmp_path / "raw.parquet")
    with opened(tmp_path / "raw.parquet") as (backend, table):
        found = backend.to_pyarrow(table.select(ROW, text=strip_accents(table.c0.lower())).order_by(ROW))["text"]
    assert found.to_pylist() == [unmarked(word) for word in words + shouted]


def test_a_zone_leaves_the_day_that_is_written(read):
    texts = ("2024-01-05T00:30:00+02:00", "2024-01-05T23:30:00-0500", "2024-01-05T10:00:00Z")
    assert [at.date() for at in read("%Y-%m-%dT%H:%M:%S%z", *texts)] == [date(2024, 1, 5)] * 3
    assert read("%Y-%m-%d %H:%M:%S%z", "2024-01-05 10:00:00 UTC") == [datetime(2024, 1, 5, 10)]


def test_ways_are_tried_in_turn(read):
    assert read("%d.%m.%Y|%Y-%m-%d", "31.12.2024", "2024-12-31", "12/31/2024") == [date(2024, 12, 31)] * 2 + [None]
    assert read("%d.%m.%Y|%d.%m.%y", "31.12.24", "31.12.2024") == [date(2024, 12, 31)] * 2


OFFSETS = {  # pattern -> cell -> minutes ahead of UTC
    "%Y-%m-%dT%H:%M:%S%z": {
        "2024-03-15T23:30:00+02:00": 120,
        "2024-03-15T23:30:00-0530": -330,
        "2024-03-15T23:30:00-00:30": -30,
        "2024-03-15T23:30:00+09": 540,
        "2024-03-15T23:30:00 +09": 540,
        "2024-03-15T23:30:00Z": 0,
        "2024-03-15T23:30:00 UTC": 0,
        "2024-03-15T23:30:00GMT": 0,
        "2024-03-15T23:30:00": None,
        "2024-03-45T23:30:00+02:00": None,  # no such day
    },
    "%Y-%m-%dT%H:%M:%SZ|%Y-%m-%d": {"2024-03-15T23:30:00Z": 0, "2024-03-15": None},
    "%Y-%m-%d|%Y-%m-%d %H:%M%z": {"2024-03-15": None, "2024-03-15 10:00-05": -300},
    "%Y-%m-%d": {"2024-03-15": None},
}


@pytest.mark.parametrize("date_format", OFFSETS)
def test_how_far_a_clock_is_from_utc(tmp_path, date_format):
    pq.write_table(pa.table({"c0": list(OFFSETS[date_format])}), tmp_path / "raw.parquet")
    with opened(tmp_path / "raw.parquet") as (backend, table):
        found = backend.to_pyarrow(table.select(ROW, ahead=offset(table.c0, date_format)).order_by(ROW))["ahead"]
    assert dict(zip(OFFSETS[date_format], found.to_pylist(), strict=True)) == OFFSETS[date_format]


FORMATS = [
    ("%Y-%m-%d", lambda day, word: day.isoformat()),
    ("%d.%m.%Y", lambda day, word: f"{day.day}.{day.month}.{day.year}"),
    ("%d %b %Y", lambda day, word: f"{day.day} {word} {day.year}"),
    ("%b %d %Y", lambda day, word: f"{word} {day.day}, {day.year}"),
]


@given(
    days=st.lists(st.dates(date(1900, 1, 1), date(2100, 12, 31)), min_size=5, max_size=30),
    language=st.sampled_from(sorted(languages())),
    ways=st.lists(st.sampled_from(FORMATS), min_size=1, max_size=3, unique_by=lambda way: way[0]),
    name=st.integers(0, 5),
)
@settings(max_examples=30, deadline=None)
def test_a_day_written_in_any_way_comes_back(tmp_path_factory, days, language, ways, name):
    named = languages()[language]["months"]
    texts = []
    for at, day in enumerate(days):
        words = named[day.month - 1]
        texts.append(ways[at % len(ways)][1](day, words[name % len(words)]))
    path = tmp_path_factory.mktemp("days") / "raw.parquet"
    pq.write_table(pa.table({"c0": texts}), path)
    with opened(path) as (backend, table):
        read = moment(table.c0, "|".join(way[0] for way in ways))
        found = backend.to_pyarrow(table.select(ROW, at=read).order_by(ROW))["at"].to_pylist()
    assert [at.date() for at in found] == days
