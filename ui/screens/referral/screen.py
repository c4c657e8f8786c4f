"""Referral in: taking one at the desk, those that came as files, and look-alikes to decide about."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from msk_desk.domain.records import Changes
from ui.context import Context
from ui.navigation import Place
from ui.screens.referral.take_view import TakeView
from ui.screens.screen import Screen

TABS = ("take",)


class ReferralScreen(Screen):
    """`Navigator.go("referral", patient="…", source="internal", tab="take")`; Ctrl with page keys turns tabs."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setObjectName("referral_screen")
        self.setProperty("page", "true")
        self.take = TakeView(context)
        self.tabs = QTabBar()
        self.tabs.setObjectName("referral_tabs")
        self.tabs.setAccessibleName(self.text("referral.tabs"))
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.pages = QStackedWidget()
        for name, view in (("take", self.take),):
            self.tabs.addTab(self.text(f"referral.{name}"))
            self.pages.addWidget(view)
        page = QVBoxLayout(self)
        page.setContentsMargins(20, 6, 20, 14)
        page.setSpacing(10)
        page.addWidget(self.tabs)
        page.addWidget(self.pages, 1)
        self.tabs.currentChanged.connect(self._turn_to)
        self.take.troubled.connect(self.troubled)
        for keys, slot in (("Ctrl+PgDown", self._next_tab), ("Ctrl+PgUp", self._tab_before)):
            QShortcut(QKeySequence(keys), self).activated.connect(slot)

    def open(self, place: Place) -> None:
        """Come into sight: for a patient when one is named, else ready to search."""
        self.titled.emit(self.text("referral.title"))
        self.tabs.setCurrentIndex(TABS.index(place.details.get("tab", "take")))
        patient, source = place.details.get("patient", ""), place.details.get("source", "")
        self.take.come_into_sight()
        if patient:
            self.take.begin()
            if source:
                self.take.form.show_new({"source": source})
            self.take.choose(patient)

    def take_changes(self, changes: Changes) -> None:
        """Something was saved or came in."""

    def _turn_to(self, at: int) -> None:
        self.pages.setCurrentIndex(at)

    def _next_tab(self) -> None:
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + 1) % self.tabs.count())

    def _tab_before(self) -> None:
        self.tabs.setCurrentIndex((self.tabs.currentIndex() - 1) % self.tabs.count())
