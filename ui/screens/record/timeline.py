"""What happened, newest first, along a line."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from msk_desk.domain.dates import staff_date
from msk_desk.domain.timeline import TimelineEntry
from ui.context import Context
from ui.theme.theme import current
from ui.widgets.card import clear_layout
from ui.widgets.chip import Chip
from ui.widgets.label import Label

_CHIPS = {
    "in-progress": ("record.entry_now", "good"),
    "draft": ("record.entry_draft", "warn"),
    "preliminary": ("record.entry_draft", "warn"),
    "cancelled": ("record.entry_cancelled", "neutral"),
    "noshow": ("record.entry_no_show", "warn"),
    "booked": ("record.entry_booked", "info"),
    "entered-in-error": ("record.entry_error", "bad"),
}


class TimelineList(QWidget):
    """Dates strong, what happened beside them, detail below."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._marks: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(18, 0, 0, 0)
        self._column.setSpacing(11)

    def show_entries(self, entries: tuple[TimelineEntry, ...], empty: str) -> None:
        """Show these, or say what would be there."""
        clear_layout(self._column)
        self._marks = []
        for entry in entries:
            self._column.addLayout(self._entry(entry))
        if not entries:
            self._column.addWidget(Label(empty, tone="muted", wrap=True))
        self.update()

    def _entry(self, entry: TimelineEntry) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setSpacing(6)
        when = Label(staff_date(entry.when), tone="strong")
        self._marks.append(when)
        row.addWidget(when, 0, Qt.AlignmentFlag.AlignTop)
        row.addStretch(1)
        if entry.status in _CHIPS:
            words, role = _CHIPS[entry.status]
            row.addWidget(Chip(self._context.text(words), role))
        column.addLayout(row)
        column.addWidget(Label(entry.title, wrap=True))
        if entry.detail:
            column.addWidget(Label(entry.detail, tone="muted", size="small", wrap=True))
        return column

    def paintEvent(self, event: QPaintEvent) -> None:
        """The line and its marks."""
        if not self._marks:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        places = [mark.geometry().center().y() for mark in self._marks]
        painter.setPen(QPen(current().colour("line"), 2))
        painter.drawLine(5, places[0], 5, max(places[-1], self.height() - 4))
        painter.setPen(QPen(current().colour("primary"), 2))
        painter.setBrush(current().colour("surface"))
        for place in places:
            painter.drawEllipse(QRectF(1, place - 4, 8, 8))
        painter.end()
