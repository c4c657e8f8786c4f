"""Choosing who you are and typing the code."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from msk_desk.domain.dates import staff_date
from msk_desk.domain.roles import Role
from ui.context import Desk
from ui.screens.unlock.user_choice import UserChoice
from ui.widgets.button import Button
from ui.widgets.card import clear_layout
from ui.widgets.label import Label
from ui.widgets.segmented import Segmented

if TYPE_CHECKING:
    from msk_desk.services.session import KnownUser


class CodeForm(QWidget):
    """One choice a person, their hats when they have several, and the code.

    Signals:
        unlock_asked: the login whose code was typed.
        someone_else: a person who is not in the list.
        code_forgotten: the login whose code is forgotten.
        papers_asked: the login whose kept clinic lists are wanted.
    """

    unlock_asked = Signal(object)
    someone_else = Signal()
    code_forgotten = Signal(object)
    papers_asked = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        text = desk.texts.get
        self._users: dict[str, KnownUser] = {}
        self._group = QButtonGroup(self)
        self._group.buttonClicked.connect(self._take_choice)
        self._choices = QVBoxLayout()
        self._choices.setSpacing(8)
        self._hats = QVBoxLayout()
        self._segments: Segmented | None = None
        label = Label(text("unlock.code"), tone="muted")
        self.code = QLineEdit()
        self.code.setObjectName("unlock_code")
        self.code.setProperty("level", "large")
        self.code.setEchoMode(QLineEdit.EchoMode.Password)
        self.code.setAccessibleName(text("unlock.code"))
        label.setBuddy(self.code)
        self.unlock = Button(text("unlock.unlock"), look="primary", name="unlock_button")
        self.unlock.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.unlock.setProperty("tall", True)
        self.until = Label(tone="muted", size="small", wrap=True, name="unlock_until")
        links = QHBoxLayout()
        links.setSpacing(18)
        other = Button(text("unlock.someone_else"), look="link", name="unlock_someone_else")
        forgotten = Button(text("unlock.forgotten"), look="link", name="unlock_forgotten")
        links.addWidget(other)
        links.addWidget(forgotten)
        links.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._choices)
        column.addLayout(self._hats)
        column.addSpacing(8)
        column.addWidget(label)
        column.addWidget(self.code)
        column.addSpacing(6)
        column.addWidget(self.unlock)
        column.addSpacing(4)
        column.addWidget(self.until)
        column.addLayout(links)
        papers = Button(text("unlock.papers"), look="link", name="unlock_papers")
        papers.setToolTip(text("unlock.papers_advice"))
        column.addWidget(papers, 0, Qt.AlignmentFlag.AlignLeft)
        self.code.returnPressed.connect(self._ask)
        self.unlock.clicked.connect(self._ask)
        other.clicked.connect(self.someone_else)
        forgotten.clicked.connect(self._forget)
        papers.clicked.connect(self._ask_for_papers)

    @property
    def login(self) -> str:
        """Who is chosen."""
        chosen = self._group.checkedButton()
        return chosen.user.login if isinstance(chosen, UserChoice) else ""

    @property
    def role(self) -> Role | None:
        """The hat chosen, when there is a choice."""
        return Role(self._segments.choice) if self._segments is not None and self._segments.choice else None

    def show_users(self, users: tuple[KnownUser, ...]) -> None:
        """Show who may unlock; who was chosen before stays chosen."""
        before = self.login
        for button in self._group.buttons():
            self._group.removeButton(button)
        clear_layout(self._choices)
        self._users = {user.login: user for user in users}
        for user in users:
            choice = UserChoice(user, self._today(), self._desk.texts)
            choice.setChecked(user.login == before or (before not in self._users and user is users[0]))
            self._group.addButton(choice)
            self._choices.addWidget(choice)
        self._show_user()

    def begin(self) -> None:
        """Ready to type the code."""
        self.unlock.setEnabled(True)
        self.code.setEnabled(True)
        self.unlock.set_words(self._desk.texts.get("unlock.unlock"))
        self.code.setFocus(Qt.FocusReason.OtherFocusReason)

    def try_again(self) -> None:
        """The code was wrong: empty it and wait."""
        self.code.clear()
        if self.isVisible():
            self.begin()

    def clear(self) -> None:
        """Forget what was typed."""
        self.code.clear()
        self.unlock.setEnabled(True)

    def _ask(self) -> None:
        if not self.login or not self.code.text() or not self.unlock.isEnabled():
            self.code.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.unlock.setEnabled(False)
        self.unlock.set_words(self._desk.texts.get("unlock.unlocking"))
        self.unlock_asked.emit(self.login)

    def _ask_for_papers(self) -> None:
        """The code opens the papers too; without it there is nothing to open them with."""
        if self.login and self.code.text():
            self.papers_asked.emit(self.login)
        else:
            self.code.setFocus(Qt.FocusReason.OtherFocusReason)

    def _forget(self) -> None:
        self.code_forgotten.emit(self.login)

    def _take_choice(self) -> None:
        self._show_user()
        self.begin()

    def _show_user(self) -> None:
        user = self._users.get(self.login)
        clear_layout(self._hats)
        self._segments = None
        self.until.setVisible(user is not None)
        if user is None:
            return
        self.until.setText(self._until_words(user))
        if len(user.roles) > 1:
            hats = [(role.value, role.words) for role in user.roles]
            self._segments = Segmented(hats, name="unlock_role", says=self._desk.texts.get("unlock.role"))
            self._segments.choose(user.roles[0].value)
            self._hats.addWidget(self._segments)

    def _until_words(self, user: KnownUser) -> str:
        if user.warning:
            return user.warning
        if user.allowed_until is None:
            return ""
        key = "unlock.until" if user.allowed_until >= self._today() else "unlock.expired"
        return self._desk.texts.get(key, date=staff_date(user.allowed_until))

    def _today(self) -> date:
        return self._desk.now().astimezone().date()
