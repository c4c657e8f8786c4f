"""After a did-not-attend: what the policy says comes next, and doing it; only a clinician discharges, with reasons."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from msk_desk.domain.attendance import (
    POLICY_ID,
    AttendancePolicy,
    Condition,
    NextStep,
    Step,
    acted_on,
    is_first,
    next_step,
    times_missed,
)
from msk_desk.domain.clinic_time import day_of
from msk_desk.domain.clinics import Appointment, Status
from msk_desk.domain.errors import BadInput, Conflict, FormIncomplete
from msk_desk.domain.pathways import Pathway, Referral, Todo
from msk_desk.domain.people import Patient
from msk_desk.domain.records import Changes, Record
from msk_desk.domain.roles import Role
from msk_desk.domain.waiting_list import CANCELLED
from msk_desk.services.booking_units import GONE, BookingUnits
from msk_desk.services.ports import PolicyLibrary

DECIDE = "Did not attend: decide whether another date is offered"


@dataclass(frozen=True, slots=True)
class Missed:
    """One missed appointment as people decide about it; `times` counts those of the pathway, with this one."""

    appointment: Appointment
    patient: Patient
    next: NextStep
    times: int
    acted: bool
    may_discharge: bool


class MissedAppointments:
    """What follows when somebody did not come."""

    def __init__(self, units: BookingUnits, policies: PolicyLibrary) -> None:
        self._units = units
        self._policies = policies
        self._saver = units.saver

    @property
    def policy(self) -> AttendancePolicy:
        """The service's policy: as it was set, else as it ships."""
        return self._saver.records.read(AttendancePolicy, POLICY_ID) or self._policies.attendance()

    def set_policy(self, policy: AttendancePolicy) -> Changes:
        """Change the policy for the whole service.

        Raises:
            Refused: only administrators set it.
        """
        self._saver.access.require(Role.ADMINISTRATOR)
        return self._saver.save("Did-not-attend policy changed", replace(policy, id=POLICY_ID))

    def look(self, appointment_id: str) -> Missed:
        """A missed appointment and what comes next.

        Raises:
            BadInput: it was not missed.
        """
        actor = self._saver.access.require_patients()
        found = self._missed(appointment_id)
        patient = self._saver.records.read(Patient, found.patient_id)
        if patient is None:
            raise BadInput("This patient is not on this computer.", advice="Connect and search again.")
        pathways = self._saver.records.of_patient(Pathway, found.patient_id)
        own = next((one for one in pathways if one.referral_id == found.referral_id), None)
        times = max(1, times_missed(own)) if own else 1
        others = self._saver.records.of_patient(Appointment, found.patient_id)
        step = next_step(
            self.policy, patient, first=is_first(found, others), missed=times, on=day_of(found.start).isoformat()
        )
        return Missed(found, patient, step, times, acted_on(pathways, found.id), actor.role.writes_notes)

    def patient_called(self, appointment_id: str) -> Changes:
        """The patient has called to rebook: they wait again from today after a first one, else in their old place."""
        self._saver.access.require_patients()
        return self._again(appointment_id, "patient_contacts_to_rebook", "Patient called to rebook")

    def offer_another(self, appointment_id: str) -> Changes:
        """Another date is to be offered: by the desk where the policy says so, else by a clinician's decision.

        Raises:
            Refused: the policy leaves it to a clinician, and this role is none.
        """
        if self.look(appointment_id).next.step is Step.ASK:
            self._saver.access.require_author()
        return self._again(appointment_id, "decision_to_offer_another", "Another date to be offered")

    def discharge(self, appointment_id: str, conditions: Collection[Condition], why: str) -> Changes:
        """A clinician discharges a patient who did not come, to the care of their GP; the four conditions are theirs.

        Raises:
            FormIncomplete: a condition is not confirmed, or no reason is given: the patient stays in care.
            Refused: the role does not decide this.
        """
        actor = self._saver.access.require_author()
        found = self._open(appointment_id)
        if set(conditions) != set(Condition) or not why.strip():
            raise FormIncomplete(
                "A discharge after a missed appointment needs all four conditions and a reason.",
                advice="Confirm each of them, or offer another date.",
            )
        units, pathway = self._units, self._units.pathway(found.patient_id, found.referral_id)
        if pathway is None:
            raise BadInput("This patient has no open pathway.", advice=GONE)
        today = units.today
        ended = units.waiting.note(
            pathway, "discharged_to_gp", today, appointment=found.id, by=actor.staff_id, why=why.strip(),
            clinical_decision=True, policy_followed=True, in_best_interests=True, vulnerable_protected=True,
        )  # fmt: skip
        records: list[Record] = [replace(ended, status="finished", stage="discharged", ended=today.isoformat())]
        records += [
            replace(entry, status=CANCELLED, reason="Discharged")
            for entry in units.open_entries(found.patient_id) if entry.referral_id == pathway.referral_id
        ]  # fmt: skip
        referral = self._saver.records.read(Referral, pathway.referral_id) if pathway.referral_id else None
        records += [replace(referral, status="completed")] if referral else []
        return self._saver.save("Discharged after a missed appointment", *records)

    def ask_clinician(self, appointment_id: str) -> Changes:
        """Put it to the patient's case manager; it stays on the list until somebody has decided."""
        self._saver.access.require_patients()
        found = self._open(appointment_id)
        pathway = self._units.pathway(found.patient_id, found.referral_id)
        owner = pathway.case_manager_id if pathway else ""
        due = self._units.today.isoformat()
        todo = Todo(self._saver.new_id(), found.patient_id, DECIDE, owner_id=owner or found.staff_id, due=due)
        return self._saver.save("Clinician asked about a missed appointment", todo)

    def _again(self, appointment_id: str, event: str, what: str) -> Changes:
        found = self._open(appointment_id)
        units = self._units
        others = self._saver.records.of_patient(Appointment, found.patient_id)
        since = units.today.isoformat() if is_first(found, others) else ""
        records: list[Record] = [units.waiting_again(found, since=since)]
        pathway = units.pathway(found.patient_id, found.referral_id)
        if pathway is not None:
            records.append(units.waiting.note(pathway, event, units.today, appointment=found.id))
        return self._saver.save(what, *records)

    def _missed(self, appointment_id: str) -> Appointment:
        found = self._units.appointment(appointment_id)
        if found.status is not Status.NO_SHOW:
            raise BadInput("That appointment was not missed.", advice=GONE)
        return found

    def _open(self, appointment_id: str) -> Appointment:
        found = self._missed(appointment_id)
        if acted_on(self._saver.records.of_patient(Pathway, found.patient_id), found.id):
            raise Conflict("Somebody has already dealt with this.", advice=GONE)
        return found
