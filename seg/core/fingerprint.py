"""Identity by content: the keys of everything that is computed or kept."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

RESULTS_VERSION = 1
"""Part of every key, also of what the team made, which is lost when it is raised. Where a change of code changes one
kind of result, the key of that kind says so."""


def fingerprint(*parts: object) -> str:
    """64 hex digits of SHA-256 over canonical JSON of `parts` and the version of our results.

    Parts must be JSON values; their types and borders count, so ("a", "b") and ("ab",) differ.
    """
    text = json.dumps([RESULTS_VERSION, *parts], sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()


def sha256_of_file(path: Path) -> str:
    """64 hex digits of SHA-256 over the bytes of a file, read in pieces."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
