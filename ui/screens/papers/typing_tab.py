"""Typing up afterwards what was written on a paper list: the day's people at the left, the true times at the right."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QWidget

from msk_desk.domain.clinic_time import CLINIC_ZONE
from msk_desk.domain.dates import WEEKDAYS, clock_time, staff_date
from msk_desk.domain.errors import BadInput
from ui.context import Context
from ui.errors import trouble
from ui.models.rows_model import Cell, Column
from ui.screens.papers.presenter import PapersPresenter
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.label import Label
from ui.widgets.message_bar import MessageBar
from ui.widgets.segmented import Segmented
from ui.widgets.table import Table

if TYPE_CHECKING:
    from msk_desk.domain.clinics import ClinicLine

_OPEN = ("booked", "arrived")
_STATES = {
    "booked": ("today.status_booked", "neutral"), "arrived": ("today.status_arrived", "info"),
    "fulfilled": ("today.status_seen", "good"), "noshow": ("today.status_no_show", "warn"),
    "proposed": ("today.status_proposed", "neutral"),
}  # fmt: skip
_FIELDS = ("came", "began", "ended")


class TypingTab(QWidget):
    """Enter goes from field to field and then saves; the next person is chosen by itself."""

    def __init__(self, context: Context, presenter: PapersPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("papers_typing")
        self._context = context
        self._presenter = presenter
        self._text = context.text
        self.day: date = presenter.today
        text = self._text
        columns: list[Column[ClinicLine]] = [
            Column(text("today.column_time"), _time, 70), Column(text("today.column_patient"), _person, whole=True),
            Column(text("today.column_clinician"), _clinician, 130, optional=1),
            Column(text("today.column_status"), self._state, 130),
        ]  # fmt: skip
        self.table = Table(columns, name="typing_list", says=text("papers.typing"), two_lines=True)
        self.before = Button(text("today.day_before"), look="icon", icon="chevron-left", name="typing_before")
        self.after = Button(text("today.day_after"), look="icon", icon="chevron-right", name="typing_after")
        self.fields = {name: QLineEdit() for name in _FIELDS}
        choices = [
            ("", text("papers.outcome_open")), ("treatment started", text("papers.outcome_started")),
            ("no treatment", text("papers.outcome_none")),
        ]  # fmt: skip
        self.outcome = Segmented(choices, name="typing_outcome", says=text("papers.outcome"))
        self.outcome.choose("")
        self.save = Button(text("papers.came_save"), look="primary", name="typing_save")
        self.missed = Button(text("papers.not_come_save"), name="typing_missed")
        self.message = MessageBar(text("window.close"), name="typing_message")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.left = Card(name="card_typing_list")
        self.left.add_action(self.before)
        self.left.add_action(self.after)
        self.left.add(self.table, 1)
        self.right = Card(name="card_typing")
        self.right.add(Label(self._text("papers.typing_advice"), tone="muted", wrap=True))
        self.right.add(self.message)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        for at, name in enumerate(_FIELDS):
            words, field = self._text(f"papers.field_{name}"), self.fields[name]
            field.setObjectName(f"typing_{name}")
            field.setAccessibleName(words)
            field.setPlaceholderText("09:05")
            field.setMaxLength(5)
            label = Label(words)
            label.setBuddy(field)
            grid.addWidget(label, at, 0)
            grid.addWidget(field, at, 1)
        grid.setColumnStretch(2, 1)
        self.right.add(grid)
        self.outcome_label = Label(self._text("papers.outcome"))
        self.right.add(self.outcome_label)
        self.right.add(self.outcome)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.save)
        buttons.addWidget(self.missed)
        buttons.addStretch(1)
        self.right.add(buttons)
        self.right.body.addStretch(1)
        clinician = self._context.actor.role.writes_notes
        self.outcome.setVisible(clinician)
        self.outcome_label.setVisible(clinician)
        page = QHBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(14)
        page.addWidget(self.left, 58)
        page.addWidget(self.right, 42)

    def _connect(self) -> None:
        self._presenter.day_read.connect(self.show_day)
        self._presenter.typed_up.connect(self._go_on)
        self._presenter.refused.connect(self._fail)
        self.before.clicked.connect(self._go_back_a_day)
        self.after.clicked.connect(self._go_on_a_day)
        self.table.row_chosen.connect(self._choose)
        self.table.row_opened.connect(self._begin)
        self.save.clicked.connect(self._save)
        self.missed.clicked.connect(self._miss)
        self.fields["came"].returnPressed.connect(self.fields["began"].setFocus)
        self.fields["began"].returnPressed.connect(self.fields["ended"].setFocus)
        self.fields["ended"].returnPressed.connect(self._save)

    def read(self) -> None:
        """Read the day afresh."""
        self.left.set_heading(f"{WEEKDAYS[self.day.weekday()]} {staff_date(self.day)}")
        self.after.setEnabled(self.day < self._presenter.today)
        self._presenter.read_day(self.day)

    def focus(self) -> None:
        """Give the list the keyboard."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_day(self, lines: tuple[ClinicLine, ...]) -> None:
        """Show who was booked; the first who is still to be typed up is chosen."""
        self.table.show_rows(lines)
        self.left.subtitle.setText("" if lines else self._text("papers.nobody_booked"))
        at = next((n for n, line in enumerate(lines) if line.status in _OPEN), 0)
        self.table.choose_row(at)
        self._choose(self.table.chosen_row)

    def _choose(self, line: ClinicLine | None) -> None:
        for field in self.fields.values():
            field.clear()
        self.message.hide()
        self.outcome.choose("")
        open_still = line is not None and line.status in _OPEN
        self.right.set_heading(line.patient_name if line else self._text("papers.typing"))
        for widget in (self.save, self.missed, *self.fields.values()):
            widget.setEnabled(open_still)

    def _begin(self, _line: ClinicLine) -> None:
        self.fields["came"].setFocus(Qt.FocusReason.OtherFocusReason)

    def _save(self) -> None:
        from msk_desk.services.afterwards import Written

        line = self.table.chosen_row
        if line is None or not self.save.isEnabled():
            return
        try:
            times = {name: self._moment(field.text()) for name, field in self.fields.items()}
        except ValueError:
            self._fail(BadInput("That is no time.", advice="Write it as 09:05."))
            return
        self._presenter.type_up(line.appointment_id, Written(**times, outcome=self.outcome.choice or ""))

    def _miss(self) -> None:
        line = self.table.chosen_row
        if line is not None:
            self._presenter.type_up(line.appointment_id, None)

    def _moment(self, typed: str) -> datetime | None:
        text = typed.strip().replace(".", ":")
        if not text:
            return None
        if ":" not in text and len(text) in (3, 4):
            text = f"{text[:-2]}:{text[-2:]}"
        hour, minute = text.split(":")
        return datetime.combine(self.day, time(int(hour), int(minute)), CLINIC_ZONE)

    def _go_on(self, _appointment_id: str) -> None:
        self.read()
        self.fields["came"].setFocus(Qt.FocusReason.OtherFocusReason)

    def _fail(self, error: Exception) -> None:
        said = trouble(error)
        self.message.show_message(said.title, said.advice, code=said.code, look=said.look)

    def _go_back_a_day(self) -> None:
        self.day -= timedelta(days=1)
        self.read()

    def _go_on_a_day(self) -> None:
        self.day += timedelta(days=1)
        self.read()

    def _state(self, line: ClinicLine) -> Cell:
        words, role = _STATES.get(line.status, _STATES["booked"])
        return Cell(chips=((self._text(words), role),))


def _time(line: ClinicLine) -> Cell:
    return Cell(clock_time(line.start), bold=True)


def _person(line: ClinicLine) -> Cell:
    return Cell(line.patient_name, bold=True, below=line.reason)


def _clinician(line: ClinicLine) -> Cell:
    return Cell(line.staff_name, tone="muted")
