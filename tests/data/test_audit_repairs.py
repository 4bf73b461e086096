"""Every repair that a finding offers makes the finding go away."""

import numpy as np
import pytest

from seg.core.steps import Step
from seg.data.audit import audit
from seg.data.repairs.history import after, begun
from tests.data.tables import write_raw

ROWS = 300
IDS = [f"k{at:03d}" for at in range(ROWS)]
random = np.random.default_rng(7)


def numbers(top=900):
    return [str(value) for value in random.permutation(np.arange(top - ROWS, top))]


def places():
    return [str(value) for value in random.choice(["Amsterdam", "Utrecht", "Zürich"], ROWS)]


def replaced(values, *first):
    return [*first, *values[len(first) :]]


PLANTED = {  # key of the finding -> a table that has it, and the repairs that are offered
    "audit.identical_rows": (
        {"customer_id": [*IDS[:-1], IDS[0]], "orders": [*replaced(numbers(), "7")[:-1], "7"]},
        ["identical_rows"],
    ),
    "audit.identical_rows_without_ids": (
        {"answer": ["yes", "no", "never"] * (ROWS // 3), "how": [str(at % 7) for at in range(ROWS)]},
        ["identical_rows"],
    ),
    "audit.repeated_ids": (
        {"customer_id": replaced(IDS, "k1", "k1", "k2", "k2", "k2"), "spend": numbers(), "visits": numbers()},
        ["repeated_ids_first", "repeated_ids_last", "repeated_ids_add_up"],
    ),
    "audit.rows_are_orders": (
        {
            "customer_id": [f"c{at // 3}" for at in range(ROWS)],
            "order_id": [f"o{at}" for at in range(ROWS)],
            "order_date": ["2024-02-03", "2024-05-06", "2024-07-30"] * (ROWS // 3),
            "amount": numbers(),
        },
        ["repeated_ids_add_up", "repeated_ids_first", "repeated_ids_last"],
    ),
    "audit.ids_alike": (
        {"customer_id": replaced(IDS, "0042", "42", "42.0", "AB", "ab"), "orders": numbers()},
        ["bare_ids"],
    ),
    "audit.all_missing": ({"customer_id": IDS, "orders": numbers(), "gone": [None] * ROWS}, ["ignore"]),
    "audit.placeholders": (
        {"customer_id": IDS, "city": replaced(places(), "n/a", "N/A", "unknown")},
        ["missing_values"],
    ),
    "audit.date_order": (
        {"customer_id": IDS, "since": ["01/02/2024", "03/04/2023"] * (ROWS // 2)},
        ["date_format", "date_format"],
    ),
    "audit.spellings": (
        {"customer_id": IDS, "city": replaced(places(), "amsterdam", "AMSTERDAM ", "zurich")},
        ["alike_spellings"],
    ),
    "audit.identical": ({"customer_id": IDS, "orders": (same := numbers()), "copies": same}, ["ignore", "ignore"]),
    "audit.correlated": (
        {"customer_id": IDS, "orders": same, "twice": [str(2 * int(value) + at % 5) for at, value in enumerate(same)]},
        ["ignore", "ignore"],
    ),
    "audit.associated": (
        {
            "customer_id": IDS,
            "city": (towns := places()),
            "country": ["Switzerland" if town == "Zürich" else "Netherlands" for town in towns],
        },
        ["ignore", "ignore"],
    ),
    "audit.birth_years": (
        {"customer_id": IDS, "birth_year": replaced([str(1950 + at % 50) for at in range(ROWS)], "1893")},
        ["implausible_years"],
    ),
}


def findings(prepared):
    return {finding.fact.key: finding for finding in audit(prepared.path, None, prepared.columns)}


@pytest.mark.parametrize("key", PLANTED)
def test_a_planted_defect_is_found_and_each_repair_mends_it(tmp_path, key):
    table, repairs = PLANTED[key]
    reading = write_raw(tmp_path / "raw.parquet", table)
    start = begun(tmp_path / "raw.parquet", reading.labels)
    found = findings(start)
    assert [step.repair for step in found[key].repairs] == repairs
    for step in found[key].repairs:
        assert key not in findings(after(start, step, tmp_path)), step


def test_counts_examples_and_steps(tmp_path):
    def fact_of(key):
        reading = write_raw(tmp_path / "raw.parquet", PLANTED[key][0])
        return findings(begun(tmp_path / "raw.parquet", reading.labels))[key]

    assert fact_of("audit.identical_rows").fact["count"] == 1
    alike = fact_of("audit.ids_alike").fact
    assert (alike["count"], alike["customers"], alike["examples"]) == (5, 2, ("0••2", "4•2", "4••0"))
    orders = fact_of("audit.rows_are_orders")
    assert (orders.fact["count"], orders.fact["rows"]) == (ROWS // 3, ROWS)
    assert orders.repairs[0] == Step("repeated_ids_add_up", "customer_id", ("amount",))
    unknown = fact_of("audit.placeholders")
    assert (unknown.fact["count"], set(unknown.repairs[0].values)) == (3, {"n/a", "N/A", "unknown"})
    spelt = fact_of("audit.spellings")
    assert (spelt.fact["count"], spelt.fact["words"]) == (5, 2)
    assert set(spelt.repairs[0].values) == {"Amsterdam", "Zürich"}
    order = fact_of("audit.date_order")
    assert [step.values for step in order.repairs] == [("%m/%d/%Y",), ("%d/%m/%Y",)]
    born = fact_of("audit.birth_years")
    assert born.repairs[0].values == ("1907", "2017")
