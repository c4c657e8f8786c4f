"""Work beside the window gives way to it: the synchronising process runs at a lower priority."""

from __future__ import annotations

import os
import sys

_STEPS = 5
_BELOW_NORMAL = 0x4000


def give_way() -> None:
    """Let every other process of this person go first when both want the processor."""
    if sys.platform == "win32":
        import ctypes

        kernel = ctypes.windll.kernel32
        kernel.SetPriorityClass(kernel.GetCurrentProcess(), _BELOW_NORMAL)
    else:
        os.nice(_STEPS)
