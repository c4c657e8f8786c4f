"""The policy for appointments that are missed: `PolicyPanel(context)`, for the administration screen to embed."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from msk_desk.domain.attendance import AttendancePolicy, Step
from msk_desk.domain.records import Changes
from msk_desk.domain.roles import Role
from ui.context import Context
from ui.screens.missed_policy.presenter import PolicyPresenter
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.label import Label
from ui.widgets.message_bar import MessageBar
from ui.widgets.segmented import Segmented
from ui.widgets.stepper import Stepper

_STEPS = (Step.OFFER, Step.ASK)


class PolicyPanel(QWidget):
    """What follows a first and a later missed appointment; administrators change it, team leads may look.

    Signals:
        troubled: an exception to show above the screen.
    """

    troubled = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("policy_panel")
        self._context = context
        self._policy: AttendancePolicy | None = None
        self.presenter = PolicyPresenter(context, self)
        self.message = MessageBar(context.text("window.close"), name="policy_message")
        self.first = self._step("policy_first", "missed_policy.first")
        self.later = self._step("policy_later", "missed_policy.later")
        self.adult = self._number("policy_adult", 16, 25, "missed_policy.adult", "missed_policy.years")
        self.interpreter = self._number("policy_days", 0, 20, "missed_policy.interpreter", "missed_policy.days")
        self.published = QLineEdit()
        self.published.setObjectName("policy_published")
        self.published.setAccessibleName(context.text("missed_policy.published"))
        self.published.setPlaceholderText(context.text("missed_policy.published_example"))
        self.save = Button(context.text("missed_policy.save"), look="primary", name="policy_save", icon="save")
        self._lay_out()
        self.presenter.read_policy.connect(self.show_policy)
        self.presenter.saved.connect(self._say_saved)
        self.presenter.failed.connect(self.troubled)
        self.save.clicked.connect(self._save)

    def _step(self, name: str, says: str) -> Segmented:
        choices = [(str(step), self._context.text(f"missed_policy.step_{step}")) for step in _STEPS]
        return Segmented(choices, name=name, says=self._context.text(says))

    def _number(self, name: str, low: int, high: int, says: str, unit: str) -> Stepper:
        text = self._context.text
        return Stepper(
            low, high, name=name, says=text(says), less=text("desk.fewer"), more=text("desk.more"), unit=text(unit)
        )

    def _lay_out(self) -> None:
        text = self._context.text
        card = Card(text("missed_policy.title"), name="policy_card")
        card.add(Label(text("missed_policy.about"), wrap=True))
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(10)
        rows = (
            ("missed_policy.first", self.first), ("missed_policy.later", self.later),
            ("missed_policy.adult", self.adult), ("missed_policy.interpreter", self.interpreter),
            ("missed_policy.published", self.published),
        )  # fmt: skip
        for at, (key, field) in enumerate(rows):
            grid.addWidget(Label(text(key), tone="muted"), at, 0)
            grid.addWidget(field, at, 1)
        grid.setColumnStretch(1, 1)
        card.add(grid)
        card.add(Label(text("missed_policy.always"), tone="muted", wrap=True))
        card.body.addWidget(self.save, 0, Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.message)
        column.addWidget(card)
        column.addStretch(1)
        may = self._context.actor.role is Role.ADMINISTRATOR
        for field in (self.first, self.later, self.adult, self.interpreter, self.published, self.save):
            field.setEnabled(may)

    def open(self) -> None:
        """It comes into sight."""
        self.message.put_away()
        self.presenter.read()

    def take_changes(self, changes: Changes) -> None:
        """Something was stored here or came in."""
        if changes.touches("HealthcareService"):
            self.presenter.read()

    def show_policy(self, policy: AttendancePolicy) -> None:
        """Show what holds now."""
        self._policy = policy
        self.first.choose(str(policy.first))
        self.later.choose(str(policy.later))
        self.adult.show_number(policy.adult_from)
        self.interpreter.show_number(policy.interpreter_days)
        self.published.setText(policy.published)

    def _save(self) -> None:
        if self._policy is None:
            return
        days = self.interpreter.number
        policy = replace(
            self._policy, first=Step(self.first.choice), later=Step(self.later.choice),
            adult_from=self.adult.number or self._policy.adult_from,
            interpreter_days=self._policy.interpreter_days if days is None else days,
            published=self.published.text().strip(),
        )  # fmt: skip
        self.presenter.save(policy)

    def _say_saved(self, changes: Changes) -> None:
        text = self._context.text
        self.message.show_message(text("missed_policy.saved"), text("missed_policy.saved_advice"), look="good")
