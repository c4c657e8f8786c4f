"""When everything fails: the clinic lists of today and the next working day, kept as papers on this computer."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Protocol

from msk_desk.domain.clinics import ClinicLine
from msk_desk.domain.dates import clock_time, staff_date
from msk_desk.domain.errors import BadInput
from msk_desk.domain.fallback import KeptPaper, Mark, Opening, Standing, days_kept, name_of
from msk_desk.domain.papers import ListContent, ListPart
from msk_desk.domain.waiting.working_days import IsHoliday
from msk_desk.services.access import Access
from msk_desk.services.clinic_papers import ClinicPapers
from msk_desk.services.paper_ports import DocumentMaker
from msk_desk.services.ports import AuditTrail, Now, SyncStates, Words

_LOOK_AGAIN = timedelta(minutes=10)
"""A telephone number or an alert that changed is on the paper no later than this; a booking at once."""


class PaperShelf(Protocol):
    """Where papers are kept: sealed, and readable without either database."""

    def put(self, paper: KeptPaper, pdf: bytes) -> None:
        """Keep a paper in the place of the one that has its name."""

    def read(self, name: str) -> tuple[KeptPaper, bytes]:
        """One paper with its PDF. Raises CacheDamaged when it does not open."""

    def standing(self) -> Standing:
        """Every paper that opens."""

    def marks(self) -> Mapping[str, Mark]:
        """Of each paper that stands, by its name, how it is told whether it is still right."""

    def checked(self, at: datetime, marks: Mapping[str, Mark]) -> None:
        """These papers are right now, and no others are kept any longer."""

    def openings(self) -> tuple[Opening, ...]:
        """Who opened papers while the records could not be, until it is forgotten."""

    def forget_openings(self) -> None:
        """The audit knows of them."""


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What a refresh did: how many papers were made anew, and how many were right already."""

    made: int
    right: int


class Fallback:
    """Keeps the papers right, and opens them."""

    def __init__(
        self,
        lists: ClinicPapers,
        shelf: PaperShelf,
        papers: DocumentMaker,
        audit: AuditTrail,
        syncs: SyncStates,
        access: Access,
        words: Words,
        now: Now,
        is_holiday: IsHoliday,
    ) -> None:
        self._lists = lists
        self._shelf = shelf
        self._papers = papers
        self._audit = audit
        self._syncs = syncs
        self._access = access
        self._words = words
        self._now = now
        self._is_holiday = is_holiday

    def refresh(self, *, anew: bool = False) -> Refreshed:
        """Make the papers whose lists have changed (all of them, when `anew`), and drop those of days gone by.

        Raises:
            Refused: the role sees no patients.
            DiskFull, EnvironmentUnfit: the papers that were there still are.
        """
        self._access.require_patients()
        self._tell_audit()
        before = {} if anew else dict(self._shelf.marks())
        marks: dict[str, Mark] = {}
        for day in days_kept(self._now().astimezone().date(), self._is_holiday):
            for site_id, lines in self._lists.of_day(day).items():
                name = name_of(day, site_id)
                marks[name] = self._keep(name, day, site_id, lines, before.get(name))
        self._shelf.checked(self._now(), marks)
        right = sum(name in before and before[name].content == mark.content for name, mark in marks.items())
        return Refreshed(len(marks) - right, right)

    def standing(self) -> Standing:
        """The papers that are kept, and when they were last found to be right."""
        self._access.require_patients()
        return self._shelf.standing()

    def open(self, name: str) -> tuple[KeptPaper, bytes]:
        """One paper.

        Raises:
            CacheDamaged: it does not open.
        """
        self._access.require_patients()
        paper, pdf = self._shelf.read(name)
        for patient_id in paper.patients:
            self._access.opened(patient_id, "Clinic list on paper")
        return paper, pdf

    def clinic_list(self, day: date, site_id: str = "", staff_id: str = "") -> bytes:
        """The clinic lists of any day as one paper to print, a part for each clinician of each site.

        Raises:
            BadInput: nobody has a clinic that day.
        """
        actor = self._access.require_patients()
        sites = self._lists.of_day(day, site_id, staff_id)
        if not sites:
            raise BadInput("There is no clinic on this day.", advice="Choose another day.")
        contents = [
            self._lists.content(day, site, lines, self._now(), actor.name, self._note())
            for site, lines in sites.items()
        ]
        if len(contents) == 1:
            return self._papers.listing(contents[0])
        parts = tuple(part for content in contents for part in _named(content))
        return self._papers.listing(replace(contents[0], parts=parts, masthead=self._lists.service()))

    def _keep(self, name: str, day: date, site_id: str, lines: tuple[ClinicLine, ...], before: Mark | None) -> Mark:
        """Keep one paper. Where no line of it changed, the people on it are looked at again only after a while."""
        booked, now = _digest(lines), self._now()
        if before is not None and before.lines == booked and now - before.looked < _LOOK_AGAIN:
            return before
        content = self._lists.content(day, site_id, lines, self._now(), note=self._note())
        digest = _digest((content.title, content.columns, content.parts, content.masthead))
        if before is None or digest != before.content:
            site = content.masthead.site
            patients = tuple(dict.fromkeys(line.patient_id for line in lines if line.patient_id))
            paper = KeptPaper(
                name, day, site.name if site else "", self._now(), tuple(part.title for part in content.parts),
                sum(bool(line.patient_id) for line in lines), digest, patients,
            )  # fmt: skip
            self._shelf.put(paper, self._papers.listing(content))
        return Mark(booked, digest, now)

    def _note(self) -> str:
        """As of when this is, and whether this computer has heard from the service."""
        last = self._syncs.status().last_success
        known = self._words.get("fallback.as_known", when=_when(self._now()))
        get = self._words.get
        heard = get("fallback.no_exchange") if last is None else get("fallback.last_exchange", when=_when(last))
        return f"{known} {heard}"

    def _tell_audit(self) -> None:
        """What was opened while no audit could be written is told now."""
        for opening in self._shelf.openings():
            for patient_id in opening.patients:
                self._audit.read_by(opening.by, patient_id, self._words.get("fallback.audit"), opening.at)
        self._shelf.forget_openings()


def _named(content: ListContent) -> tuple[ListPart, ...]:
    """The parts with their site's name: a paper of several sites has the service's at its head."""
    site = content.masthead.site.name if content.masthead.site else ""
    return tuple(replace(part, title=" · ".join(filter(None, (site, part.title)))) for part in content.parts)


def _digest(said: object) -> str:
    """Changes with anything that is said; when a paper was made is no part of it."""
    return hashlib.sha256(repr(said).encode()).hexdigest()


def _when(moment: datetime) -> str:
    local = moment.astimezone()
    return f"{staff_date(local.date())} {clock_time(local)}"
