"""The panel at the right of a decided referral: what was decided and why, letters to sign, and taking it back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.context import Texts
from ui.screens.triage.words import moment_words
from ui.widgets.button import Button
from ui.widgets.card import Card, clear_layout
from ui.widgets.label import Label
from ui.widgets.scroll_column import ScrollColumn

if TYPE_CHECKING:
    from ui.screens.triage.unfinished import OpenPage


class DecidedPanel(Card):
    """Nothing here can be typed.

    Signals:
        undo_asked: the decision is to be taken back.
        bringing_back_asked: it is to be triaged again.
        signing_asked: the id of a letter to sign and print.
    """

    undo_asked = Signal()
    bringing_back_asked = Signal()
    signing_asked = Signal(object)

    def __init__(self, texts: Texts, title: Callable[[str], str], parent: QWidget | None = None) -> None:
        super().__init__(texts.get("triage.decision"), name="triage_decided_card", parent=parent)
        self._texts = texts
        self._title = title
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        self._letters = QVBoxLayout()
        self._letters.setSpacing(6)
        inside = QVBoxLayout()
        inside.setSpacing(10)
        inside.addLayout(self._lines)
        inside.addLayout(self._letters)
        inside.addStretch(1)
        self.add(ScrollColumn(inside), 1)
        self.bring_back = Button(texts.get("triage.bring_back"), name="triage_bring_back", icon="retry")
        self.undo = Button(texts.get("triage.undo"), name="triage_undo", icon="undo")
        self.state = Label(tone="muted", size="small", wrap=True)
        for part in (self.state, self.bring_back, self.undo):
            self.add(part)
        self.undo.clicked.connect(self.undo_asked)
        self.bring_back.clicked.connect(self.bringing_back_asked)

    def show_page(self, shown: OpenPage) -> None:
        """Show what was decided."""
        clear_layout(self._lines)
        clear_layout(self._letters)
        triage, get = shown.page.triage, self._texts.get
        done = triage is not None and triage.status == "completed"
        if triage is not None and done:
            self._lines.addWidget(Label(self._title(triage.decision), size="title", wrap=True))
            when = get("triage.decided_by", name=shown.page.owner, when=moment_words(triage.done_at))
            self._lines.addWidget(Label(when, tone="muted", wrap=True))
            for key, words in (
                ("triage.reason", triage.reason), ("triage.overruled", triage.overruled),
                ("triage.where", triage.where), ("triage.text", triage.text), ("triage.manager", self._manager(shown)),
            ):  # fmt: skip
                if words:
                    self._lines.addWidget(Label(get(key), tone="muted", size="small"))
                    self._lines.addWidget(Label(words, wrap=True))
        self._show_letters(shown)
        self.bring_back.setVisible(shown.can_bring_back)
        advice = triage is not None and triage.decision == "advice"
        self.bring_back.set_words(get("triage.make_referral" if advice else "triage.bring_back"))
        self.undo.setEnabled(shown.can_undo)
        self.state.setText("" if shown.can_undo else get("triage.acted_on"))
        self.state.setVisible(not shown.can_undo)

    def _manager(self, shown: OpenPage) -> str:
        wanted = shown.page.pathway.case_manager_id
        return next((each.spoken() for each in shown.able if each.id == wanted), "")

    def _show_letters(self, shown: OpenPage) -> None:
        for letter in shown.letters:
            if letter.status != "draft":
                continue
            self._letters.addWidget(Label(letter.title, tone="strong", wrap=True))
            for section in letter.sections:
                if section.heading in ("plan", "information-and-advice-given") and section.text:
                    self._letters.addWidget(Label(section.text, wrap=True))
            words = self._texts.get("triage.sign")
            button = Button(
                words, name=f"triage_sign_{letter.kind}", icon="print", says=f"{words}: {letter.title}"
            )  # fmt: skip
            button.setProperty("letter_id", letter.id)
            button.clicked.connect(self._ask_signing)
            self._letters.addWidget(button)

    def _ask_signing(self) -> None:
        self.signing_asked.emit(str(self.sender().property("letter_id")))
