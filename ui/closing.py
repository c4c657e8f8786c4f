"""Holds the window's closing back once while words that were typed could not be written to disk."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject

from ui.context import Texts
from ui.draft_words import DRAFT_KINDS
from ui.journal import Journal
from ui.widgets.message_bar import MessageBar
from ui.workers.runner import Runner


class ClosingHold(QObject):
    """Says what would be lost; while it is said, asking once more closes."""

    def __init__(self, texts: Texts, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._runner = runner
        self._left: list[Journal] = []
        self.bar = MessageBar(texts.get("window.close"), name="closing_message")

    def holds(self, journals: Iterable[Journal], *, locked: bool) -> bool:
        """Whether the window stays: something is not on disk, and nobody was told.

        Args:
            journals: of all that is open or was left; each has handed over what waited.
            locked: nothing can be written before somebody unlocks.
        """
        unwritten = [each for each in journals if not each.settled]
        if not unwritten:
            return False
        self._runner.finish_writes()
        self._left = [each for each in unwritten if not each.settled]
        if not self._left or not self.bar.isHidden():
            return False
        for journal in self._left:
            journal.all_kept.connect(self._see_kept)
        self._say(locked)
        return True

    def _say(self, locked: bool) -> None:
        text = self._texts.get
        kinds = {
            DRAFT_KINDS.get(each.draft.kind, "today.draft_form"): None for each in self._left if each.draft is not None
        }
        advice = text("window.unwritten_locked") if locked else text("window.unwritten_advice")
        works = ", ".join(text(kind) for kind in kinds)
        self.bar.show_message(text("window.unwritten", works=works), advice)

    def _see_kept(self, draft_id: str) -> None:
        if all(each.settled for each in self._left):
            self._left = []
            self.bar.hide()
