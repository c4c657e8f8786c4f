"""A date typed as people write it, or taken from a calendar."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime

from PySide6.QtCore import QDate, QPoint
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from msk_desk.forms.instance import Instance
from msk_desk.forms.typed_dates import date_text, parse_date
from ui.forms.editors.calendar_popup import CalendarPopup
from ui.forms.editors.editor import Editor
from ui.forms.events import Value
from ui.forms.value_text import values_words
from ui.forms.words import Words
from ui.theme.theme import current
from ui.widgets.button import Button

_CLOCK = re.compile(r"([01]?\d|2[0-3]):[0-5]\d$")


class DateLine(Editor):
    """A date, or a date with a time after it."""

    def __init__(
        self, instance: Instance, words: Words, today: Callable[[], date], parent: QWidget | None = None
    ) -> None:
        super().__init__(instance, words, parent)
        self._today = today
        self._popup: CalendarPopup | None = None
        self._field = QLineEdit()
        self._field.setObjectName(f"answer_{self.item.link_id}")
        self._field.setPlaceholderText(self.item.look.entry_format or words.get("forms.date_hint"))
        self._field.setFixedWidth(current().px(178))
        self._field.textEdited.connect(self._take)
        self._field.editingFinished.connect(self._tidy)
        self._button = Button(
            "", look="icon", icon="calendar", name=f"calendar_{self.item.link_id}",
            says=words.get("forms.date_open_calendar", what=self.item.text),
        )  # fmt: skip
        self._button.clicked.connect(self._open_calendar)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self._field)
        row.addWidget(self._button)
        row.addStretch(1)

    def show_answers(self, values: Sequence[Value]) -> None:
        """Show the date, unless the user is typing it."""
        if not self._field.hasFocus() or not self._field.text():
            self._field.setText(values_words(values, self.words))

    def target(self) -> QWidget:
        """Return the field."""
        return self._field

    def text_place(self) -> int | None:
        """Return the place of the cursor."""
        return self._field.cursorPosition()

    def set_text_place(self, place: int | None) -> None:
        """Put the cursor in its place."""
        if place is not None:
            self._field.setCursorPosition(place)

    def _take(self, text: str) -> None:
        if not text.strip():
            self.say()
            return
        day_text, clock = text.strip(), ""
        if self.item.type == "dateTime" and ":" in text:
            day_text, _, clock = text.strip().rpartition(" ")
        day = parse_date(day_text, self._today())
        if day is None or (clock and not _CLOCK.match(clock)):
            self.say_wrong(self.words.get("forms.date_not_understood"))
            return
        self.say(self._value(day, clock))

    def _value(self, day: date, clock: str = "") -> Value:
        if self.item.type == "date":
            return {"valueDate": day.isoformat()}
        if not clock:
            return {"valueDateTime": day.isoformat()}
        # FHIR wants the time zone with a time; what is typed means the clock on this wall.
        local = datetime.fromisoformat(f"{day.isoformat()}T{clock.zfill(5)}").astimezone()
        return {"valueDateTime": local.isoformat()}

    def _tidy(self) -> None:
        """Write the date out once the user has left the field."""
        if self.instance.values:
            self._field.setText(values_words(self.instance.values, self.words))

    def _open_calendar(self) -> None:
        if self._popup is None:
            self._popup = CalendarPopup(self._take_day, self.words, self)
        day = parse_date(self._field.text(), self._today()) or self._today()
        self._popup.calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        self._popup.move(self._field.mapToGlobal(QPoint(0, self._field.height() + 2)))
        self._popup.show()
        self._popup.calendar.setFocus()

    def _take_day(self, chosen: QDate) -> None:
        if self._popup is not None:
            self._popup.hide()
        day = date(chosen.year(), chosen.month(), chosen.day())
        self._field.setText(date_text(day))
        self._field.setFocus()
        self.say(self._value(day))
