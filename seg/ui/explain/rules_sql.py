"""All rules as one statement to copy, in the dialect of the reader's database."""

from __future__ import annotations

import ibis
import streamlit as st

from seg.segments.explaining.rule_sql import as_text, by_rules, schema
from seg.segments.explaining.rules import Told
from seg.tasks.explaining import Explained
from seg.ui.opened import Opened, key
from seg.ui.session import t, tn

TABLE = "customers"
DIALECTS = {
    "postgres": "PostgreSQL", "duckdb": "DuckDB", "bigquery": "BigQuery", "snowflake": "Snowflake",
    "databricks": "Databricks", "mysql": "MySQL", "mssql": "SQL Server",
}  # fmt: skip


def rules_sql(now: Opened, rules: Told, found: Explained, ids: list[str]) -> None:
    """The statement, and what was found when it was run here."""
    with st.expander(t("As SQL"), icon=":material/code:", key="explain-sql"):
        if found.differing:
            st.error(
                tn(
                    "Run here, the statement places {count} customer in another segment than the rules do. Do not use "
                    "it, and tell us.",
                    "Run here, the statement places {count} customers in another segment than the rules do. Do not use "
                    "it, and tell us.",
                    found.differing,
                )
            )
            return
        st.caption(
            t(
                "One row for each customer, with the segment that the rules place them in. It reads a table called "
                "{table}, with a column for each dimension as it is called here. The longest rules were run on all "
                "{count} customers: everybody came out as they do here.",
                table=TABLE,
                count=found.checked,
            )
        )
        dialect = st.selectbox(
            t("Database"), list(DIALECTS), format_func=DIALECTS.get, key=key(now, "explain-dialect"), width=220,
            persist_state="session",
        )  # fmt: skip
        asked = [part for each in rules.segments for rule in each.rules for part in rule.conditions]
        table = ibis.table(schema(asked), name=TABLE)
        st.code(as_text(by_rules(table, rules, ids), dialect), language="sql", height=360)
