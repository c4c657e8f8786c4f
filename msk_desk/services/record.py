"""The record: banner, overview, timeline and documents of one patient."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from msk_desk.domain.body_chart import BodyArea
from msk_desk.domain.clinics import Organisation
from msk_desk.domain.dates import age_in_years
from msk_desk.domain.errors import BadInput
from msk_desk.domain.letters import Letter, StoredDocument
from msk_desk.domain.merging import survivor_of
from msk_desk.domain.pathways import Pathway, Referral, Todo
from msk_desk.domain.people import Patient, Staff
from msk_desk.domain.timeline import TimelineEntry
from msk_desk.domain.visits import Alert, Allergy, FormAnswers, Goal, Problem, Visit
from msk_desk.services.access import Access
from msk_desk.services.answer_text import words_of
from msk_desk.services.body_charts import areas_of_items
from msk_desk.services.outcomes import Outcomes, Series
from msk_desk.services.ports import Holdings, Now, Records, Timelines


@dataclass(frozen=True, slots=True)
class Banner:
    """Who is on the screen.

    `asked_id` is the record that was asked for: another than the patient's when it was merged into theirs.
    `allergies` is None when the role may not see them or they are not on this computer, () when none is recorded.
    """

    patient: Patient
    age: int | None
    gp_practice: str = ""
    pathway: str = ""
    weeks: int | None = None
    alerts: tuple[Alert, ...] = ()
    allergies: tuple[Allergy, ...] | None = None
    asked_id: str = ""


@dataclass(frozen=True, slots=True)
class Overview:
    """The clinical front page of a record."""

    banner: Banner
    problems: tuple[Problem, ...]
    goals: tuple[Goal, ...]
    series: tuple[Series, ...]
    todos: tuple[Todo, ...]
    pathway: Pathway | None
    referral: Referral | None
    timeline: tuple[TimelineEntry, ...]
    last_visit: Visit | None
    last_impression: str
    chart: tuple[BodyArea, ...] = ()
    chart_day: date | None = None


class Record:
    """Reads one patient's record, and notes in the audit that it was read."""

    def __init__(
        self, records: Records, holdings: Holdings, timelines: Timelines, outcomes: Outcomes, access: Access, now: Now
    ) -> None:
        self._records = records
        self._holdings = holdings
        self._timelines = timelines
        self._outcomes = outcomes
        self._access = access
        self._now = now

    def banner(self, patient_id: str) -> Banner:
        """The fixed banner; for a record that was merged, of the one that stands for it.

        Raises:
            BadInput: no such patient on this computer.
        """
        actor = self._access.require_patients()
        patient = self._records.read(Patient, patient_id)
        if patient is None:
            raise BadInput("This patient is not on this computer.", advice="Connect and search again.")
        patient = survivor_of(patient, self._read_patient)
        practice = self._records.read(Organisation, patient.gp_practice_id) if patient.gp_practice_id else None
        pathway = self._pathway(patient_id)
        today = self._today()
        return Banner(
            asked_id=patient_id,
            patient=patient,
            age=age_in_years(patient.born, today),
            gp_practice=practice.name if practice else "",
            pathway=pathway.title if pathway else "",
            weeks=pathway.clock.weeks(today) if pathway else None,
            alerts=tuple(a for a in self._records.of_patient(Alert, patient_id) if a.status == "active"),
            allergies=self._allergies(patient_id) if actor.role.clinical and self.held(patient_id) else None,
        )

    def held(self, patient_id: str) -> bool:
        """Whether the patient's detail is on this computer; where it is not, an empty record says nothing."""
        return self._holdings.holds(patient_id)

    def overview(self, patient_id: str) -> Overview:
        """Everything on the front page.

        Raises:
            Refused: the role does not read clinical detail.
        """
        self._access.require_clinical()
        self._access.opened(patient_id, "Record overview")
        pathway = self._pathway(patient_id)
        visits = self._records.of_patient(Visit, patient_id)
        referrals = self._records.of_patient(Referral, patient_id)
        chart, chart_day = self._last_chart(patient_id)
        return Overview(
            banner=self.banner(patient_id),
            problems=self._records.of_patient(Problem, patient_id),
            goals=self._records.of_patient(Goal, patient_id),
            series=self._outcomes.series(patient_id),
            todos=self._records.of_patient(Todo, patient_id),
            pathway=pathway,
            referral=referrals[0] if referrals else None,
            timeline=self._timelines.of(patient_id, 60),
            last_visit=next((visit for visit in visits if visit.status == "finished"), None),
            last_impression=self._last_impression(patient_id),
            chart=chart,
            chart_day=chart_day,
        )

    def timeline(self, patient_id: str) -> tuple[TimelineEntry, ...]:
        """What happened, newest first."""
        self._access.require_clinical()
        return self._timelines.of(patient_id)

    def documents(self, patient_id: str) -> tuple[StoredDocument, ...]:
        """Documents on the record, newest first, without their bytes."""
        self._access.require_clinical()
        return self._records.of_patient(StoredDocument, patient_id)

    def letters(self, patient_id: str) -> tuple[Letter, ...]:
        """Letters, newest first."""
        self._access.require_clinical()
        return self._records.of_patient(Letter, patient_id)

    def document(self, document_id: str) -> StoredDocument:
        """One document with its bytes.

        Raises:
            BadInput: it is not on this computer.
        """
        self._access.require_clinical()
        found = self._records.read(StoredDocument, document_id)
        if found is None:
            raise BadInput("This document is not on this computer.", advice="Connect and open it again.")
        self._access.opened(found.patient_id, "Document")
        return found

    def staff_name(self, staff_id: str) -> str:
        """`Asha Rao`, or an empty text when unknown."""
        staff = self._records.read(Staff, staff_id) if staff_id else None
        return staff.spoken() if staff else ""

    def _read_patient(self, patient_id: str) -> Patient | None:
        return self._records.read(Patient, patient_id)

    def _pathway(self, patient_id: str) -> Pathway | None:
        pathways = self._records.of_patient(Pathway, patient_id)
        return next((p for p in pathways if p.status == "active"), pathways[0] if pathways else None)

    def _allergies(self, patient_id: str) -> tuple[Allergy, ...]:
        return tuple(a for a in self._records.of_patient(Allergy, patient_id) if a.status == "active")

    def _last_chart(self, patient_id: str) -> tuple[tuple[BodyArea, ...], date | None]:
        """What the newest signed body chart shows, and of which day it is."""
        for answers in self._records.of_patient(FormAnswers, patient_id):
            areas = areas_of_items(answers.items) if answers.signed else ()
            if areas:
                return areas, answers.authored.astimezone().date()
        return (), None

    def _last_impression(self, patient_id: str) -> str:
        for answers in self._records.of_patient(FormAnswers, patient_id):
            text = words_of(answers.items, "impression")
            if text and answers.status != "entered-in-error":
                return text
        return ""

    def _today(self) -> date:
        return self._now().astimezone().date()
