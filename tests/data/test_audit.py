"""The audit finds what was planted, counts it right, and stays silent on clean tables."""

import pytest

from seg.core.columns import Role
from seg.data.audit import audit, masked
from seg.data.columns.guess import guess_columns
from seg.ui.words.english.data import SENTENCES
from tests.data.tables import DATA, read_csv, write_raw

ROWS = 40


@pytest.fixture
def found(tmp_path):
    """Audits a table of columns beside a clean id; returns the findings by key and column."""

    def run(columns, ids=None):
        columns = {"customer_id": ids or [f"k{at:03d}" for at in range(ROWS)], **columns}
        reading = write_raw(tmp_path / "raw.parquet", columns)
        guessed = guess_columns(tmp_path / "raw.parquet", reading.labels)
        return {(f.fact.key, f.column): f for f in audit(tmp_path / "raw.parquet", reading, guessed)}

    return run


def spread(*first, rows=ROWS):
    return [*first, *[str(10 + at) for at in range(rows - len(first))]]


def test_a_clean_table_has_no_findings(found):
    assert found({"orders": spread(), "plan": ["a", "b"] * 20}) == {}


def test_ids_missing_repeated_and_alike(found):
    ids = ["0042", "42", "42.0", None, "  ", "k1", "k1", "k1", *[f"n{at}" for at in range(ROWS - 8)]]
    findings = found({"orders": spread()}, ids)
    assert findings["audit.no_id", "customer_id"].fact["count"] == 2
    repeated = findings["audit.repeated_ids", "customer_id"].fact
    assert (repeated["count"], repeated["rows"], repeated["examples"]) == (1, 3, ("k•1",))
    assert findings["audit.ids_alike", "customer_id"].fact["count"] == 3


def test_examples_of_ids_are_masked():
    assert [masked(text) for text in ("12345", "AB", "7")] == ["1•••5", "A•B", "7•"]


def test_missing_values_by_how_many(found):
    columns = {
        "few": spread(None, None),
        "most": spread(*[None] * 30),
        "all": [None] * ROWS,
    }
    findings = found(columns)
    assert findings["audit.some_missing", "few"].severity == "note"
    assert findings["audit.some_missing", "few"].fact["count"] == 2
    assert findings["audit.mostly_missing", "most"].severity == "warn"
    assert findings["audit.all_missing", "all"].severity == "warn"


def test_constant_and_identical_columns(found):
    findings = found({"same": ["3"] * ROWS, "orders": spread(), "copy": spread(), "other": spread("99")})
    assert ("audit.constant", "same") in findings
    assert findings["audit.identical", "copy"].fact["other"] == "orders"
    assert len([key for key, _ in findings if key == "audit.identical"]) == 1


def test_columns_that_miss_values_in_the_same_rows_can_be_identical(found):
    assert ("audit.identical", "b1") in found({"a1": spread(None, "5"), "b1": spread(None, "5")})
    assert ("audit.identical", "b1") not in found({"a1": spread(None, "5"), "b1": spread("5", None)})


def test_personal_and_sensitive_columns_are_named(found):
    columns = {"email": [f"p{at}@example.org" for at in range(ROWS)], "religion": ["a", "b"] * 20, "age": spread()}
    findings = found(columns)
    assert findings["audit.contact", ""].fact["columns"] == ("email",)
    assert findings["audit.sensitive", ""].fact["columns"] == ("religion", "age")


def test_likely_ids_that_were_not_chosen(found):
    assert found({"order_id": spread()})["audit.other_ids", ""].fact["columns"] == ("order_id",)


def test_an_extreme_value_is_told_and_skewed_spending_is_not(found):
    incomes = [str(30_000 + 500 * at) for at in range(ROWS * 5)]
    ids = [f"k{at}" for at in range(ROWS * 5)]
    extreme = found({"income": ["666666", *incomes[1:]]}, ids)["audit.extreme", "income"].fact
    assert (extreme["count"], extreme["largest"]) == (1, 666666)
    skewed = [str(round(1.04**at)) for at in range(ROWS * 5)]
    assert not [key for key, _ in found({"spend": skewed}, ids) if key == "audit.extreme"]


def test_birth_years_nobody_alive_can_have(found):
    years = ["1893", "2090", *[str(1950 + at) for at in range(ROWS - 2)]]
    findings = found({"birth_year": years, "since": ["2014-06-29"] * 20 + ["2013-01-01"] * 20})
    fact = findings["audit.birth_years", "birth_year"].fact
    assert (fact["count"], fact["earliest"], fact["last"]) == (2, "1893", "2090")
    without_dates = found({"birth_year": ["1870", *[str(1950 + at) for at in range(ROWS - 1)]]})
    assert without_dates["audit.birth_years", "birth_year"].fact["count"] == 1


def test_dates_that_can_be_read_both_ways(found):
    assert ("audit.date_order", "since") in found({"since": ["01/02/2024", "03/04/2024"] * 20})
    assert not found({"since": ["01/02/2024", "23/04/2024"] * 20})


def test_values_that_do_not_cast(found):
    finding = found({"orders": spread("oops")})["cast.not_a_number", "orders"]
    assert (finding.severity, finding.fact["examples"], finding.fact["row"]) == ("warn", ("oops",), 1)


def test_too_few_rows_stops(tmp_path):
    reading = write_raw(tmp_path / "raw.parquet", {"customer_id": ["a", "b"], "x": ["1", "2"]})
    findings = audit(tmp_path / "raw.parquet", reading, guess_columns(tmp_path / "raw.parquet", reading.labels))
    assert (findings[0].severity, findings[0].fact["count"]) == ("stop", 2)


def test_marketing_campaign(tmp_path):
    file = DATA / "marketing_campaign" / "marketing_campaign_semicolon_bom.csv"
    if not file.exists():
        pytest.skip("the real file marketing_campaign is not on this machine")
    raw, reading = read_csv(file, tmp_path, ";")
    columns = guess_columns(raw, reading.labels)
    found = {(f.fact.key, f.column): f.fact for f in audit(raw, reading, columns)}
    assert (found["audit.extreme", "Income"]["count"], found["audit.extreme", "Income"]["largest"]) == (1, 666666)
    assert found["audit.birth_years", "Year_Birth"]["earliest"] == "1893"
    assert found["audit.some_missing", "Income"]["count"] == 24
    assert {column for key, column in found if key == "audit.constant"} == {"Z_CostContact", "Z_Revenue"}
    assert {key for key, _ in found} <= set(SENTENCES)
    assert {fact.key for column in columns for fact in column.evidence} <= set(SENTENCES)
    assert next(column for column in columns if column.role is Role.ID).label == "ID"
