"""A window in a process of its own, for start and memory: prints one line of JSON when done.

Called as `python -m tests.benchmarks.window_child start|memory PROFILE LOGIN [ACTIONS]`; moments are seconds of the
machine's monotonic clock, so that the parent can subtract its own.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

_FOUND: dict[str, float] = {}


def resident() -> float:
    """Memory of this process that is in use, in MB of 1,048,576 bytes."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0


def start(folder: str, login: str) -> None:
    """Open the window as the command does; note when the unlock page and then Today are painted."""
    from msk_desk.platform.profile import read
    from msk_desk.wiring.window import build_desk
    from tests.benchmarks.painted_once import PaintedOnce
    from ui.app import make_application, open_window

    make_application()
    desk = build_desk(read(Path(folder)))
    window = open_window(desk)
    PaintedOnce(window.unlock_page).wait()
    _FOUND["unlock painted"] = time.perf_counter()
    _note_when_derived()
    driver, seat = _hands(window, desk, login)
    from ui.tour.day import unlock

    unlock(driver, seat)
    screen = driver.find("today_screen")
    PaintedOnce(screen, lambda: _rows(driver)).wait()
    _FOUND["today painted"] = time.perf_counter()
    window.close()


def _hands(window: Any, desk: Any, login: str) -> tuple[Any, Any]:
    from msk_desk.wiring.demo import UNLOCK_CODE
    from ui.tour.day import Seat
    from ui.tour.driver import Driver

    class _NoPictures(Driver):
        def shoot(self, name: str) -> Path:
            return self.pictures / name

    return _NoPictures(window, Path()), Seat(desk, login, UNLOCK_CODE)


def _rows(driver: Any) -> bool:
    """Whether the clinic list has its rows."""
    table = driver.seen("clinic_list")
    return table is not None and table.model().rowCount() > 0


def _note_when_derived() -> None:
    """Note the moment at which the code has become a key: deriving it is slow on purpose."""
    from msk_desk.platform.vault import Vault

    derive = Vault.open

    def noted(vault: Vault, login: str, code: str) -> Any:
        key = derive(vault, login, code)
        _FOUND["derived"] = time.perf_counter()
        return key

    Vault.open = noted  # type: ignore[method-assign]


def memory(folder: str, login: str, actions: str) -> None:
    """Use the window for so many actions; note the memory at the half and at the end."""
    from msk_desk.platform.profile import read
    from msk_desk.wiring.window import build_desk
    from ui.app import make_application, open_window
    from ui.tour.day import unlock

    make_application()
    desk = build_desk(read(Path(folder)))
    window = open_window(desk, lock_minutes=600)
    driver, seat = _hands(window, desk, login)
    unlock(driver, seat)
    from tests.benchmarks.busy_clinician import BusyClinician

    clinician = BusyClinician(driver, window.workspace)
    whole = int(actions)
    clinician.act(whole // 5)
    _FOUND["warm"] = resident()
    clinician.act(whole * 2 // 5)
    _FOUND["half"] = resident()
    clinician.act(whole * 2 // 5)
    _FOUND["end"] = resident()
    window.close()


if __name__ == "__main__":
    {"start": start, "memory": memory}[sys.argv[1]](*sys.argv[2:])
    print(json.dumps(_FOUND), flush=True)
