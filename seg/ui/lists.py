"""Taking lists away: which segments, which columns, which format; made on click, recorded, never kept."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date, datetime

import numpy as np
import streamlit as st

from seg.core.columns import Role
from seg.core.fingerprint import fingerprint
from seg.decide.file_names import file_name
from seg.decide.files import FORMATS
from seg.ui.opened import Opened
from seg.ui.services import services
from seg.ui.session import t, tn, words
from seg.ui.solution_shown import Shown
from seg.ui.undecided import confidence_means, doubts_of, undecided_means

EXPORT_SECONDS = 600
TYPES = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/octet-stream",
}


def list_form(now: Opened, seen: Shown) -> None:
    """The choices, how many customers they give, and the download."""
    names = dict(zip(seen.solution.ids, seen.names, strict=True))
    chosen = st.multiselect(
        t("Segments"),
        list(names),
        format_func=names.get,
        key=f"list-segments/{now.saved.id}",
        placeholder=t("All segments"),
    )
    only, listed = _only(now, seen)
    own = [c.label for c in now.dataset.columns if c.role not in (Role.CONTACT, Role.IGNORED, Role.ID)]
    columns = st.multiselect(
        t("Columns"),
        list(dict.fromkeys([*own, *(column.label for column in now.dimensions)])),
        format_func=words().dimension,
        key=f"list-columns/{now.saved.id}",
        placeholder=t("Customer, segment and name only"),
    )
    confidence = bool(only) or st.toggle(
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
    counts = np.bincount(seen.solution.labels[listed], minlength=seen.solution.k)
    sizes = dict(zip(seen.solution.ids, counts.tolist(), strict=True))
    rows = sum(sizes[segment] for segment in chosen or sizes)
    arguments = {
        "recipe": now.recipe.as_json(),
        "k": now.k,
        "ids": list(seen.solution.ids),
        "names": names,
        "chosen": chosen,
        "columns": columns + (contact_labels if contacts else []),
        "contacts": contacts,
        "headings": {label: words().dimension(label) for label in columns},
        "levels": {c.label: {v: words().level(c.label, v) for v in c.levels} for c in now.dimensions if c.levels},
        "confidence": confidence,
        "only": only,
        "recorded": _recorded(only, [names[segment] for segment in chosen or names]),
        "format": chosen_format,
        "title": now.saved.name,
        "who": who.strip() or t("somebody who gave no name"),
        "segmentation": now.saved.id,
    }
    st.download_button(
        tn("Download {count} customer", "Download {count} customers", rows),
        data=_maker(arguments),
        file_name=_name(now, [names[segment] for segment in chosen], chosen_format),
        mime=TYPES[chosen_format],
        on_click="ignore",
        disabled=(contacts and not who.strip()) or not rows,
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


def _only(now: Opened, seen: Shown) -> tuple[str, np.ndarray]:
    """Whether only some customers are listed, and who: a mask in the order of the labels."""
    everybody = np.ones(len(seen.rows), bool)
    found = doubts_of(now)
    if found is None:
        return "", everybody
    told = {
        "": t("All of them"),
        "undecided": t("Only the undecided"),
        "far": t("Only those far from all others of their segment"),
    }
    asked = st.query_params.get("only", "")
    only = st.radio(
        t("Customers"),
        list(told),
        index=list(told).index(asked) if asked in told else 0,
        format_func=told.get,
        key=f"list-only/{now.saved.id}",
        help=f"{undecided_means()} {confidence_means()}",
    )
    if only:
        st.caption(t("The list says which segment is next, and how surely each customer belongs (0 to 100)."))
    return only, getattr(found, only) if only else everybody


def _recorded(only: str, segments: list[str]) -> list[str]:
    """What the record calls the segments that left."""
    if not only:
        return segments
    return [
        words().text("{segment} (only the undecided)", segment=segment, markdown=False)
        if only == "undecided"
        else words().text("{segment} (only those far out)", segment=segment, markdown=False)
        for segment in segments
    ]


def _name(now: Opened, chosen: list[str], chosen_format: str) -> str:
    parts = [now.saved.name, *(chosen if len(chosen) == 1 else [])]
    return file_name(*parts, day=date.today().isoformat(), file_format=chosen_format)


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


def record(now: Opened) -> None:
    """What left before: who, when, what, how many."""
    found = services().workspace.exports(now.saved.id)
    st.subheader(t("What left before"), anchor=False)
    if not found:
        st.caption(t("No list of this segmentation has been taken yet."))
        return
    st.dataframe(
        {
            t("When"): [words().moment(datetime.fromisoformat(r.created).astimezone()) for r in found],
            t("Who"): [r.who for r in found],
            t("Segments"): [words().listing(r.segments) for r in found],
            t("Columns"): [words().listing(r.columns) for r in found],
            t("Customers"): [words().number(r.rows) for r in found],
            t("Format"): [r.format for r in found],
            t("Contact data"): [t("yes") if r.contacts else t("no") for r in found],
        },
        hide_index=True,
    )
