"""What lists show of sessions: a session with its names and counts, and bookings that their session left behind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from msk_desk.domain.clinics import Session


@dataclass(frozen=True, slots=True)
class SessionLine:
    """A session with names for its ids; `slots` are open ones, `free` can still be booked, `booked` are expected."""

    session: Session
    staff_name: str
    room_name: str
    site_name: str
    slots: int = 0
    free: int = 0
    booked: int = 0


class Gone(StrEnum):
    """What of a booking is true no more."""

    CANCELLED = "cancelled"
    CLOSED = "closed"
    TIME = "time"
    CLINICIAN = "clinician"


@dataclass(frozen=True, slots=True)
class Stranded:
    """A live booking that does not agree with its session: made on one computer while another changed the session."""

    appointment_id: str
    patient_id: str
    patient_name: str
    session_id: str
    start: datetime
    slot_start: datetime
    gone: Gone
    phone: str = ""


@dataclass(frozen=True, slots=True)
class SessionParts:
    """The ids of everything in a session."""

    slots: tuple[str, ...]
    appointments: tuple[str, ...]
