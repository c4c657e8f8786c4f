"""Keeps every keystroke of one piece of unfinished work on disk, without the typing ever waiting."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from ui.workers.runner import Runner

if TYPE_CHECKING:
    from msk_desk.domain.drafts import Draft

AGAIN = 2_000
"""Milliseconds after which a write that failed is tried again, typing or not."""
Note = Callable[["Draft", Mapping[str, Any], str], "Draft"]


class Journal(QObject):
    """Writes the newest state of a draft within one turn of the event loop.

    While a write is under way newer states wait and only the newest is written, so a slow disk
    never makes a queue.

    Signals:
        kept: the Draft that is on disk now.
        failed: the exception of a write; what was typed is still on the screen.
        all_kept: the draft's id, once nothing waits any more.
    """

    kept = Signal(object)
    failed = Signal(object)
    all_kept = Signal(object)

    def __init__(self, runner: Runner, note: Note, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._note = note
        self._draft: Draft | None = None
        self._waiting: tuple[Mapping[str, Any], str] | None = None
        self._last: tuple[Mapping[str, Any], str] | None = None
        self._writing = 0
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._write_when_free)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(AGAIN)
        self._again.timeout.connect(self._write_when_free)

    @property
    def draft(self) -> Draft | None:
        """The draft that is kept, as last known."""
        return self._draft

    @property
    def settled(self) -> bool:
        """Whether everything noted is on disk."""
        return self._waiting is None and not self._writing

    @property
    def newest(self) -> tuple[Mapping[str, Any], str] | None:
        """What was noted and is not on disk yet, or None."""
        return self._waiting or (self._last if self._writing else None)

    def begin(self, draft: Draft) -> None:
        """Keep this draft from now on."""
        self._draft = draft

    def note(self, content: Mapping[str, Any], focus: str = "") -> None:
        """Something was typed: this is the whole state now."""
        self._waiting = (content, focus)
        self._turn.start()

    def flush(self) -> None:
        """Hand over what waits at once: the screen is left or the window closes."""
        self._turn.stop()
        self._again.stop()
        self._write()

    def forget(self) -> None:
        """The work is saved as a record or was given up: what waits is not written."""
        self._turn.stop()
        self._again.stop()
        self._waiting = None
        self._draft = None

    def _write_when_free(self) -> None:
        if not self._writing:
            self._write()

    def _write(self) -> None:
        if self._waiting is None or self._draft is None:
            return
        content, focus = self._last = self._waiting
        self._waiting = None
        self._writing += 1
        self._runner.run(
            self._note, self._draft, content, focus, then=self._say_kept, failed=self._say_failed, write=True
        )

    def _say_kept(self, draft: Draft) -> None:
        self._writing -= 1
        if self._draft is not None and draft.id == self._draft.id:
            self._draft = draft
            self.kept.emit(draft)
        self._write_when_free()
        if self.settled:
            self.all_kept.emit(draft.id)

    def _say_failed(self, error: Exception) -> None:
        self._writing -= 1
        if self._draft is not None and self._waiting is None:
            self._waiting = self._last  # tried again with the next keystroke, after a while, or when left
        if self._draft is not None:
            self._again.start()
        self.failed.emit(error)
