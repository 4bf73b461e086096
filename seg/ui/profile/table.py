"""The profile table on the page: what travels to the browser, and what is searched for there."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from seg.ui.elements import component
from seg.ui.profile.sheet import Cell, Heading, Row, Sheet, searched
from seg.ui.session import t

_table = component("seg_profile", Path(__file__).with_name("table.js"))
BAR_DIGITS = 4


def profile_table(found: Sheet, key: str) -> None:
    """The table with its search; `searched_for(key)` tells what is searched for."""
    data = {
        "words": {
            "search": t("Search dimensions"),
            "dimension": t("Dimension"),
            "nothing": t("No dimension fits."),
            "counted": t("{shown} of {count} dimensions", shown="{shown}", count="{count}", markdown=False),
        },
        "columns": [_column(heading) for heading in (found.everyone, *found.headings)],
        "rows": [_row(row) for row in found.rows],
        "dimensions": len({row.dimension for row in found.rows}),
        "several": len(found.options.statistics) > 1,
        "markers": found.options.markers,
        "by_basis": found.options.by_basis,
    }
    _table(key=key, data=data, on_search_change=lambda: None)


def searched_for(key: str) -> str:
    """What is in the search field, a moment after it was typed."""
    return str((st.session_state.get(key) or {}).get("search") or "")


def _column(heading: Heading) -> dict[str, str]:
    return {"name": heading.name, "size": heading.size, "share": heading.share, "colour": heading.colour}


def _row(row: Row) -> dict:
    return {
        "dimension": row.dimension,
        "name": row.name,
        "level": row.level,
        "unit": row.unit,
        "basis": row.basis,
        "strength": t("sets apart {strength}", strength=row.strength, markdown=False),
        "known": row.known,
        "statistic": row.statistic,
        "first": row.first,
        "marker": row.marker,
        "searched": searched(row),
        "cells": [_cell(cell) for cell in row.cells],
    }


def _cell(cell: Cell) -> list:
    bars = [[wide, round(share, BAR_DIGITS)] for wide, share in cell.bars]
    return [cell.text, cell.step, cell.marker and cell.step != 0, cell.told, bars]
