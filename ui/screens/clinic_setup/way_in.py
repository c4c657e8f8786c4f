"""The way from the calendar to its sessions: a button that also says how much is to be settled."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from msk_desk.domain.records import Changes
from ui.context import Context
from ui.screens.clinic_setup.settle_presenter import SettlePresenter, Unsettled
from ui.widgets.button import Button


class SessionsButton(Button):
    """Opens sessions, publishing and leave; with something to settle it says so and opens that."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        words = context.text("clinic_setup.way_in")
        super().__init__(words, look="link", name="calendar_sessions", icon="calendar", parent=parent)
        self._context = context
        self._count = 0
        self.presenter = SettlePresenter(context, self)
        self.presenter.read_all.connect(self._show)
        self.clicked.connect(self._go)

    def look(self) -> None:
        """Count again what is to be settled."""
        self.presenter.read()

    def take_changes(self, changes: Changes) -> None:
        """Sessions or bookings changed."""
        if changes.touches("Schedule", "Slot", "Appointment"):
            self.look()

    def _show(self, found: Unsettled) -> None:
        self._count = len(found.rows)
        text = self._context.text
        self.set_words(text("clinic_setup.warning", n=self._count) if self._count else text("clinic_setup.way_in"))
        self.set_icon("alert" if self._count else "calendar")

    def _go(self) -> None:
        self._context.navigator.go("clinic_setup", tab="settle" if self._count else "sessions")
