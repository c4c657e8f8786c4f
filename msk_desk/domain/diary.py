"""The diary: sessions of some days with their times and who is booked in them, as the clinics screen shows them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from msk_desk.domain.booking_rules import Fit, Wanted, first_fit
from msk_desk.domain.clinics import OpenSlot


@dataclass(frozen=True, slots=True)
class Booked:
    """Who has a time: one appointment with its patient's name. Times are the clinic's own."""

    appointment_id: str
    patient_id: str
    name: str
    born: str
    start: datetime
    end: datetime
    status: str = "booked"
    kind: str = ""
    mode: str = ""
    reason: str = ""
    started: str = ""
    overbook_reason: str = ""
    staff_id: str = ""
    staff_name: str = ""
    place: str = ""
    nhs_number: str = ""

    @property
    def minutes(self) -> int:
        """How long it is."""
        return round((self.end - self.start).total_seconds() / 60)


@dataclass(frozen=True, slots=True)
class Space:
    """One slot of a session: free while its capacity is not used up. `kind` and `mode` are empty when any will do."""

    slot_id: str
    session_id: str
    start: datetime
    end: datetime
    status: str = "free"
    capacity: int = 1
    kind: str = ""
    mode: str = ""
    booked: tuple[Booked, ...] = ()

    @property
    def minutes(self) -> int:
        """How long it is."""
        return round((self.end - self.start).total_seconds() / 60)

    @property
    def places_left(self) -> int:
        """How many more may be booked: none unless the slot says that it is free."""
        return max(0, self.capacity - len(self.booked)) if self.status == "free" else 0

    @property
    def is_break(self) -> bool:
        """Whether nobody is ever booked here."""
        return self.status == "busy-unavailable"


@dataclass(frozen=True, slots=True)
class Sitting:
    """One session as the diary shows it; until `lease_until` the computer `lease_holder` alone may book it."""

    id: str
    staff_id: str
    staff_name: str
    room: str
    site_id: str
    site: str
    start: datetime
    end: datetime
    service: str = ""
    active: bool = True
    cancel_reason: str = ""
    lease_holder: str = ""
    lease_until: datetime | None = None
    spaces: tuple[Space, ...] = ()

    def held_at(self, moment: datetime, device_id: str = "") -> bool:
        """Whether another computer than this one holds the session alone then, so that nobody else may book it."""
        return self.lease_until is not None and self.lease_until > moment and self.lease_holder != (device_id or None)


@dataclass(frozen=True, slots=True)
class Diary:
    """Some days: sessions by start, and bookings that lie in no slot that is shown."""

    first: date
    last: date
    sittings: tuple[Sitting, ...] = ()
    loose: tuple[Booked, ...] = ()


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody who waits for a time: the entry, the patient, and since when their clock has run (ISO date)."""

    entry_id: str
    patient_id: str
    name: str
    born: str
    nhs_number: str
    title: str
    kind: str
    service: str
    priority: str
    since: str
    clock_start: str = ""
    minutes: int = 0
    mode: str = ""
    staff_id: str = ""
    site_id: str = ""
    not_before: str = ""
    needs: tuple[str, ...] = ()
    note: str = ""
    referral_id: str = ""

    @property
    def began(self) -> str:
        """The day from which the wait is counted: of the pathway's clock when it has one."""
        return self.clock_start or self.since


def slot_of(space: Space, sitting: Sitting) -> OpenSlot:
    """A slot of the diary as it is offered."""
    return OpenSlot(
        space.slot_id, sitting.id, space.start, space.end, sitting.staff_id, sitting.staff_name,
        sitting.site_id, sitting.site, sitting.service, space.kind, (space.mode,) if space.mode else (),
        space.capacity, space.places_left,
    )  # fmt: skip


def slots_from(space: Space, sitting: Sitting) -> tuple[OpenSlot, ...]:
    """A free slot and the one after it in the session, when that is free too; nothing of a session that is off."""
    if not sitting.active or not space.places_left:
        return ()
    after = (each for each in sitting.spaces if each.start == space.end and each.places_left)
    return tuple(slot_of(each, sitting) for each in (space, *after))


def wish_of(entry: Waiting, after: datetime) -> Wanted:
    """What somebody who waits is looking for, from a moment on."""
    earliest = after
    if entry.not_before > after.date().isoformat():
        earliest = datetime.combine(date.fromisoformat(entry.not_before), time(), after.tzinfo)
    return Wanted(
        earliest, kind=entry.kind, service=entry.service, staff_id=entry.staff_id, site_id=entry.site_id,
        mode=entry.mode, minutes=entry.minutes, needs=frozenset(entry.needs),
    )  # fmt: skip


def fit_of(entry: Waiting, slots: Sequence[OpenSlot]) -> Fit | None:
    """How somebody who waits fits the first of these slots: alone, or with the one after it; None when they do not."""
    if not slots:
        return None
    found = first_fit(slots, wish_of(entry, slots[0].start), 1)
    return found[0] if found and found[0].slot.slot_id == slots[0].slot_id else None


def fits(entry: Waiting, space: Space, sitting: Sitting) -> bool:
    """Whether somebody who waits may be offered a free slot."""
    return fit_of(entry, slots_from(space, sitting)) is not None


def waited_days(entry: Waiting, today: date) -> int:
    """Days since the clock began, none before it did."""
    try:
        return max(0, (today - date.fromisoformat(entry.began[:10])).days)
    except ValueError:
        return 0
