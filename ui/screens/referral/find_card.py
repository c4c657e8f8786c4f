"""Who is the referral for: a search that keeps the keyboard, and the way to register somebody new."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QWidget

from msk_desk.domain import telephone
from msk_desk.domain.dates import staff_date
from msk_desk.domain.nhs_number import shown
from msk_desk.domain.people import PatientLine
from ui.context import Context
from ui.models.rows_model import Cell, Column
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.table import Table

_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class FindCard(Card):
    """Enter takes the chosen line; where nobody is found it registers somebody new.

    Signals:
        typed: what stands in the search field, at each keystroke.
        chosen: the id of a patient.
        new_asked: what was typed; somebody new is to be registered.
    """

    typed = Signal(object)
    chosen = Signal(object)
    new_asked = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context.text("referral.who"), name="card_find", parent=parent)
        self._context = context
        text = context.text
        self.new = Button(text("referral.register"), name="referral_new_person", icon="plus")
        self.new.setToolTip(text("referral.register_hint"))
        self.add_action(self.new)
        self.field = QLineEdit()
        self.field.setObjectName("referral_search")
        self.field.setProperty("level", "large")
        self.field.setPlaceholderText(text("patients.placeholder"))
        self.field.setAccessibleName(text("patients.search"))
        self.field.setClearButtonEnabled(True)
        self.field.installEventFilter(self)
        columns: list[Column[PatientLine]] = [
            Column(text("patients.column_patient"), self._name_cell, whole=True),
            Column(text("patients.column_born"), _born_cell, 104),
            Column(text("patients.column_nhs_number"), _number_cell, 124, optional=2),
            Column(text("patients.column_phone"), _phone_cell, 130, optional=1),
        ]
        self.table = Table(columns, name="referral_found", says=text("patients.list"), two_lines=True)
        self.empty = EmptyState("", icon="search", name="referral_nobody")
        self._pages = QStackedWidget()
        self._pages.addWidget(self.empty)
        self._pages.addWidget(self.table)
        self.add(self.field)
        self.add(self._pages, 1)
        self.field.textEdited.connect(self._say_typed)
        self.field.returnPressed.connect(self._take)
        self.table.row_opened.connect(self._take_line)
        self.new.clicked.connect(self._ask_new)
        self.show_found(())

    def begin(self) -> None:
        """Empty, with the keyboard."""
        self.field.clear()
        self.show_found(())
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_found(self, lines: tuple[PatientLine, ...]) -> None:
        """Show who matches; the first is chosen, so that Enter takes them."""
        self.table.show_rows(lines)
        self._pages.setCurrentWidget(self.table if lines else self.empty)
        if lines:
            self.table.choose_quietly(0)
            self.table.scrollToTop()
            return
        key = "nobody" if self.field.text().strip() else "begin"
        self.empty.say(self._context.text(f"referral.{key}"), self._context.text(f"referral.{key}_advice"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and down in the field walk the list."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in _MOVES:
            self.table.keyPressEvent(event)
            return True
        return False

    def _say_typed(self, text: str) -> None:
        self.typed.emit(text)

    def _take(self) -> None:
        line = self.table.chosen_row if self._pages.currentWidget() is self.table else None
        if line is not None:
            self.chosen.emit(line.id)
        elif self.field.text().strip():
            self._ask_new()

    def _take_line(self, line: PatientLine) -> None:
        self.chosen.emit(line.id)

    def _ask_new(self) -> None:
        self.new_asked.emit(self.field.text())

    def _name_cell(self, line: PatientLine) -> Cell:
        text = self._context.text
        why = text("patients.matched", what=line.matched_on) if line.matched_on not in ("", "name") else ""
        below = "  ·  ".join(part for part in (line.postcode, why) if part)
        died = ((text("patients.died"), "neutral"),) if line.deceased else ()
        return Cell(line.name, bold=True, below=below, chips=died)


def _born_cell(line: PatientLine) -> Cell:
    return Cell(staff_date(line.born), tone="muted")


def _number_cell(line: PatientLine) -> Cell:
    return Cell(shown(line.nhs_number) if line.nhs_number else "", tone="muted")


def _phone_cell(line: PatientLine) -> Cell:
    return Cell(telephone.shown(line.phone), tone="muted")
