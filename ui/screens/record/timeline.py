"""What happened, newest first, along a line."""

from __future__ import annotations

from datetime import datetime
from itertools import groupby

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from msk_desk.domain.dates import NOT_KNOWN, clock_time, staff_date
from msk_desk.domain.timeline import TimelineEntry
from ui.context import Context
from ui.screens.record.day_lines import DayLine, day_lines, line_of
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

_LINES_A_DAY = 6


class TimelineList(QWidget):
    """A day strong, what happened on it below; in brief, scores and to-dos of a day share a line."""

    def __init__(self, context: Context, *, brief: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._brief = brief
        self._context = context
        self._marks: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(18, 0, 0, 0)
        self._column.setSpacing(11)

    def show_entries(self, entries: tuple[TimelineEntry, ...], empty: str) -> None:
        """Show these under their days, or say what would be there."""
        clear_layout(self._column)
        self._marks = []
        told = [entry for entry in entries if not _told_by_its_score(entry)]
        for day, group in groupby(told, key=_day):
            self._column.addLayout(self._one_day(day, tuple(group)))
        if not told:
            self._column.addWidget(Label(empty, tone="muted", wrap=True))
        self.update()

    def _one_day(self, day: str, entries: tuple[TimelineEntry, ...]) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(1)
        when = Label(staff_date(day), tone="strong")
        self._marks.append(when)
        column.addWidget(when)
        lines = day_lines(entries) if self._brief else tuple(DayLine(line_of(each), each.status) for each in entries)
        most = _LINES_A_DAY if self._brief and len(lines) > _LINES_A_DAY + 1 else len(lines)
        for at, line in enumerate(lines[:most]):
            column.addLayout(self._line(line))
            if not self._brief and entries[at].typed_at:
                column.addWidget(Label(self._typed(entries[at]), tone="muted", size="small", wrap=True))
        if len(lines) > most:
            more = self._context.text("record.more", n=len(lines) - most)
            column.addWidget(Label(more, tone="muted", size="small"))
        typed = {(one.typed_at[:16], one.typed_by): one for one in entries if one.typed_at and self._brief}
        for entry in typed.values():
            column.addWidget(Label(self._typed(entry), tone="muted", size="small", wrap=True))
        return column

    def _typed(self, entry: TimelineEntry) -> str:
        """When and by whom it was typed up from paper."""
        when = datetime.fromisoformat(entry.typed_at).astimezone()
        words = f"{staff_date(when.date())} {clock_time(when)}"
        return self._context.text("record.typed", when=words, name=entry.typed_by or NOT_KNOWN)

    def _line(self, line: DayLine) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(Label(line.words, wrap=True), 1)
        if line.status in _CHIPS:
            words, role = _CHIPS[line.status]
            row.addWidget(Chip(self._context.text(words), role), 0, Qt.AlignmentFlag.AlignTop)
        return row

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


def _told_by_its_score(entry: TimelineEntry) -> bool:
    """The answers of a questionnaire stand in the timeline beside the score made from them: one line is enough."""
    return entry.kind == "QuestionnaireResponse" and entry.title.startswith("Prom ")


def _day(entry: TimelineEntry) -> str:
    return entry.when[:10]
