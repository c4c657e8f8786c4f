"""What is looked at before a letter is signed, how far it has come, and signing it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from msk_desk.domain.letters import Letter
from ui.context import Texts
from ui.theme.theme import current
from ui.widgets.button import Button
from ui.widgets.card import Card, clear_layout
from ui.widgets.label import Label

if TYPE_CHECKING:
    from msk_desk.services.letters import Check


class CheckCard(Card):
    """Each check in words with a mark; what must be right keeps the letter from being signed.

    Signals:
        sign_asked: the user signs.
        no_allergies_asked: the user has asked the patient, who knows of none.
    """

    sign_asked = Signal()
    no_allergies_asked = Signal()

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(texts.get("letter.before"), name="letter_checks", parent=parent)
        self.setProperty("card", "true")
        self._texts = texts
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        self.add(self._lines)
        self.none_known = Button(texts.get("letter.no_allergies"), name="letter_no_allergies")
        self.none_known.clicked.connect(self.no_allergies_asked)
        self.add(self.none_known)
        self.state = Label(tone="muted", wrap=True, name="letter_state")
        self.add(self.state)
        self.sign = Button(texts.get("letter.sign"), look="primary", name="letter_sign", icon="check")
        self.sign.clicked.connect(self.sign_asked)
        self.add(self.sign)

    def begin(self) -> None:
        """Another letter."""
        clear_layout(self._lines)
        self.sign.setEnabled(False)
        self.none_known.hide()
        self.state.setText("")

    def show_checks(self, letter: Letter, checks: Sequence[Check]) -> None:
        """Show each check; the letter's own words name the sections."""
        clear_layout(self._lines)
        titles = {section.heading: section.title for section in letter.sections}
        wrong = [check for check in checks if not check.ok]
        for check in sorted(checks, key=_order):
            if check.code != "section" or not check.ok:
                self._lines.addLayout(self._line(check, titles.get(check.heading, check.heading)))
        full = sum(check.code == "section" and check.ok for check in checks)
        self._lines.addLayout(self._mark("check", "good", self._texts.get("letter.sections_full", n=full)))
        draft = letter.status == "draft"
        self.none_known.setVisible(draft and any(check.code == "allergies" for check in wrong))
        self.sign.setVisible(draft)
        self.sign.setEnabled(draft and not any(check.must for check in wrong))

    def _line(self, check: Check, title: str) -> QHBoxLayout:
        key = "ok" if check.ok else "must" if check.must else "should"
        icon, token = {"ok": ("check", "good"), "must": ("close", "bad"), "should": ("info", "muted")}[key]
        words = self._texts.get(f"letter.check_{check.code}_{'ok' if check.ok else 'no'}", title=title)
        return self._mark(icon, token, words, "bad" if key == "must" else "")

    def _mark(self, icon: str, token: str, words: str, tone: str = "") -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        mark = Label()
        mark.setPixmap(current().pixmap(icon, token, 16))
        row.addWidget(mark)
        row.addWidget(Label(words, wrap=True, tone=tone), 1)
        return row

    def show_signed(self, name: str, when: str) -> None:
        """It is signed, and no longer changes."""
        self.state.set_tone("good")
        self.state.setText(self._texts.get("letter.signed", name=name, when=when))
        self.sign.setVisible(False)
        self.none_known.hide()


def _order(check: Check) -> tuple[bool, bool]:
    return check.ok, not check.must
