"""Triage: the inbox with what is due, one page with everything about a referral, and whose it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from msk_desk.domain.dates import age_in_years
from msk_desk.domain.errors import BadInput, Conflict
from msk_desk.domain.letters import StoredDocument
from msk_desk.domain.pathways import Pathway, Referral, Triage
from msk_desk.domain.people import Patient, Staff
from msk_desk.domain.records import Changes
from msk_desk.domain.red_flags.interview import questions, read_back
from msk_desk.domain.red_flags.screen import RedFlagScreen, Told, screen
from msk_desk.domain.roles import Role
from msk_desk.domain.triage import DecisionList, due_moment, rank, triage_id
from msk_desk.domain.triage_lines import OpenReferral, Opinion
from msk_desk.domain.waiting.working_days import IsHoliday
from msk_desk.services.ports import Settings
from msk_desk.services.record import Banner, Record
from msk_desk.services.saving import Saver
from msk_desk.services.triage_ports import TriageLibrary, TriageLists

DECIDING = (Role.CLINICIAN, Role.ESP, Role.TEAM_LEAD)
READING = (*DECIDING, Role.SECRETARY)
TARGET = "triage/working-days"
"""The setting with the working days within which a referral is triaged; 1 without it."""
SHOWN_AFTER = timedelta(days=7)
"""How long a decision stays in the list of those that were decided."""


@dataclass(frozen=True, slots=True)
class InboxLine:
    """One referral in the inbox: by when it is due, the route its words suggest, and whose it is now.

    `owner` is who claimed it; `asked` who was asked for an opinion and has not answered, `answered` who has.
    """

    referral: OpenReferral
    due: datetime
    route: str
    owner: str
    asked: tuple[str, ...] = ()
    answered: tuple[str, ...] = ()
    mine: bool = False
    for_me: bool = False

    @property
    def urgent(self) -> bool:
        """Whether it is not to wait its turn."""
        return rank(self.referral.priority, self.route) < 2


@dataclass(frozen=True, slots=True)
class TriagePage:
    """Everything that a decision is made from; `triage` is None until somebody claims the referral.

    `opinions` and `before` (earlier rounds of triage) come with the name of whose they are; `more` are referrals that
    came for the same thing and are read with the first.
    """

    banner: Banner
    referral: Referral
    pathway: Pathway
    triage: Triage | None
    owner: str
    opinions: tuple[tuple[Triage, str], ...]
    before: tuple[tuple[Triage, str], ...]
    told: Told
    attachments: tuple[StoredDocument, ...]
    earlier: tuple[Pathway, ...]
    due: datetime
    more: tuple[Referral, ...] = ()


class TriageDesk:
    """Reads the inbox and the page, and says whose a referral is; `TriageDecisions` decides."""

    def __init__(
        self, lists: TriageLists, library: TriageLibrary, record: Record, settings: Settings, is_holiday: IsHoliday,
        saver: Saver,
    ) -> None:  # fmt: skip
        self._lists = lists
        self._library = library
        self._record = record
        self._settings = settings
        self._is_holiday = is_holiday
        self._saver = saver
        self._screened: dict[tuple[str, str, str, int | None], RedFlagScreen] = {}

    def decisions(self) -> DecisionList:
        """The decisions there are."""
        return self._library.decisions()

    def counts(self) -> tuple[int, int]:
        """How many wait for triage, and how many of them came as urgent: for the rail."""
        if self._saver.access.actor.role not in READING:
            return 0, 0
        return self._lists.counts()

    def inbox(self) -> tuple[InboxLine, ...]:
        """What waits for triage: the most urgent first, then what is due first.

        Raises:
            Refused: the role does not see triage.
        """
        self._saver.access.require(*READING)
        opinions = self._lists.opinions()
        return tuple(sorted((self._line(each, opinions) for each in self._lists.open()), key=_order))

    def decided(self) -> tuple[InboxLine, ...]:
        """What was decided in the last days, the newest first; any of it may be undone until it is acted on."""
        self._saver.access.require(*READING)
        found = self._lists.decided(self._saver.now() - SHOWN_AFTER)
        lines = [self._line(each, ()) for each in found]
        return tuple(sorted(lines, key=lambda line: line.referral.done or line.due, reverse=True))

    def page(self, pathway_id: str) -> TriagePage:
        """Everything about one referral; noted in the audit.

        Raises:
            BadInput: it is not on this computer.
        """
        self._saver.access.require(*READING)
        pathway, referral = self._read(pathway_id)
        self._saver.access.opened(referral.patient_id, "Triage")
        records = self._saver.records
        every = [each for each in records.of_patient(Triage, referral.patient_id) if each.referral_id == referral.id]
        first = first_of(every, referral.id)
        opinions = tuple(
            (each, self._name(each.by)) for each in every if each.opinion_of and each.status != "cancelled"
        )
        more = self._more(pathway)
        named = (at for each in (referral, *more) for at in each.attachments)
        papers = tuple(filter(None, (records.read(StoredDocument, at) for at in named)))
        earlier = tuple(p for p in records.of_patient(Pathway, referral.patient_id) if p.id != pathway.id)
        return TriagePage(
            self._record.banner(referral.patient_id), referral, pathway, first,
            self._name(first.by if first and first.status != "requested" else ""), opinions,
            tuple((each, self._name(each.by)) for each in rounds_of(every) if each is not first),
            self._told(referral, papers, more), papers, earlier, self._due(referral), more,
        )  # fmt: skip

    def screen(self, told: Told, confirmed: dict[str, str] | None = None) -> RedFlagScreen:
        """The red-flag screen of a referral, with what the clinician has answered so far."""
        return screen(self._library.signs(), told, confirmed)

    def questions(self, region: str) -> tuple[tuple[str, str], ...]:
        """What somebody who refers themselves is asked about a region: (sign, question); anybody may ask it."""
        self._saver.access.require_patients()
        return tuple((sign.code, sign.ask) for sign in questions(self._library.signs(), region))

    def claim(self, pathway_id: str, *, take_over: bool = False) -> Changes:
        """Take a referral in hand, so that a second clinician sees it.

        Raises:
            Conflict: somebody else has it; with `take_over` it changes hands.
            BadInput: it was decided meanwhile.
        """
        actor = self._saver.access.require(*DECIDING)
        pathway, referral = self._read(pathway_id)
        if pathway.stage != "referred" or pathway.status != "active":
            raise BadInput("This referral was decided meanwhile.", advice="Look at it under Decided.")
        known = self.triage_of(referral)
        if known.status == "accepted" and known.by == actor.staff_id:
            return Changes()
        if known.status == "accepted" and known.by and not take_over:
            raise Conflict(f"{self._name(known.by)} has this referral.", advice="Take it over, or choose another one.")
        moment = self._saver.now().isoformat(timespec="milliseconds")
        claimed = replace(known, status="accepted", by=actor.staff_id, claimed_at=moment, done_at="", decision="")
        return self._saver.save("Referral claimed for triage", claimed)

    def release(self, pathway_id: str) -> Changes:
        """Give a referral back to everybody."""
        actor = self._saver.access.require(*DECIDING)
        _, referral = self._read(pathway_id)
        known = self.triage_of(referral)
        if known.status != "accepted" or known.by != actor.staff_id:
            return Changes()
        return self._saver.save("Referral given back", replace(known, status="requested", by="", claimed_at=""))

    def triage_of(self, referral: Referral) -> Triage:
        """The triage of a referral, or a new one that is nobody's yet; the same on every computer."""
        every = self._saver.records.of_patient(Triage, referral.patient_id)
        known = first_of([each for each in every if each.referral_id == referral.id], referral.id)
        return known or Triage(triage_id(referral.id), referral.patient_id, referral.id, "requested")

    def able(self) -> tuple[Staff, ...]:
        """Everybody who may triage and manage a case, by name."""
        staff = self._saver.records.every(Staff)
        able = [each for each in staff if any(role in DECIDING for role in each.roles)]
        return tuple(sorted(able, key=_by_name))

    def _line(self, each: OpenReferral, opinions: Iterable[Opinion]) -> InboxLine:
        me = self._saver.access.actor.staff_id
        asked = [one for one in opinions if one.referral_id == each.referral_id]
        referral = self._saver.records.read(Referral, each.referral_id)
        due = self._due(referral) if referral else self._saver.now()
        claimed = each.owner_id if each.triage_status != "requested" else ""
        return InboxLine(
            each, due, self._route(referral, each.pathway_id), self._name(claimed),
            tuple(self._name(one.owner_id) for one in asked if one.status != "completed"),
            tuple(self._name(one.owner_id) for one in asked if one.status == "completed"),
            claimed == me, any(one.owner_id == me and one.status != "completed" for one in asked),
        )  # fmt: skip

    def _route(self, referral: Referral | None, pathway_id: str) -> str:
        """What the words alone suggest; remembered, since a list is read again at every change."""
        if referral is None:
            return ""
        told = self._told(referral, (), self._more(self._saver.records.read(Pathway, pathway_id)))
        key = (referral.id, f"{told.text}{sorted(told.answers.items())}", told.region, told.age)
        if key not in self._screened:
            self._screened[key] = self.screen(told)
        return self._screened[key].route

    def _more(self, pathway: Pathway | None) -> tuple[Referral, ...]:
        """The referrals that were added to a pathway."""
        ids = pathway.more_referrals if pathway else ()
        return tuple(filter(None, (self._saver.records.read(Referral, each) for each in ids)))

    def _told(self, referral: Referral, papers: Iterable[StoredDocument], more: tuple[Referral, ...] = ()) -> Told:
        patient = self._saver.records.read(Patient, referral.patient_id)
        age = age_in_years(patient.born, self._saver.now().astimezone().date()) if patient else None
        plain = (paper for paper in papers if paper.content_type.startswith("text/plain"))
        said = (text for each in (referral, *more) for text in (each.reason, each.note))
        texts = [*said, *(paper.data.decode("utf-8", "replace") for paper in plain)]
        answers, words = read_back(self._library.signs(), "\n\n".join(text for text in texts if text))
        return Told(words, referral.region, age, answers)

    def _due(self, referral: Referral) -> datetime:
        days = self._settings.get(TARGET, "1")
        return due_moment(referral, int(days) if days.isdecimal() else 1, self._is_holiday)

    def _read(self, pathway_id: str) -> tuple[Pathway, Referral]:
        pathway = self._saver.records.read(Pathway, pathway_id)
        referral = self._saver.records.read(Referral, pathway.referral_id) if pathway else None
        if pathway is None or referral is None:
            raise BadInput("This referral is not on this computer.", advice="Synchronise, and look again.")
        return pathway, referral

    def _name(self, staff_id: str) -> str:
        return self._record.staff_name(staff_id)


def first_of(every: Iterable[Triage], referral_id: str) -> Triage | None:
    """The triage itself among the tasks of a referral: no second opinion, none that was called off."""
    own = rounds_of(every)
    begun = [each for each in own if each.status != "completed"]
    named = next((each for each in begun if each.id == triage_id(referral_id)), begun[0] if begun else None)
    return named or (own[0] if own else None)


def rounds_of(every: Iterable[Triage]) -> list[Triage]:
    """Each time a referral was triaged, the newest decision first: what was brought back was decided before."""
    own = [each for each in every if not each.opinion_of and each.status not in ("cancelled", "entered-in-error")]
    return sorted(own, key=_done_at, reverse=True)


def _done_at(triage: Triage) -> str:
    return triage.done_at


def _order(line: InboxLine) -> tuple[int, datetime, str]:
    return rank(line.referral.priority, line.route), line.due, line.referral.pathway_id


def _by_name(person: Staff) -> tuple[str, tuple[str, ...]]:
    return person.name.family.casefold(), person.name.given
