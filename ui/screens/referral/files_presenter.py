"""Referral files: what became of each, the watched folder, and files that somebody chooses."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui.context import Context
from ui.referral_watch import changes_of

if TYPE_CHECKING:
    from msk_desk.domain.incoming import FileOutcome


@dataclass(frozen=True, slots=True)
class FilesNow:
    """The watched folder, and the last files."""

    folder: str
    outcomes: tuple[FileOutcome, ...]


class FilesPresenter(QObject):
    """Reads again after whatever was done.

    Signals:
        read_now: a FilesNow.
        took: the FileOutcomes of files that were just looked at.
        failed: an exception to show.
    """

    read_now = Signal(object)
    took = Signal(object)
    failed = Signal(object)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._files = context.desk.referral_files

    def read(self) -> None:
        """Read the folder's name and what became of the last files."""
        self._context.runner.run(self._read, then=self._show, failed=self._fail)

    def _read(self) -> FilesNow:
        """On a worker."""
        return FilesNow(self._files.folder, self._files.outcomes())

    def watch(self, folder: str) -> None:
        """Look at another folder."""
        self._context.runner.run(self._files.watch, folder, then=self._look, failed=self._fail, write=True)

    def look(self) -> None:
        """Look at the folder now."""
        self._context.runner.run(self._files.look, then=self._tell, failed=self._fail, write=True)

    def take(self, names: list[str]) -> None:
        """Take files that somebody chose; they stay where they are."""
        paths = [Path(name) for name in names]
        self._context.runner.run(self._files.take_paths, paths, then=self._tell, failed=self._fail, write=True)

    def again(self, outcome: FileOutcome) -> None:
        """Look at a refused file once more."""
        self._context.runner.run(self._files.again, outcome.name, then=self._look, failed=self._fail, write=True)

    def _look(self, nothing: None) -> None:
        self.look()

    def _tell(self, found: tuple[FileOutcome, ...]) -> None:
        self.took.emit(found)
        self._context.feed.tell(changes_of(found))
        self.read()

    def _show(self, now: FilesNow) -> None:
        self.read_now.emit(now)

    def _fail(self, error: Exception) -> None:
        self.failed.emit(error)
