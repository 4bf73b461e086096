"""From an upload to a dataset: laid on disk, read by a worker, corrected, built."""

from __future__ import annotations

import shutil
import uuid

from streamlit.runtime.uploaded_file_manager import UploadedFile

from seg.core.columns import Column
from seg.core.errors import SegError
from seg.core.facts import Fact
from seg.core.fingerprint import fingerprint
from seg.core.settings import setting
from seg.ui.services import services
from seg.ui.session import Upload, session
from seg.ui.work import do


def readings_of(files: list[UploadedFile]) -> tuple[list[str], list[Fact]]:
    """Have every uploaded file read: the ids of the readings that are ready, and what could not be read."""
    uploads = [_upload(file) for file in files]
    for upload in uploads:
        _follow(upload)
    problems = [upload.problem for upload in uploads if upload.problem]
    return [reading for upload in uploads for reading in upload.readings], problems


def _upload(file: UploadedFile) -> Upload:
    """What this session knows of an uploaded file; a new one is laid in the scratch folder for the worker."""
    known = session().uploads
    if file.file_id not in known:
        known[file.file_id] = Upload(file.name)
        try:
            known[file.file_id].path = _lay(file)
        except SegError as problem:
            known[file.file_id].problem = problem.fact
    return known[file.file_id]


def _follow(upload: Upload) -> None:
    if upload.problem or upload.readings:
        return
    try:
        result = do(fingerprint("read", upload.path), "seg.tasks.imports:read", _arguments(upload))
        upload.readings = result["readings"] if result else []
    except SegError as problem:
        upload.problem = problem.fact


def _arguments(upload: Upload) -> dict:
    return {"path": upload.path, "file_name": upload.file_name}


def _lay(file: UploadedFile) -> str:
    """Copy the bytes to the scratch folder under a name of ours. Raises `SegError` where there is no room."""
    if file.size > setting("max_file_bytes"):
        raise SegError("file_too_large", file=file.name, limit_mb=setting("max_file_bytes") // 2**20)
    scratch = services().scratch
    if shutil.disk_usage(scratch).free < setting("min_free_bytes") + file.size:
        raise SegError("disk_full", path=str(scratch))
    path = scratch / uuid.uuid4().hex
    with path.open("wb") as laid:
        file.seek(0)
        shutil.copyfileobj(file, laid, 2**20)
    return str(path)


def dataset_of(reading_id: str, columns: tuple[Column, ...], name: str) -> str | None:
    """The id of the dataset of a reading; None while a worker builds it. Raises `SegError`."""
    raw = [column.as_json() for column in columns]
    arguments = {"reading": reading_id, "columns": raw, "name": name}
    result = do(fingerprint("build", arguments), "seg.tasks.imports:build", arguments)
    return result["dataset"] if result else None
