"""The published sessions of a week, with what is wrong with any: a clash, or leave that came after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QObject, Signal

from msk_desk.domain.clinic_time import at, day_of
from msk_desk.domain.clinics import Session
from msk_desk.domain.leave import Leave, leave_over
from msk_desk.domain.publishing import clashes
from msk_desk.domain.session_lines import SessionLine
from ui.context import Context
from ui.screens.clinic_setup.templates_presenter import Choices, choices_of

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Week:
    """One week of sessions; `clashing` and `on_leave` are ids of those that cannot be held as they are."""

    monday: date
    lines: tuple[SessionLine, ...]
    clashing: frozenset[str]
    on_leave: frozenset[str]
    choices: Choices


class SessionsPresenter(QObject):
    """Keeps the week, the clinician and the site.

    Signals:
        week_read: a Week.
        failed: an exception to show.
    """

    week_read = Signal(object)
    failed = Signal(object)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.staff = self.site = ""
        self.monday = self._monday_of(self.today())

    def today(self) -> date:
        """The clinic day it is."""
        return day_of(self._context.desk.now())

    def read(self) -> None:
        """Read the week again."""
        self._context.runner.run(self._read, self.monday, self.staff, self.site, then=self._show, failed=self._fail)

    def step(self, weeks: int) -> None:
        """Go some weeks on or back."""
        self.monday += weeks * WEEK
        self.read()

    def go_to(self, day: date) -> None:
        """The week of a day."""
        self.monday = self._monday_of(day)
        self.read()

    def of_staff(self, staff: str) -> None:
        """One clinician's, or everybody's with an empty id."""
        self.staff = staff
        self.read()

    def of_site(self, site: str) -> None:
        """One site's, or every site's with an empty id."""
        self.site = site
        self.read()

    def _monday_of(self, day: date) -> date:
        return day - timedelta(days=day.weekday())

    def _read(self, monday: date, staff: str, site: str) -> Week:
        """On a worker."""
        desk = self._context.desk
        every = desk.clinics.days(at(monday, 0), at(monday + WEEK, 0))
        shown = tuple(
            each for each in every if staff in ("", each.session.staff_id) and site in ("", each.session.site_id)
        )
        leave = desk.leave.entries(monday, monday + WEEK)
        away = frozenset(line.session.id for line in shown if _falls_into(leave, line.session))
        pairs = clashes(line.session for line in every)
        clashing = frozenset(each.id for clash in pairs for each in (clash.first, clash.second))
        return Week(monday, shown, clashing, away, choices_of(self._context, desk.clinics.names()))

    def _show(self, week: Week) -> None:
        if week.monday == self.monday:
            self.week_read.emit(week)

    def _fail(self, error: Exception) -> None:
        self.failed.emit(error)


def _falls_into(leave: tuple[Leave, ...], session: Session) -> bool:
    """Whether a session that is to be held is on somebody's leave."""
    away = leave_over(leave, session.staff_id, session.site_id, session.start, session.end)
    return session.active and away is not None
