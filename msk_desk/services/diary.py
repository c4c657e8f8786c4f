"""The diary: what the clinics screen reads, many columns in one question; who works where; who waits for a time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from msk_desk.domain.clinics import Place, Session
from msk_desk.domain.diary import Diary, Sitting, Waiting
from msk_desk.domain.people import Staff
from msk_desk.services.ports import DiaryLists
from msk_desk.services.saving import Saver

DAY, WEEK = "day", "week"


@dataclass(frozen=True, slots=True)
class DiaryWish:
    """What to show: a day of everybody or some, or the week of one clinician or one site."""

    day: date
    view: str = DAY
    site_id: str = ""
    profession: str = ""
    staff_id: str = ""

    @property
    def span(self) -> tuple[date, date]:
        """The first and the last day."""
        if self.view == DAY:
            return self.day, self.day
        monday = self.day - timedelta(days=self.day.weekday())
        return monday, monday + timedelta(days=6)


@dataclass(frozen=True, slots=True)
class Workforce:
    """Who and what can be chosen: sites, professions and clinicians, each by name."""

    sites: tuple[tuple[str, str], ...]
    professions: tuple[str, ...]
    clinicians: tuple[tuple[str, str, str], ...]
    """(id, name, profession)."""


class DiaryBook:
    """Reads the diary."""

    def __init__(self, lists: DiaryLists, saver: Saver) -> None:
        self._lists = lists
        self._saver = saver

    def read(self, wish: DiaryWish) -> Diary:
        """The diary of a day or week."""
        self._saver.access.require_patients()
        first, last = wish.span
        diary = self._lists.between(first, last, wish.staff_id, wish.site_id)
        if wish.profession:
            theirs = {each.id for each in self._saver.records.every(Staff) if each.profession == wish.profession}
            diary = replace(
                diary,
                sittings=tuple(each for each in diary.sittings if each.staff_id in theirs),
                loose=tuple(each for each in diary.loose if each.staff_id in theirs),
            )
        return replace(diary, sittings=tuple(map(self._with_reason, diary.sittings)))

    def days_around(self, day: date) -> frozenset[date]:
        """The days from five weeks before to ten weeks after on which there are clinics: what is stepped to."""
        self._saver.access.require_patients()
        return self._lists.days(day - timedelta(weeks=5), day + timedelta(weeks=10))

    def workforce(self) -> Workforce:
        """Sites, professions and clinicians to choose from."""
        self._saver.access.require_patients()
        staff = [each for each in self._saver.records.every(Staff) if any(role.writes_notes for role in each.roles)]
        sites = [place for place in self._saver.records.every(Place) if not place.part_of]
        return Workforce(
            tuple(sorted(((site.id, site.name) for site in sites), key=_second)),
            tuple(sorted({each.profession for each in staff if each.profession})),
            tuple(sorted(((each.id, each.name.spoken(), each.profession) for each in staff), key=_second)),
        )

    def waiting(self) -> tuple[Waiting, ...]:
        """Everybody who waits for a time, urgent ones first, then who has waited longest."""
        self._saver.access.require_patients()
        return self._lists.waiting()

    def _with_reason(self, sitting: Sitting) -> Sitting:
        """Why a session is not held: lists have no room for it."""
        if sitting.active:
            return sitting
        session = self._saver.records.read(Session, sitting.id)
        return replace(sitting, cancel_reason=session.cancel_reason) if session is not None else sitting


def _second(line: tuple[str, ...]) -> str:
    return line[1].casefold()
