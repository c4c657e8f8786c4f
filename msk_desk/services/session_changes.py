"""A published session changed or called off: what becomes of each booked patient is looked at, then done with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from msk_desk.domain.clinic_time import at, day_of
from msk_desk.domain.clinics import Appointment, Session, Slot, Status
from msk_desk.domain.errors import BadInput, Conflict
from msk_desk.domain.leave import Leave, leave_over
from msk_desk.domain.pathways import Pathway
from msk_desk.domain.people import Patient
from msk_desk.domain.publishing import Clash, clashes_with
from msk_desk.domain.records import Changes, Record
from msk_desk.domain.session_changes import (
    LIVE,
    Changed,
    Effect,
    Held,
    Outcome,
    SessionChange,
    called_off,
    cancelled,
    changed,
    reinstated,
)
from msk_desk.domain.session_lines import Stranded
from msk_desk.services.clinic_names import ClinicNames, names_from
from msk_desk.services.ports import Sessions
from msk_desk.services.saving import Saver
from msk_desk.services.waiting import Waiting


@dataclass(frozen=True, slots=True)
class Look:
    """What a change would do. With `clashes`, `leave` or `lease` it is refused; `patients` are names by id."""

    changed: Changed
    patients: dict[str, Patient]
    names: ClinicNames
    clashes: tuple[Clash, ...] = ()
    leave: Leave | None = None
    lease: str = ""

    @property
    def allowed(self) -> bool:
        """Whether it may be done."""
        return not (self.clashes or self.leave or self.lease)


class SessionChanges:
    """Changes published sessions; who is booked is never lost."""

    def __init__(self, sessions: Sessions, waiting: Waiting, saver: Saver) -> None:
        self._sessions = sessions
        self._waiting = waiting
        self._saver = saver

    def held(self, session_id: str) -> Held:
        """A session with its slots and bookings, as they stand.

        Raises:
            BadInput: there is none of this id.
        """
        self._saver.access.require_patients()
        read = self._saver.records.read
        session = read(Session, session_id)
        if session is None:
            raise BadInput("That clinic is gone.", advice="Look at the list again.")
        parts = self._sessions.parts(session_id)
        slots = [read(Slot, each) for each in parts.slots]
        booked = [found for each in parts.appointments if (found := read(Appointment, each)) is not None]
        concerned = {a.patient_id for a in booked if a.status in LIVE or a.cancelled_by == "service"}
        elsewhere = {each: self._elsewhere(each, parts.slots) for each in concerned}
        return Held(session, tuple(slot for slot in slots if slot is not None), tuple(booked), elsewhere)

    def look(self, session_id: str, change: SessionChange, rebook: Sequence[str] = (), reason: str = "") -> Look:
        """What a change would do to the session and to everybody booked, and whether it may be done.

        Raises:
            BadInput: the clinic would end before it begins, or has begun.
        """
        held = self.held(session_id)
        return self._looked(held, self._changed(held, change, rebook, reason))

    def change(self, session_id: str, change: SessionChange, rebook: Sequence[str] = (), reason: str = "") -> Changes:
        """Change a session: it, its slots, every booking and every pathway are one unit.

        Raises:
            Conflict: the room or the clinician is taken, or another computer holds the clinic.
            BadInput: as `look` says.
        """
        held = self.held(session_id)
        done = self._changed(held, change, rebook, reason)
        self._refuse(self._looked(held, done))
        return self._save("Clinic changed", held.session, done)

    def look_cancel(self, session_id: str, reason: str = "") -> Look:
        """What calling a session off does to everybody booked."""
        held = self.held(session_id)
        return self._looked(held, self._called_off(held, reason))

    def look_back(self, session_id: str) -> Look:
        """Who was booked in a session that was cancelled: each is to be rung and rebooked."""
        held = self.held(session_id)
        return self._looked(held, Changed(held.session, (), called_off(held)))

    def look_reinstate(self, session_id: str) -> Look:
        """What holding a cancelled session after all does: who has their time again, who is to be rebooked still.

        Raises:
            BadInput: it is not cancelled, or its time has passed.
        """
        held = self.held(session_id)
        return self._looked(held, self._reinstated(held))

    def reinstate(self, session_id: str) -> Changes:
        """Hold a cancelled session after all.

        Raises:
            Conflict: the room or the clinician is taken by now, or it would fall into leave.
            BadInput: as `look_reinstate` says.
        """
        held = self.held(session_id)
        done = self._reinstated(held)
        self._refuse(self._looked(held, done))
        return self._save("Clinic held after all", held.session, done)

    def cancel(self, session_id: str, reason: str) -> Changes:
        """Call a session off, from now on when it has begun; who was to come is to be rebooked.

        Raises:
            BadInput: without a reason, or there is nothing left to call off.
            Conflict: another computer holds the clinic.
        """
        if not reason.strip():
            raise BadInput("Say why the clinic is cancelled.", advice="The letters to the patients say it.")
        held = self.held(session_id)
        done = self._called_off(held, reason.strip())
        self._refuse(self._looked(held, done))
        return self._save("Clinic cancelled", held.session, done)

    def stranded(self) -> tuple[Stranded, ...]:
        """Bookings to come that do not agree with their session: changed on two computers at once."""
        self._saver.access.require_patients()
        return self._sessions.stranded(self._saver.now())

    def put_right(self, session_id: str) -> Changes:
        """Let the stranded bookings of a session follow it: to the slot's new time, or to be rebooked."""
        held = self.held(session_id)
        ids = {each.appointment_id for each in self.stranded() if each.session_id == session_id}
        session = held.session
        if session.active:
            change = SessionChange(session.start, session.end, session.staff_id, session.room_id, session.site_id)
            done = changed(held, change, frozenset(), "")
        else:
            done = self._called_off(held, session.cancel_reason)
        effects = tuple(each for each in done.effects if each.before.id in ids)
        return (
            self._save("Bookings put right", session, Changed(session, done.slots, effects)) if effects else Changes()
        )

    def _elsewhere(self, patient_id: str, slots: tuple[str, ...]) -> tuple[Appointment, ...]:
        found = self._saver.records.of_patient(Appointment, patient_id)
        return tuple(a for a in found if a.status in LIVE and a.slot_id not in slots)

    def _changed(self, held: Held, change: SessionChange, rebook: Sequence[str], reason: str) -> Changed:
        if not held.session.active:
            raise BadInput("That clinic is cancelled.", advice="Publish another in its place.")
        if change.end <= change.start or day_of(change.start) != day_of(change.end - timedelta(minutes=1)):
            raise BadInput("A clinic ends after it begins, on the same day.", advice="Look at its times.")
        if held.session.start <= self._saver.now():
            raise BadInput("That clinic has begun.", advice="What is left of it can be cancelled.")
        if change.start <= self._saver.now():
            raise BadInput("That time has passed.", advice="Choose a time to come.")
        return changed(held, change, frozenset(rebook), reason)

    def _called_off(self, held: Held, reason: str) -> Changed:
        if held.session.end <= self._saver.now():
            raise BadInput("That clinic is over.", advice="Record what became of each patient on its list.")
        return cancelled(held, reason, self._saver.now())

    def _reinstated(self, held: Held) -> Changed:
        if held.session.active:
            raise BadInput("That clinic is not cancelled.", advice="Look at the list again.")
        if held.session.start <= self._saver.now():
            raise BadInput("Its time has passed.", advice="Publish another in its place.")
        return reinstated(held, self._saver.now())

    def _looked(self, held: Held, done: Changed) -> Look:
        session = done.session
        day = day_of(session.start)
        there = self._sessions.between(at(day, 0), at(day + timedelta(days=1), 0))
        moved = session != held.session and session.active
        away = leave_over(self._sessions.leave(day, day), session.staff_id, session.site_id, session.start, session.end)
        patients = {effect.before.patient_id for effect in done.effects}
        read = {each: self._saver.records.read(Patient, each) for each in patients}
        return Look(
            done, {key: person for key, person in read.items() if person is not None},
            names_from(self._saver.records),
            clashes_with(session, (line.session for line in there)) if moved else (),
            away if moved else None, self._lease(held.session),
        )  # fmt: skip

    def _lease(self, session: Session) -> str:
        """Which other computer holds the session now, if any."""
        until = session.lease_until
        held = bool(session.lease_holder) and bool(until) and datetime.fromisoformat(until) > self._saver.now()
        return session.lease_holder if held and session.lease_holder != self._saver.access.actor.device_id else ""

    def _refuse(self, look: Look) -> None:
        if look.lease:
            raise Conflict("Another computer holds this clinic.", advice="Change it there, or when it is given back.")
        if look.leave is not None:
            raise Conflict("The clinic would fall into leave.", advice="Choose another day or another clinician.")
        for clash in look.clashes:
            taken = look.names.who(clash.second.staff_id)
            raise Conflict(f"{look.names.where(clash.second)} is {taken}’s then.", advice="Nothing was changed.")

    def _save(self, what: str, before: Session, done: Changed) -> Changes:
        records: list[Record] = [] if done.session == before else [done.session]
        records.extend(done.slots)
        pathways: dict[str, Pathway] = {}
        for effect in done.effects:
            if effect.after != effect.before:
                records.append(_with_letter(effect))
                self._note(effect, pathways)
        return self._saver.save(what, *records, *pathways.values()) if records else Changes()

    def _note(self, effect: Effect, pathways: dict[str, Pathway]) -> None:
        """The pathway with a cancellation, or with a booking that stands again; the service's own stops no clock."""
        before, after = effect.before, effect.after
        if before.status is after.status:
            return
        pathway = next((p for p in pathways.values() if p.referral_id == before.referral_id), None)
        if pathway is None:
            found = self._saver.records.of_patient(Pathway, before.patient_id)
            pathway = next((p for p in found if p.referral_id == before.referral_id and p.status == "active"), None)
        if pathway is not None:
            name = "provider_cancellation" if after.status is Status.CANCELLED else "booked"
            today: date = day_of(self._saver.now())
            pathways[pathway.id] = self._waiting.note(pathway, name, today, appointment=before.id)


def _with_letter(effect: Effect) -> Appointment:
    """The booking after, with the letter that it wants: who was told nothing yet is told the new time as the first."""
    if not effect.letter or effect.after.status is effect.before.status is Status.CANCELLED:
        return effect.after
    if effect.outcome is Outcome.REBOOK:
        return replace(effect.after, letter_wanted="cancelled")
    return effect.after if effect.before.letter_wanted == "booked" else replace(effect.after, letter_wanted="changed")
