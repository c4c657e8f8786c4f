"""The synchronising process gives way to the window."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has priority classes instead of niceness")
def test_the_process_lowers_its_own_priority() -> None:
    script = "import os; from msk_desk.platform.priority import give_way; give_way(); print(os.nice(0))"
    said = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert int(said.stdout) > os.nice(0)
