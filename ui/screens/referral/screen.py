"""Referral in: taking one at the desk, those that came as files, and look-alikes to decide about."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from msk_desk.domain.records import Changes
from ui.context import Context
from ui.navigation import Place
from ui.screens.referral.alike_view import AlikeView
from ui.screens.referral.files_view import FilesView
from ui.screens.referral.take_view import TakeView
from ui.screens.screen import Screen

TABS = ("take", "files", "alikes")


class ReferralScreen(Screen):
    """`Navigator.go("referral", patient="…", source="internal", tab="take")`; Ctrl with page keys turns tabs."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setObjectName("referral_screen")
        self.setProperty("page", "true")
        self.take = TakeView(context)
        self.files = FilesView(context)
        self.alikes = AlikeView(context)
        self.tabs = QTabBar()
        self.tabs.setObjectName("referral_tabs")
        self.tabs.setAccessibleName(self.text("referral.tabs"))
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.pages = QStackedWidget()
        self._views: tuple[TakeView, FilesView, AlikeView] = (self.take, self.files, self.alikes)
        for name, view in zip(TABS, self._views, strict=True):
            self.tabs.addTab(self.text(f"referral.{name}"))
            self.pages.addWidget(view)
        page = QVBoxLayout(self)
        page.setContentsMargins(20, 6, 20, 14)
        page.setSpacing(10)
        page.addWidget(self.tabs)
        page.addWidget(self.pages, 1)
        self.tabs.currentChanged.connect(self._turn_to)
        for part in (self.take, self.files, self.alikes):
            part.troubled.connect(self.troubled)
        self.alikes.counted.connect(self._count_alikes)
        for keys, slot in (("Ctrl+PgDown", self._next_tab), ("Ctrl+PgUp", self._tab_before)):
            QShortcut(QKeySequence(keys), self).activated.connect(slot)

    def open(self, place: Place) -> None:
        """Come into sight: for a patient when one is named, else ready to search."""
        self.titled.emit(self.text("referral.title"))
        wanted = place.details.get("tab", TABS[self.tabs.currentIndex()])
        patient, source = place.details.get("patient", ""), place.details.get("source", "")
        self.tabs.setCurrentIndex(TABS.index("take" if patient or wanted not in TABS else wanted))
        self._views[self.tabs.currentIndex()].come_into_sight()
        if patient:
            self.take.begin()
            self.take.form.show_new({"source": source} if source else {})
            self.take.choose(patient)

    def take_changes(self, changes: Changes) -> None:
        """Something was saved or came in."""
        self.files.take_changes(changes)
        self.alikes.take_changes(changes)

    def _turn_to(self, at: int) -> None:
        self.pages.setCurrentIndex(at)
        self._views[at].come_into_sight()

    def _count_alikes(self, count: int) -> None:
        words = self.text("referral.alikes")
        self.tabs.setTabText(
            TABS.index("alikes"), self.text("referral.tab_count", words=words, n=count) if count else words
        )

    def _next_tab(self) -> None:
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + 1) % self.tabs.count())

    def _tab_before(self) -> None:
        self.tabs.setCurrentIndex((self.tabs.currentIndex() - 1) % self.tabs.count())
