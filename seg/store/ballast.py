"""A file that only takes up room: on a full disk it is given up, so that something can still be deleted."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

from seg.core.errors import SegError
from seg.core.settings import setting

log = logging.getLogger(__name__)


def lay(home: Path) -> bool:
    """Reserve the room. False when the disk has none left, which is logged and otherwise no obstacle."""
    path, size = home / "ballast", int(setting("ballast_bytes"))
    try:
        with path.open("ab") as file:
            file.write(bytes(max(0, size - file.tell())))
    except OSError as problem:
        path.unlink(missing_ok=True)
        log.warning("no room for the ballast of %d bytes in %s: %s", size, home, problem)
        return False
    return True


def with_room(home: Path, delete: Callable[[], None]) -> None:
    """Delete; where the disk is too full for that, give up the ballast, try again, and lay it anew."""
    try:
        delete()
    except SegError as problem:
        if problem.fact.key != "error.disk_full":
            raise
        (home / "ballast").unlink(missing_ok=True)
        try:
            delete()
        finally:
            lay(home)
