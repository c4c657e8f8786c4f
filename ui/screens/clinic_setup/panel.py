"""The panel of clinics: sessions, publishing, leave, what is to be settled, templates; each made when first opened."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from msk_desk.domain.clinic_time import day_of
from msk_desk.domain.records import Changes
from msk_desk.domain.session_lines import SessionLine
from ui.context import Context
from ui.screens.clinic_setup.leave_page import LeavePage
from ui.screens.clinic_setup.publish_page import PublishPage
from ui.screens.clinic_setup.sessions_page import SessionsPage
from ui.screens.clinic_setup.settle_page import SettlePage
from ui.screens.clinic_setup.settle_presenter import SettlePresenter, ToSettle, Unsettled
from ui.screens.clinic_setup.templates_page import TemplatesPage
from ui.widgets.button import Button
from ui.widgets.segmented import Segmented

SESSIONS, PUBLISH, LEAVE, SETTLE, TEMPLATES = "sessions", "publish", "leave", "settle", "templates"


class Page(Protocol):
    """One page of the panel."""

    troubled: SignalInstance

    def open(self) -> None:
        """It comes into sight."""

    def take_changes(self, changes: Changes) -> None:
        """Something was stored here or came in."""


_PAGES: dict[str, tuple[str, type[SessionsPage | PublishPage | LeavePage | SettlePage | TemplatesPage]]] = {
    SESSIONS: ("clinic_setup.sessions", SessionsPage),
    PUBLISH: ("clinic_setup.publish", PublishPage),
    LEAVE: ("clinic_setup.leave", LeavePage),
    SETTLE: ("clinic_setup.settle", SettlePage),
    TEMPLATES: ("clinic_setup.templates", TemplatesPage),
}


class ClinicsPanel(QWidget):
    """For everybody who books; only administrators change templates.

    Signals:
        troubled: an exception to show above the screen.
    """

    troubled = Signal(object)

    def __init__(self, context: Context, first: str = TEMPLATES, parent: QWidget | None = None) -> None:
        """Make one that shows the page `first`."""
        super().__init__(parent)
        self.setObjectName("clinics_panel")
        self._context = context
        self.made: dict[str, QWidget] = {}
        text = context.text
        choices = [(name, text(words)) for name, (words, _) in _PAGES.items()]
        self.which = Segmented(choices, name="clinic_pages", says=text("clinic_setup.pages"))
        self.which.choose(first)
        self.warning = Button("", look="link", icon="alert", name="clinic_warning")
        self.warning.hide()
        self.pages = QStackedWidget()
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.which)
        row.addWidget(self.warning)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(row)
        column.addWidget(self.pages, 1)
        self._watch = SettlePresenter(context, self)
        self._watch.read_all.connect(self._show_warning)
        self._watch.failed.connect(self.troubled)
        self.which.chosen.connect(self.turn_to)
        self.warning.clicked.connect(self._go_to_settle)

    @property
    def page(self) -> Page:
        """The page in sight."""
        return self._page(self.which.choice)  # type: ignore[return-value]

    def open(self) -> None:
        """The panel comes into sight: the page that was open."""
        self._watch.read()
        self.turn_to(self.which.choice)

    def take_changes(self, changes: Changes) -> None:
        """Something was stored here or came in."""
        if changes.touches("Schedule", "Slot", "Appointment"):
            self._watch.read()
        self.page.take_changes(changes)

    def turn_to(self, name: str) -> None:
        """Show a page."""
        self.which.choose(name)
        self.pages.setCurrentWidget(self._page(name))
        self.page.open()

    def show_session(self, session_id: str, day: object = None) -> None:
        """Show one session, to be changed or cancelled."""
        self.turn_to(SESSIONS)
        page = self._page(SESSIONS)
        assert isinstance(page, SessionsPage)
        page.show_session(session_id, day)

    def _page(self, name: str) -> QWidget:
        if name not in self.made:
            page = _PAGES[name][1](self._context)
            page.troubled.connect(self.troubled)
            if isinstance(page, LeavePage | SettlePage):
                page.session_asked.connect(self._open_session)
            self.pages.addWidget(page)
            self.made[name] = page
        return self.made[name]

    def _open_session(self, asked: SessionLine | ToSettle) -> None:
        if isinstance(asked, SessionLine):
            self.show_session(asked.session.id, day_of(asked.session.start))
        else:
            self.show_session(asked.session_id, day_of(asked.at))

    def _go_to_settle(self) -> None:
        self.turn_to(SETTLE)

    def _show_warning(self, found: Unsettled) -> None:
        self.warning.set_words(self._context.text("clinic_setup.warning", n=len(found.rows)))
        self.warning.setVisible(bool(found.rows))
