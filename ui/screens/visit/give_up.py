"""Giving a form up: says what is lost, asks once, in place and not in a box of its own."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.context import Texts
from ui.widgets.button import Button
from ui.widgets.label import Label


class GiveUp(QFrame):
    """The question, and the link that asks it; whoever shows it puts the link where it belongs.

    Signals:
        asked: the link was pressed; the screen answers with `show_question`.
        given_up: the user means it.
    """

    asked = Signal()
    given_up = Signal()

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self.link = Button(texts.get("visit.give_up"), look="link", name="visit_give_up")
        self.words = Label(wrap=True, name="visit_give_up_words")
        self.sure = Button(texts.get("visit.give_up_sure"), look="danger", name="visit_give_up_sure")
        self.keep = Button(texts.get("visit.give_up_keep"), name="visit_give_up_keep")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.words)
        row = QHBoxLayout()
        row.addWidget(self.keep)
        row.addWidget(self.sure)
        row.addStretch(1)
        column.addLayout(row)
        self.link.clicked.connect(self.asked)
        self.keep.clicked.connect(self.put_away)
        self.sure.clicked.connect(self._give_up)
        self.put_away()

    def show_question(self, title: str, answers: int) -> None:
        """Ask, naming what is lost; the keyboard stands on keeping it."""
        self.words.setText(self._texts.get("visit.give_up_question", title=title, n=answers))
        self._show(True)
        self.keep.setFocus(Qt.FocusReason.OtherFocusReason)

    def put_away(self) -> None:
        """Nothing is asked."""
        self._show(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape keeps the answers."""
        if event.key() == Qt.Key.Key_Escape and self.sure.isVisible():
            self.put_away()
            self.link.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        super().keyPressEvent(event)

    def _give_up(self) -> None:
        self.put_away()
        self.given_up.emit()

    def _show(self, asking: bool) -> None:
        self.setVisible(asking)
        for part in (self.words, self.sure, self.keep):
            part.setVisible(asking)
