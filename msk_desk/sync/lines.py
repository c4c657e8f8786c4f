"""JSON lines between the window and the sync process: commands in, events out, without threads."""

from __future__ import annotations

import os
import select
import sys
import time
from collections.abc import Mapping
from typing import Any, TextIO

import orjson

_PIECE = 65536
# Windows cannot wait for a pipe with a timeout: look this often instead.
_LOOK_EVERY = 0.1


def read_first_line(fd: int) -> bytes:
    """The first line of a pipe, not a byte more: it may be the key."""
    line = bytearray()
    while (piece := os.read(fd, 1)) not in (b"", b"\n"):
        line += piece
    return bytes(line)


class Commands:
    """Commands as they come on a pipe; `ended` when the other side has closed it."""

    def __init__(self, fd: int) -> None:
        self._fd = fd
        self._rest = b""
        self.ended = False

    def wait(self, seconds: float) -> list[Mapping[str, Any]]:
        """What came within a time: at once when something is there, empty when nothing came."""
        if self.ended or not _readable(self._fd, seconds):
            return []
        piece = os.read(self._fd, _PIECE)
        self.ended = not piece
        *lines, self._rest = (self._rest + piece).split(b"\n")
        return [command for line in lines if (command := _command(line)) is not None]


def _command(line: bytes) -> Mapping[str, Any] | None:
    try:
        value = orjson.loads(line)
    except ValueError:
        return None
    return value if isinstance(value, dict) else None


def _readable(fd: int, seconds: float) -> bool:
    if sys.platform == "win32":
        return _readable_on_windows(fd, seconds)
    return bool(select.select([fd], [], [], max(0.0, seconds))[0])


def _readable_on_windows(fd: int, seconds: float) -> bool:
    """Whether a pipe has something to read, asked again and again: select takes only sockets there."""
    import ctypes
    import msvcrt

    handle = msvcrt.get_osfhandle(fd)  # type: ignore[attr-defined,unused-ignore]
    kernel = ctypes.windll.kernel32  # type: ignore[attr-defined,unused-ignore]
    end = time.monotonic() + seconds
    while True:
        there = ctypes.c_ulong(0)
        # 0: the other side is gone; the read that follows says so.
        if not kernel.PeekNamedPipe(handle, None, 0, None, ctypes.byref(there), None) or there.value:
            return True
        if time.monotonic() >= end:
            return False
        time.sleep(_LOOK_EVERY)


def tell(out: TextIO, event: str, **values: Any) -> None:
    """One event on its own line, at once."""
    out.write(orjson.dumps({"event": event, **values}).decode() + "\n")
    out.flush()
