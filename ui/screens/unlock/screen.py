"""The unlock page: who you are, your code, and until when this computer works offline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from ui.context import Desk
from ui.errors import trouble
from ui.idle import IdleWatch
from ui.screens.unlock.code_form import CodeForm
from ui.screens.unlock.presenter import Unlocked, UnlockPresenter
from ui.screens.unlock.sign_in_form import SignInForm
from ui.theme.theme import current
from ui.widgets.label import Label
from ui.widgets.mark import Mark
from ui.widgets.message_bar import MessageBar
from ui.workers.runner import Runner

if TYPE_CHECKING:
    from msk_desk.domain.fallback import Standing
    from msk_desk.services.papers_alone import LoneShelf
    from msk_desk.services.session import KnownUser
    from ui.kept_papers import KeptPapersView

_PAPERS_MINUTES = 10.0


class UnlockScreen(QWidget):
    """Shows nothing of any patient.

    Signals:
        unlocked: an Unlocked.
    """

    unlocked = Signal(object)

    def __init__(self, desk: Desk, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("unlock_page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._desk = desk
        self._runner = runner
        self.presenter = UnlockPresenter(desk, runner, self)
        self.code_form = CodeForm(desk)
        self.sign_in_form = SignInForm(desk.texts)
        self.message = MessageBar(desk.texts.get("window.close"), name="unlock_message")
        self._lay_out()
        self.code_form.unlock_asked.connect(self._unlock)
        self.code_form.someone_else.connect(self.show_sign_in)
        self.code_form.code_forgotten.connect(self._renew)
        self.code_form.papers_asked.connect(self._open_papers)
        self.presenter.shelf_opened.connect(self._show_papers)
        self.sign_in_form.sign_in_asked.connect(self._sign_in)
        self.sign_in_form.given_up.connect(self._show_codes)
        self.presenter.users_read.connect(self.show_users)
        self.presenter.refused.connect(self.show_refusal)
        self.presenter.unlocked.connect(self._finish)

    def _lay_out(self) -> None:
        card = QFrame()
        card.setObjectName("unlock_card")
        card.setFixedWidth(max(420, min(620, current().px(420))))
        inside = QVBoxLayout(card)
        inside.setContentsMargins(40, 34, 40, 32)
        inside.setSpacing(20)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Mark(44, "primary", "on_primary"))
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(Label(self._desk.texts.get("window.application"), size="title"))
        where = " · ".join(part for part in (self._desk.site_name, self._desk.device_name) if part)
        names.addWidget(Label(where, tone="muted", name="unlock_where", wrap=True))
        head.addLayout(names, 1)
        inside.addLayout(head)
        inside.addWidget(self.message)
        inside.addWidget(self.code_form)
        inside.addWidget(self.sign_in_form)
        self.sign_in_form.hide()
        holder = QWidget()
        around = QVBoxLayout(holder)
        around.addStretch(1)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(card)
        middle.addStretch(1)
        around.addLayout(middle)
        around.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(holder)
        self.pages = QStackedWidget()
        self.pages.addWidget(scroll)
        self.papers: KeptPapersView | None = None
        self.idle = IdleWatch(_PAPERS_MINUTES, self)
        self.idle.idle.connect(self._put_papers_away)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(self.pages)

    def begin(self) -> None:
        """Ask afresh who may unlock; nothing typed before is kept."""
        self.message.hide()
        self.code_form.clear()
        self.sign_in_form.clear()
        if self.papers is not None:
            self._put_papers_away()
        self.presenter.read_users()

    def show_users(self, users: tuple[KnownUser, ...]) -> None:
        """Show who has signed in here; on a new computer the way to sign in."""
        self.code_form.show_users(users)
        self.sign_in_form.offer_way_back(bool(users))
        if users:
            self._show_codes()
        else:
            self.show_sign_in()

    def show_sign_in(self) -> None:
        """Show the way in for somebody who is new here."""
        self._show_form(self.sign_in_form)
        self.sign_in_form.begin()

    def show_refusal(self, error: Exception) -> None:
        """Say why not, keep the name, empty the code."""
        said = trouble(error)
        self.message.show_message(said.title, said.advice, code=said.code, look=said.look)
        self.code_form.try_again()
        self.sign_in_form.try_again()

    def _open_papers(self, login: str) -> None:
        self.message.hide()
        self.presenter.open_papers(login, self.code_form.code.text(), self.code_form.role)

    def _show_papers(self, found: tuple[LoneShelf, Standing]) -> None:
        """The kept lists in the place of the card, until they are put away."""
        from ui.kept_papers import KeptPapersView  # loaded only when it is asked for

        self.code_form.clear()
        if self.papers is None:
            self.papers = KeptPapersView(self._desk.texts, self._runner)
            self.papers.closed.connect(self._put_papers_away)
            self.pages.addWidget(self.papers)
        self.pages.setCurrentWidget(self.papers)
        self.papers.show_shelf(*found)
        self._watch(True)

    def _put_papers_away(self) -> None:
        self._watch(False)
        if self.papers is not None:
            self.papers.forget()
        self.pages.setCurrentIndex(0)
        self.code_form.begin()

    def _watch(self, on: bool) -> None:
        """Papers that nobody looks at any more do not stay in sight."""
        handle = self.window().windowHandle()
        if handle is not None:
            handle.removeEventFilter(self.idle)
            if on:
                handle.installEventFilter(self.idle)
        self.idle.start() if on else self.idle.stop()

    def _show_codes(self) -> None:
        self._show_form(self.code_form)
        self.code_form.begin()

    def _show_form(self, form: QWidget) -> None:
        for each in (self.code_form, self.sign_in_form):
            each.setVisible(each is form)

    def _unlock(self, login: str) -> None:
        self.message.hide()
        self.presenter.unlock(login, self.code_form.code.text(), self.code_form.role)

    def _renew(self, login: str) -> None:
        self.show_sign_in()
        self.sign_in_form.login.setText(login)
        self.sign_in_form.password.setFocus(Qt.FocusReason.OtherFocusReason)

    def _sign_in(self) -> None:
        self.message.hide()
        form = self.sign_in_form
        self.presenter.sign_in(form.login.text().strip(), form.password.text(), form.new_code.text())

    def _finish(self, unlocked: Unlocked) -> None:
        self.code_form.clear()
        self.sign_in_form.clear()
        self.unlocked.emit(unlocked)
