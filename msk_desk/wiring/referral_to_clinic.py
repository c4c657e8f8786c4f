"""The services from a referral to the booked clinic, as the office holds them by name."""

from __future__ import annotations

from typing import Any

from msk_desk.content.libraries import PatientLetters, Policies
from msk_desk.content.libraries import Services as ServiceList
from msk_desk.documents.maker import PaperMaker
from msk_desk.domain.bank_holidays import is_bank_holiday
from msk_desk.services.afterwards import Afterwards
from msk_desk.services.appointment_letters import AppointmentLetters
from msk_desk.services.booking_units import BookingUnits
from msk_desk.services.bookings import Bookings
from msk_desk.services.clinics import Clinics
from msk_desk.services.composing import Composer
from msk_desk.services.diary import DiaryBook
from msk_desk.services.leave import LeaveBook
from msk_desk.services.letter_facts import LetterFacts
from msk_desk.services.mastheads import Mastheads
from msk_desk.services.reconciliation import Reconciliation
from msk_desk.services.record import Record
from msk_desk.services.session_changes import SessionChanges
from msk_desk.wiring.front import Front
from msk_desk.wiring.kept import build_blank_forms, build_fallback
from msk_desk.wiring.referring import referring
from msk_desk.wiring.triaging import build_decisions, build_triage


def referral_to_clinic(
    front: Front, record: Record, composer: Composer, papers: PaperMaker, units: BookingUnits
) -> dict[str, Any]:
    """Each service by its name in the office."""
    ports, texts = front.ports, front.texts
    waiting, saver = units.waiting, units.saver
    bookings = Bookings(units, ports.diary, Policies())
    triage = build_triage(ports, record, saver)
    return {
        "waiting": waiting,
        **referring(ports, waiting, saver),
        "triage": triage,
        "triage_decisions": build_decisions(triage, waiting, composer, bookings.booking, texts, saver),
        "booking": bookings.booking,
        "bookings": bookings,
        "diary": DiaryBook(ports.diary, saver),
        "clinics": Clinics(ports.sessions, is_bank_holiday, saver),
        "session_changes": SessionChanges(ports.sessions, waiting, saver),
        "leave": LeaveBook(ports.sessions, saver),
        "reconciliation": Reconciliation(ports.lists, saver),
        "appointment_letters": AppointmentLetters(
            PatientLetters(),
            LetterFacts(ports.records, Mastheads(ports.records)),
            papers,
            ServiceList(),
            ports.letters_wanted,
            saver,
        ),
        "blank_forms": build_blank_forms(ports, front.access, texts, papers, saver.now),
        "afterwards": Afterwards(units),
        "fallback": build_fallback(ports, front.access, texts, papers, saver.now),
    }
