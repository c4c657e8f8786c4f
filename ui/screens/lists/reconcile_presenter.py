"""The reconciliation: reads the accounts of the last days and finds the referrals behind a number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from msk_desk.domain.dates import staff_date
from msk_desk.domain.records import Changes
from ui.context import Context
from ui.workers.runner import Job

if TYPE_CHECKING:
    from msk_desk.domain.reconciliation import Account
    from msk_desk.services.reconciliation import Books, Number

DAYS = 14
SOON = 600
_MADE_OF = ("ServiceRequest", "EpisodeOfCare", "Sync")
PARTS = ("opening", "received", "back", "ended", "open")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of numbers: what it is of, and a number for each part."""

    title: str
    numbers: tuple[int, ...]
    source: str = ""
    day: date | None = None
    balanced: bool = True


@dataclass(frozen=True, slots=True)
class StageLine:
    """How many referrals are open in a stage."""

    title: str
    stage: str
    number: int


@dataclass(frozen=True, slots=True)
class Behind:
    """The referrals behind a number, and what the number is, in words."""

    title: str
    referral_ids: tuple[str, ...]


class ReconcilePresenter(QObject):
    """Keeps the accounts of two weeks.

    Signals:
        books_read: the accounts were read; see `days`, `sources` and `stages`.
        behind_found: a Behind.
    """

    books_read = Signal()
    behind_found = Signal(object)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._books: Books | None = None
        self._job: Job | None = None
        self.last: date | None = None
        self.day: date | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON)
        self._soon.timeout.connect(self.read)

    def read(self) -> None:
        """Read the accounts up to the last day in sight."""
        if self._job is not None:
            self._job.cancel()
        self._job = self._context.runner.run(self._read, self.last, then=self._show)

    def changed(self, changes: Changes) -> None:
        """A referral or a pathway changed."""
        if changes.touches(*_MADE_OF):
            self._soon.start()

    def turn(self, days: int) -> None:
        """Go some days on or back; 0 goes to today."""
        today = self._context.desk.reconciliation.today
        self.last = None if days == 0 else min(today, (self.last or today) + timedelta(days=days))
        self.day = None
        self.read()

    def choose(self, day: date) -> None:
        """Show one day by source and stage."""
        if day != self.day:
            self.day = day
            self.books_read.emit()

    @property
    def account(self) -> Account | None:
        """The account of the day in sight."""
        found = [] if self._books is None else [a for a in self._books.accounts if a.day == self._day_number]
        return found[0] if found else None

    @property
    def _day_number(self) -> int:
        return self.day.toordinal() if self.day is not None else 0

    @property
    def days(self) -> tuple[Line, ...]:
        """A line for each day, the newest first."""
        accounts = () if self._books is None else self._books.accounts
        return tuple(
            Line(staff_date(date.fromordinal(a.day)), _numbers(a.total), "", date.fromordinal(a.day), a.balanced)
            for a in reversed(accounts)
        )

    @property
    def sources(self) -> tuple[Line, ...]:
        """A line for each source on the day in sight, then all of them."""
        account = self.account
        if account is None:
            return ()
        text = self._context.text
        found = [
            Line(text(f"lists.source_{source}") if source in _SOURCES else source, _numbers(tally), source)
            for source, tally in account.by_source.items()
        ]
        return (*found, Line(text("lists.reconcile_all"), _numbers(account.total)))

    @property
    def stages(self) -> tuple[StageLine, ...]:
        """A line for each stage on the day in sight, in the order of the pathway."""
        account = self.account
        if account is None:
            return ()
        known = sorted(account.by_stage.items(), key=_by_stage)
        return tuple(StageLine(self._stage_words(stage), stage, number) for stage, number in known)

    def find_part(self, line: Line, part: int) -> None:
        """The list behind a number of a source."""
        words = f"{self._context.text(f'lists.part_{PARTS[part]}')}, {line.title}"
        self._find(words, source=line.source, part=PARTS[part])

    def find_stage(self, line: StageLine) -> None:
        """The list behind a stage."""
        self._find(line.title, stage=line.stage)

    def _find(self, words: str, *, source: str = "", part: str = "", stage: str = "") -> None:
        if self.day is not None:
            self._context.runner.run(self._behind, words, self.day, source, part, stage, then=self._say_behind)

    def _behind(self, words: str, day: date, source: str, part: str, stage: str) -> Behind:
        """On a worker."""
        from msk_desk.services.reconciliation import Number  # services load after the unlock page is painted

        books = self._books
        number: Number = Number(day, source, part, stage)
        return Behind(f"{words}, {staff_date(day)}", books.behind(number) if books is not None else ())

    def _read(self, last: date | None) -> Books:
        service = self._context.desk.reconciliation
        return service.until(last or service.today, DAYS)

    def _show(self, books: Books) -> None:
        self._books = books
        known = {date.fromordinal(account.day) for account in books.accounts}
        if self.day not in known:
            self.day = max(known)
        self.books_read.emit()

    def _say_behind(self, behind: Behind) -> None:
        self.behind_found.emit(behind)

    def _stage_words(self, stage: str) -> str:
        return self._context.text(f"lists.stage_{stage.replace('-', '_')}") if stage in _STAGES else stage


_SOURCES = ("gp", "fcp", "self", "internal", "other")
_STAGES = ("no-pathway", "referred", "triaged", "assessed", "review", "decision", "plan", "pifu", "discharged")


def _numbers(tally: object) -> tuple[int, ...]:
    return tuple(getattr(tally, part) for part in PARTS)


def _by_stage(pair: tuple[str, int]) -> tuple[int, str]:
    return (_STAGES.index(pair[0]) if pair[0] in _STAGES else len(_STAGES)), pair[0]
