"""The parts beside the calendar, and how they share its height."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget

from ui.context import Texts
from ui.screens.clinics.appointment_panel import AppointmentPanel
from ui.screens.clinics.book_panel import BookPanel
from ui.screens.clinics.done_bar import DoneBar
from ui.screens.clinics.held_note import HeldNote
from ui.screens.clinics.waiting_panel import WaitingPanel
from ui.screens.clinics.words import BlockWords
from ui.theme.theme import current

_PANEL, _LIST, _GAP = 216, 210, 12
"""Pixels at 100 %: what the panel keeps, so that the list stands still while the arrows walk; what the list keeps."""


class SideRoom(QWidget):
    """What was done, the panel of what is chosen, the waiting list and the note about what is held."""

    def __init__(self, texts: Texts, words: BlockWords, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("clinics_side")
        self.done = DoneBar(texts)
        self.appointment = AppointmentPanel(texts, words)
        self.book = BookPanel(texts, words)
        self.waiting = WaitingPanel(texts, today)
        self.note = HeldNote(texts)
        self._lay_out()

    def _lay_out(self) -> None:
        panels = QWidget()
        inside = QVBoxLayout(panels)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.appointment)
        inside.addWidget(self.book)
        inside.addStretch(1)
        self.panels = QScrollArea()
        self.panels.setObjectName("clinics_panels")
        self.panels.setWidgetResizable(True)
        self.panels.setFrameShape(QFrame.Shape.NoFrame)
        self.panels.setWidget(panels)
        self._inside = panels
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_GAP)
        column.addWidget(self.done)
        column.addWidget(self.panels)
        column.addWidget(self.waiting, 1)
        column.addWidget(self.note)
        column.addStretch(0)
        for widget in (self.panels, self.appointment, self.book):
            widget.hide()
        panels.installEventFilter(self)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self.fit_panel)

    def fit_panel(self, *_: object) -> None:
        """What is asked has the room it needs, if need be that of the list; else the list keeps its own."""
        wanted = next((part for part in (self.book, self.appointment) if not part.isHidden()), None)
        self.panels.setVisible(wanted is not None)
        if wanted is None:
            self.waiting.show()
            self.note.show_if_any()
            return
        focus = self.window().focusWidget()
        asked = self.appointment.form.question is not None or (
            focus is not None and self.panels.isAncestorOf(focus)
        )  # fmt: skip
        room = self.height() - (self.done.height() + _GAP if not self.done.isHidden() else 0)
        high = self._height_of(wanted)
        list_high = current().px(_LIST)
        # Qt takes the height of wrapped words at some other width for their least: what they need here is known.
        self.waiting.setMinimumHeight(list_high)
        wanted.setFixedHeight(high)
        self.note.setVisible(self.note.held and high + list_high + self.note.sizeHint().height() + 2 * _GAP <= room)
        left = room - _GAP - (self.note.sizeHint().height() + _GAP if not self.note.isHidden() else 0)
        squeezed = high + list_high > left
        self.waiting.setVisible(not (squeezed and asked))
        most = left if squeezed and asked else left - list_high
        self.panels.setFixedHeight(max(80, min(max(high + 2, min(current().px(_PANEL), most)), most)))

    def _height_of(self, panel: QWidget) -> int:
        inside = panel.layout()
        assert inside is not None
        wide = self.width() - 2
        return (inside.totalHeightForWidth(wide) if inside.hasHeightForWidth() else inside.sizeHint().height()) + 2

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What is in the panel became higher or lower."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.fit_panel()
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the height anew."""
        super().resizeEvent(event)
        self.fit_panel()
