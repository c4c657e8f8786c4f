"""Work whose newest words are not on disk yet although its screen is gone: kept in hand until there is room."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject

from ui.journal import Journal


class Unkept(QObject):
    """Holds the journals of screens that were left, each until everything in it is written."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._journals: dict[str, Journal] = {}

    def hold(self, journal: Journal) -> None:
        """The screen of a journal is left: write what waits, and again until it is written."""
        draft = journal.draft
        journal.setParent(self)
        if draft is None or journal.settled:
            journal.deleteLater()
            return
        self._journals[draft.id] = journal
        journal.all_kept.connect(self._let_go)
        journal.flush()

    def newest(self) -> Mapping[str, tuple[Mapping[str, Any], str]]:
        """Content and focus of each draft that is newer here than on disk, by the draft's id."""
        return {id: journal.newest for id, journal in self._journals.items() if journal.newest is not None}

    def drop(self, draft_id: str) -> None:
        """The work is open on a screen again, which keeps it from now on."""
        journal = self._journals.pop(draft_id, None)
        if journal is not None:
            journal.forget()
            journal.deleteLater()

    def _let_go(self, draft_id: str) -> None:
        journal = self._journals.pop(draft_id, None)
        if journal is not None:
            journal.deleteLater()
