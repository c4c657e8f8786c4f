"""An addendum or a reason, typed in place below what it is about; never in a box of its own."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from ui.context import Texts
from ui.errors import trouble
from ui.theme.theme import current
from ui.widgets.button import Button
from ui.widgets.label import Label

ADDENDUM, ERROR = "addendum", "error"


class FormWords(QFrame):
    """Hidden until asked for.

    Signals:
        given: (addendum or error, the words).
    """

    given = Signal(object)

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", "sunk")
        self._texts = texts
        self._kind = ""
        self.heading = Label(tone="strong", wrap=True)
        self.advice = Label(tone="muted", wrap=True)
        self.field = QPlainTextEdit()
        self.field.setObjectName("record_form_words")
        self.field.setProperty("phrases", True)
        self.field.setTabChangesFocus(True)
        self.field.setFixedHeight(current().px(84))
        self.problem = Label(tone="bad", wrap=True, name="record_form_words_problem")
        self.save = Button("-", look="primary", name="record_form_words_save")
        self.cancel = Button(texts.get("record.cancel"), name="record_form_words_cancel")
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 12)
        for part in (self.heading, self.advice, self.field, self.problem):
            column.addWidget(part)
        row = QHBoxLayout()
        row.addWidget(self.save)
        row.addWidget(self.cancel)
        row.addStretch(1)
        column.addLayout(row)
        self.save.clicked.connect(self._give)
        self.cancel.clicked.connect(self.put_away)
        self.hide()

    def ask(self, kind: str, title: str) -> None:
        """Ask for an addendum, or for the reason of an error."""
        self._kind = kind
        self.heading.setText(self._texts.get(f"record.{kind}_title", title=title))
        self.advice.setText(self._texts.get(f"record.{kind}_advice"))
        self.save.set_words(self._texts.get(f"record.{kind}_save"))
        self.field.setAccessibleName(self.heading.text())
        self.field.clear()
        self._say("")
        self.show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, error: Exception) -> None:
        """Say why not; what was typed stays."""
        said = trouble(error)
        self._say(f"{error or said.title} {said.advice}".strip())
        self.save.setEnabled(True)

    def put_away(self) -> None:
        """Done, or given up."""
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape gives up."""
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
            return
        super().keyPressEvent(event)

    def _say(self, words: str) -> None:
        self.problem.setText(words)
        self.problem.setVisible(bool(words))
        self.save.setEnabled(True)

    def _give(self) -> None:
        self.save.setEnabled(False)
        self.given.emit((self._kind, self.field.toPlainText()))
