"""Referrals: taking one for somebody known or new, as one save, so that it cannot get lost between two lists."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from msk_desk.domain.clinics import Organisation
from msk_desk.domain.dates import whole_date
from msk_desk.domain.errors import BadInput, FormIncomplete
from msk_desk.domain.pathways import Pathway, Referral, Todo
from msk_desk.domain.people import Patient
from msk_desk.domain.records import Changes, Record
from msk_desk.domain.referring import NewReferral, alike, problems, referral_of
from msk_desk.domain.roles import Actor
from msk_desk.domain.scope_check import AgeFinding, ScopeFinding, ServiceScope, check_age, check_text
from msk_desk.domain.self_referral import FORM
from msk_desk.domain.visits import FormAnswers
from msk_desk.domain.waiting.working_days import IsHoliday, due_after
from msk_desk.forms.state import FormState
from msk_desk.services.definitions import definition_of
from msk_desk.services.forms import Forms
from msk_desk.services.matching import EDITORS
from msk_desk.services.saving import Saver
from msk_desk.services.waiting import Waiting

TARGET_DAYS = 1
"""Working days within which a referral is triaged, as this product promises; no national standard says it."""
READ_IT = "Another referral came for this pathway; read it for red flags and say whether anything changes"


class ScopeLibrary(Protocol):
    """What the service takes."""

    def read(self) -> ServiceScope:
        """Its rules."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A referral that is saved: on which pathway, and by when it is to be triaged; `added` to an open pathway."""

    changes: Changes
    patient: Patient
    referral: Referral
    pathway: Pathway
    triage_due: date
    added: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of somebody before a referral is taken for them."""

    patient: Patient
    age: AgeFinding
    open_pathways: tuple[Pathway, ...] = ()


class Referrals:
    """Takes referrals."""

    def __init__(
        self, waiting: Waiting, scope: ScopeLibrary, forms: Forms, is_holiday: IsHoliday, saver: Saver
    ) -> None:
        self._waiting = waiting
        self._forms = forms
        self._scope = scope
        self._is_holiday = is_holiday
        self._saver = saver

    def may_take(self, actor: Actor) -> bool:
        """Whether somebody's role takes referrals."""
        return actor.role in EDITORS

    def scope(self) -> ServiceScope:
        """What the service takes."""
        return self._scope.read()

    def check(self, words: str) -> tuple[ScopeFinding, ...]:
        """What the words of a referral say about scope: the most urgent first."""
        return check_text(self._scope.read(), words)

    def known(self, patient_id: str) -> Known:
        """Somebody and their open pathways, before a referral is taken.

        Raises:
            BadInput: no such patient on this computer.
        """
        self._saver.access.require_patients()
        patient = self._saver.records.read(Patient, patient_id)
        if patient is None:
            raise BadInput("This patient is not on this computer.", advice="Connect and search again.")
        pathways = self._saver.records.of_patient(Pathway, patient_id)
        return Known(patient, self.age(patient.born), alike(pathways, NewReferral()))

    def of_patient(self, patient_id: str) -> tuple[Referral, ...]:
        """Every referral of somebody, newest first."""
        self._saver.access.require_patients()
        found = self._saver.records.of_patient(Referral, patient_id)
        return tuple(sorted(found, key=lambda each: each.received_at or each.received, reverse=True))

    def practices(self) -> tuple[Organisation, ...]:
        """The GP practices, by name."""
        self._saver.access.require_patients()
        found = (each for each in self._saver.records.every(Organisation) if each.kind == "gp")
        return tuple(sorted(found, key=lambda each: each.name.casefold()))

    def age(self, born: str) -> AgeFinding:
        """Whether somebody is old enough for this service."""
        return check_age(self._scope.read(), born, self.today())

    def today(self) -> date:
        """The day, as the clinic counts it."""
        return self._saver.now().astimezone().date()

    def take(self, patient: Patient, new: NewReferral, *, register: bool = False, add_to: str = "") -> Taken:
        """Save a referral with its pathway, and the patient when they are new: one unit.

        Args:
            add_to: the open pathway that it belongs to; without one it begins its own.

        Raises:
            FormIncomplete: something is missing; nothing was saved.
            BadInput: the pathway is closed or somebody else's.
            Refused: the role does not take referrals.
        """
        self._saver.access.require(*EDITORS)
        self._refuse_incomplete(patient, new, register)
        now = self._saver.now().isoformat(timespec="milliseconds")
        referral = referral_of(new, self._saver.new_id(), patient.id, now)
        return self.store(patient, referral, new, register=register, add_to=add_to)

    def store(
        self, patient: Patient, referral: Referral, new: NewReferral, *, register: bool, add_to: str = ""
    ) -> Taken:
        """Save a referral that is made already; for files, which bring their own id."""
        pathway = self._pathway(referral, new, add_to)
        records: list[Record] = [patient] if register else []
        documents = tuple(replace(each, patient_id=patient.id, about_id=referral.id) for each in new.attachments)
        answers = self._answers(patient, new)
        what = "Referral added to an open pathway" if add_to else "Referral received"
        due = due_after(whole_date(referral.received) or self.today(), TARGET_DAYS, self._is_holiday)
        records += self._to_read(pathway, referral, due) if add_to else []
        changes = self._saver.save(what, *records, *documents, *answers, referral, pathway)
        return Taken(changes, patient, referral, pathway, due, bool(add_to))

    def interview(self) -> FormState:
        """The questions for somebody who refers themselves; this version of them stays readable."""
        self._saver.access.require(*EDITORS)
        return FormState(definition_of(self._forms.pin(FORM)), None, now=self._saver.now())

    def _answers(self, patient: Patient, new: NewReferral) -> tuple[FormAnswers, ...]:
        if not new.answers:
            return ()
        actor, now = self._saver.access.actor, self._saver.now()
        made = FormAnswers(
            self._saver.new_id(), patient.id, new.form, "completed", now, actor.staff_id, items=new.answers,
            mode="interview",
        )  # fmt: skip
        return (made,)

    def _pathway(self, referral: Referral, new: NewReferral, add_to: str) -> Pathway:
        if not add_to:
            return self._waiting.open_pathway(referral, new.title)
        pathway = self._saver.records.read(Pathway, add_to)
        if pathway is None or pathway.status != "active":
            raise BadInput("That pathway is closed.", advice="Take the referral as a new one.")
        more = (*pathway.more_referrals, referral.id)
        return replace(pathway, more_referrals=more)

    def _to_read(self, pathway: Pathway, referral: Referral, due: date) -> list[Todo]:
        """Triage is past: its case manager is to read what came; before that, triage reads it with the first."""
        if pathway.stage == "referred":
            return []
        words = f"{READ_IT}: {referral.reason.strip()}"
        owner = pathway.case_manager_id
        return [Todo(self._saver.new_id(), referral.patient_id, words, owner_id=owner, due=due.isoformat())]

    def _refuse_incomplete(self, patient: Patient, new: NewReferral, register: bool) -> None:
        if not register and self._saver.records.read(Patient, patient.id) is None:
            raise BadInput("This patient is not on this computer.", advice="Connect and search again.")
        if problems(new, self.today(), self.check(f"{new.reason}\n{new.note}")):
            raise FormIncomplete("The referral is not complete.")
