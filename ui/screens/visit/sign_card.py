"""Signing the assessment: what is still to be completed, each a click away, and the act itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.context import Texts
from ui.screens.visit.give_up import GiveUp
from ui.widgets.button import Button
from ui.widgets.card import Card, clear_layout
from ui.widgets.flow import FlowLayout
from ui.widgets.label import Label

SHOWN, LETTERS = 3, 36
"""How many gaps are named, and with how many letters each; the form marks them all."""


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that keeps the form from being signed."""

    path: str
    words: str


class GapLink(Button):
    """Leads to one gap.

    Signals:
        gap_chosen: its path.
    """

    gap_chosen = Signal(object)

    def __init__(self, gap: Gap, name: str) -> None:
        short = gap.words if len(gap.words) <= LETTERS else f"{gap.words[:LETTERS].rstrip()}…"
        super().__init__(short, look="link", name=name, says=gap.words)
        self.setToolTip(gap.words)
        self._gap = gap
        self.clicked.connect(self._say_chosen)

    def _say_chosen(self) -> None:
        self.gap_chosen.emit(self._gap.path)


class SignCard(Card):
    """Signals:
    sign_asked: the user signs.
    gap_chosen: the path of something to complete.
    more_asked: another form for this visit.
    print_asked: the printed record of the visit.
    record_asked: the visits of the record, where addenda and corrections are made.
    """

    sign_asked = Signal()
    gap_chosen = Signal(object)
    more_asked = Signal()
    print_asked = Signal()
    record_asked = Signal()

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(name="visit_sign_card", parent=parent)
        self.setProperty("card", "true")
        self.setAccessibleName(texts.get("visit.sign_title"))
        self._texts = texts
        self.words = Label(wrap=True, name="visit_sign_words")
        self._gaps = QVBoxLayout()
        self._gaps.setSpacing(1)
        self.sign = Button(texts.get("visit.sign_title"), look="primary", name="visit_sign", icon="check")
        self.sign.clicked.connect(self.sign_asked)
        self.paper = Button(texts.get("visit.print"), name="visit_print", icon="print")
        self.record = Button(texts.get("visit.to_record"), look="link", name="visit_to_record")
        self.more = Button(texts.get("visit.add_form"), look="link", name="visit_add_form")
        self.giving_up = GiveUp(texts)
        self.paper.clicked.connect(self.print_asked)
        self.record.clicked.connect(self.record_asked)
        self.more.clicked.connect(self.more_asked)
        self.add(self.words)
        self.add(self._gaps)
        self.add(self.sign)
        self.add(self.paper)
        links = QWidget()
        row = FlowLayout(links, gap=14)
        for link in (self.record, self.more, self.giving_up.link):
            row.addWidget(link)
        self.add(links)
        self.add(self.giving_up)
        self._show_as(signed=False)

    def _show_as(self, *, signed: bool) -> None:
        self.sign.setVisible(not signed)
        self.giving_up.link.setVisible(not signed)
        if signed:
            self.giving_up.put_away()
        self.paper.setVisible(signed)
        self.record.setVisible(signed)

    def begin(self) -> None:
        """Another form."""
        clear_layout(self._gaps)
        self._say("", "muted")
        self.giving_up.put_away()
        self._show_as(signed=False)
        self.sign.setEnabled(False)

    def name_form(self, title: str) -> None:
        """Say on the button what is signed."""
        self.sign.set_words(self._texts.get("visit.sign_form", title=title))
        self.sign.setToolTip(self._texts.get("visit.sign_advice"))

    def _say(self, words: str, tone: str) -> None:
        self.words.set_tone(tone)
        self.words.setText(words)
        self.words.setVisible(bool(words))

    def show_gaps(self, gaps: Sequence[Gap]) -> None:
        """What is to be completed first; nothing clears the list."""
        clear_layout(self._gaps)
        self.giving_up.put_away()
        if not gaps:
            return
        self._say(self._texts.get("visit.gaps", n=len(gaps)), "bad")
        for at, gap in enumerate(gaps[:SHOWN]):
            link = GapLink(gap, f"visit_gap_{at}")
            link.gap_chosen.connect(self.gap_chosen)
            self._gaps.addWidget(link)

    def show_signed(self, name: str, when: str) -> None:
        """It is signed."""
        clear_layout(self._gaps)
        self._say(self._texts.get("visit.signed", name=name, when=when), "good")
        self._show_as(signed=True)
