"""The menu under the heading of a column: the clinician's week, and each session to change or cancel."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from msk_desk.domain.dates import clock_time
from msk_desk.domain.diary import Sitting
from ui.context import Texts
from ui.screens.clinics.columns import Column


class ColumnMenu(QMenu):
    """By mouse on a heading, or Shift+F10 in the column.

    Signals:
        week_asked: the id of a clinician.
        session_asked: the Sitting that is to be changed or cancelled.
    """

    week_asked = Signal(object)
    session_asked = Signal(object)

    def __init__(self, texts: Texts, column: Column, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("column_menu")
        self._column = column
        self._sittings: dict[str, Sitting] = {sitting.id: sitting for sitting in column.sittings}
        self.addAction(texts.get("calendar.menu_week", name=column.title)).setData("week")
        for sitting in column.sittings:
            times = f"{clock_time(sitting.start)}–{clock_time(sitting.end)}"
            key = "calendar.menu_session" if sitting.active else "calendar.menu_session_off"
            self.addAction(texts.get(key, times=times)).setData(sitting.id)
        self.triggered.connect(self._choose)

    def _choose(self, action: object) -> None:
        chosen = str(action.data())  # type: ignore[attr-defined]
        if chosen == "week":
            self.week_asked.emit(self._column.staff_id)
        elif chosen in self._sittings:
            self.session_asked.emit(self._sittings[chosen])
