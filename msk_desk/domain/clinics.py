"""Clinics: sites, sessions, slots and appointments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from msk_desk.domain.proms.schedule import Due
from msk_desk.domain.typed_later import TypedLater


class Status(StrEnum):
    """Where an appointment stands, in FHIR's words."""

    PROPOSED = "proposed"
    BOOKED = "booked"
    ARRIVED = "arrived"
    FULFILLED = "fulfilled"
    NO_SHOW = "noshow"
    CANCELLED = "cancelled"
    ENTERED_IN_ERROR = "entered-in-error"


class Mode(StrEnum):
    """How the patient is seen."""

    FACE_TO_FACE = "f2f"
    TELEPHONE = "telephone"
    VIDEO = "video"
    HOME = "home"


@dataclass(frozen=True, slots=True)
class Organisation:
    """A GP practice, provider or the service itself; `kind` is gp, provider or service."""

    id: str
    name: str
    kind: str = ""
    phone: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A site, or a room of a site when `part_of` is set.

    `near_to` are the postcode districts that it is near to; `step_free` is None when nobody has recorded it;
    `directions` say how to get there, in a patient's words.
    """

    id: str
    name: str
    part_of: str = ""
    phone: str = ""
    address: str = ""
    postcode: str = ""
    near_to: tuple[str, ...] = ()
    step_free: bool | None = None
    directions: str = ""


@dataclass(frozen=True, slots=True)
class Session:
    """A clinic session: one clinician in one room for part of a day. Times are aware.

    While `lease_holder` (a computer) holds it, until the instant `lease_until`, nobody else books its slots.
    """

    id: str
    staff_id: str
    room_id: str
    site_id: str
    start: datetime
    end: datetime
    service: str = ""
    active: bool = True
    cancel_reason: str = ""
    template_id: str = ""
    modes: tuple[str, ...] = ()
    lease_holder: str = ""
    lease_until: str = ""


@dataclass(frozen=True, slots=True)
class Slot:
    """A bookable time of a session; `status` is free (until `capacity` are booked), busy or busy-unavailable.

    `kind` and `mode` are what it is meant for, empty for any; `holders` the appointments that have a place in it: each
    booking changes the slot, so that the slot is the lock. Times are aware.
    """

    id: str
    session_id: str
    start: datetime
    end: datetime
    status: str = "free"
    capacity: int = 1
    kind: str = ""
    mode: str = ""
    holders: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Appointment:
    """A patient's booked time. `kind` is new, review, post-op or decision. Times are aware.

    `created` and `started` are instants; `cancelled_by` is patient or service; `needs` are codes such as interpreter;
    `replaces_id` is the appointment it was moved from, `waiting_id` the waiting-list entry it came from;
    `letter_wanted` is booked, changed, cancelled or did-not-attend until the letter that tells the patient is made;
    `arrived` and `finished` are instants, as `started`; `typed` says that what became of it was typed up afterwards;
    `told_at` is the instant of the last letter or text message about it, `told_by` which of the two;
    `more_slots` are those after the first when it takes more than one.
    """

    id: str
    patient_id: str
    staff_id: str
    place_id: str
    slot_id: str
    start: datetime
    end: datetime
    status: Status = Status.BOOKED
    kind: str = "review"
    mode: Mode = Mode.FACE_TO_FACE
    reason: str = ""
    referral_id: str = ""
    created: str = ""
    cancelled_by: str = ""
    cancel_reason: str = ""
    note: str = ""
    needs: tuple[str, ...] = ()
    overbook_reason: str = ""
    series_id: str = ""
    started: str = ""
    replaces_id: str = ""
    waiting_id: str = ""
    letter_wanted: str = ""
    told_at: str = ""
    told_by: str = ""
    arrived: str = ""
    finished: str = ""
    typed: TypedLater | None = None
    more_slots: tuple[str, ...] = ()

    @property
    def slot_ids(self) -> tuple[str, ...]:
        """Every slot that it takes."""
        return tuple(filter(None, (self.slot_id, *self.more_slots)))


@dataclass(frozen=True, slots=True)
class ClinicLine:
    """One row of a clinic list: a slot of a session with its appointment and patient, if any."""

    slot_id: str
    start: datetime
    end: datetime
    staff_id: str
    staff_name: str
    room: str
    site_id: str
    appointment_id: str = ""
    patient_id: str = ""
    patient_name: str = ""
    born: str = ""
    status: str = "free"
    kind: str = ""
    mode: str = ""
    reason: str = ""
    visit_number: int = 0
    did_not_attend: int = 0
    proms_due: tuple[Due, ...] = ()
    overbook_reason: str = ""


@dataclass(frozen=True, slots=True)
class OpenSlot:
    """A free slot, as offered to a patient; what is empty is open to anything.

    `left` of `capacity` places are free. While `lease_holder` (a computer) holds the session until `lease_until`,
    nobody else books it.
    """

    slot_id: str
    session_id: str
    start: datetime
    end: datetime
    staff_id: str
    staff_name: str
    place_id: str
    place_name: str
    service: str = ""
    kind: str = ""
    modes: tuple[str, ...] = ()
    capacity: int = 1
    left: int = 1
    postcode: str = ""
    near_to: tuple[str, ...] = ()
    step_free: bool | None = None
    lease_holder: str = ""
    lease_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class DaySummary:
    """Counts of one clinic day."""

    day: date
    slots: int
    booked: int
    arrived: int
