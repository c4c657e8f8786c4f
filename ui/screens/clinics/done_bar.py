"""Says what was done in the calendar, with a button that takes it back; or what was refused."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from ui.context import Texts
from ui.errors import trouble
from ui.screens.clinics.presenter_acts import Done
from ui.widgets.button import Button
from ui.widgets.message_bar import MessageBar


class DoneBar(MessageBar):
    """Hidden until something was done.

    Signals:
        undo_asked: take the last act back.
    """

    undo_asked = Signal()

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(texts.get("window.close"), name="calendar_message", parent=parent)
        self._texts = texts
        self.undo = Button(
            texts.get("calendar.undo"), name="calendar_undo", icon="undo", says=texts.get("calendar.undo")
        )
        self.undo.setToolTip(texts.get("calendar.undo_key"))
        self.undo.clicked.connect(self.undo_asked)
        row = self.layout()
        assert isinstance(row, QBoxLayout)
        row.insertWidget(2, self.undo)

    def show_done(self, done: Done) -> None:
        """Say what was done."""
        self.undo.setVisible(bool(done.takes_back and done.appointment_id))
        self.show_message(self._texts.get(done.key, name=done.name), done.place, look="good")

    def show_refused(self, error: Exception) -> None:
        """Say why nothing was done."""
        self.undo.hide()
        said = trouble(error)
        self.show_message(said.title, said.advice, code=said.code, look="warn")

    def say(self, words: str, advice: str = "") -> None:
        """Say something to do."""
        self.undo.hide()
        self.show_message(words, advice, look="accent")
