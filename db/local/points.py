"""Named points between two durable steps, where tests kill the process; nothing happens outside tests."""

from __future__ import annotations

import os
import signal

_ARMED = os.environ.get("MSK_DESK_TEST_KILL_AT", "")


def sync_point(name: str) -> None:
    """Die here at once, as by a power cut, when a test has armed this name in the environment."""
    if _ARMED and name == _ARMED:
        os.kill(os.getpid(), signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
