"""The walls of the child process: memory, processor time, output, open files, and no network."""

from __future__ import annotations

import ctypes
import os
import resource
import signal

from seg.core.settings import setting

NEW_NETWORK, NEW_USER = 0x4000_0000, 0x1000_0000
"""CLONE_NEWNET and CLONE_NEWUSER of linux/sched.h."""
PARENT_DEATH_SIGNAL = 1
"""PR_SET_PDEATHSIG of linux/prctl.h."""


def end_with(parent: int) -> None:
    """End this process at once when the thread that started it is gone, however it went: nobody waits for it then."""
    prctl = getattr(ctypes.CDLL(None, use_errno=True), "prctl", None)
    if prctl is not None:
        prctl(PARENT_DEATH_SIGNAL, signal.SIGKILL)
    if os.getppid() != parent:  # it went before we asked
        os._exit(1)


def confine() -> None:
    """Confine this process for good. Call before anything heavy is imported: threads made earlier would escape."""
    for kind, most in (
        (resource.RLIMIT_AS, setting("reader_memory_bytes")),
        (resource.RLIMIT_CPU, setting("reader_cpu_seconds")),
        (resource.RLIMIT_FSIZE, setting("reader_output_bytes")),
        (resource.RLIMIT_NOFILE, setting("reader_open_files")),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(kind)
        most = int(most) if hard == resource.RLIM_INFINITY else min(int(most), hard)
        resource.setrlimit(kind, (most, most))
    leave_network()


def leave_network() -> bool:
    """Move into a network namespace of our own, which has no way out. False where the system does not allow it."""
    unshare = getattr(ctypes.CDLL(None, use_errno=True), "unshare", None)
    if unshare is None:
        return False
    as_user = NEW_NETWORK if os.geteuid() == 0 else NEW_NETWORK | NEW_USER
    return unshare(as_user) == 0
