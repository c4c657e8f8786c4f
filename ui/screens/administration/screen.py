"""Administration: forms of the service, licensed wording and clinics on tabs, each made when it is first opened."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import SignalInstance
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from msk_desk.domain.records import Changes
from ui.context import Context
from ui.navigation import Place
from ui.screens.clinic_setup.panel import ClinicsPanel
from ui.screens.missed_policy.panel import PolicyPanel
from ui.screens.packs.panel import PacksPanel
from ui.screens.screen import Screen
from ui.screens.service_forms.panel import FormsPanel


class Panel(Protocol):
    """One thing to set up."""

    troubled: SignalInstance

    def open(self) -> None:
        """It comes into sight."""

    def take_changes(self, changes: Changes) -> None:
        """Something was stored here or came in."""


AnyPanel = FormsPanel | PacksPanel | ClinicsPanel | PolicyPanel
PANELS: dict[str, tuple[str, type[AnyPanel]]] = {
    "forms": ("administration.forms", FormsPanel),
    "packs": ("administration.packs", PacksPanel),
    "clinics": ("administration.clinics", ClinicsPanel),
    "missed": ("administration.missed", PolicyPanel),
}
"""Adding something to set up is adding a line."""


class AdministrationScreen(Screen):
    """Ctrl with 1 to 4 goes to a tab."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setObjectName("administration_screen")
        self.panels: dict[str, AnyPanel] = {}
        self.tabs = QTabBar()
        self.tabs.setObjectName("administration_tabs")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName(self.text("administration.title"))
        for words, _ in PANELS.values():
            self.tabs.addTab(self.text(words))
        self.pages = QStackedWidget()
        page = QVBoxLayout(self)
        page.setContentsMargins(20, 8, 20, 14)
        page.setSpacing(10)
        page.addWidget(self.tabs)
        page.addWidget(self.pages, 1)
        self.tabs.currentChanged.connect(self._turn_to)
        for keys, slot in (
            ("Ctrl+1", self._show_first), ("Ctrl+2", self._show_second), ("Ctrl+3", self._show_third),
            ("Ctrl+4", self._show_fourth),
        ):  # fmt: skip
            QShortcut(QKeySequence(keys), self).activated.connect(slot)

    def open(self, place: Place) -> None:
        """Show the tab that is asked for, else the one that was open."""
        self.titled.emit(self.text("administration.title"))
        at = list(PANELS).index(place.details.get("tab", list(PANELS)[self.tabs.currentIndex()]))
        if at != self.tabs.currentIndex():
            self.tabs.setCurrentIndex(at)
        else:
            self._turn_to(at)

    def take_changes(self, changes: Changes) -> None:
        """Pass it on to the tab in sight; others read afresh when they are opened."""
        self.panel.take_changes(changes)

    @property
    def panel(self) -> AnyPanel:
        """The tab in sight."""
        return self._made(list(PANELS)[self.tabs.currentIndex()])

    def _made(self, name: str) -> AnyPanel:
        if name not in self.panels:
            panel = PANELS[name][1](self.context)
            panel.troubled.connect(self.troubled)
            self.pages.addWidget(panel)
            self.panels[name] = panel
        return self.panels[name]

    def _turn_to(self, at: int) -> None:
        panel = self._made(list(PANELS)[at])
        self.pages.setCurrentWidget(panel)
        panel.open()

    def _show_first(self) -> None:
        self.tabs.setCurrentIndex(0)

    def _show_second(self) -> None:
        self.tabs.setCurrentIndex(1)

    def _show_third(self) -> None:
        self.tabs.setCurrentIndex(2)

    def _show_fourth(self) -> None:
        self.tabs.setCurrentIndex(3)
