"""Over a referral: who has it, what was decided elsewhere meanwhile, and what a colleague asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.context import Texts
from ui.screens.triage.fields import ShortText
from ui.screens.triage.words import moment_words
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.label import Label

if TYPE_CHECKING:
    from msk_desk.domain.pathways import Triage
    from ui.screens.triage.unfinished import OpenPage


class NoticeCard(Card):
    """Hidden while the referral is free or one's own.

    Signals:
        take_over_asked: the user wants to take the referral from whoever has it.
    """

    take_over_asked = Signal()

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(look="warn", name="triage_notice", parent=parent)
        self._texts = texts
        self.holds = False
        self.words = Label(tone="strong", wrap=True, name="triage_notice_words")
        self.take_over = Button(texts.get("triage.take_over"), name="triage_take_over")
        self.take_over.clicked.connect(self.take_over_asked)
        row = QHBoxLayout()
        row.addWidget(self.words, 1)
        row.addWidget(self.take_over)
        self.add(row)
        self.hide()

    def show_page(self, shown: OpenPage, me: str, may_decide: bool) -> None:
        """Say whose it is when it is somebody else's."""
        triage = shown.page.triage
        held = triage is not None and triage.status == "accepted" and triage.by not in ("", me) and not shown.decided
        if held and triage is not None:
            since = moment_words(triage.claimed_at)
            self.words.setText(self._texts.get("triage.held", name=shown.page.owner, since=since))
        self.take_over.setVisible(may_decide)
        self.holds = held
        self.setVisible(held)

    def say_gone(self) -> None:
        """It was decided elsewhere while it was in view."""
        self.words.setText(self._texts.get("triage.gone"))
        self.take_over.hide()
        self.show()


class OpinionCard(Card):
    """What a colleague, or a team meeting, was asked; answered in place.

    Signals:
        answered: (the id of the question, the answer).
    """

    answered = Signal(object)

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(texts.get("triage.question"), look="accent", name="triage_opinion", parent=parent)
        self._texts = texts
        self._open: Triage | None = None
        self.question = Label(wrap=True, name="triage_question")
        self.answer = ShortText("triage_answer", texts.get("triage.answer"), lines=3)
        self.send = Button(texts.get("triage.send_answer"), look="primary", name="triage_send_answer")
        self.send.clicked.connect(self._send)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.send)
        self.add(self.question)
        self.add(self.answer)
        self.add(row)
        self.hide()

    def show_page(self, shown: OpenPage, me: str) -> None:
        """Show what waits for the person here, or for somebody else."""
        waiting = [(each, who) for each, who in shown.page.opinions if each.status != "completed" and not shown.decided]
        found = next(((each, who) for each, who in waiting if each.by == me), waiting[0] if waiting else None)
        before = self._open
        self._open = found[0] if found else None
        self.setVisible(found is not None)
        if found is None:
            return
        opinion, who = found
        mine = opinion.by == me
        words = "triage.asks" if mine else "triage.waits_for"
        self.question.setText(self._texts.get(words, name=who, words=opinion.reason))
        for part in (self.answer, self.send):
            part.setVisible(mine)
        if before is None or before.id != opinion.id:
            self.answer.show_text("")

    def _send(self) -> None:
        if self._open is not None and self.answer.toPlainText().strip():
            self.answered.emit((self._open.id, self.answer.toPlainText()))
