"""Fields of the clinic panels: a day, a time and a choice of many, each knowing what it holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from msk_desk.domain.clinic_time import clock, minutes_in
from msk_desk.domain.dates import staff_date
from msk_desk.forms.typed_dates import parse_date
from ui.theme.restyle import restyle
from ui.theme.theme import current


def _mark(field: QLineEdit, wrong: bool) -> None:
    if (field.property("wrong") == "true") is not wrong:
        field.setProperty("wrong", "true" if wrong else "false")
        restyle(field)


class DayField(QLineEdit):
    """A day, typed as staff type it; blank is no day.

    Signals:
        entered: nothing; the user changed it, `day` says to what.
    """

    entered = Signal()

    def __init__(self, name: str, says: str, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(says)
        self.setFixedWidth(current().px(112))
        self._today = today
        self.textEdited.connect(self._say)
        self.editingFinished.connect(self._tidy)

    @property
    def day(self) -> date | None:
        """The day now; None when blank or not a day."""
        words = self.text().strip()
        return parse_date(words, self._today()) if words else None

    def show_day(self, day: date | None) -> None:
        """Show a day, or none."""
        self.setText("" if day is None else staff_date(day))
        _mark(self, wrong=False)

    def _say(self, _words: str) -> None:
        self.entered.emit()

    def _tidy(self) -> None:
        day = self.day
        _mark(self, wrong=day is None and bool(self.text().strip()))
        if day is not None and self.text() != staff_date(day):
            self.setText(staff_date(day))


class TimeField(QLineEdit):
    """A time of the day in minutes after midnight.

    Signals:
        entered: nothing; the user changed it, `minutes` says to what.
    """

    entered = Signal()

    def __init__(self, name: str, says: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(says)
        self.setFixedWidth(current().px(64))
        self.textEdited.connect(self._say)
        self.editingFinished.connect(self._tidy)

    @property
    def minutes(self) -> int | None:
        """The time now; None when it is none."""
        return minutes_in(self.text())

    def show_minutes(self, minutes: int | None) -> None:
        """Show a time, or none."""
        self.setText("" if minutes is None else clock(minutes))
        _mark(self, wrong=False)

    def _say(self, _words: str) -> None:
        self.entered.emit()

    def _tidy(self) -> None:
        minutes = self.minutes
        _mark(self, wrong=minutes is None and bool(self.text().strip()))
        if minutes is not None:
            self.setText(clock(minutes))


class Choice(QComboBox):
    """One of many, by id; typing goes to a name.

    Signals:
        picked: the id that the user chose.
    """

    picked = Signal(object)

    def __init__(self, name: str, says: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(says)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(10)
        self.activated.connect(self._say)

    def offer(self, choices: Iterable[tuple[str, str]]) -> None:
        """Offer (id, words); what was chosen stays chosen while it is offered."""
        chosen, wanted = self.chosen, list(choices)
        if wanted == [(str(self.itemData(at)), self.itemText(at)) for at in range(self.count())]:
            return
        self.clear()
        for key, words in wanted:
            self.addItem(words, key)
        self.choose(chosen)

    @property
    def chosen(self) -> str:
        """The id chosen now, or an empty text."""
        return str(self.currentData() or "")

    def choose(self, key: str) -> None:
        """Show a choice; one that is not offered shows nothing."""
        self.setCurrentIndex(self.findData(key))

    def _say(self, at: int) -> None:
        self.picked.emit(str(self.itemData(at)))
