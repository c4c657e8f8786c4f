"""Whom the referral is for: who they are, whether they are of age, and what is open for them already."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from msk_desk.domain import telephone
from msk_desk.domain.dates import NOT_KNOWN, staff_date
from msk_desk.domain.nhs_number import shown
from msk_desk.domain.people import Patient
from msk_desk.domain.scope_check import AgeFinding
from ui.context import Context
from ui.widgets.button import Button
from ui.widgets.card import Card, clear_layout
from ui.widgets.chip import Chip
from ui.widgets.label import Label
from ui.widgets.segmented import Segmented

AGE_ROLES = {"under": "bad", "young": "info", "unknown": "warn"}
NEW = "new"


class PersonCard(Card):
    """One patient in three lines, and the choice between an open pathway and a new one.

    Signals:
        another_asked: nothing; the referral is for somebody else.
    """

    another_asked = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(look="accent", name="card_person", parent=parent)
        self._context = context
        self.another = Button(context.text("referral.another"), look="quiet", name="person_another", icon="search")
        self.add_action(self.another)
        self.line = Label(tone="muted", wrap=True, name="person_line")
        self.age = Chip("", name="person_age")
        self.died = Chip(context.text("referral.died"), "bad", name="person_died")
        chips = QHBoxLayout()
        chips.addWidget(self.age)
        chips.addWidget(self.died)
        chips.addStretch(1)
        self._open = QVBoxLayout()
        self._open.setSpacing(6)
        self.add(self.line)
        self.add(chips)
        self.add(self._open)
        self.choice: Segmented | None = None
        self._by_hand = False
        self.another.clicked.connect(self.another_asked)

    def show_person(self, patient: Patient, age: AgeFinding) -> None:
        """Show who it is; pathways come with `show_open`."""
        self._by_hand = False
        self.set_heading(patient.name.banner())
        self.title.setWordWrap(False)
        number = shown(patient.nhs_number) if patient.nhs_number else NOT_KNOWN
        address = patient.addresses[0].one_line() if patient.addresses else ""
        years = self._context.text("referral.years", n=age.years) if age.years is not None else ""
        parts = (
            f"{self._context.text('window.born')} {staff_date(patient.born)} {years}".rstrip(),
            f"{self._context.text('window.nhs_number')} {number}", telephone.shown(patient.phone()), address,
        )  # fmt: skip
        self.line.setText("  ·  ".join(part for part in parts if part))
        self.died.setVisible(bool(patient.deceased))
        self.show_age(age)

    def show_age(self, age: AgeFinding) -> None:
        """Say when somebody is too young, young, or of no known age."""
        self.age.setVisible(age.state in AGE_ROLES)
        if age.state in AGE_ROLES:
            self.age.show_state(self._context.text(f"referral.age_{age.state}"), AGE_ROLES[age.state])

    def show_open(self, pathways: tuple[tuple[str, str], ...], likely: str = "") -> None:
        """Offer to add the referral to an open pathway.

        Args:
            pathways: id and words of each.
            likely: the id of the one that is about the same area.
        """
        kept = self.choice.choice if self.choice is not None and self._by_hand else ""
        clear_layout(self._open)
        self.choice = None
        if not pathways:
            return
        text = self._context.text
        self._open.addWidget(Label(text("referral.open_already"), tone="warn", wrap=True, name="person_open"))
        choices = [(NEW, text("referral.as_new")), *pathways[:3]]
        self.choice = Segmented(choices, name="person_pathway", says=text("referral.open_already"))
        self.choice.chosen.connect(self._note_choice)
        self.choice.choose(kept if kept in dict(choices) else (likely or NEW))
        row = QHBoxLayout()
        row.addWidget(self.choice)
        row.addStretch(1)
        self._open.addLayout(row)

    def _note_choice(self, key: str) -> None:
        """What somebody chose stays chosen, whatever area is named after it."""
        self._by_hand = True

    @property
    def add_to(self) -> str:
        """The id of the pathway that the referral is added to, or empty."""
        choice = self.choice.choice if self.choice is not None else ""
        return "" if choice == NEW else choice
