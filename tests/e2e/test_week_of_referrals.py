"""A week at one desk: referrals taken, triaged, booked, missed, a clinic called off; and nobody is lost on any day."""

from __future__ import annotations

import random
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest.mock import patch

import pytest

from db.local.opening import open_local
from msk_desk.domain.clinics import Appointment, Status
from msk_desk.domain.pathways import Pathway
from msk_desk.domain.people import Patient, PersonName, Staff
from msk_desk.domain.referring import NewReferral
from msk_desk.domain.roles import Actor, Role
from msk_desk.domain.triage import TriageForm
from msk_desk.domain.waiting_list import REQUESTED, WaitingEntry
from msk_desk.wiring import office as office_module
from msk_desk.wiring.office import Office, build_office
from tests.fakes.window_desk import KEY, MOMENT, fill_made_up

DECISIONS = (
    "physiotherapy", "esp", "podiatry", "physiotherapy", "self-management", "advice", "elsewhere", "rheumatology",
    "opinion", "physiotherapy",
)  # fmt: skip
A_DAY = 4


@dataclass
class Week:
    """One computer, its clock, and everybody who was referred in the week."""

    office: Office
    rng: random.Random
    clock: list[datetime]
    patients: list[str] = field(default_factory=list)
    booked: list[str] = field(default_factory=list)

    def sit(self, role: Role) -> None:
        """Somebody of a role is at the computer."""
        self.office.access.end()
        self.office.access.begin(Actor(self.staff_id(role), str(role), role, "laptop-4"))

    def staff_id(self, role: Role) -> str:
        staff = self.office.ports.records.every(Staff)
        return next(each.id for each in staff if role in each.roles)

    def take(self, number: int) -> None:
        """Reception takes a referral for somebody new; two of the week have one name."""
        self.sit(Role.RECEPTIONIST)
        name = PersonName("Quillane", ("Rowan",) if number % 10 == 3 else (f"Robin{number}",))
        patient = Patient(str(uuid.uuid4()), (name,), f"{1950 + number}-03-01", "female")
        today = self.clock[0].date().isoformat()
        new = NewReferral(
            ("gp", "fcp", "self")[number % 3], "Left shoulder pain since June", "Shoulder", received=today
        )
        self.patients.append(self.office.referrals.take(patient, new, register=True).patient.id)

    def triage(self) -> None:
        """A clinician decides whatever of the week is in the inbox, each in another way."""
        self.sit(Role.ESP)
        for line in self.office.triage.inbox():
            if line.referral.patient_id not in self.patients:
                continue
            self.office.triage.claim(line.referral.pathway_id)
            code = DECISIONS[self.patients.index(line.referral.patient_id) % len(DECISIONS)]
            form = TriageForm(
                code, "As the referral says", where="Sports clinic, told", told="Dr Lim", text="Exercise first",
                owner_id=self.staff_id(Role.TEAM_LEAD), confirmed=True, overruled="Nothing of the kind when asked",
            )  # fmt: skip
            self.office.triage_decisions.decide(line.referral.pathway_id, form)

    def book(self) -> None:
        """Reception books who waits, today or the day after."""
        self.sit(Role.RECEPTIONIST)
        for patient_id in self.patients:
            for entry in self.office.booking.waits(patient_id):
                hours = self.rng.choice((2, 2, 26))
                offers = self.office.booking.offers(self.clock[0] + timedelta(hours=hours), limit=12)
                offer = offers[self.rng.randrange(len(offers))]
                self.office.booking.book(patient_id, offer, kind=entry.kind, entry_id=entry.id)

    def attend(self) -> None:
        """What was booked for today: seen, missed, or cancelled in the morning."""
        self.sit(Role.RECEPTIONIST)
        bookings = self.office.bookings
        for appointment in self.appointments(Status.BOOKED):
            if appointment.start.date() != self.clock[0].date():
                continue
            match self.rng.randrange(3):
                case 0:
                    bookings.attendance.arrive(appointment.id)
                    bookings.attendance.start(appointment.id)
                    bookings.attendance.finish(appointment.id, "treatment started")
                case 1:
                    bookings.attendance.did_not_attend(appointment.id)
                    bookings.missed.patient_called(appointment.id)
                case _:
                    an_hour_before = appointment.start - timedelta(hours=1)
                    bookings.moves.cancel(appointment.id, by="patient", reason="Ill", told=an_hour_before)

    def call_off(self) -> list[str]:
        """The clinic of somebody booked later is called off; the patients who were booked in it."""
        ahead = [a for a in self.appointments(Status.BOOKED) if a.start > self.clock[0]]
        if not ahead:
            return []
        slot = self.office.booking.slot(ahead[0].slot_id)
        assert slot is not None
        hit = [a.patient_id for a in ahead if self.office.booking.slot(a.slot_id).session_id == slot.session_id]  # type: ignore[union-attr]
        self.office.session_changes.cancel(slot.session_id, "Clinician ill")
        return hit

    def appointments(self, status: Status) -> list[Appointment]:
        records = self.office.ports.records
        found = [a for patient in self.patients for a in records.of_patient(Appointment, patient)]
        return sorted((a for a in found if a.status is status), key=lambda a: a.start)

    def check_the_day(self) -> None:
        """What came in is what ended and what is open, and everybody of the week is in exactly one of the two."""
        books = self.office.reconciliation.until(self.clock[0].date())
        (account,) = books.accounts
        assert account.balanced
        assert account.lost == 0
        today = self.clock[0].date().toordinal()
        mine = [each for each in books.referrals if each.patient_id in self.patients]
        assert sorted(each.patient_id for each in mine) == sorted(self.patients)
        assert all(each.standing(today) is not None for each in mine)


@pytest.fixture
def week(tmp_path: Path) -> Iterator[Week]:
    fill_made_up(tmp_path / "profile", 100)
    clock = [MOMENT]

    def now() -> datetime:
        return clock[0]

    with patch.object(office_module, "now", now):
        office = build_office()
    store = open_local(tmp_path / "profile", KEY, now, lambda: str(uuid.uuid4()), "laptop-4")
    office.opened.take(store)
    yield Week(office, random.Random(4), clock)
    store.close()


def test_a_week_in_which_nobody_is_lost(week: Week) -> None:
    for day in range(5):
        week.clock[0] = datetime(2026, 11, 23 + day, 9, 20, tzinfo=UTC)
        for number in range(A_DAY):
            week.take(A_DAY * day + number)
        week.clock[0] += timedelta(hours=2)
        week.triage()
        week.book()
        week.clock[0] += timedelta(hours=6)
        week.attend()
        hit = week.call_off() if day == 2 else []
        if day == 2:
            assert hit, "somebody was booked in the clinic that is called off"
            needing = {row.patient_id for row in week.office.lists.read("rebooking").rows}
            assert set(hit) <= needing, "whose clinic was called off is on needs rebooking"
        week.check_the_day()
    assert all(week.appointments(status) for status in (Status.FULFILLED, Status.NO_SHOW, Status.CANCELLED))
    records = week.office.ports.records
    for patient_id in week.patients:
        pathway = records.of_patient(Pathway, patient_id)[0]
        waits = [e for e in records.of_patient(WaitingEntry, patient_id) if e.status == REQUESTED]
        booked = [a for a in records.of_patient(Appointment, patient_id) if a.status is Status.BOOKED]
        assert len(waits) + len(booked) <= 1, "nobody is booked and still on the list"
        if pathway.stage == "triaged":
            assert waits or booked or pathway.case_manager_id, "who is triaged waits, is booked, or has an owner"
