"""Files named by their content: written whole or not at all, checked when they are read."""

from __future__ import annotations

import os
import re
import shutil
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO

import numpy as np
import pyarrow
from pyarrow import parquet

from seg.core.errors import SegError
from seg.core.fingerprint import sha256_of_file
from seg.core.settings import setting
from seg.store.problems import discard, file_problems

_SHA = re.compile(r"[0-9a-f]{64}")
_SUFFIX = re.compile(r"[a-z0-9]{1,8}")


class Blobs:
    """The files of one workspace, `<home>/blobs/ab/<sha256>.<suffix>`.

    Safe for many processes at once: a file appears under its name only when it is complete and on the
    disk. Raises `SegError`: `disk_full`, `store_not_writable`, `blob_missing`, `blob_damaged`.
    """

    def __init__(self, home: Path) -> None:
        self.folder = home / "blobs"
        self._checked: dict[str, tuple[int, int]] = {}  # sha -> time of change and size when last checked
        with file_problems(self.folder):
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._sweep_leftovers()

    def add_file(self, path: Path) -> str:
        """Keep a copy of a file. Adding the same content again costs a write and changes nothing."""

        def copy(file: IO[bytes]) -> None:
            with path.open("rb") as source:
                shutil.copyfileobj(source, file, 2**20)

        suffix = path.suffix.lower().removeprefix(".")
        return self._add(copy, suffix if _SUFFIX.fullmatch(suffix) else "bin")

    def add_arrays(self, arrays: dict[str, np.ndarray]) -> str:
        """Keep named arrays as npz. Raises `ValueError` for arrays of objects, which would need pickle."""
        return self._add(lambda file: np.savez(file, allow_pickle=False, **arrays), "npz")

    def path(self, sha: str) -> Path:
        """Where a blob lies, after its content was checked (once per process and change of the file)."""
        path, status = self._find(sha)
        seen = (status.st_mtime_ns, status.st_size)
        if self._checked.get(sha) != seen:
            if sha256_of_file(path) != sha:
                raise SegError("blob_damaged", path=str(path))
            self._checked[sha] = seen
        return path

    def read_table(self, sha: str, columns: Sequence[str] | None = None) -> pyarrow.Table:
        """The table, or only some of its columns in the order asked for."""
        return parquet.read_table(self.path(sha), columns=None if columns is None else list(columns))

    def read_arrays(self, sha: str) -> dict[str, np.ndarray]:
        with np.load(self.path(sha), allow_pickle=False) as arrays:
            return dict(arrays)

    def has(self, sha: str) -> bool:
        """Whether the file is there; not whether it is sound."""
        return bool(self._files(sha))

    def remove(self, sha: str) -> None:
        """Remove the file if it is there. Who else needs it is for the caller to know."""
        for path in self._files(sha):
            path.unlink(missing_ok=True)
            _sync_folder(path.parent)
        self._checked.pop(sha, None)

    def all(self) -> Iterator[tuple[str, float]]:
        """Every blob and the seconds since it was last written."""
        now = time.time()
        for path in self.folder.glob("[0-9a-f][0-9a-f]/*"):
            with suppress(FileNotFoundError):  # removed since it was listed
                yield path.stem, now - path.stat().st_mtime

    def probe(self) -> None:
        """Write and remove a small file, to know that it can be done."""
        self._write(lambda file: file.write(bytes(65_536))).unlink()

    def _add(self, write: Callable[[IO[bytes]], object], suffix: str) -> str:
        temporary = self._write(write)
        try:
            with file_problems(self.folder):
                sha = sha256_of_file(temporary)
                target = self.folder / sha[:2] / f"{sha}.{suffix}"
                if not target.parent.exists():
                    target.parent.mkdir(mode=0o700, exist_ok=True)
                    _sync_folder(self.folder)
                os.replace(temporary, target)  # also heals a damaged file of that name
                _sync_folder(target.parent)
        except BaseException:
            discard(temporary)
            raise
        return sha

    def _write(self, write: Callable[[IO[bytes]], object]) -> Path:
        """A complete temporary file, on the disk. Gone again if anything goes wrong."""
        temporary = self.folder / f".tmp-{uuid.uuid4().hex}"
        try:
            with file_problems(self.folder), open(temporary, "xb", opener=_private) as file:
                write(file)
                file.flush()
                os.fsync(file.fileno())
        except BaseException:
            discard(temporary)
            raise
        return temporary

    def _files(self, sha: str) -> list[Path]:
        return sorted((self.folder / sha[:2]).glob(f"{sha}.*")) if _SHA.fullmatch(sha) else []

    def _find(self, sha: str) -> tuple[Path, os.stat_result]:
        for path in self._files(sha):
            with suppress(FileNotFoundError):  # removed since it was listed
                return path, path.stat()
        raise SegError("blob_missing", path=str(self.folder), sha=sha)

    def _sweep_leftovers(self) -> None:
        """Remove what a killed process left half-written; younger files may still be in the making."""
        oldest = time.time() - setting("leftover_seconds")
        for path in self.folder.glob(".tmp-*"):
            with suppress(FileNotFoundError):  # its writer finished, or another process swept it
                if path.stat().st_mtime < oldest:
                    path.unlink()


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _sync_folder(folder: Path) -> None:
    """Make the names in a folder survive a power cut, not only the bytes behind them."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
