"""Who the patient is and how to reach them; the telephone number is changed in place."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from msk_desk.domain import telephone
from msk_desk.domain.dates import NOT_KNOWN, staff_date
from msk_desk.domain.nhs_number import shown
from msk_desk.domain.people import Patient
from ui.context import Context
from ui.errors import trouble
from ui.theme.restyle import restyle
from ui.theme.theme import current
from ui.widgets.button import Button
from ui.widgets.card import Card, clear_layout
from ui.widgets.label import Label

_TELEPHONES = ("phone", "sms")


class DetailsTab(QWidget):
    """Two cards: identity, and contact.

    Signals:
        phone_given: the number to save.
    """

    phone_given = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("record_details")
        self._context = context
        self._number = ""
        text = context.text
        self.identity = Card(text("record.identity"), name="card_identity")
        self.contact = Card(text("record.contact"), name="card_contact")
        self._identity = QGridLayout()
        self._contact = QGridLayout()
        for card, grid in ((self.identity, self._identity), (self.contact, self._contact)):
            grid.setHorizontalSpacing(18)
            grid.setVerticalSpacing(9)
            grid.setColumnStretch(1, 1)
            card.add(grid)
        self.contact.body.insertLayout(0, self._phone_row())
        for card in (self.identity, self.contact):
            card.body.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(self.identity, 1)
        row.addWidget(self.contact, 1)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 12, 0, 14)
        page.addLayout(row)
        page.addStretch(1)

    def _phone_row(self) -> QVBoxLayout:
        text = self._context.text
        self.phone = Label(tone="strong", name="phone")
        self.change = Button(text("record.change"), look="quiet", name="change_phone", icon="edit")
        self.change.setAccessibleName(text("record.change_phone"))
        self.field = QLineEdit()
        self.field.setObjectName("phone_field")
        self.field.setAccessibleName(text("record.phone"))
        self.field.setMinimumWidth(current().px(190))
        self.save = Button(text("record.save_phone"), look="primary", name="save_phone")
        self.cancel = Button(text("record.cancel"), name="cancel_phone")
        self.problem = Label(tone="bad", size="small", wrap=True, name="phone_problem")
        shown_page, edit_page = QWidget(), QWidget()
        for page, widgets in (
            (shown_page, (self.phone, self.change)), (edit_page, (self.field, self.save, self.cancel)),
        ):  # fmt: skip
            row = QHBoxLayout(page)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(8)
            for widget in widgets:
                row.addWidget(widget)
            row.addStretch(1)
        self._phone_pages = QStackedWidget()
        self._phone_pages.addWidget(shown_page)
        self._phone_pages.addWidget(edit_page)
        column = QVBoxLayout()
        column.setSpacing(1)
        column.addWidget(Label(text("record.phone"), tone="muted", size="small"))
        column.addWidget(self._phone_pages)
        column.addWidget(self.problem)
        self.problem.hide()
        self.change.clicked.connect(self._edit)
        self.cancel.clicked.connect(self._show)
        self.save.clicked.connect(self._give)
        self.field.returnPressed.connect(self._give)
        return column

    def show_patient(self, patient: Patient) -> None:
        """Show somebody; a number being typed stays."""
        self._number = patient.phone()
        self.phone.setText(telephone.shown(self._number) or NOT_KNOWN)
        self._fill(self._identity, self._identity_lines(patient))
        self._fill(self._contact, self._contact_lines(patient))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves the number as it was."""
        if event.key() == Qt.Key.Key_Escape and self._phone_pages.currentIndex() == 1:
            self.saved()
            return
        super().keyPressEvent(event)

    def begin(self) -> None:
        """Another patient: nothing half-typed is kept."""
        self._show()

    def saved(self) -> None:
        """The number is stored."""
        self._show()
        self.change.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, error: Exception) -> None:
        """Say why not; what was typed stays."""
        said = trouble(error)
        self.save.setEnabled(True)
        self.problem.setText(f"{said.title} {said.advice}")
        self.problem.show()
        self.field.setProperty("wrong", True)
        restyle(self.field)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _identity_lines(self, patient: Patient) -> list[tuple[str, str]]:
        text = self._context.text
        former = "; ".join(name.banner() for name in patient.names if name is not patient.name)
        return [
            (text("record.name"), patient.name.banner()),
            (text("record.preferred"), patient.preferred_name or text("record.none_recorded")),
            (text("record.other_names"), former or text("record.none_recorded")),
            (text("window.born"), staff_date(patient.born)),
            (text("window.gender"), patient.gender.capitalize() or NOT_KNOWN),
            (text("window.nhs_number"), shown(patient.nhs_number) if patient.nhs_number else NOT_KNOWN),
        ]

    def _contact_lines(self, patient: Patient) -> list[tuple[str, str]]:
        text = self._context.text
        rest = [each for each in patient.contacts if each.value and each.value != patient.phone()]
        others = [telephone.shown(each.value) if each.system in _TELEPHONES else each.value for each in rest]
        address = patient.addresses[0].one_line() if patient.addresses else NOT_KNOWN
        interpreter = "record.yes" if patient.interpreter else "record.no"
        return [
            (text("record.other_contacts"), "; ".join(others) or text("record.none_recorded")),
            (text("record.address"), address),
            (text("record.language"), patient.language or NOT_KNOWN),
            (text("record.interpreter"), text(interpreter)),
            (text("record.format"), patient.preferred_format.replace("-", " ").capitalize() or NOT_KNOWN),
        ]

    def _fill(self, grid: QGridLayout, lines: list[tuple[str, str]]) -> None:
        clear_layout(grid)
        for at, (label, value) in enumerate(lines):
            grid.addWidget(Label(label, tone="muted"), at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(Label(value, wrap=True), at, 1)

    def _edit(self) -> None:
        self.field.setText(self._number)
        self._phone_pages.setCurrentIndex(1)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.selectAll()

    def _show(self) -> None:
        self._phone_pages.setCurrentIndex(0)
        self.save.setEnabled(True)
        self.problem.hide()
        self.field.setProperty("wrong", False)
        restyle(self.field)

    def _give(self) -> None:
        if self.save.isEnabled():
            self.save.setEnabled(False)
            self.phone_given.emit(self.field.text())
