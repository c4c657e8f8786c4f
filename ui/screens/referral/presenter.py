"""Taking one referral: finds or registers the person, checks the words, saves; the newest question wins."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from msk_desk.domain.people import Patient, PatientLine
from msk_desk.domain.referring import NewReferral
from msk_desk.domain.registration import NewPatient, patient_of
from ui.context import Context
from ui.workers.runner import Job

if TYPE_CHECKING:
    from msk_desk.domain.clinics import Organisation
    from msk_desk.domain.scope_check import ScopeFinding
    from msk_desk.forms.state import FormState
    from msk_desk.services.matching import LookAlike
    from msk_desk.services.referrals import Known, Taken

LIMIT = 30


@dataclass(frozen=True, slots=True)
class Compared:
    """What was typed of somebody new, and who is known that may be them."""

    person: Patient
    found: tuple[LookAlike, ...]


class TakePresenter(QObject):
    """One referral at a time.

    Signals:
        found: the PatientLines that match what was typed.
        known_read: the Known whom the referral is for.
        compared: a Compared.
        checked: the ScopeFindings of the words of the referral.
        practices_read: the GP practices (Organisation).
        interview_ready: the FormState of the questions for somebody who refers themselves.
        saved: the Taken.
        refused: the exception for which nothing was saved.
    """

    found = Signal(object)
    known_read = Signal(object)
    compared = Signal(object)
    checked = Signal(object)
    practices_read = Signal(object)
    interview_ready = Signal(object)
    saved = Signal(object)
    refused = Signal(object)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._jobs: dict[str, Job] = {}
        self.new_id = context.desk.new_id()

    def find(self, text: str) -> None:
        """Who matches what was typed so far."""
        self._drop("find")
        if not text.strip():
            self.found.emit(())
            return
        self._jobs["find"] = self._context.runner.run(
            self._context.desk.patients.find, text, LIMIT, then=self._show_found
        )

    def choose(self, patient_id: str) -> None:
        """The referral is for this patient."""
        self._drop("known")
        self._jobs["known"] = self._context.runner.run(
            self._context.desk.referrals.known, patient_id, then=self._show_known, failed=self._refuse
        )

    def begin_new(self) -> None:
        """The referral is for somebody who is not here yet."""
        self._drop("known")
        self._drop("compare")
        self.new_id = self._context.desk.new_id()

    def compare(self, new: NewPatient) -> None:
        """Who is known that may be the person being registered."""
        self._drop("compare")
        self._jobs["compare"] = self._context.runner.run(self._compare, new, self.new_id, then=self._show_compared)

    def _compare(self, new: NewPatient, id: str) -> Compared:
        """On a worker."""
        person = patient_of(new, id, self._context.desk.referrals.today())
        return Compared(person, self._context.desk.matching.look_alikes(person))

    def check(self, words: str) -> None:
        """What the words say about scope."""
        self._drop("check")
        self._jobs["check"] = self._context.runner.run(
            self._context.desk.referrals.check, words, then=self._show_checked
        )

    def read_practices(self) -> None:
        """The GP practices, by name."""
        self._context.runner.run(self._context.desk.referrals.practices, then=self._show_practices)

    def open_interview(self) -> None:
        """The questions for somebody who refers themselves."""
        self._context.runner.run(
            self._context.desk.referrals.interview, then=self._show_interview, failed=self._refuse, write=True
        )

    def save_known(self, patient: Patient, new: NewReferral, add_to: str = "") -> None:
        """Save for somebody known."""
        self._context.runner.run(
            self._save_known, patient, new, add_to, then=self._say_saved, failed=self._refuse, write=True
        )

    def _save_known(self, patient: Patient, new: NewReferral, add_to: str) -> Taken:
        """On a worker."""
        return self._context.desk.referrals.take(patient, new, add_to=add_to)

    def save_new(self, typed: NewPatient, new: NewReferral) -> None:
        """Register and save in one."""
        self._context.runner.run(
            self._save_new, typed, new, self.new_id, then=self._say_saved, failed=self._refuse, write=True
        )

    def _save_new(self, typed: NewPatient, new: NewReferral, id: str) -> Taken:
        """On a worker."""
        referrals = self._context.desk.referrals
        return referrals.take(patient_of(typed, id, referrals.today()), new, register=True)

    def _drop(self, kind: str) -> None:
        job = self._jobs.pop(kind, None)
        if job is not None:
            job.cancel()

    def _show_found(self, lines: tuple[PatientLine, ...]) -> None:
        self.found.emit(lines)

    def _show_known(self, known: Known) -> None:
        self.known_read.emit(known)

    def _show_compared(self, compared: Compared) -> None:
        if compared.person.id == self.new_id:
            self.compared.emit(compared)

    def _show_checked(self, findings: tuple[ScopeFinding, ...]) -> None:
        self.checked.emit(findings)

    def _show_practices(self, practices: tuple[Organisation, ...]) -> None:
        self.practices_read.emit(practices)

    def _show_interview(self, state: FormState) -> None:
        self.interview_ready.emit(state)

    def _say_saved(self, taken: Taken) -> None:
        self.saved.emit(taken)
        self._context.feed.tell(taken.changes)

    def _refuse(self, error: Exception) -> None:
        self.refused.emit(error)
