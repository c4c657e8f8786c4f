"""Papers: letters to send, clinic lists kept, blank forms, and typing up afterwards, a tab each."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from msk_desk.domain.fallback import Standing
from msk_desk.domain.records import Changes
from ui.context import Context
from ui.kept_papers import KeptPapersView
from ui.navigation import Place
from ui.screens.papers.blank_tab import BlankTab
from ui.screens.papers.letters_tab import LettersTab
from ui.screens.papers.presenter import PapersPresenter
from ui.screens.papers.typing_tab import TypingTab
from ui.screens.screen import Screen
from ui.widgets.button import Button
from ui.widgets.segmented import Segmented

LETTERS, KEPT, BLANK, TYPING = "letters", "kept", "blank", "typing"
_TABS = (LETTERS, KEPT, BLANK, TYPING)


class PapersScreen(Screen):
    """What the desk prints, and what it does when nothing else works."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setObjectName("papers_screen")
        self.presenter = PapersPresenter(context, self)
        choices = [(name, self.text(f"papers.tab_{name}")) for name in _TABS]
        self.tabs = Segmented(choices, name="papers_tab", says=self.text("papers.tabs"))
        self.refresh = Button(self.text("papers.refresh"), name="papers_refresh", icon="sync")
        self.letters = LettersTab(context, self.presenter)
        self.kept = KeptPapersView(context.desk.texts, context.runner, way_back=False, edge=0)
        self.blank = BlankTab(context, self.presenter)
        self.typing = TypingTab(context, self.presenter)
        self.pages = QStackedWidget()
        self._by_name: dict[str, QWidget] = dict(
            zip(_TABS, (self.letters, self.kept, self.blank, self.typing), strict=True)
        )
        for page in self._by_name.values():
            self.pages.addWidget(page)
        self._lay_out()
        self.tabs.chosen.connect(self.show_tab)
        self.refresh.clicked.connect(self.presenter.make_anew)
        self.presenter.kept_read.connect(self._show_kept)
        self.presenter.failed.connect(self.troubled)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.tabs)
        head.addStretch(1)
        head.addWidget(self.refresh)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 20, 14)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self.pages, 1)

    def open(self, place: Place) -> None:
        """Open at the tab that was asked for, else at the letters."""
        self.titled.emit(self.text("papers.title"))
        asked = place.details.get("tab", "")
        wanted = asked if asked in _TABS else self.tabs.choice or LETTERS
        self.tabs.choose(wanted)
        self.show_tab(wanted)
        given = [tuple(place.details.get(name, "").split()) for name in ("appointments", "waiting")]
        if wanted == LETTERS and any(given):
            self.letters.read(*given)

    def show_tab(self, name: str) -> None:
        """Show a tab and read it afresh."""
        self.pages.setCurrentWidget(self._by_name[name])
        self.refresh.setVisible(name == KEPT)
        if name == KEPT:
            self.presenter.refresh_kept()
            return
        tabs: dict[str, LettersTab | BlankTab | TypingTab] = {
            LETTERS: self.letters, BLANK: self.blank, TYPING: self.typing,
        }  # fmt: skip
        tabs[name].read()
        tabs[name].focus()

    def take_changes(self, changes: Changes) -> None:
        """A booking was made, moved or cancelled, or a synchronisation kept lists anew."""
        if self.tabs.choice == LETTERS and changes.touches("Appointment"):
            self.letters.read()
        if self.tabs.choice == KEPT and changes.touches("Appointment", "Slot"):
            self.presenter.read_kept()

    def leave(self) -> None:
        """Nothing of any patient stays in sight."""
        self.kept.clear()

    def _show_kept(self, standing: Standing) -> None:
        self.kept.show_shelf(self.presenter, standing)
