"""The self-referral questions as they are asked on the telephone; the answers fill the referral."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.context import Context
from ui.forms.view import FormView
from ui.widgets.button import Button
from ui.widgets.label import Label

if TYPE_CHECKING:
    from msk_desk.forms.state import FormState


class InterviewView(QWidget):
    """Enter moves on; Ctrl and Enter, which the screen hears, uses what was answered.

    Signals:
        used: the items of the QuestionnaireResponse.
        given_up: nothing; the referral is as it was.
    """

    used = Signal(object)
    given_up = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("interview_view")
        self._context = context
        text = context.text
        self.form = FormView(context.desk.texts, self._today)
        self.use = Button(text("referral.use_answers"), look="primary", name="interview_use", icon="check")
        self.back = Button(text("referral.back_to_referral"), name="interview_back", icon="leave")
        self.who = Label(tone="strong", size="heading", wrap=True, name="interview_who")
        row = QHBoxLayout()
        row.setSpacing(10)
        for part in (self.use, self.back):
            row.addWidget(part)
        row.addWidget(Label(text("referral.ask_hint"), tone="muted", size="small", wrap=True), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.who)
        column.addWidget(self.form, 1)
        column.addLayout(row)
        self.use.clicked.connect(self.use_answers)
        self.back.clicked.connect(self.given_up)

    def begin(self, state: FormState, who: str) -> None:
        """Ask, from the first question on."""
        self.who.setText(self._context.text("referral.interview_of", who=who) if who else "")
        self.who.setVisible(bool(who))
        self.form.show_state(state)
        self.form.take_focus()

    @property
    def form_key(self) -> str:
        """The `canonical|version` of the questions."""
        state = self.form.state
        return str(state.definition.canonical) if state is not None else ""

    def use_answers(self) -> None:
        """Hand the answers on, when nothing is wrong with them."""
        state = self.form.state
        if state is not None and not self.form.check():
            items: list[dict[str, Any]] = state.response("completed").get("item", [])
            self.used.emit(tuple(items))

    def _today(self) -> Any:
        return self._context.desk.now().astimezone().date()
