"""The diary: sessions of some days with their times and who is booked in them, as the clinics screen shows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from msk_desk.domain.clinics import Status

COMING = (Status.PROPOSED, Status.BOOKED)
HERE = (Status.ARRIVED,)
OVER = (Status.FULFILLED, Status.NO_SHOW)


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


def fits(entry: Waiting, space: Space, sitting: Sitting) -> bool:
    """Whether somebody who waits may be offered a free slot: long enough, of their kind, mode, place and person."""
    if not space.places_left or not sitting.active or space.minutes < entry.minutes:
        return False
    wanted = ((entry.staff_id, sitting.staff_id), (entry.site_id, sitting.site_id))
    if any(asked and asked != there for asked, there in wanted):
        return False
    if (entry.kind and space.kind and entry.kind != space.kind) or (
        entry.mode and space.mode and entry.mode != space.mode
    ):
        return False
    return not entry.not_before or entry.not_before <= space.start.date().isoformat()


def waited_days(entry: Waiting, today: date) -> int:
    """Days since the clock began, none before it did."""
    try:
        return max(0, (today - date.fromisoformat(entry.began[:10])).days)
    except ValueError:
        return 0
