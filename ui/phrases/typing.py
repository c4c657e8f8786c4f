"""Watches the text fields of a window: a slash opens the list of phrases, Enter or Tab takes one."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from msk_desk.domain.phrases import Phrase, found, places, suggested
from msk_desk.domain.records import Changes
from ui.context import Context
from ui.phrases.popup import MANAGE, PhrasePopup
from ui.phrases.text_place import (
    TextField,
    below_cursor,
    cursor_of,
    replace,
    select,
    takes_phrases,
    text_of,
    typed_after_slash,
)

HINT = "phrase_hint"
"""The object name of the line under a field that names some phrases."""


class PhraseTyping(QObject):
    """One for a window; it follows the keyboard from field to field.

    Signals:
        managing_asked: the panel of phrases is wanted.
    """

    managing_asked = Signal()

    def __init__(self, context: Context, over: QWidget) -> None:
        super().__init__(over)
        self._context = context
        self._over = over
        self._field: TextField | None = None
        self._left_at = -1
        self._filling = False
        self.phrases: tuple[Phrase, ...] = ()
        self.popup = PhrasePopup(context.desk.texts, over)
        self.popup.taken.connect(self._take)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow)
        context.feed.changed.connect(self._read_again)
        self.read()

    def read(self) -> None:
        """Read the phrases, away from the window's thread."""
        self._context.runner.run(self._context.desk.phrases.every, then=self._keep)

    def _read_again(self, changes: Changes) -> None:
        if changes.touches("Library"):
            self.read()

    def _keep(self, phrases: tuple[Phrase, ...]) -> None:
        self.phrases = phrases

    def _follow(self, old: QWidget | None, now: QWidget | None) -> None:
        field = takes_phrases(now) if now is not None and self._over.isAncestorOf(now) else None
        if field is self._field:
            return
        self._let_go()
        if field is not None:
            self._field = field
            field.installEventFilter(self)
            field.destroyed.connect(self._forget)
            changed = field.textEdited if isinstance(field, QLineEdit) else field.textChanged
            changed.connect(self._look)
            self._show_hint(field)

    def _forget(self) -> None:
        self._field = None
        self.popup.hide()

    def _let_go(self) -> None:
        self.popup.hide()
        self._left_at, self._filling = -1, False
        field, self._field = self._field, None
        if field is not None:
            field.removeEventFilter(self)
            field.destroyed.disconnect(self._forget)
            changed = field.textEdited if isinstance(field, QLineEdit) else field.textChanged
            changed.disconnect(self._look)

    def _show_hint(self, field: QWidget) -> None:
        around = field.parentWidget()
        hint = around.findChild(QLabel, HINT) if around is not None else None
        names = " ".join(f"/{one.name}" for one in suggested(self.phrases, self._about(field)))
        if hint is not None and names:
            hint.setText(self._context.text("phrases.hint_named", names=names))

    def _about(self, field: QWidget) -> str:
        """What a field is about: its question, and the patient's pathway."""
        banner = self._context.patient.banner
        return f"{field.accessibleName()} {banner.pathway if banner is not None else ''}"

    def _look(self) -> None:
        """Open, narrow or close the list after a keystroke."""
        field = self._field
        typed = typed_after_slash(field) if field is not None else None
        if field is None or typed is None:
            self._left_at = -1
            self.popup.hide()
            return
        start = cursor_of(field) - len(typed) - 1
        fitting = found(self.phrases, typed)
        if not typed:
            likely = suggested(self.phrases, self._about(field))
            fitting = (*likely, *(one for one in fitting if one not in likely))
        if start == self._left_at or (typed and not fitting):
            self.popup.hide()
            return
        self.popup.offer(fitting, below_cursor(field, self._over))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of the list while it is open; Tab goes through the places of a phrase just put in."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if self.popup.isVisible() and event.key() == Qt.Key.Key_Escape:
                event.accept()
            return False
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent) or watched is not self._field:
            return False
        if self.popup.isVisible():
            return self._take_key(event)
        if self._filling and event.key() == Qt.Key.Key_Tab:
            return self._next_place(cursor_of(self._field))
        if event.key() == Qt.Key.Key_Escape:
            self._filling = False
        return False

    def _take_key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.popup.move_choice(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab) and self.popup.chosen is not None:
            self._take(self.popup.chosen)
        elif key == Qt.Key.Key_Escape:
            self._leave_slash()
        else:
            return False
        return True

    def _leave_slash(self) -> None:
        """The slash stays as it was typed, and the list closed until another one."""
        if self._field is not None:
            typed = typed_after_slash(self._field) or ""
            self._left_at = cursor_of(self._field) - len(typed) - 1
        self.popup.hide()

    def _take(self, phrase: Phrase) -> None:
        field = self._field
        typed = typed_after_slash(field) if field is not None else None
        if phrase is MANAGE:
            self._leave_slash()
            self.managing_asked.emit()
            return
        self.popup.hide()
        if field is None or typed is None:
            return
        start = cursor_of(field) - len(typed) - 1
        text = phrase.text.replace("\n", " ") if isinstance(field, QLineEdit) else phrase.text
        replace(field, start, len(typed) + 1, text)
        self.popup.hide()
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._filling = bool(places(text))
        if self._filling:
            self._next_place(start)

    def _next_place(self, after: int) -> bool:
        """Select the next place to fill; tell whether there was one."""
        field = self._field
        if field is None:
            return False
        for start, length in places(text_of(field)):
            if start >= after:
                select(field, start, length)
                return True
        self._filling = False
        return False
