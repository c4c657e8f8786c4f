"""Publishing: a preview of some days, then its sessions made some at a time, so that it can be stopped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from msk_desk.domain.clinic_templates import ClinicTemplate
from msk_desk.domain.publishing import Planned
from ui.context import Context
from ui.workers.runner import Job

if TYPE_CHECKING:
    from msk_desk.services.clinic_names import ClinicNames
    from msk_desk.services.clinics import Preview, Published

AT_ONCE = 10
"""Sessions made before the window is told how far it is."""


@dataclass(frozen=True, slots=True)
class ToPublish:
    """Templates in use, with the names in them."""

    templates: tuple[ClinicTemplate, ...]
    names: ClinicNames


@dataclass(frozen=True, slots=True)
class Progress:
    """How far publishing is; `over` when it ended, by itself or because it was stopped."""

    made: int
    of: int
    missed: int = 0
    over: bool = False


class PublishPresenter(QObject):
    """Knows what was looked at.

    Signals:
        listed: a ToPublish.
        previewed: the Preview of the newest question.
        went_on: a Progress.
        failed: an exception to show.
    """

    listed = Signal(object)
    previewed = Signal(object)
    went_on = Signal(object)
    failed = Signal(object)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._job: Job | None = None
        self._waiting: list[Planned] = []
        self._made = self._of = self._missed = 0

    def today(self) -> date:
        """The day it is here."""
        return self._context.desk.now().astimezone().date()

    @property
    def under_way(self) -> bool:
        """Whether sessions are being made."""
        return bool(self._waiting)

    def read(self) -> None:
        """Read the templates in use."""
        self._context.runner.run(self._read, then=self._list, failed=self.fail)

    def look(self, template_ids: Sequence[str], first: date, last: date) -> None:
        """Look what publishing would make; the newest question wins."""
        if self._job is not None:
            self._job.cancel()
        preview = self._context.desk.clinics.preview
        self._job = self._context.runner.run(
            preview, tuple(template_ids), first, last, then=self._show, failed=self.fail
        )

    def publish(self, planned: Sequence[Planned]) -> None:
        """Make these sessions."""
        if not self.under_way and planned:
            self._waiting = list(planned)
            self._made, self._of, self._missed = 0, len(planned), 0
            self._next()

    def stop(self) -> None:
        """Make no more; what is made stays."""
        self._waiting = self._waiting[:AT_ONCE] if self._waiting else []

    def fail(self, error: Exception) -> None:
        """It did not work; sessions that were made before stay."""
        was = self.under_way
        self._waiting = []
        if was:
            self.went_on.emit(Progress(self._made, self._of, self._missed, over=True))
        self.failed.emit(error)

    def _read(self) -> ToPublish:
        clinics = self._context.desk.clinics
        return ToPublish(tuple(each for each in clinics.templates() if each.active), clinics.names())

    def _list(self, found: ToPublish) -> None:
        self.listed.emit(found)

    def _show(self, preview: Preview) -> None:
        self.previewed.emit(preview)

    def _next(self) -> None:
        publish = self._context.desk.clinics.publish
        self._context.runner.run(publish, self._waiting[:AT_ONCE], then=self._go_on, failed=self.fail, write=True)

    def _go_on(self, done: Published) -> None:
        self._waiting = self._waiting[AT_ONCE:]
        self._made += done.made
        self._missed += len(done.missed)
        self._context.feed.tell(done.changes)
        self.went_on.emit(Progress(self._made, self._of, self._missed, over=not self._waiting))
        if self._waiting:
            self._next()
