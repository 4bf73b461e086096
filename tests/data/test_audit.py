"""The audit finds what was planted, counts it right, and stays silent on clean tables."""

from dataclasses import replace

import pytest

from seg.core.columns import Column, Role
from seg.core.dataset import Finding
from seg.core.facts import Fact
from seg.core.steps import Step
from seg.data.audit import audit
from seg.data.audit.masks import masked
from seg.data.audit.personal import personal_findings
from seg.data.columns.guess import guess_columns
from seg.ui.words.english.data import SENTENCES
from tests.data.tables import DATA, read_csv, write_raw

ROWS = 240


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
    assert found({"orders": spread(), "plan": ["a", "b"] * (ROWS // 2)}) == {}


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
        "most": spread(*[None] * (ROWS * 3 // 4)),
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


def test_one_value_and_blanks_is_not_the_same_for_everyone(found):
    columns = {
        "tick": ["x", None, "  "] * (ROWS // 3),
        "once": ["yes", *[None] * (ROWS - 1)],
        "but_one": [None, *["7"] * (ROWS - 1)],
        "nothing": ["unknown", None] * (ROWS // 2),
        "email": ["p1@example.org", None] * (ROWS // 2),
    }
    findings = found(columns)
    told = {column: finding.fact for (key, column), finding in findings.items() if key == "audit.only_value"}
    assert {column: (fact["value"], fact["count"]) for column, fact in told.items()} == {
        "tick": ("x", ROWS * 2 // 3),
        "once": ("yes", ROWS - 1),
        "but_one": ("7", 1),
    }
    assert findings["audit.only_value", "tick"].severity == "note"
    assert "audit.constant" not in {key for key, _ in findings}


def test_columns_that_miss_values_in_the_same_rows_can_be_identical(found):
    assert ("audit.identical", "b1") in found({"a1": spread(None, "5"), "b1": spread(None, "5")})
    assert ("audit.identical", "b1") not in found({"a1": spread(None, "5"), "b1": spread("5", None)})


def test_personal_and_sensitive_columns_are_named(found):
    columns = {
        "email": [f"p{at}@example.org" for at in range(ROWS)],
        "religion": ["a", "b"] * (ROWS // 2),
        "age": spread(),
    }
    findings = found(columns)
    assert findings["audit.contact", ""].fact["columns"] == ("email",)
    assert findings["audit.sensitive", ""].fact["columns"] == ("age",)
    assert findings["audit.held", ""].fact["columns"] == ("religion",)


def test_likely_ids_that_were_not_chosen(found):
    assert found({"order_id": spread()})["audit.other_ids", ""].fact["columns"] == ("order_id",)


def test_an_extreme_value_is_told_and_skewed_spending_is_not(found):
    incomes = [str(30_000 + 500 * at) for at in range(200)]
    ids = [f"k{at}" for at in range(200)]
    extreme = found({"income": ["666666", *incomes[1:]]}, ids)["audit.extreme", "income"].fact
    assert (extreme["count"], extreme["largest"]) == (1, 666666)
    skewed = [str(round(1.04**at)) for at in range(200)]
    assert not [key for key, _ in found({"spend": skewed}, ids) if key == "audit.extreme"]


def test_birth_years_nobody_alive_can_have(found):
    years = ["1893", "2090", *[str(1950 + at % 50) for at in range(ROWS - 2)]]
    findings = found({"birth_year": years, "since": ["2014-06-29", "2013-01-01"] * (ROWS // 2)})
    fact = findings["audit.birth_years", "birth_year"].fact
    assert (fact["count"], fact["earliest"], fact["last"]) == (2, "1893", "2090")
    without_dates = found({"birth_year": ["1870", *[str(1950 + at % 50) for at in range(ROWS - 1)]]})
    assert without_dates["audit.birth_years", "birth_year"].fact["count"] == 1


def test_dates_that_can_be_read_both_ways(found):
    assert ("audit.date_order", "since") in found({"since": ["01/02/2024", "03/04/2024"] * (ROWS // 2)})
    assert not found({"since": ["01/02/2024", "23/04/2024"] * (ROWS // 2)})


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


def test_values_that_may_stand_for_a_missing_one(tmp_path):
    reading = write_raw(
        tmp_path / "raw.parquet", {"customer_id": [f"k{at}" for at in range(ROWS)], "age": spread("999")}
    )
    told = Fact.of("column.sentinels", values=("999",), count=1, sentinel_share=1 / ROWS)
    columns = [
        replace(column, evidence=(told,)) if column.label == "age" else column
        for column in guess_columns(tmp_path / "raw.parquet", reading.labels)
    ]
    findings = {f.fact.key: f for f in audit(tmp_path / "raw.parquet", reading, tuple(columns))}
    assert findings["audit.sentinels"].fact["count"] == 1
    assert findings["audit.sentinels"].repairs == (Step("missing_values", "age", ("999",)),)


def test_words_for_nothing_are_not_told_as_values_that_do_not_cast_too(found):
    findings = found({"orders": spread("n/a", "N/A", "oops")})
    assert findings["cast.not_a_number", "orders"].fact["examples"] == ("oops",)
    assert findings["cast.not_a_number", "orders"].fact["count"] == 1
    assert findings["audit.placeholders", "orders"].fact["count"] == 2


def test_a_column_that_is_nearly_the_same_for_everyone(found):
    findings = found({"plan": ["gold", *["basic"] * (ROWS - 1)], "member": ["yes"] * 8 + ["no"] * (ROWS - 8)})
    plan = findings["audit.nearly_constant", "plan"].fact
    assert (plan["value"], plan["count"]) == ("basic", 1)
    assert findings["audit.nearly_constant", "member"].fact["count"] == 8
    assert ("audit.nearly_constant", "member") not in found({"member": ["yes"] * 20 + ["no"] * (ROWS - 20)})


def test_several_currencies_and_units(found):
    amounts = [f"€ {10 + at}.50" for at in range(ROWS - 20)] + [f"$ {10 + at}.00" for at in range(20)]
    finding = found({"amount": amounts})["audit.currencies", "amount"]
    assert finding.fact["currencies"] == ("EUR", "USD")
    assert finding.repairs == (Step("ignore", "amount"),)
    weights = [f"{10 + at} kg" for at in range(ROWS - 60)] + [f"{10 + at} g" for at in range(60)]
    assert len(found({"weight": weights})["audit.units", "weight"].fact["units"]) == 2
    beside = found({"amount": [f"{10 + at}.50" for at in range(ROWS)], "currency": ["EUR", "PLN"] * (ROWS // 2)})
    assert beside["audit.currencies_beside", "amount"].fact["other"] == "currency"
    assert not [key for key, _ in found({"amount": [f"€ {10 + at}.50" for at in range(ROWS)]}) if "currenc" in key]


def test_dates_in_two_ways(found):
    days = [f"{1 + at % 28:02d}.{1 + at % 12:02d}.2024" for at in range(ROWS - 40)] + ["2024-05-17"] * 40
    fact = found({"since": days})["audit.date_ways", "since"].fact
    assert (fact["other"], fact["count"]) == ("2024-05-17", 40)


def test_customers_against_dimensions(tmp_path):
    def key(rows, dimensions):
        columns = {
            f"thing{at}": [str((at * 7 + row * (at + 3)) % 97) for row in range(rows)] for at in range(dimensions)
        }
        reading = write_raw(tmp_path / "raw.parquet", {"customer_id": [f"k{at}" for at in range(rows)], **columns})
        columns = guess_columns(tmp_path / "raw.parquet", reading.labels)
        found = [f for f in audit(tmp_path / "raw.parquet", reading, columns) if "dimensions" in dict(f.fact.values)]
        return [(f.severity, f.fact.key, f.fact["dimensions"], f.fact["good"]) for f in found]

    assert key(79, 2) == [("warn", "audit.too_few_for_dimensions", 2, 140)]
    assert key(80, 2) == key(139, 2) == [("note", "audit.few_for_dimensions", 2, 140)]
    assert key(140, 2) == []


def test_held_columns_are_told_apart_from_sensitive_ones():
    columns = (
        Column("c0", "faith", sensitive=True, held=True),
        Column("c1", "age", sensitive=True),
        Column("c2", "old", sensitive=True, held=True, role=Role.IGNORED),
    )
    found = {f.fact.key: f.fact["columns"] for f in personal_findings(columns)}
    assert found == {"audit.held": ("faith",), "audit.sensitive": ("age",)}


def test_examples_from_sensitive_columns_are_masked(found):
    findings = found({"age": spread("about 50")})
    assert findings["cast.not_a_number", "age"].fact["examples"] == ("a••••••0",)


def test_findings_survive_as_json(found):
    for finding in found({"orders": spread("n/a"), "same": ["3"] * ROWS}).values():
        assert Finding.from_json(finding.as_json()) == finding
