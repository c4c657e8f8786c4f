"""Clinics set up: the panel of clinics as a screen of its own, for everybody who books; reached from the calendar."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from msk_desk.domain.dates import whole_date
from msk_desk.domain.records import Changes
from ui.context import Context
from ui.navigation import Place
from ui.screens.clinic_setup.panel import SESSIONS, ClinicsPanel
from ui.screens.screen import Screen


class ClinicSetupScreen(Screen):
    """`navigator.go("clinic_setup", session_id=…, day=…)` opens one session; `tab=…` one of the pages."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setObjectName("clinic_setup_screen")
        self.panel = ClinicsPanel(context, SESSIONS)
        page = QVBoxLayout(self)
        page.setContentsMargins(20, 12, 20, 14)
        page.addWidget(self.panel)
        self.panel.troubled.connect(self.troubled)

    def open(self, place: Place) -> None:
        """Show the page or the session that is asked for, else the page that was open."""
        self.titled.emit(self.text("clinic_setup.title"))
        session = place.details.get("session_id", "")
        if place.details.get("tab"):
            self.panel.which.choose(place.details["tab"])
        self.panel.open()
        if session:
            self.panel.show_session(session, whole_date(place.details.get("day")))

    def take_changes(self, changes: Changes) -> None:
        """Pass it on."""
        self.panel.take_changes(changes)
