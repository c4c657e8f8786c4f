"""What was signed last: copied into empty fields, each copy marked until it is looked at."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from msk_desk.domain.dates import staff_date
from ui.context import Texts
from ui.screens.visit.open_form import LastTime
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.flow import FlowLayout
from ui.widgets.label import Label


class LastTimeCard(Card):
    """Hidden when nothing was signed before.

    Signals:
        section_wanted: copy the section in sight.
        all_wanted: copy every section.
        back_wanted: take back what was copied and not looked at.
        comparison_wanted: see both visits side by side.
    """

    section_wanted = Signal()
    all_wanted = Signal()
    back_wanted = Signal()
    comparison_wanted = Signal()

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(texts.get("visit.last_title"), name="visit_last_card", parent=parent)
        self._texts = texts
        self.words = Label(tone="muted", wrap=True, name="visit_last_words")
        self.section = Button(texts.get("visit.copy_section"), name="visit_copy_section", look="link")
        self.whole = Button(texts.get("visit.copy_all"), name="visit_copy_all", look="link")
        self.compare = Button(texts.get("visit.compare"), name="visit_compare", look="link")
        self.back = Button(texts.get("visit.copy_back"), name="visit_copy_back", look="link")
        self.add(self.words)
        links = QWidget()
        row = FlowLayout(links, gap=14)
        for button in (self.section, self.whole, self.compare, self.back):
            row.addWidget(button)
        self.add(links)
        self.section.clicked.connect(self.section_wanted)
        self.whole.clicked.connect(self.all_wanted)
        self.back.clicked.connect(self.back_wanted)
        self.compare.clicked.connect(self.comparison_wanted)
        self.hide()

    def show_last(self, last: LastTime | None) -> None:
        """Show whose and which answers there are to copy from."""
        self.setVisible(last is not None)
        self.back.hide()
        if last is not None:
            self._say(last, "visit.last_words")

    def show_copied(self, last: LastTime | None, done: int, waiting: int) -> None:
        """Say how many were copied just now, and how many wait to be looked at."""
        self.back.setVisible(waiting > 0)
        if last is not None and done:
            self.words.setText(self._texts.get("visit.copied", n=done, waiting=waiting))
        elif last is not None and waiting:
            self.words.setText(self._texts.get("visit.copies_waiting", n=waiting))
        elif last is not None:
            self._say(last, "visit.last_words")

    def say_nothing_copied(self) -> None:
        """There was nothing to copy here."""
        self.words.setText(self._texts.get("visit.nothing_copied"))

    def _say(self, last: LastTime, key: str) -> None:
        day = staff_date(last.answers.authored.astimezone().date())
        self.words.setText(self._texts.get(key, day=day, name=last.author or self._texts.get("visit.somebody")))
