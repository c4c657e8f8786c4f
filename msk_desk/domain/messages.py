"""Messages that were given to a patient: a letter that the desk printed, or a text message, in its very words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

LETTER, TEXT = "letter", "text"


@dataclass(frozen=True, slots=True)
class SentMessage:
    """One message (FHIR Communication); `way` is letter or text, `sent` an instant, `about_id` an appointment.

    The desk may not write letters on the record; that one was given, and what it said, is kept all the same.
    """

    id: str
    patient_id: str
    way: str
    title: str
    words: str
    sent: str
    sender_id: str
    about_id: str = ""
    status: str = "completed"


@dataclass(frozen=True, slots=True)
class LetterWanted:
    """An appointment whose patient is still to be told; `wanted` is booked, changed, cancelled or did-not-attend."""

    appointment_id: str
    patient_id: str
    patient_name: str
    born: str
    start: datetime
    wanted: str
    status: str
    place: str
