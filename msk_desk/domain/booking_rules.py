"""Booking rules: which free times fit a wish and in what order, and whether a person would be in two places. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time

from msk_desk.domain.clinic_time import CLINIC_ZONE
from msk_desk.domain.clinics import Appointment, Mode, OpenSlot, Slot, Status
from msk_desk.domain.nearness import Nearness, nearness

INTERPRETER, STEP_FREE, DOUBLE = "interpreter", "step-free", "double-slot"
NEEDS = (INTERPRETER, STEP_FREE, DOUBLE)
PARTS = {"morning": (time(0), time(12)), "afternoon": (time(12), time(17)), "evening": (time(17), time.max)}
LIVE = frozenset({Status.BOOKED, Status.ARRIVED})
"""An appointment that somebody is to come to."""
CHECK_STEP_FREE = "check-step-free"
"""A note on a fit: nobody has recorded whether the place can be reached without steps."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for; what is empty may be anything. `weekdays` are 0 (Monday) to 6, `minutes` the least length."""

    after: datetime
    before: datetime | None = None
    kind: str = ""
    service: str = ""
    staff_id: str = ""
    site_id: str = ""
    mode: str = ""
    minutes: int = 0
    part: str = ""
    weekdays: frozenset[int] = frozenset()
    needs: frozenset[str] = frozenset()
    postcode: str = ""
    nearest_first: bool = False


@dataclass(frozen=True, slots=True)
class Fit:
    """A time that fits: one slot, or two in a row of one session when a double slot is needed."""

    slot: OpenSlot
    second: OpenSlot | None = None
    nearness: Nearness = Nearness.NOT_KNOWN
    notes: tuple[str, ...] = ()

    @property
    def start(self) -> datetime:
        """When it begins."""
        return self.slot.start

    @property
    def end(self) -> datetime:
        """When it ends."""
        return self.second.end if self.second is not None else self.slot.end


def first_fit(slots: Iterable[OpenSlot], wanted: Wanted, limit: int = 20) -> tuple[Fit, ...]:
    """The times that fit, the first ones first; the nearest first where that is wanted."""
    fits = [fit for fit in _candidates(slots, wanted) if _fits(fit, wanted)]
    fits.sort(key=_by_nearness if wanted.nearest_first else _by_time)
    return tuple(fits[:limit])


def fits(slot: OpenSlot, wanted: Wanted) -> bool:
    """Whether one slot alone answers a wish; one that needs two in a row is not answered by one."""
    return DOUBLE not in wanted.needs and _fits(_fit(slot, None, wanted), wanted)


def _candidates(slots: Iterable[OpenSlot], wanted: Wanted) -> Iterator[Fit]:
    if DOUBLE not in wanted.needs:
        for slot in slots:
            yield _fit(slot, None, wanted)
        return
    for first, second in in_a_row(slots):
        yield _fit(first, second, wanted)


def in_a_row(slots: Iterable[OpenSlot]) -> Iterator[tuple[OpenSlot, OpenSlot]]:
    """Pairs of slots of one session of which the second begins as the first ends."""
    slots = tuple(slots)
    starting = {(slot.session_id, slot.start): slot for slot in slots}
    for slot in slots:
        second = starting.get((slot.session_id, slot.end))
        if second is not None and second.slot_id != slot.slot_id:
            yield slot, second


def _fit(slot: OpenSlot, second: OpenSlot | None, wanted: Wanted) -> Fit:
    unknown = STEP_FREE in wanted.needs and _comes(slot, wanted) and slot.step_free is None
    near = nearness(wanted.postcode, slot.postcode, slot.near_to)
    return Fit(slot, second, near, (CHECK_STEP_FREE,) if unknown else ())


def _fits(fit: Fit, wanted: Wanted) -> bool:
    slot = fit.slot
    begins = wanted.after <= fit.start and (wanted.before is None or fit.start < wanted.before)
    return begins and _is_for(slot, wanted) and _is_when(fit, wanted) and _can_be_reached(slot, wanted)


def _is_for(slot: OpenSlot, wanted: Wanted) -> bool:
    """By whom, where, for what and how; what a slot leaves open is open to all."""
    return (
        _either(slot.staff_id, wanted.staff_id, exact=True)
        and _either(slot.place_id, wanted.site_id, exact=True)
        and _either(slot.service, wanted.service)
        and _either(slot.kind, wanted.kind)
        and (not wanted.mode or not slot.modes or wanted.mode in slot.modes)
    )


def _either(has: str, wants: str, *, exact: bool = False) -> bool:
    return not wants or has == wants or (not has and not exact)


def _is_when(fit: Fit, wanted: Wanted) -> bool:
    start = fit.start.astimezone(CLINIC_ZONE)
    earliest, latest = PARTS.get(wanted.part, (time(0), time.max))
    long_enough = (fit.end - fit.start).total_seconds() >= wanted.minutes * 60
    on_a_day = not wanted.weekdays or start.weekday() in wanted.weekdays
    return long_enough and on_a_day and earliest <= start.time() < latest


def _comes(slot: OpenSlot, wanted: Wanted) -> bool:
    """Whether the patient would come to the place."""
    mode = wanted.mode or (slot.modes[0] if len(slot.modes) == 1 else "")
    return mode in ("", Mode.FACE_TO_FACE)


def _can_be_reached(slot: OpenSlot, wanted: Wanted) -> bool:
    """A place with steps is never offered to somebody who needs none; one that nobody recorded is, with a note."""
    return STEP_FREE not in wanted.needs or not _comes(slot, wanted) or slot.step_free is not False


def _by_time(fit: Fit) -> tuple[datetime, bool, Nearness, str]:
    return fit.start, bool(fit.notes), fit.nearness, fit.slot.slot_id


def _by_nearness(fit: Fit) -> tuple[Nearness, datetime, bool, str]:
    return fit.nearness, fit.start, bool(fit.notes), fit.slot.slot_id


def elsewhere_at(
    appointments: Iterable[Appointment], start: datetime, end: datetime, *, but: str = ""
) -> Appointment | None:
    """An appointment that the patient is to come to at that time, other than `but`; they cannot be in two places."""
    for other in appointments:
        live = other.status in LIVE or other.status is Status.PROPOSED
        if live and other.id != but and other.start < end and start < other.end:
            return other
    return None


def overlapping(appointments: Sequence[Appointment]) -> tuple[tuple[Appointment, Appointment], ...]:
    """The pairs of live appointments of one patient that are at the same time."""
    live = sorted((one for one in appointments if one.status in LIVE), key=_starts)
    return tuple(
        (one, other) for at, one in enumerate(live) for other in live[at + 1 :] if other.start < one.end
    )  # fmt: skip


def _starts(appointment: Appointment) -> tuple[datetime, str]:
    return appointment.start, appointment.id


def with_place_taken(slot: Slot, appointment_id: str) -> Slot:
    """The slot with one more place taken; busy when none is left."""
    return _filled(slot, (*(one for one in slot.holders if one != appointment_id), appointment_id))


def with_place_freed(slot: Slot, appointment_id: str) -> Slot:
    """The slot with the place of an appointment given back; one that is not to be booked stays so."""
    return _filled(slot, tuple(one for one in slot.holders if one != appointment_id))


def _filled(slot: Slot, holders: tuple[str, ...]) -> Slot:
    status = slot.status
    if status in ("free", "busy"):
        status = "busy" if len(holders) >= max(1, slot.capacity) else "free"
    return replace(slot, holders=holders, status=status)
