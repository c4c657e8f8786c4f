"""The duty rota of two weeks: reads it for a site or the whole service, and names people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from msk_desk.domain.records import Changes
from ui.context import Context

if TYPE_CHECKING:
    from msk_desk.domain.clinics import Place
    from msk_desk.domain.people import Staff

DAYS = 14


@dataclass(frozen=True, slots=True)
class DutyLine:
    """One day: who is named, who answers, and by what (site, service, team-lead or nobody)."""

    day: date
    named: str
    answers: str
    by: str


@dataclass(frozen=True, slots=True)
class Rota:
    """What the screen shows; `people` may be named."""

    lines: tuple[DutyLine, ...]
    people: tuple[Staff, ...]
    sites: tuple[Place, ...]


class DutyPresenter(QObject):
    """Keeps the first day and the site.

    Signals:
        rota_read: a Rota.
        failed: an exception to show.
    """

    rota_read = Signal(object)
    failed = Signal(object)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.site = ""
        self._first = context.desk.now().astimezone().date()

    def read(self) -> None:
        """Read the rota again."""
        self._context.runner.run(self._read, self._first, self.site, then=self._show, failed=self._fail)

    def step(self, days: int) -> None:
        """Go some days on or back."""
        self._first += timedelta(days=days)
        self.read()

    def choose_site(self, site: str) -> None:
        """Of a site, or of the whole service with an empty id."""
        self.site = site
        self.read()

    def name(self, day: date, staff_id: str) -> None:
        """Name somebody for a day; an empty id takes the name off."""
        self._context.runner.run(
            self._context.desk.duty.put, day, staff_id, self.site, then=self._tell, failed=self._fail, write=True
        )

    def _read(self, first: date, site: str) -> Rota:
        desk = self._context.desk
        lines = tuple(
            DutyLine(
                one.day, desk.record.staff_name(one.named_id), desk.record.staff_name(one.answers.staff_id),
                one.answers.by,
            ) for one in desk.duty.rota(first, DAYS, site)
        )  # fmt: skip
        return Rota(lines, desk.duty.able(), desk.duty.sites())

    def _show(self, rota: Rota) -> None:
        self.rota_read.emit(rota)

    def _tell(self, changes: Changes) -> None:
        self._context.feed.tell(changes)
        self.read()

    def _fail(self, error: Exception) -> None:
        self.failed.emit(error)
