"""S9: a form from JSON to painted, and a key from pressed to recalculated and painted, beside LHC-Forms in Chromium."""

from __future__ import annotations

import time
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from msk_desk.content.texts import Texts
from msk_desk.forms.definition import Definition
from msk_desk.forms.state import FormState
from tests.benchmarks.bench_district import BenchDistrict
from tests.benchmarks.lhc_forms import browser, lhc_folder, measured
from tests.benchmarks.made_forms import eight_hundred_items, sixty_items
from tests.benchmarks.measure import Measure, least, percentile
from ui.app import make_application
from ui.forms.view import FormView
from ui.theme.theme import apply_theme

NOW, TODAY = datetime(2026, 11, 22, 9, 0, tzinfo=UTC), date(2026, 11, 22)
FIELD, FOLLOWS, KEYS, OPENS, ROUNDS = "s0-height", "s0-index", "1.75", 6, 4
OPEN_MS, KEY_MS = 150.0, 16.0


def measure(_: BenchDistrict) -> list[Measure]:
    """Opening and typing, for a form of 60 items and for one of 800."""
    apply_theme(make_application(), "light")
    small, large = sixty_items(), eight_hundred_items()
    return [*_rows("60 items, 40 expressions", small, OPEN_MS), *_rows("800 items", large, None)]


def _rows(name: str, form: Mapping[str, Any], target: float | None) -> list[Measure]:
    """Opening and typing.

    Args:
        target: milliseconds to open; None for a form so large that only the comparison counts.
    """
    other = _baseline(form)
    opened = percentile(least([_opens(form) for _ in range(ROUNDS)]), 0.95)
    typed = percentile(least([_keys(form) for _ in range(ROUNDS)]), 0.95)
    open_there, key_there = _least_of(other, "open"), _least_of(other, "key")
    if target is None:
        words = "≤ LHC-Forms" if open_there else "none without LHC-Forms"
        held = open_there is None or opened <= open_there
    else:
        words, held = f"≤ {target:.0f} ms", opened <= target
    lacking = "" if other else ": LHC-Forms or Chromium not here"
    return [
        Measure("S9", f"{name}: JSON to painted{lacking}", opened, open_there, words, held, "ms"),
        Measure("S9", f"{name}: key to painted, p95", typed, key_there, "≤ 16 ms", typed <= KEY_MS, "ms"),
    ]


def _baseline(form: Mapping[str, Any]) -> dict[str, Any]:
    """The same in LHC-Forms; nothing when it or a browser is not on this computer."""
    folder, program = lhc_folder(), browser()
    if folder is None or program is None:
        return {}
    return measured(folder, program, form, {"opens": 4, "field": FIELD, "follows": FOLLOWS,
                                            "typed": ["1.6", "1.7", "1.75", "1.8"]})  # fmt: skip


def _least_of(other: Mapping[str, Any], what: str) -> float | None:
    """The best that the other did: what it costs there, not what else the computer did meanwhile."""
    return min(other[what]) if other else None


def _view() -> FormView:
    view = FormView(Texts.load(), lambda: TODAY)
    view.resize(820, 640)
    view.show()
    QCoreApplication.processEvents()
    return view


def _close(view: FormView) -> None:
    view.close()
    view.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _opens(form: Mapping[str, Any]) -> list[float]:
    """Milliseconds from the JSON to the first painting."""
    took = []
    for _ in range(OPENS):
        view = _view()
        began = time.perf_counter()
        view.show_state(FormState(Definition.load(dict(form)), now=NOW))
        QCoreApplication.sendPostedEvents()
        view.repaint()
        took.append((time.perf_counter() - began) * 1000)
        _close(view)
    return took


def _keys(form: Mapping[str, Any]) -> list[float]:
    """Milliseconds of each key in a field that others are calculated from, until all is drawn."""
    view = _view()
    view.show_state(FormState(Definition.load(dict(form)), now=NOW))
    view.finish_building()
    QTest.qWait(50)
    field = view.findChild(QLineEdit, f"answer_{FIELD}")
    assert field is not None
    field.setFocus(Qt.FocusReason.OtherFocusReason)
    took = []
    for key in KEYS * 5:
        began = time.perf_counter()
        QTest.keyClicks(field, key)
        QCoreApplication.sendPostedEvents()
        QCoreApplication.processEvents()
        took.append((time.perf_counter() - began) * 1000)
        if len(field.text()) == len(KEYS):
            field.selectAll()
    _close(view)
    return took
