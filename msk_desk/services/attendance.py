"""Attendance: started, finished, did not attend; and what the desk may put right again."""

from __future__ import annotations

from dataclasses import replace

from msk_desk.domain.attendance import acted_on, is_first
from msk_desk.domain.clinics import Appointment, Status
from msk_desk.domain.errors import BadInput
from msk_desk.domain.pathways import Pathway
from msk_desk.domain.records import Changes
from msk_desk.services.booking_units import GONE, BookingUnits

OUTCOMES = ("", "treatment started", "no treatment")
"""What a clinician says of treatment at the end: it stops a running clock, or does not (rule 4a)."""


class Attendance:
    """What became of a booked time, at the desk and in the room."""

    def __init__(self, units: BookingUnits) -> None:
        self._units = units
        self._saver = units.saver

    def arrive(self, appointment_id: str) -> Changes:
        """The patient is here.

        Raises:
            BadInput: the appointment is not one to come to.
        """
        return self._turn(appointment_id, (Status.BOOKED, Status.ARRIVED), Status.ARRIVED, "Patient arrived")

    def undo_arrival(self, appointment_id: str) -> Changes:
        """It was somebody else: the patient is not here, and nothing has begun."""
        found = self._one(appointment_id, (Status.ARRIVED,))
        if found.started:
            raise BadInput("The appointment has begun.", advice="Ask the clinician to finish it.")
        return self._saver.save("Arrival taken back", replace(found, status=Status.BOOKED))

    def start(self, appointment_id: str) -> Changes:
        """The patient was called in; somebody who was never arrived is here after all."""
        found = self._one(appointment_id, (Status.BOOKED, Status.ARRIVED))
        started = found.started or self._saver.now().isoformat(timespec="seconds")
        return self._saver.save("Appointment started", replace(found, status=Status.ARRIVED, started=started))

    def finish(self, appointment_id: str, outcome: str = "") -> Changes:
        """The appointment is over; it is on the pathway as the first one or a later one.

        Args:
            outcome: one of OUTCOMES; empty when the clinician has not said.
        """
        if outcome not in OUTCOMES:
            raise BadInput("That is no outcome of an appointment.", advice=f"Use one of: {', '.join(OUTCOMES[1:])}.")
        found = self._one(appointment_id, (Status.BOOKED, Status.ARRIVED))
        done = replace(found, status=Status.FULFILLED, started=found.started or found.start.isoformat())
        return self._saver.save("Appointment finished", done, *self._units.seen(done, outcome))

    def did_not_attend(self, appointment_id: str, *, communicated: bool = True) -> Changes:
        """The patient did not come and gave no notice.

        Args:
            communicated: whether the service can show that the patient was told clearly of the appointment.

        Raises:
            BadInput: the time has not come, or the patient was arrived or cancelled.
        """
        found = self._one(appointment_id, (Status.BOOKED,))
        if self._saver.now() < found.start:
            raise BadInput(
                "The appointment has not begun.", advice="A patient who tells you before it begins has cancelled."
            )
        pathway = self._units.pathway(found.patient_id, found.referral_id)
        missed = replace(found, status=Status.NO_SHOW, letter_wanted="did-not-attend")
        if pathway is None:
            return self._saver.save("Did not attend", missed)
        others = self._saver.records.of_patient(Appointment, found.patient_id)
        noted = self._units.waiting.note(
            pathway, "dna", self._units.today, appointment="first" if is_first(found, others) else "later",
            appointment_id=found.id, communicated=communicated,
        )  # fmt: skip
        return self._saver.save("Did not attend", missed, noted)

    def came_after_all(self, appointment_id: str) -> Changes:
        """The patient came late, or the wrong row was marked: taken back, while nothing followed from it.

        Raises:
            BadInput: something was done about it already.
        """
        found = self._one(appointment_id, (Status.NO_SHOW,))
        records: list[Appointment | Pathway] = [replace(found, status=Status.ARRIVED, letter_wanted="")]
        if acted_on(self._saver.records.of_patient(Pathway, found.patient_id), found.id):
            raise BadInput(
                "Something was already done about this.", advice="Look at the patient's pathway before you go on."
            )
        pathway = self._units.pathway(found.patient_id, found.referral_id)
        if pathway is not None:
            records.append(self._units.waiting.without(pathway, "dna", appointment_id=found.id))
        return self._saver.save("Did-not-attend taken back", *records)

    def not_told(self, appointment_id: str) -> Changes:
        """The patient had not clearly been told of the appointment: missing it changes no clock (rule 5e).

        Raises:
            BadInput: it was not missed, or something was done about it already.
        """
        found = self._one(appointment_id, (Status.NO_SHOW,))
        pathway = self._units.pathway(found.patient_id, found.referral_id)
        if pathway is None or acted_on((pathway,), found.id):
            raise BadInput("Something was already done about this.", advice="Look at the patient's pathway.")
        missed = next((e for e in pathway.events if e.name == "dna" and e.says("appointment_id") == found.id), None)
        if missed is None:
            raise BadInput("That cannot be recorded of this appointment now.", advice=GONE)
        details = {**dict(missed.details), "communicated": False}
        cleared = self._units.waiting.without(pathway, "dna", appointment_id=found.id)
        return self._saver.save(
            "Missed, and not clearly told of it", self._units.waiting.note(cleared, "dna", missed.on, **details)
        )

    def _turn(self, appointment_id: str, when: tuple[Status, ...], to: Status, what: str) -> Changes:
        found = self._one(appointment_id, when)
        return Changes() if found.status is to else self._saver.save(what, replace(found, status=to))

    def _one(self, appointment_id: str, when: tuple[Status, ...]) -> Appointment:
        self._saver.access.require_patients()
        found = self._units.appointment(appointment_id)
        if found.status not in when:
            raise BadInput("That cannot be recorded of this appointment now.", advice=GONE)
        return found
