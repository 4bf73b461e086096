"""A list to take away: its columns and format are chosen, a worker writes it, it is recorded, and never kept."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import streamlit as st

from seg.core.columns import Role
from seg.core.fingerprint import fingerprint
from seg.decide.file_names import file_name
from seg.decide.files import FORMATS
from seg.segments.area import marked
from seg.ui.opened import Opened
from seg.ui.services import services
from seg.ui.session import t, tn, words
from seg.ui.solution_shown import Shown
from seg.ui.undecided import confidence_means

EXPORT_SECONDS = 600
TYPES = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/octet-stream",
}


@dataclass(frozen=True)
class Taken:
    """Who is on a list: members of `segments` (ids) or of the team's `own` (names by id), everybody where both are
    empty; of them `only` the "undecided" or "far" ones. They are `rows` customers; the record calls them `recorded`,
    and the file is called after `called` where that is one."""

    segments: tuple[str, ...]
    own: Mapping[str, str]
    only: str
    rows: int
    recorded: tuple[str, ...]
    called: tuple[str, ...] = ()


def whose(seen: Shown, segments: tuple[str, ...], own: tuple[str, ...]) -> np.ndarray:
    """(n,) bool in the order of the labels: members of any of these segments or own segments (ids); of none, all."""
    if not segments and not own:
        return np.ones(len(seen.rows), bool)
    found = np.isin(seen.solution.ids, segments)[seen.solution.labels]
    for each in own:
        found |= marked(services().workspace.own_members(each), seen.rows)
    return found


def take_away(now: Opened, seen: Shown, taken: Taken) -> None:
    """What is asked of every list: columns, contact data, format, a name for the record; then the download."""
    columns = _columns(now)
    confidence = bool(taken.only) or st.toggle(
        t("Add how surely each customer belongs (0 to 100)"), key="list-confidence", help=confidence_means()
    )
    contact_labels = [c.label for c in now.dataset.columns if c.role is Role.CONTACT]
    contacts = bool(contact_labels) and st.toggle(
        t("Add contact data: {columns}", columns=tuple(contact_labels)), key="list-contacts",
        help=t("Contact data is kept apart from the analysis and joined only here. The record says that it left."),
    )  # fmt: skip
    formats = {
        "csv": t("CSV: for spreadsheets and mailing tools"),
        "xlsx": t("Excel: keeps ids as text"),
        "parquet": t("Parquet: exact, for machines"),
    }
    chosen_format = st.radio(t("Format"), list(FORMATS), format_func=formats.get, key="list-format")
    who = st.text_input(t("Your name, for the record"), key="list-who", max_chars=80, persist_state="session")
    arguments = _of_whom(now, seen, taken) | {
        "columns": columns + (contact_labels if contacts else []),
        "contacts": contacts,
        "headings": {label: words().dimension(label) for label in columns},
        "levels": {c.label: {v: words().level(c.label, v) for v in c.levels} for c in now.dimensions if c.levels},
        "confidence": confidence,
        "format": chosen_format,
        "title": now.saved.name,
        "who": who.strip() or t("somebody who gave no name"),
    }
    parts = [now.saved.name, *(taken.called if len(taken.called) == 1 else ())]
    st.download_button(
        tn("Download {count} customer", "Download {count} customers", taken.rows),
        data=_maker(arguments),
        file_name=file_name(*parts, day=date.today().isoformat(), file_format=chosen_format),
        mime=TYPES[chosen_format],
        on_click="ignore",
        disabled=(contacts and not who.strip()) or not taken.rows,
        type="primary",
        icon=":material/download:",
        key="list-download",
    )
    if contacts and not who.strip():
        st.caption(t("Contact data leaves only with a name on the record."))
    if chosen_format == "csv":
        st.caption(
            t(
                "Cells that a spreadsheet would run as a formula get an apostrophe in front. "
                "Spreadsheets drop the zeros in front of ids in any CSV: take Excel to keep them."
            )
        )


def _columns(now: Opened) -> list[str]:
    own = [c.label for c in now.dataset.columns if c.role not in (Role.CONTACT, Role.IGNORED, Role.ID)]
    return st.multiselect(
        t("Columns"),
        list(dict.fromkeys([*own, *(column.label for column in now.dimensions)])),
        format_func=words().dimension,
        key=f"list-columns/{now.saved.id}",
        placeholder=t("Customer, segment and name only"),
    )


def _of_whom(now: Opened, seen: Shown, taken: Taken) -> dict[str, Any]:
    return {
        "recipe": now.recipe.as_json(),
        "k": now.k,
        "segmentation": now.saved.id,
        "ids": list(seen.solution.ids),
        "names": dict(zip(seen.solution.ids, seen.names, strict=True)),
        "chosen": list(taken.segments),
        "own": dict(taken.own),
        "only": taken.only,
        "recorded": list(taken.recorded),
    }


def _maker(arguments: dict) -> Callable[[], bytes]:
    """What the click calls, in a thread of its own: a worker writes the file, we hand it out and remove it."""
    pool, scratch = services().desk, services().scratch

    def make() -> bytes:
        path = scratch / f"{uuid.uuid4().hex}.{arguments['format']}"
        key = fingerprint("export", path.name)
        try:
            pool.submit(key, "seg.tasks.exports:export", {**arguments, "path": str(path)})
            pool.wait(key, EXPORT_SECONDS).result_or_error()
            return path.read_bytes()
        finally:
            pool.forget(key)
            path.unlink(missing_ok=True)

    return make
