"""Signing in at the service: the first time on this computer, or with a forgotten code."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.context import Texts
from ui.theme.restyle import restyle
from ui.widgets.button import Button
from ui.widgets.label import Label

SHORTEST_CODE = 6


class SignInForm(QWidget):
    """Login, password, and a new code for this computer, typed twice.

    Signals:
        sign_in_asked: everything is there.
        given_up: back to the list of people.
    """

    sign_in_asked = Signal()
    given_up = Signal()

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        text = texts.get
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(5)
        self._column.addWidget(Label(text("unlock.sign_in_advice"), tone="muted", wrap=True))
        self._column.addSpacing(4)
        self.login = self._field("unlock.login", "sign_in_login")
        self.password = self._field("unlock.password", "sign_in_password", hidden=True)
        self.new_code = self._field("unlock.new_code", "sign_in_code", hidden=True)
        self.again = self._field("unlock.code_again", "sign_in_code_again", hidden=True)
        self.problem = Label(tone="bad", wrap=True, name="sign_in_problem")
        self._column.addWidget(self.problem)
        self.sign_in = Button(text("unlock.sign_in"), look="primary", name="sign_in_button")
        self.sign_in.setProperty("tall", True)
        self.back = Button(text("unlock.back"), name="sign_in_back")
        row = QHBoxLayout()
        row.addWidget(self.sign_in, 1)
        row.addWidget(self.back)
        self._column.addSpacing(6)
        self._column.addLayout(row)
        self.sign_in.clicked.connect(self._ask)
        self.back.clicked.connect(self.given_up)
        self.again.returnPressed.connect(self._ask)
        for field in (self.login, self.password, self.new_code):
            field.returnPressed.connect(self._go_on)

    def _field(self, words: str, name: str, hidden: bool = False) -> QLineEdit:
        label = Label(self._texts.get(words), tone="muted")
        field = QLineEdit()
        field.setObjectName(name)
        field.setAccessibleName(self._texts.get(words))
        if hidden:
            field.setEchoMode(QLineEdit.EchoMode.Password)
        label.setBuddy(field)
        self._column.addWidget(label)
        self._column.addWidget(field)
        return field

    def begin(self) -> None:
        """Ready to type."""
        self.try_again()
        self.login.setFocus(Qt.FocusReason.OtherFocusReason)

    def offer_way_back(self, offered: bool) -> None:
        """Whether there is anybody to go back to."""
        self.back.setVisible(offered)

    def try_again(self) -> None:
        """The service said no: wait for another try."""
        self.sign_in.setEnabled(True)
        self.sign_in.set_words(self._texts.get("unlock.sign_in"))

    def clear(self) -> None:
        """Forget what was typed."""
        for field in (self.login, self.password, self.new_code, self.again):
            field.clear()
        self.problem.setText("")

    def _go_on(self) -> None:
        self.focusNextChild()

    def _ask(self) -> None:
        wrong = self._wrong()
        self.problem.setText(self._texts.get(wrong, n=SHORTEST_CODE) if wrong else "")
        for field in (self.login, self.password, self.new_code, self.again):
            field.setProperty("wrong", bool(wrong) and not field.text())
            restyle(field)
        if not wrong:
            self.sign_in.setEnabled(False)
            self.sign_in.set_words(self._texts.get("unlock.signing_in"))
            self.sign_in_asked.emit()

    def _wrong(self) -> str:
        if not self.login.text().strip() or not self.password.text():
            return "unlock.missing"
        if len(self.new_code.text()) < SHORTEST_CODE:
            return "unlock.code_short"
        return "" if self.new_code.text() == self.again.text() else "unlock.codes_differ"
