"""Every measure says the same in DuckDB, in PostgreSQL, and worked out in plain Python."""

import math
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache

import pytest

from seg.core.columns import CATEGORY_KINDS
from seg.data.events.measures import MEASURES
from tests.data.events.engines import asked, asked_briefly
from tests.data.events.oracle import ORACLES, Past
from tests.data.events.world import AS_OF


@dataclass(frozen=True)
class Case:
    """What is asked for, up to which day and how it is counted."""

    as_of: date = AS_OF
    choices: dict[str, str] = field(default_factory=dict)


OTHER_SWITCHES = {f"{table}/returned": "in" for table in ("orders", "till", "visits", "support")} | {
    f"orders/{rule}": "in" for rule in ("no_time", "duplicate", "test", "cancelled", "zero")
}
BOUNDARIES = {
    "stage/unanswered_days": "31",
    "stage/lapsed_days": "300",
    "stage/regular_orders": "2",
    "stage/slipping_times": "1.5",
    "stage/champion_orders": "3",
}
CUTS = {
    "cuts/orders:recency_days": "10/20/365/500",
    "cuts/orders:frequency": "1/2/3/8",
    "cuts/orders:monetary": "0/8/300/2400",
}
CASES = {
    "plain": Case(),
    "returned_out": Case(choices={"orders/returned": "out", "till/returned": "out", "till/currency": "GBP"}),
    "all_counts": Case(choices=OTHER_SWITCHES | BOUNDARIES | {"rfm/fm": "frequency", "till/currency": "EUR"}),
    "classic_scores": Case(date(2025, 4, 21), {"rfm/scoring": "classic", "orders/no_time": "in"}),
    "frozen_cuts": Case(date(2023, 12, 26), CUTS),
    "in_utc": Case(choices={"terminals/zoned": "utc"}),
}


@pytest.fixture(scope="session")
def zones_in_duckdb(duckdb_world):
    """The table whose times name zones, alone."""
    sample = replace(duckdb_world.sample, tables=(duckdb_world.sample.table("terminals"),))
    return replace(duckdb_world, sample=sample)


@pytest.fixture(scope="session")
def zones_in_postgresql(zones_in_duckdb, postgresql_world):
    """The same in a database, with the offsets that files alone tell."""
    events = zones_in_duckdb.backend.to_pyarrow(zones_in_duckdb.events["terminals"])
    there = postgresql_world.backend.create_table("terminals with offsets", events)
    return replace(postgresql_world, sample=zones_in_duckdb.sample, events={"terminals": there})


@pytest.fixture(scope="session")
def agreeing():
    """What an engine and plain Python say of every measure in a case, asked once."""

    @cache
    def answers(held, name):
        case, from_files = CASES[name], held.backend.name == "duckdb" or name == "in_utc"
        past = Past(held.sample, case.as_of, case.choices, from_files)
        wanted = asked(held.sample) if name in {"plain", "in_utc"} else asked_briefly(held.sample)
        return held.answers(case.as_of, wanted, case.choices), past

    return answers


def test_every_measure_has_an_oracle():
    missing = sorted(MEASURES.keys() - ORACLES.keys())
    assert not missing, f"no oracle in tests/data/events/oracle.py: write there by hand what {missing} should say"


def test_every_measure_is_asked_of_a_table(world):
    assert MEASURES.keys() == {each.measure for each in asked(world)}


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("engine", ["duckdb", "postgresql"])
def test_engine_and_oracle_agree(engine, case, measure, request, agreeing):
    held = f"zones_in_{engine}" if case == "in_utc" else f"{engine}_world"
    found, past = agreeing(request.getfixturevalue(held), case)
    wanted = [each for each in found if each.measure == measure]
    differ = [
        f"{each.label} of {who}: {engine} says {found[each][who]!r}, it should be {should!r}"
        for each in wanted
        for who, should in past.answers(each).items()
        if not same(found[each][who], should, MEASURES[measure].kind in CATEGORY_KINDS)
    ]
    assert not differ, "\n".join(differ)


def same(found, should, category):
    """Text and null exactly, numbers to 1e-9."""
    if should is None or category:
        return found == should
    return isinstance(found, float) and math.isclose(found, should, rel_tol=1e-9, abs_tol=1e-9)
