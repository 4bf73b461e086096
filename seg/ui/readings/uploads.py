"""From an upload to a dataset: laid on disk, let go of in memory, read by a worker, built."""

from __future__ import annotations

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFile

from seg.core.errors import SegError
from seg.core.facts import Fact
from seg.core.fingerprint import fingerprint
from seg.core.settings import setting
from seg.ui.readings.uploads_to_disk import laid_file
from seg.ui.services import services
from seg.ui.session import Upload, session, t, today
from seg.ui.work import do


def bring() -> None:
    """The place to drop files. What is dropped is laid on disk at once, and the place is empty again."""
    with st.container(key="files"):
        files = st.file_uploader(
            t(
                "Customers, orders, answers: CSV, Excel, ODS, Parquet, JSON or SPSS, up to {megabytes} MB each",
                megabytes=int(setting("max_file_bytes")) // 2**20,
            ),
            accept_multiple_files=True,
            key=f"files/{session().brought}",
        )
    if files:
        session().uploads = [upload for upload in session().uploads if not upload.problem] + [*map(_laid, files)]
        session().together = []
        session().brought += 1  # a new key: an empty place
        st.rerun()


def _laid(file: UploadedFile) -> Upload:
    """An uploaded file in the scratch folder under a name of ours, and no longer with Streamlit."""
    try:
        path = laid_file(file)
        if path.stat().st_size > setting("max_file_bytes"):
            path.unlink()
            raise SegError("file_too_large", file=file.name, limit_mb=int(setting("max_file_bytes")) // 2**20)
        return Upload(file.name, str(path))
    except SegError as problem:
        return Upload(file.name, problem=problem.fact)
    finally:
        run = get_script_run_ctx()
        run.uploaded_file_mgr.remove_file(run.session_id, file.file_id)


def follow_uploads() -> list[Upload]:
    """Have every upload read; those that cannot be. The first table that is ready is shown next."""
    for upload in session().uploads:
        if not upload.problem and not upload.readings:
            _follow(upload)
    problems = [upload for upload in session().uploads if upload.problem]
    session().uploads = [upload for upload in session().uploads if upload.problem or not upload.readings]
    return problems


def being_read() -> tuple[str, ...]:
    """The names of the files that this visitor brought and that are not read yet."""
    return tuple(upload.file_name for upload in session().uploads if not upload.problem and not upload.readings)


def _follow(upload: Upload) -> None:
    arguments = {"path": upload.path, "file_name": upload.file_name}
    try:
        result = do(fingerprint("read", upload.path), "seg.tasks.imports:read", arguments)
    except SegError as problem:
        upload.problem = problem.fact
        return
    if result:
        upload.readings = result["readings"]
        _look_at(upload.readings[0])


def _look_at(reading_id: str) -> None:
    """What came in is shown next: of what came together the first list of customers, else the first of all."""
    workspace, together = services().workspace, session().together
    known = {row.id for row in workspace.readings()}
    seen = session().reading if session().reading in known & set(together) else ""
    if not seen or (workspace.reading(seen).as_events and workspace.reading(reading_id).as_events is None):
        session().reading = reading_id
    together.append(reading_id)


def dataset_of(reading_id: str, version: int, name: str) -> str | None:
    """The id of the dataset of a reading; None while a worker builds it. One that is there already is said so.

    Raises `SegError`.
    """
    arguments = {"reading": reading_id, "name": name, "today": today()}
    result = do(fingerprint("build", arguments, version), "seg.tasks.imports:build", arguments)
    if result is None:
        return None
    if result["known"]:
        known = services().workspace.dataset(result["dataset"])
        session().notices.append(Fact.of("notice.dataset_known", name=known.name))
    return result["dataset"]
