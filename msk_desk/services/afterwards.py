"""Typing up afterwards what was written on paper: who came, who was seen from when to when, who did not come."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from msk_desk.domain.attendance import is_first
from msk_desk.domain.clinic_time import day_of
from msk_desk.domain.clinics import Appointment, Status
from msk_desk.domain.errors import BadInput
from msk_desk.domain.pathways import Pathway
from msk_desk.domain.records import Changes, Record
from msk_desk.domain.typed_later import TypedLater
from msk_desk.domain.visits import Visit
from msk_desk.services.attendance import OUTCOMES
from msk_desk.services.booking_units import GONE, BookingUnits

_OPEN = (Status.BOOKED, Status.ARRIVED)
_EARLIEST = timedelta(hours=4)
"""Nobody comes longer than this before the time that was booked: rather a slip of the pen."""


@dataclass(frozen=True, slots=True)
class Written:
    """What stood on the paper for one person; moments are aware, None for what was not written."""

    came: datetime | None = None
    began: datetime | None = None
    ended: datetime | None = None
    outcome: str = ""


class Afterwards:
    """Puts what was written on paper on the record, with the true times and that it was typed later."""

    def __init__(self, units: BookingUnits) -> None:
        self._units = units
        self._saver = units.saver

    def came(self, appointment_id: str, written: Written) -> Changes:
        """The patient came, and was seen when there are times of it: one save, for a clinician with the visit.

        Raises:
            BadInput: a time is missing, in the future, of another day or before the one it follows; or the appointment
                is not one to come to.
        """
        found = self._open(appointment_id)
        written = self._checked(found, written)
        came, began, ended = written.came, written.began, written.ended
        told = replace(
            found, status=Status.FULFILLED if ended else Status.ARRIVED, typed=self._typed(),
            arrived=_iso(came), started=_iso(began), finished=_iso(ended),
        )  # fmt: skip
        records: list[Record] = [told]
        if began and ended:
            records += [*self._seen(told, written.outcome), *self._visit(told, began, ended)]
        return self._saver.save("Typed up afterwards: patient came", *records)

    def did_not_come(self, appointment_id: str, *, communicated: bool = True) -> Changes:
        """The patient did not come and gave no notice; the pathway has it on the day that it was.

        Raises:
            BadInput: the time has not come, or the patient came.
        """
        found = self._open(appointment_id)
        if self._saver.now() < found.start:
            raise BadInput("The appointment has not begun.", advice="Type up what has happened already.")
        missed = replace(found, status=Status.NO_SHOW, letter_wanted="did-not-attend", typed=self._typed())
        pathway = self._units.pathway(found.patient_id, found.referral_id)
        noted = [] if pathway is None else [self._missed(pathway, found, communicated)]
        return self._saver.save("Typed up afterwards: did not attend", missed, *noted)

    def _missed(self, pathway: Pathway, found: Appointment, communicated: bool) -> Pathway:
        others = self._saver.records.of_patient(Appointment, found.patient_id)
        return self._units.waiting.note(
            pathway, "dna", day_of(found.start), appointment="first" if is_first(found, others) else "later",
            appointment_id=found.id, communicated=communicated,
        )  # fmt: skip

    def _open(self, appointment_id: str) -> Appointment:
        self._saver.access.require_patients()
        found = self._units.appointment(appointment_id)
        if found.status not in _OPEN:
            raise BadInput("Something else is recorded of this appointment already.", advice=GONE)
        return found

    def _checked(self, found: Appointment, written: Written) -> Written:
        """The times in order, of the clinic's day and not to come; who was seen came no later than that."""
        if written.outcome not in OUTCOMES:
            raise BadInput("That is no outcome of an appointment.", advice=f"Use one of: {', '.join(OUTCOMES[1:])}.")
        if (written.began is None) != (written.ended is None):
            raise BadInput("Seen from when to when?", advice="Type both times, or neither.")
        came = written.came or written.began
        if came is None:
            raise BadInput("When did the patient come?", advice="Type the time that stands on the paper.")
        times = [moment for moment in (came, written.began, written.ended) if moment is not None]
        if times != sorted(times):
            raise BadInput("These times are not in order.", advice="Came, then seen from, then to. Look at the paper.")
        wrong_day = any(day_of(moment) != day_of(found.start) for moment in times)
        if wrong_day or times[0] < found.start - _EARLIEST:
            raise BadInput("This time does not belong to the clinic.", advice="Look at the day and at the paper.")
        if times[-1] > self._saver.now():
            raise BadInput("This time has not come yet.", advice="Type up what has happened already.")
        return replace(written, came=came)

    def _seen(self, told: Appointment, outcome: str) -> tuple[Pathway, ...]:
        return self._units.seen(told, outcome, day_of(told.start))

    def _visit(self, told: Appointment, began: datetime, ended: datetime) -> tuple[Visit, ...]:
        """The visit, when whoever types is a clinician; notes on paper are typed into its forms."""
        actor = self._saver.access.actor
        if not actor.role.writes_notes:
            return ()
        known = self._saver.records.of_patient(Visit, told.patient_id)
        if any(visit.appointment_id == told.id and visit.status != "entered-in-error" for visit in known):
            return ()
        pathway = self._units.pathway(told.patient_id, told.referral_id)
        return (
            Visit(
                self._saver.new_id(), told.patient_id, told.staff_id or actor.staff_id, began, ended, "finished",
                told.id, pathway.id if pathway else "", told.place_id, told.reason, self._typed(),
            ),
        )  # fmt: skip

    def _typed(self) -> TypedLater:
        return TypedLater(self._saver.now().isoformat(), self._saver.access.actor.staff_id)


def _iso(moment: datetime | None) -> str:
    return moment.isoformat(timespec="seconds") if moment else ""
