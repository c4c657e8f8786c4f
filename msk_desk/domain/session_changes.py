"""A published session moved, shortened, given to another or cancelled: what becomes of each booked patient."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from msk_desk.domain.clinics import Appointment, Session, Slot, Status

LIVE = (Status.PROPOSED, Status.BOOKED, Status.ARRIVED)
CLOSED_SLOT = "busy-unavailable"


class Outcome(StrEnum):
    """What becomes of a booked patient."""

    KEPT = "kept"
    MOVED = "moved"
    REBOOK = "rebook"


class Cause(StrEnum):
    """What about the booking changes, or why it cannot stand."""

    NOTHING = "nothing"
    ROOM = "room"
    TIME = "time"
    SITE = "site"
    CLINICIAN = "clinician"
    CUT = "cut"
    TWO_PLACES = "two-places"
    CHOSEN = "chosen"
    CANCELLED = "cancelled"
    OVER = "over"
    BACK = "back"


@dataclass(frozen=True, slots=True)
class SessionChange:
    """How a session is to be: `keep_times` leaves the slots where they are and cuts those outside."""

    start: datetime
    end: datetime
    staff_id: str
    room_id: str
    site_id: str
    keep_times: bool = False


@dataclass(frozen=True, slots=True)
class Effect:
    """One booked patient: the appointment before and after, and whether a letter must tell of it."""

    before: Appointment
    after: Appointment
    outcome: Outcome
    causes: tuple[Cause, ...] = ()

    @property
    def letter(self) -> bool:
        """Whether what the patient was told is true no more: a room alone is told at the desk."""
        return self.outcome is Outcome.REBOOK or bool({Cause.TIME, Cause.SITE, Cause.CLINICIAN} & set(self.causes))


@dataclass(frozen=True, slots=True)
class Changed:
    """A session as it will be, its slots as they will be (only those that differ), and every booked patient."""

    session: Session
    slots: tuple[Slot, ...]
    effects: tuple[Effect, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """A session as it stands: every slot, and every appointment in one, whatever its status.

    `elsewhere` are the other live bookings of the booked patients, by patient.
    """

    session: Session
    slots: tuple[Slot, ...]
    appointments: tuple[Appointment, ...]
    elsewhere: Mapping[str, tuple[Appointment, ...]] = field(default_factory=dict)

    @property
    def live(self) -> tuple[Appointment, ...]:
        """Those who are expected, by time."""
        return tuple(sorted((a for a in self.appointments if a.status in LIVE), key=_start_of))


def _start_of(appointment: Appointment) -> tuple[datetime, str]:
    return appointment.start, appointment.id


def changed(held: Held, change: SessionChange, rebook: frozenset[str], reason: str) -> Changed:
    """What a change does; `rebook` names appointments that are to be rebooked although they could move."""
    shift = timedelta() if change.keep_times else change.start - held.session.start
    session = replace(
        held.session, start=change.start, end=change.end, staff_id=change.staff_id, room_id=change.room_id,
        site_id=change.site_id,
    )  # fmt: skip
    slots = {slot.id: _shifted(slot, shift, change) for slot in held.slots}
    effects = tuple(_effect(held, appointment, session, slots, rebook, reason) for appointment in held.live)
    lost = frozenset(effect.before.id for effect in effects if effect.outcome is Outcome.REBOOK)
    before = {slot.id: slot for slot in held.slots}
    after = tuple(_filled(held, before[slot.id], slot, lost) for slot in slots.values())
    return Changed(session, tuple(slot for slot in after if slot != before[slot.id]), effects)


def _shifted(slot: Slot, shift: timedelta, change: SessionChange) -> Slot:
    moved = replace(slot, start=slot.start + shift, end=slot.end + shift)
    inside = change.start <= moved.start and moved.end <= change.end
    return moved if inside else replace(slot, status=CLOSED_SLOT)


def _effect(
    held: Held, appointment: Appointment, session: Session, slots: Mapping[str, Slot], rebook: frozenset[str],
    reason: str,
) -> Effect:  # fmt: skip
    before, slot = held.session, slots[appointment.slot_id]
    taken = (slots[each] for each in _slots_of(held, appointment) if each in slots)
    if any(each.status == CLOSED_SLOT for each in taken):
        return _to_rebook(appointment, Cause.CUT, reason)
    place = session.room_id if appointment.place_id == before.room_id else appointment.place_id
    if appointment.place_id == before.site_id:
        place = session.site_id
    length = appointment.end - appointment.start
    after = replace(appointment, start=slot.start, end=slot.start + length, staff_id=session.staff_id, place_id=place)
    causes = _causes(appointment, after, before, session)
    if appointment.id in rebook:
        return _to_rebook(appointment, Cause.CHOSEN, reason)
    if Cause.TIME in causes and _in_two_places(after, held.elsewhere.get(appointment.patient_id, ())):
        return _to_rebook(appointment, Cause.TWO_PLACES, reason)
    kept = not causes or set(causes) == {Cause.ROOM}
    return Effect(appointment, after, Outcome.KEPT if kept else Outcome.MOVED, causes or (Cause.NOTHING,))


def _causes(before: Appointment, after: Appointment, was: Session, now: Session) -> tuple[Cause, ...]:
    differs = {
        Cause.TIME: before.start != after.start,
        Cause.SITE: was.site_id != now.site_id,
        Cause.CLINICIAN: before.staff_id != after.staff_id,
        Cause.ROOM: was.room_id != now.room_id and was.site_id == now.site_id,
    }
    return tuple(cause for cause, does in differs.items() if does)


def _in_two_places(after: Appointment, others: tuple[Appointment, ...]) -> bool:
    return any(
        other.id != after.id and other.status in LIVE and other.start < after.end and after.start < other.end
        for other in others
    )


def _to_rebook(appointment: Appointment, cause: Cause, reason: str) -> Effect:
    """Cancelled by the service: with no later booking in its place it stands on the list to be rebooked."""
    after = replace(appointment, status=Status.CANCELLED, cancelled_by="service", cancel_reason=reason)
    return Effect(appointment, after, Outcome.REBOOK, (cause,))


def _filled(held: Held, before: Slot, after: Slot, lost: frozenset[str]) -> Slot:
    """A slot with one booking fewer is free again, if it is open at all."""
    here = [a for a in held.live if before.id in _slots_of(held, a)]
    left = sum(appointment.id not in lost for appointment in here)
    if left == len(here):
        return after
    freed = replace(after, holders=tuple(holder for holder in after.holders if holder not in lost))
    if after.status == CLOSED_SLOT:
        return freed
    return replace(freed, status="free" if left < after.capacity else "busy")


def _slots_of(held: Held, appointment: Appointment) -> frozenset[str]:
    """Every slot that a booking takes; an old one names the first alone, and takes those that it lies over."""
    over = {s.id for s in held.slots if appointment.start < s.end and s.start < appointment.end}
    return frozenset(appointment.slot_ids) | (frozenset() if appointment.more_slots else over)


def cancelled(held: Held, reason: str, now: datetime) -> Changed:
    """A session called off from now on: whoever was seen stays seen, whoever was to come is to be rebooked."""
    effects = tuple(_cancelled(appointment, reason, now) for appointment in held.live)
    to_come = [slot for slot in held.slots if slot.start > now]
    lost = frozenset(effect.before.id for effect in effects if effect.outcome is Outcome.REBOOK)
    shut = [(slot, replace(slot, status=CLOSED_SLOT)) for slot in to_come]
    after = [(slot, _filled(held, slot, closed, lost)) for slot, closed in shut]
    closed = tuple(now_closed for slot, now_closed in after if now_closed != slot)
    under_way = any(slot.start <= now for slot in held.slots)
    if not under_way:
        return Changed(replace(held.session, active=False, cancel_reason=reason), closed, effects)
    # What was held this morning was held: the session ends early instead of never having been.
    end = min((slot.start for slot in to_come), default=held.session.end)
    return Changed(replace(held.session, end=end), closed, effects)


def _cancelled(appointment: Appointment, reason: str, now: datetime) -> Effect:
    if appointment.start <= now:
        return Effect(appointment, appointment, Outcome.KEPT, (Cause.OVER,))
    return _to_rebook(appointment, Cause.CANCELLED, reason)


def called_off(held: Held) -> tuple[Effect, ...]:
    """Those whom the service cancelled in a session, by time."""
    gone = [a for a in held.appointments if a.status is Status.CANCELLED and a.cancelled_by == "service"]
    return tuple(Effect(a, a, Outcome.REBOOK, (Cause.CANCELLED,)) for a in sorted(gone, key=_start_of))


def reinstated(held: Held, now: datetime) -> Changed:
    """A cancelled session held after all: who was not told yet has their time again, the others are to be rebooked.

    `held.elsewhere` are the other bookings of those who were cancelled.
    """
    effects: list[Effect] = []
    back: set[str] = set()
    for gone in (effect.before for effect in called_off(held)):
        wanted = [slot for slot in held.slots if slot.id in _slots_of(held, gone)]
        room = all(_held_by(held, slot, back) < slot.capacity for slot in wanted)
        effects.append(_back(gone, held) if room and gone.start > now else _still_gone(gone))
        if effects[-1].outcome is Outcome.KEPT:
            back.add(gone.id)
    slots = [_opened(held, slot, back) for slot in held.slots]
    opened = tuple(slot for slot, was in zip(slots, held.slots, strict=True) if slot != was)
    return Changed(replace(held.session, active=True, cancel_reason=""), opened, tuple(effects))


def _held_by(held: Held, slot: Slot, back: set[str]) -> int:
    return sum(a.id in back and slot.id in _slots_of(held, a) for a in held.appointments)


def _opened(held: Held, slot: Slot, back: set[str]) -> Slot:
    inside = held.session.start <= slot.start and slot.end <= held.session.end
    if slot.status != CLOSED_SLOT or not inside:
        return slot
    holders = tuple(a.id for a in held.appointments if a.id in back and slot.id in _slots_of(held, a))
    return replace(slot, status="busy" if len(holders) >= slot.capacity else "free", holders=holders)


def _still_gone(gone: Appointment) -> Effect:
    return Effect(gone, gone, Outcome.REBOOK, (Cause.CANCELLED,))


def _back(gone: Appointment, held: Held) -> Effect:
    """Booked again, unless they know, the session is another by now, or they have another time or are elsewhere."""
    others = held.elsewhere.get(gone.patient_id, ())
    answered = any(other.replaces_id == gone.id or _overlaps(gone, other) for other in others)
    same = any(slot.id == gone.slot_id and slot.start == gone.start for slot in held.slots)
    same = same and held.session.start <= gone.start and gone.end <= held.session.end
    if gone.letter_wanted != "cancelled" or answered or not same or gone.staff_id != held.session.staff_id:
        return _still_gone(gone)
    letter = "" if gone.told_at else "booked"  # of the booking itself nothing may have been sent yet
    after = replace(gone, status=Status.BOOKED, cancelled_by="", cancel_reason="", letter_wanted=letter)
    return Effect(gone, after, Outcome.KEPT, (Cause.BACK,))


def _overlaps(one: Appointment, other: Appointment) -> bool:
    return other.status in LIVE and other.start < one.end and one.start < other.end
