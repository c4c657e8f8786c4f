"""What was entered before for this patient, and marking one set of answers as entered in error."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from msk_desk.domain.dates import staff_date
from ui.context import Texts
from ui.widgets.button import Button
from ui.widgets.card import Card, clear_layout
from ui.widgets.label import Label

if TYPE_CHECKING:  # services load after the unlock page is painted
    from msk_desk.services.prom_entry import Entered

_SHOWN = 5


class EnteredCard(Card):
    """Newest first; hidden while there is nothing, and from those who may read no scores.

    Signals:
        withdraw_asked: the Entered that is wrong; `reason` holds why.
    """

    withdraw_asked = Signal(object)

    def __init__(self, texts: Texts, may_withdraw: bool, parent: QWidget | None = None) -> None:
        super().__init__(texts.get("proms.entered"), name="prom_entered", parent=parent)
        self._texts = texts
        self._may_withdraw = may_withdraw
        self._found: dict[str, Entered] = {}
        self._wrong: Entered | None = None
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        self.add(self._lines)
        self.question = QWidget()
        column = QVBoxLayout(self.question)
        column.setContentsMargins(0, 4, 0, 0)
        self.about = Label(tone="warn", wrap=True)
        self.reason = QLineEdit()
        self.reason.setObjectName("prom_error_reason")
        self.reason.setAccessibleName(texts.get("proms.error_reason"))
        self.reason.setPlaceholderText(texts.get("proms.error_reason"))
        self.yes = Button(texts.get("proms.error_yes"), look="danger", name="prom_error_yes")
        self.no = Button(texts.get("proms.error_no"), name="prom_error_no")
        row = QHBoxLayout()
        row.addWidget(self.yes)
        row.addWidget(self.no)
        row.addStretch(1)
        for part in (self.about, self.reason):
            column.addWidget(part)
        column.addLayout(row)
        self.add(self.question)
        self.reason.textEdited.connect(self._show_ready)
        self.yes.clicked.connect(self._say)
        self.no.clicked.connect(self.put_question_away)
        self.put_question_away()
        self.hide()

    def show_entered(self, entered: tuple[Entered, ...]) -> None:
        """Show what there is."""
        clear_layout(self._lines)
        self._found = {one.answers.id: one for one in entered}
        for one in entered[:_SHOWN]:
            self._lines.addWidget(self._line(one))
        self.put_question_away()
        self.setVisible(bool(entered))

    def _line(self, one: Entered) -> QWidget:
        text, answers = self._texts.get, one.answers
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        day = staff_date(answers.authored.astimezone().date())
        column.addWidget(Label(f"{one.instrument.title} · {day}", wrap=True))
        how = text(f"proms.mode_{answers.mode or 'paper'}")
        words = [how, *([text(f"proms.given_says_{answers.given_by}")] if answers.given_by else []), one.by]
        column.addWidget(Label(" · ".join(word for word in words if word), tone="muted", size="small", wrap=True))
        if one.in_error:
            said = text("proms.in_error", reason=answers.error_reason)
            column.addWidget(Label(said, tone="bad", size="small", wrap=True))
        elif self._may_withdraw:
            button = Button(text("proms.error"), look="link", name=f"prom_error_{answers.id}",
                            says=text("proms.error_says", title=one.instrument.title, day=day))  # fmt: skip
            button.setProperty("answers", answers.id)
            button.clicked.connect(self._ask)
            column.addWidget(button)
        return holder

    def _ask(self) -> None:
        self._wrong = self._found.get(str(self.sender().property("answers")))
        if self._wrong is not None:
            self.about.setText(self._texts.get("proms.error_about", title=self._wrong.instrument.title))
            self.question.show()
            self.reason.setFocus()

    def put_question_away(self) -> None:
        """Nothing is wrong."""
        self._wrong = None
        self.reason.clear()
        self.question.hide()
        self._show_ready()

    def _show_ready(self) -> None:
        self.yes.setEnabled(bool(self.reason.text().strip()))

    def _say(self) -> None:
        if self._wrong is not None:
            self.withdraw_asked.emit(self._wrong)
