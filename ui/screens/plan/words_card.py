"""A card with one field of several lines, and the service's usual words to begin from."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from ui.theme.theme import current
from ui.widgets.button import Button
from ui.widgets.card import Card


class WordsCard(Card):
    """Words for the patient.

    Signals:
        edited: the whole text after the user changed it; never sent by `show_words`.
    """

    edited = Signal(object)

    def __init__(self, title: str, use: str, usual: str, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(title, name=f"{name}_card", parent=parent)
        self._usual = usual
        self.field = QPlainTextEdit()
        self.field.setProperty("phrases", True)
        self.field.setObjectName(name)
        self.field.setAccessibleName(title)
        self.field.setTabChangesFocus(True)
        self.field.setFixedHeight(current().px(76))
        self.use = Button(use, look="quiet", name=f"{name}_usual", says=f"{use}: {title}")
        self.use.clicked.connect(self._take_usual)
        self.add_action(self.use)
        self.add(self.field)
        self._showing = False
        self.field.textChanged.connect(self._say_edited)

    def show_words(self, words: str) -> None:
        """Show words that were read."""
        self._showing = True
        self.field.setPlainText(words)
        self._showing = False
        self._offer()

    def _take_usual(self) -> None:
        self.field.setPlainText(self._usual)
        self.field.setFocus()

    def _say_edited(self) -> None:
        if not self._showing:
            self._offer()
            self.edited.emit(self.field.toPlainText())

    def _offer(self) -> None:
        self.use.setVisible(not self.field.toPlainText().strip())
