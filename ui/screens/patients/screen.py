"""Patients: any of them as typed, by name, number, birth date, telephone or postcode."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from msk_desk.domain import telephone
from msk_desk.domain.dates import age_in_years, staff_date
from msk_desk.domain.nhs_number import shown
from msk_desk.domain.people import PatientLine
from msk_desk.domain.roles import Role
from ui.context import Context
from ui.models.rows_model import Cell, Column
from ui.navigation import Place
from ui.screens.patients.presenter import LIMIT, Found, PatientsPresenter
from ui.screens.screen import Screen
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.label import Label
from ui.widgets.table import Table

_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class PatientsScreen(Screen):
    """A search field that keeps the keyboard while the arrows walk the list below it."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setObjectName("patients_screen")
        self.presenter = PatientsPresenter(context, self)
        self.field = QLineEdit()
        self.field.setObjectName("patients_search")
        self.field.setProperty("level", "large")
        self.field.setPlaceholderText(self.text("patients.placeholder"))
        self.field.setAccessibleName(self.text("patients.search"))
        self.field.setClearButtonEnabled(True)
        self.field.installEventFilter(self)
        self.due = Button(self.text("due.title"), name="patients_due", icon="chart")
        if not self.context.desk.alerts.may_act(self.context.actor):
            self.due.hide()
        self.due.clicked.connect(self._go_to_due)
        self.refer = Button(self.text("patients.refer"), look="primary", name="patients_refer", icon="plus")
        self.refer.setToolTip(self.text("patients.refer_hint"))
        if not context.actor.role.sees_patients or context.actor.role is Role.ADMINISTRATOR:
            self.refer.hide()  # never shown here: without a parent yet it would be a window of its own
        self.count = Label(tone="muted", name="patients_count")
        self.table = Table(self._columns(), name="patients_table", says=self.text("patients.list"), two_lines=True)
        self.empty = EmptyState("", icon="search", name="patients_empty")
        self._pages = QStackedWidget()
        self._pages.addWidget(self.empty)
        self._pages.addWidget(self.table)
        self._lay_out()
        self.field.textEdited.connect(self.presenter.find)
        self.field.returnPressed.connect(self._open_chosen)
        self.table.row_opened.connect(self.presenter.open)
        self.refer.clicked.connect(self._take_referral)
        QShortcut(QKeySequence("Ctrl+R"), self).activated.connect(self._take_referral)
        self.presenter.found.connect(self.show_found)

    def _lay_out(self) -> None:
        card = Card(name="card")
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(self.field, 1)
        row.addWidget(self.count)
        row.addWidget(self.due)
        row.addWidget(self.refer)
        card.add(row)
        card.add(self._pages, 1)
        page = QVBoxLayout(self)
        page.setContentsMargins(20, 16, 20, 14)
        page.addWidget(card)

    def _columns(self) -> list[Column[PatientLine]]:
        text = self.text
        return [
            Column(text("patients.column_patient"), self._name_cell, whole=True),
            Column(text("patients.column_age"), self._age_cell, 60, optional=1),
            Column(text("patients.column_born"), _born_cell, 120),
            Column(text("patients.column_gender"), _gender_cell, 90, optional=3),
            Column(text("patients.column_nhs_number"), _number_cell, 130),
            Column(text("patients.column_phone"), _phone_cell, 140, optional=2),
            Column(text("patients.column_postcode"), _postcode_cell, 110, optional=4),
        ]

    def open(self, place: Place) -> None:
        """Ready to type."""
        self.titled.emit(self.text("patients.title"))
        self.presenter.find(self.field.text())
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.selectAll()

    def show_found(self, found: Found) -> None:
        """Show who was found; the first is chosen, so that Enter opens them."""
        self.table.show_rows(found.lines)
        if found.lines:
            self._pages.setCurrentWidget(self.table)
            self.table.choose_quietly(0)
            self.table.scrollToTop()
        else:
            key = "patients.none" if found.text else "patients.empty"
            advice = "patients.none_advice" if found.text else "patients.empty_advice"
            self.empty.say(self.text(key), self.text(advice))
            self._pages.setCurrentWidget(self.empty)
        self.count.setText(self._count_words(found))

    def _count_words(self, found: Found) -> str:
        if found.recent:
            return self.text("patients.recent") if found.lines else ""
        if len(found.lines) >= LIMIT:
            return self.text("patients.first", n=LIMIT)
        return self.text("patients.count", n=len(found.lines))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and down in the field walk the list."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in _MOVES:
            self.table.keyPressEvent(event)
            return True
        return False

    def _go_to_due(self) -> None:
        self.context.navigator.go("due")

    def _take_referral(self) -> None:
        """For whoever is chosen in the list; with an empty search for somebody still to be found."""
        line = self.table.chosen_row if self.field.text().strip() else None
        self.context.navigator.go("referral", **({"patient": line.id} if line is not None else {}))

    def _open_chosen(self) -> None:
        line = self.table.chosen_row
        if line is not None:
            self.presenter.open(line)

    def _name_cell(self, line: PatientLine) -> Cell:
        why = self.text("patients.matched", what=line.matched_on) if line.matched_on not in ("", "name") else ""
        died = ((self.text("patients.died"), "neutral"),) if line.deceased else ()
        return Cell(line.name, bold=True, below=why, chips=died)

    def _age_cell(self, line: PatientLine) -> Cell:
        age = age_in_years(line.born, self.context.desk.now().astimezone().date())
        return Cell("" if age is None or line.deceased else f"{age}y", tone="muted")


def _born_cell(line: PatientLine) -> Cell:
    return Cell(staff_date(line.born), tone="muted")


def _gender_cell(line: PatientLine) -> Cell:
    return Cell(line.gender.capitalize(), tone="muted")


def _number_cell(line: PatientLine) -> Cell:
    return Cell(shown(line.nhs_number) if line.nhs_number else "", tone="muted")


def _phone_cell(line: PatientLine) -> Cell:
    return Cell(telephone.shown(line.phone), tone="muted")


def _postcode_cell(line: PatientLine) -> Cell:
    return Cell(line.postcode, tone="muted")
