"""One window a profile: a lock on a file that the system lets go of when the process ends, however it ends."""

from __future__ import annotations

import os
import sys
from pathlib import Path


class SingleInstance:
    """Holds the lock of a profile for one purpose (window, sync) until `release` or the end of the process."""

    def __init__(self, profile_dir: Path, purpose: str = "window") -> None:
        self._path = profile_dir / f"{purpose}.lock"
        self._handle: int | None = None

    def acquire(self) -> bool:
        """Take the lock; False when another process has it."""
        if self._handle is not None:
            return True
        self._path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        if not _lock(handle):
            os.close(handle)
            return False
        self._handle = handle
        return True

    def release(self) -> None:
        """Let go of the lock."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
