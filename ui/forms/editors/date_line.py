"""A date typed as people write it, or taken from a calendar."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime

from PySide6.QtCore import QDate, QPoint
from PySide6.QtWidgets import QHBoxLayout, QWidget

from msk_desk.forms.instance import Instance
from msk_desk.forms.typed_dates import date_text, parse_date, part_of_date
from ui.forms.editors.calendar_popup import CalendarPopup
from ui.forms.editors.line import LineEditor
from ui.forms.events import Value
from ui.forms.value_text import values_words
from ui.forms.words import Words
from ui.theme.theme import current
from ui.widgets.button import Button
from ui.widgets.label import Label

_CLOCK = re.compile(r"([01]?\d|2[0-3])[:.][0-5]\d$")
_WIDTH, _CELL = 178, 112


class DateLine(LineEditor):
    """A date, part of one, or a date with a time after it; what was understood stands beside it."""

    def __init__(
        self, instance: Instance, words: Words, today: Callable[[], date], parent: QWidget | None = None, *,
        cell: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(instance, words, parent, cell=cell)
        self._today = today
        self._popup: CalendarPopup | None = None
        hint = words.get("forms.date_time_hint" if self.item.type == "dateTime" else "forms.date_hint")
        self._field.setPlaceholderText("" if cell else self.item.look.entry_format or hint)
        self._field.setFixedWidth(current().px(_CELL if cell else _WIDTH))
        self._field.textEdited.connect(self._take)
        self._field.editingFinished.connect(self._tidy)
        self._button = Button(
            "", look="icon", icon="calendar", name=f"calendar_{self.item.link_id}",
            says=words.get("forms.date_open_calendar", what=self.item.text), parent=self,
        )  # fmt: skip
        self._button.clicked.connect(self._open_calendar)
        self._understood = Label(tone="muted", name=f"understood_{self.item.link_id}", parent=self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self._field)
        self._button.setVisible(not cell)
        if not cell:
            row.addWidget(self._button)
            row.addWidget(self._understood)
        row.addStretch(1)

    def show_answers(self, values: Sequence[Value]) -> None:
        """Show the date, unless the user is typing it."""
        if not self._field.hasFocus() or not self._field.text():
            self._field.setText(values_words(values, self.words))
            self._understood.clear()

    def _take(self, text: str) -> None:
        value = self._read(text.strip())
        self._understood.setText(values_words([value], self.words) if value else "")
        if value is not None:
            self.say(value)
        elif not text.strip():
            self.say()
        else:
            self.say_wrong("")

    def _read(self, text: str) -> Value | None:
        """The answer that a text means, or None."""
        day_text, clock = text, ""
        if self.item.type == "dateTime" and _CLOCK.match(text.rpartition(" ")[2]):
            day_text, _, clock = text.rpartition(" ")
        day = parse_date(day_text, self._today())
        if day is not None:
            return self._value(day, clock.replace(".", ":"))
        part = "" if clock else part_of_date(day_text)
        key = "valueDate" if self.item.type == "date" else "valueDateTime"
        return {key: part} if part else None

    def _value(self, day: date, clock: str = "") -> Value:
        if self.item.type == "date":
            return {"valueDate": day.isoformat()}
        if not clock:
            return {"valueDateTime": day.isoformat()}
        # FHIR wants the time zone with a time; what is typed means the clock on this wall.
        local = datetime.fromisoformat(f"{day.isoformat()}T{clock.zfill(5)}").astimezone()
        return {"valueDateTime": local.isoformat()}

    def _tidy(self) -> None:
        """Once the user has left the field, write the date out or say how to write one."""
        self._understood.clear()
        text = self._field.text().strip()
        if text and values_words(self.instance.values, self.words) != text:
            value = self._read(text)
            if value is None:
                hint = "forms.date_time_not_understood" if self.item.type == "dateTime" else "forms.date_not_understood"
                self.say_wrong(self.words.get(hint))
            else:
                self._field.setText(values_words([value], self.words))

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
        self._understood.clear()
        self.say(self._value(day))
