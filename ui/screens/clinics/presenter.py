"""The clinics screen without widgets: which days and whose columns are shown, and who waits in what order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, QTimer, Signal

from msk_desk.domain.clinics import OpenSlot
from msk_desk.domain.diary import Waiting, fit_of, slots_from
from ui.context import Context
from ui.screens.clinics.carrying import Chosen
from ui.screens.clinics.columns import Column, columns_of
from ui.workers.runner import Job

if TYPE_CHECKING:
    from msk_desk.services.diary import DiaryWish, Workforce

    _Read = tuple[DiaryWish, tuple[Column, ...], frozenset[date]]

CLINIC_ZONE = ZoneInfo("Europe/London")
PAUSE = 70
"""Milliseconds that a slot stays chosen before the waiting list is put in its order: walking past sorts nothing."""
COALESCE = 60
"""Milliseconds in which several changes are read as one."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The columns as read; `fresh` when the days or the choice of clinicians are others than before."""

    wish: DiaryWish
    columns: tuple[Column, ...]
    fresh: bool


@dataclass(frozen=True, slots=True)
class WaitingShown:
    """The waiting list for a slot: the first `fitting` may be offered it. `total` wait in all."""

    entries: tuple[Waiting, ...]
    fitting: int
    total: int
    chosen: Chosen | None = None


class ClinicsPresenter(QObject):
    """Keeps what is asked for; only the newest question is answered.

    Signals:
        shown: a Shown.
        waiting_shown: a WaitingShown.
        workforce_read: a Workforce.
    """

    shown = Signal(object)
    waiting_shown = Signal(object)
    workforce_read = Signal(object)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        from msk_desk.services.diary import DiaryWish

        self._context = context
        self.wish: DiaryWish = DiaryWish(self.today)
        self.home_site = ""
        self.workforce: Workforce | None = None
        self.filter = ""
        self._shown: DiaryWish | None = None
        self._days: frozenset[date] = frozenset()
        self._opened_on = self.today
        self._entries: tuple[Waiting, ...] = ()
        self._chosen: Chosen | None = None
        self._reading: Job | None = None
        self._sorting: Job | None = None
        self._pause = _timer(self, PAUSE, self._sort)
        self._soon = _timer(self, COALESCE, self.read)
        self._waiting_soon = _timer(self, COALESCE, self.read_waiting)

    @property
    def now(self) -> datetime:
        """The moment, on the clinic's own clock."""
        return self._context.desk.now().astimezone(CLINIC_ZONE)

    @property
    def today(self) -> date:
        """The day it is here."""
        return self.now.date()

    def open(self) -> None:
        """The screen comes into sight; who looked at today looks at today when it is another day."""
        before, self._opened_on = self._opened_on, self.today
        if self.wish.day == before != self.today:
            self.wish = replace(self.wish, day=self.today)
        if self.workforce is None:
            self._context.runner.run(self._context.desk.diary.workforce, then=self._take_workforce)
        else:
            self.read()
        self.read_waiting()

    def _take_workforce(self, workforce: Workforce) -> None:
        self.workforce = workforce
        here = self._context.desk.site_name
        self.home_site = next((id for id, name in workforce.sites if name == here), "")
        self.workforce_read.emit(workforce)
        self.read()

    def read(self) -> None:
        """Read the diary."""
        if self._reading is not None:
            self._reading.cancel()
        self._reading = self._context.runner.run(self._read, self.wish, self.home_site, then=self._show)

    def read_soon(self) -> None:
        """Something changed; several changes at once are read once."""
        self._soon.start()

    def read_waiting_soon(self) -> None:
        """The waiting list changed."""
        self._waiting_soon.start()

    def _read(self, wish: DiaryWish, home_site: str) -> _Read:
        """On a worker."""
        first, last = wish.span
        weekdays = [first + timedelta(days=step) for step in range(5)] if last > first else []
        diary = self._context.desk.diary.read(wish)
        device_id = self._context.actor.device_id
        columns = columns_of(diary, home_site, self._context.desk.now(), device_id, weekdays)
        return wish, columns, self._context.desk.diary.days_around(wish.day)

    def _show(self, read: _Read) -> None:
        wish, columns, self._days = read
        fresh, self._shown = wish != self._shown, wish
        self.shown.emit(Shown(wish, columns, fresh))

    # What is asked for

    def step(self, days: int) -> None:
        """A day with clinics, or in the week's view a week, on or back. 0 goes to today."""
        if days == 0:
            self.go(self.today)
        elif self.wish.view == "week":
            self.go(self.wish.day + timedelta(weeks=days))
        else:
            self.go(self._next_day(1 if days > 0 else -1))

    def _next_day(self, step: int) -> date:
        """The nearest day with clinics that way, bank holidays and weekends stepped over; else a weekday."""
        found = [day for day in self._days if (day > self.wish.day if step > 0 else day < self.wish.day)]
        if found:
            return min(found) if step > 0 else max(found)
        day = self.wish.day + timedelta(days=step)
        while day.weekday() > 4:
            day += timedelta(days=step)
        return day

    def go(self, day: date) -> None:
        """Show another day."""
        self._ask(replace(self.wish, day=day))

    def choose_view(self, view: str, staff_id: str = "") -> None:
        """A day, or the week of one clinician: of the one given, else of the one or the site chosen, else of home."""
        wish = replace(self.wish, view=view)
        if view == "week" and not (wish.staff_id or wish.site_id):
            wish = replace(wish, staff_id=staff_id, site_id="" if staff_id else self.home_site, profession="")
        self._ask(wish)

    def show_week_of(self, staff_id: str) -> None:
        """The week of one clinician."""
        self._ask(replace(self.wish, view="week", staff_id=staff_id, site_id="", profession=""))

    def choose_site(self, site_id: str) -> None:
        """One site, or all."""
        keep = self.wish.staff_id if site_id or self.wish.view == "day" else self.wish.staff_id or self._anybody()
        self._ask(replace(self.wish, site_id=site_id, staff_id=keep))

    def choose_profession(self, profession: str) -> None:
        """One profession, or all."""
        self._ask(replace(self.wish, profession=profession, staff_id=""))

    def choose_clinician(self, staff_id: str) -> None:
        """One clinician, or all; a week without one is of a site."""
        wish = replace(self.wish, staff_id=staff_id, profession="")
        if wish.view == "week" and not staff_id and not wish.site_id:
            wish = replace(wish, site_id=self.home_site)
        self._ask(wish)

    def _anybody(self) -> str:
        """A week needs a clinician or a site: without a site, the person here or the first there is."""
        people = self.workforce.clinicians if self.workforce is not None else ()
        mine = self._context.actor.staff_id
        return next((id for id, _, _ in people if id == mine), people[0][0] if people else "")

    def _ask(self, wish: DiaryWish) -> None:
        if wish != self.wish:
            self.wish = wish
            self.read()

    # The waiting list

    def read_waiting(self) -> None:
        """Read who waits."""
        self._context.runner.run(self._context.desk.diary.waiting, then=self._take_waiting)

    def _take_waiting(self, entries: tuple[Waiting, ...]) -> None:
        self._entries = entries
        self._sort()

    def choose(self, chosen: Chosen | None) -> None:
        """A slot is chosen: those whom it fits come first, in a moment."""
        self._chosen = chosen if chosen is not None and chosen.block.bookable else None
        self._pause.start()

    def find(self, words: str) -> None:
        """Only those whose name, reason or kind has these words."""
        self.filter = words.casefold().strip()
        self._sort()

    def _sort(self) -> None:
        if self._sorting is not None:
            self._sorting.cancel()
        self._sorting = self._context.runner.run(
            sort_waiting, self._entries, self._chosen, self.filter, then=self._show_waiting
        )

    def _show_waiting(self, shown: WaitingShown) -> None:
        self.waiting_shown.emit(shown)


def sort_waiting(entries: tuple[Waiting, ...], chosen: Chosen | None, words: str) -> WaitingShown:
    """Those who fit the chosen slot first, each part in the order of the list."""
    wanted = words.split()
    found = [each for each in entries if not wanted or _has(each, wanted)]
    space, sitting = (chosen.block.space, chosen.block.sitting) if chosen is not None else (None, None)
    if space is None or sitting is None:
        return WaitingShown(tuple(found), 0, len(entries), None)
    fitting, others = _parted(found, slots_from(space, sitting))
    return WaitingShown((*fitting, *others), len(fitting), len(entries), chosen)


def _parted(entries: list[Waiting], slots: tuple[OpenSlot, ...]) -> tuple[list[Waiting], list[Waiting]]:
    """Thousands wait for a few kinds of appointment: each kind of wish is looked at once."""
    fitting: list[Waiting] = []
    others: list[Waiting] = []
    known: dict[tuple[object, ...], bool] = {}
    for entry in entries:
        wish = (
            entry.kind, entry.service, entry.staff_id, entry.site_id, entry.mode, entry.minutes, entry.not_before,
            entry.needs,
        )  # fmt: skip
        fits = known.get(wish)
        if fits is None:
            fits = known[wish] = fit_of(entry, slots) is not None
        (fitting if fits else others).append(entry)
    return fitting, others


def _has(entry: Waiting, wanted: list[str]) -> bool:
    said = f"{entry.name} {entry.title} {entry.kind} {entry.nhs_number}".casefold()
    return all(word in said for word in wanted)


def _timer(owner: QObject, milliseconds: int, then: Callable[[], Any]) -> QTimer:
    timer = QTimer(owner)
    timer.setSingleShot(True)
    timer.setInterval(milliseconds)
    timer.timeout.connect(then)
    return timer
