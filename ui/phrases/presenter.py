"""The panel's phrases: read, kept, taken away and brought back."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from msk_desk.domain.phrases import Phrase
from msk_desk.domain.records import Changes
from ui.context import Context


class PhrasePresenter(QObject):
    """Bound to one signed-in person.

    Signals:
        phrases_read: a tuple of Phrase.
        kept: the Phrase as it was given.
        removed: the Phrase, for the undo.
        refused: the exception; what was typed stays.
    """

    phrases_read = Signal(object)
    kept = Signal(object)
    removed = Signal(object)
    refused = Signal(object)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._phrase: Phrase | None = None

    def read(self) -> None:
        """Read them all."""
        self._context.runner.run(self._context.desk.phrases.every, then=self._show, failed=self._refuse)

    def keep(self, phrase: Phrase) -> None:
        """Store a new or changed phrase, or bring one back."""
        self._phrase = phrase
        self._context.runner.run(
            self._context.desk.phrases.keep, phrase, then=self._say_kept, failed=self._refuse, write=True
        )

    def remove(self, phrase: Phrase) -> None:
        """Take a phrase away."""
        self._phrase = phrase
        self._context.runner.run(
            self._context.desk.phrases.remove, phrase, then=self._say_removed, failed=self._refuse, write=True
        )

    @property
    def may_share(self) -> bool:
        """Whether the person writes phrases for the whole service."""
        return self._context.desk.phrases.may_share()

    def _show(self, phrases: tuple[Phrase, ...]) -> None:
        self.phrases_read.emit(phrases)

    def _say_kept(self, changes: Changes) -> None:
        self._context.feed.tell(changes)
        self.kept.emit(self._phrase)
        self.read()

    def _say_removed(self, changes: Changes) -> None:
        self._context.feed.tell(changes)
        self.removed.emit(self._phrase)
        self.read()

    def _refuse(self, error: Exception) -> None:
        self.refused.emit(error)
