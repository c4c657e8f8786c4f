"""The preview of a batch action: to whom what will happen and who stays as they are, before anything does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from ui.context import Context
from ui.models.rows_model import Cell, Column
from ui.screens.lists.batch_presenter import BatchPresenter, Choice
from ui.theme.theme import current
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.table import Table

if TYPE_CHECKING:
    from msk_desk.services.list_actions import Planned

_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down)
_ROWS, _HIGH = 6, 38


class BatchPanel(Card):
    """Beside nothing: above the list that it is about. Escape puts it away and nothing happens.

    Signals:
        put_away: nothing was done, or it was.
    """

    put_away = Signal()

    def __init__(self, context: Context, presenter: BatchPresenter, parent: QWidget | None = None) -> None:
        super().__init__(" ", look="accent", name="batch_panel", parent=parent)
        self._context = context
        self.presenter = presenter
        text = context.text
        self.field = QLineEdit()
        self.field.setObjectName("batch_choice")
        self.field.setPlaceholderText(text("lists.choose_manager"))
        self.field.setAccessibleName(text("lists.choose_manager"))
        self.field.installEventFilter(self)
        choices: list[Column[Choice]] = [Column("", _choice_cell), Column("", _profession_cell, 150)]
        self.choices = Table(choices, name="batch_choices", says=text("lists.choose_manager"), headings=False)
        self.choices.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        plans: list[Column[Planned]] = [
            Column(text("lists.column_patient"), _name_cell, whole=True), Column(text("lists.column_will"), _plan_cell),
        ]  # fmt: skip
        self.plans = Table(plans, name="batch_plans", says=text("lists.batch_list"))
        self.act = Button("", look="primary", name="batch_do")
        self.not_now = Button(text("lists.not_now"), name="batch_not_now")
        row = QHBoxLayout()
        row.addWidget(self.act)
        row.addWidget(self.not_now)
        row.addStretch(1)
        for part in (self.field, self.choices, self.plans, row):
            self.add(part)
        self._connect()
        self.hide()

    def _connect(self) -> None:
        self.field.textEdited.connect(self.presenter.type)
        self.field.returnPressed.connect(self._take_choice)
        self.choices.clicked.connect(self._take_choice)
        self.act.clicked.connect(self.presenter.do)
        self.not_now.clicked.connect(self.put_away)
        self.presenter.planned.connect(self.show_plans)
        self.presenter.offered.connect(self.show_choices)

    def begin(self) -> None:
        """Come into sight for the presenter's action."""
        choosing = self.presenter.action == "assign"
        self.field.clear()
        self.field.setVisible(choosing)
        self.choices.setVisible(choosing)
        self.act.setEnabled(False)
        self.show()
        (self.field if choosing else self.not_now).setFocus(Qt.FocusReason.OtherFocusReason)

    def show_choices(self, found: tuple[Choice, ...]) -> None:
        """Who matches; the first is chosen, so that Enter takes them."""
        self.choices.show_rows(found)
        self.choices.setFixedHeight(current().px(_HIGH) * max(1, min(4, len(found))) + 2)
        if found:
            self.choices.choose_quietly(0)

    def show_plans(self, planned: tuple[Planned, ...]) -> None:
        """To whom what will happen."""
        will = sum(each.record is not None for each in planned)
        text, action = self._context.text, self.presenter.action
        self.set_heading(
            text(f"lists.batch_{action}", n=len(planned)),
            text("lists.batch_summary", n=will, left=len(planned) - will) if self._chosen else "",
        )
        self.act.set_words(text(f"lists.do_{action}", n=will))
        self.act.setEnabled(bool(will))
        self.plans.show_rows(planned)
        self.plans.setVisible(self._chosen)
        self.plans.setFixedHeight(current().px(_HIGH) * min(_ROWS, max(1, len(planned))) + current().px(_HIGH))
        if will and (self.presenter.choice or action != "assign"):
            self.act.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def _chosen(self) -> bool:
        return self.presenter.action != "assign" or bool(self.presenter.choice)

    def _take_choice(self) -> None:
        choice = self.choices.chosen_row
        if choice is not None:
            self.field.setText(choice.name)
            self.choices.hide()
            self.presenter.choose(choice.id)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and down in the field walk those who match."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in _MOVES:
                self.choices.keyPressEvent(event)
                return True
            self.choices.show()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape: nothing happens."""
        if event.key() == Qt.Key.Key_Escape:
            self.put_away.emit()
            return
        super().keyPressEvent(event)


def _choice_cell(choice: Choice) -> Cell:
    return Cell(choice.name)


def _profession_cell(choice: Choice) -> Cell:
    return Cell(choice.profession, tone="muted")


def _name_cell(planned: Planned) -> Cell:
    return Cell(planned.row.name, bold=planned.record is not None, tone="ink" if planned.record else "muted")


def _plan_cell(planned: Planned) -> Cell:
    return Cell(planned.says or planned.left, tone="ink" if planned.record else "muted")
