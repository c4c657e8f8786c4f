"""A month of days under the field that it fills, in the theme's colours."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from msk_desk.forms.typed_dates import date_text
from ui.forms.words import Words
from ui.theme.theme import current
from ui.widgets.button import Button
from ui.widgets.label import Label


class CalendarPopup(QFrame):
    """Chosen with the mouse, or with arrows and Enter."""

    def __init__(self, take: Callable[[QDate], None], words: Words, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("card", "raised")
        self.calendar = QCalendarWidget()
        self.calendar.setNavigationBarVisible(False)
        self.calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.calendar.setMinimumSize(current().px(252), current().px(188))
        self.calendar.clicked.connect(take)
        self.calendar.activated.connect(take)
        self.calendar.currentPageChanged.connect(self._show_month)
        self._month = Label(size="heading")
        self._dress_weekend()
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addLayout(self._heading(words))
        column.addWidget(self.calendar)
        self._show_month()

    def _heading(self, words: Words) -> QHBoxLayout:
        earlier, later = words.get("forms.month_before"), words.get("forms.month_after")
        back = Button(earlier, look="icon", icon="chevron-left", name="calendar_before", says=earlier)
        on = Button(later, look="icon", icon="chevron-right", name="calendar_after", says=later)
        back.clicked.connect(self.calendar.showPreviousMonth)
        on.clicked.connect(self.calendar.showNextMonth)
        row = QHBoxLayout()
        row.addWidget(back)
        row.addStretch(1)
        row.addWidget(self._month)
        row.addStretch(1)
        row.addWidget(on)
        return row

    def _dress_weekend(self) -> None:
        """Take away Qt's red: here red means that something is wrong."""
        plain = QTextCharFormat()
        plain.setForeground(current().colour("muted"))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.calendar.setWeekdayTextFormat(day, plain)

    def _show_month(self) -> None:
        first = date(self.calendar.yearShown(), self.calendar.monthShown(), 1)
        self._month.setText(date_text(first).partition("-")[2])
