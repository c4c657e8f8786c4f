"""The Qt that is installed gives back the None it borrows: PySide6 6.12.0 on Python 3.11 does not, and then aborts.

Each call that returns nothing loses one reference there; a window dies after some thousand calls, but a short
suite of tests still passes. Hence this count.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

CALLS = 1000
CALLED: dict[str, Callable[[QLabel, QObject], None]] = {
    "setObjectName": lambda label, thing: thing.setObjectName("name"),
    "setText": lambda label, thing: label.setText("text"),
    "update": lambda label, thing: label.update(),
    "setWhatsThis": lambda label, thing: label.setWhatsThis("what"),
    "stop": lambda label, thing: QTimer(thing).stop(),
}


@pytest.mark.parametrize("name", list(CALLED))
def test_a_call_that_returns_nothing_loses_no_reference(name: str, qtbot: QtBot) -> None:
    label, thing, call = QLabel(), QObject(), CALLED[name]
    qtbot.addWidget(label)
    call(label, thing)
    gc.collect()
    gc.disable()  # rubbish of other tests holds None too, and must not be swept away in between
    try:
        before = sys.getrefcount(None)
        for _ in range(CALLS):
            call(label, thing)
        lost = before - sys.getrefcount(None)
    finally:
        gc.enable()
    assert lost < CALLS / 2, "the fault loses one with every call"
