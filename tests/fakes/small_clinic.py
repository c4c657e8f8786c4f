"""A small clinic in a real encrypted store: every service over it, a clock that tests move, any hat to wear."""

from __future__ import annotations

import secrets
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest.mock import patch

import orjson

from db.local.opening import LocalStore, open_local
from msk_desk.domain.clinics import Appointment, OpenSlot, Organisation, Place, Session, Slot, Status
from msk_desk.domain.outbox import Remote
from msk_desk.domain.pathways import Clock as WaitingClock
from msk_desk.domain.pathways import Pathway, Referral
from msk_desk.domain.people import Address, Contact, Patient, PersonName, Staff
from msk_desk.domain.records import Changes, Record, Unit
from msk_desk.domain.roles import Actor, Role
from msk_desk.domain.visits import Visit
from msk_desk.fhir.mapping import type_of, write
from msk_desk.wiring import office as office_module
from msk_desk.wiring.office import Office

KEY = secrets.token_bytes(32)
MOMENT = datetime(2026, 11, 23, 9, 20, tzinfo=UTC)
DEVICE = "11111111-2222-4333-8444-555555555555"


def named(name: str) -> str:
    """The same id for the same name, in the form that ids have."""
    return str(uuid.uuid5(uuid.NAMESPACE_OID, name))


ASHA, BEN = named("asha"), named("ben")
MARGARET, DAVID = named("margaret"), named("david")
ROOM, SITE, PRACTICE, SERVICE = named("room"), named("site"), named("practice"), named("service")
TODAY_SLOT, TODAY_BOOKING = named("slot 0"), named("booking")
SESSION = named("session")

_SESSION_STARTS = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def _slot(number: int) -> Slot:
    start = _SESSION_STARTS + timedelta(minutes=30 * number)
    return Slot(
        named(f"slot {number}"), SESSION, start, start + timedelta(minutes=30), "busy" if number == 0 else "free"
    )


PEOPLE: tuple[Record, ...] = (
    Organisation(PRACTICE, "Willow Surgery", "gp", "01632 960100"),
    Organisation(SERVICE, "Harlow MSK Service", "service", "01632 960200"),
    Place(SITE, "Harlow Community Clinic", "", "01632 960300", "1 Clinic Way", "HR1 1AA"),
    Place(ROOM, "Room 2", SITE),
    Staff(ASHA, PersonName("Rao", ("Asha",), "Ms"), "Physiotherapist", "PH000001"),
    Staff(BEN, PersonName("Carter", ("Ben",), "Mr"), "Physiotherapist", "PH000002"),
    Patient(
        MARGARET,
        (
            PersonName("Holloway", ("Margaret", "Ann"), "Mrs", "official"),
            PersonName("Price", ("Margaret",), "", "maiden"),
            PersonName("", ("Peggy",), "", "nickname"),
        ),
        "1956-03-14", "female", "9990123457",
        (
            Contact("phone", "01632 960001", "home"),
            Contact("phone", "07700 900001", "mobile"),
            Contact("email", "m.holloway@mail.example", "home"),
        ),
        (Address(("12 Mill Lane",), "Harlow", "HR2 3BB", "home"),),
        gp_practice_id=PRACTICE,
    ),
    Patient(
        DAVID, (PersonName("Okafor", ("David",), "Mr"),), "1980", "male", "",
        (Contact("email", "d.okafor@mail.example"),), interpreter=True, language="Igbo", preferred_format="large-print",
    ),
    Referral(named("referral"), MARGARET, "2026-08-31", "gp", "Right knee pain, 6 months", "Knee", referrer="Dr Hill"),
    Pathway(
        named("pathway"), MARGARET, "Right knee", stage="assessed", started="2026-08-31",
        referral_id=named("referral"), case_manager_id=ASHA,
        clock=WaitingClock("ahp", datetime(2026, 8, 31, tzinfo=UTC).date()),
    ),
    Session(SESSION, ASHA, ROOM, SITE, _SESSION_STARTS, _SESSION_STARTS + timedelta(hours=4)),
    *(_slot(number) for number in range(6)),
    Appointment(
        TODAY_BOOKING, MARGARET, ASHA, ROOM, TODAY_SLOT, _SESSION_STARTS, _SESSION_STARTS + timedelta(minutes=30),
        Status.BOOKED, "review", reason="Knee review",
    ),
)  # fmt: skip


@dataclass
class Hands:
    """The clock on the wall."""

    moment: datetime = MOMENT

    def __call__(self) -> datetime:
        return self.moment

    def pass_by(self, **span: float) -> None:
        """Let time go by."""
        self.moment += timedelta(**span)


@dataclass
class Clinic:
    """Everything a test turns."""

    office: Office
    store: LocalStore
    clock: Hands
    folder: Path

    def wear(self, role: Role, staff_id: str = ASHA, name: str = "Asha Rao") -> Actor:
        """Put somebody at the computer."""
        actor = Actor(staff_id, name, role, DEVICE)
        self.office.access.begin(actor)
        return actor

    def put(self, *records: Record) -> Changes:
        """Store records as they are, whoever is there: what had happened before."""
        by = Actor(ASHA, "Asha Rao", Role.ESP, DEVICE)
        return self.store.records.save(Unit(str(uuid.uuid4()), "Before", by, self.clock(), records))

    def saved(self) -> int:
        """How many saves this store holds that were not sent."""
        return len(self.store.sync_states.waiting())

    def reopen(self) -> None:
        """Close and open the files again, as after a power cut between two saves."""
        self.office.opened.let_go()
        self.store = opened(self.folder, self.clock)
        self.office.opened.take(self.store)

    def begin_visit(self) -> Visit:
        """Margaret's visit of today."""
        return self.office.visits.start(TODAY_BOOKING)

    def offer(self, number: int = 1) -> OpenSlot:
        """One of the free slots of the session."""
        slot = named(f"slot {number}")
        offers = self.office.booking.offers(_SESSION_STARTS)
        return next(offer for offer in offers if offer.slot_id == slot)


def opened(folder: Path, clock: Hands) -> LocalStore:
    """The profile in a folder."""
    return open_local(folder, KEY, clock, lambda: str(uuid.uuid4()), DEVICE)


def furnish(folder: Path) -> None:
    """Make a profile that holds the clinic."""
    store = opened(folder, Hands())
    with store.mirror.first_load() as load:
        load.add(
            Remote(type_of(type(each)), each.id, "1", "2026-11-23T06:00:00Z", orjson.dumps(write(each, None)))
            for each in PEOPLE
        )
        load.finish()
    store.close()


def at_work(folder: Path) -> Clinic:
    """The clinic of a furnished folder, with a clinician at the computer."""
    clock = Hands()
    with patch.object(office_module, "now", clock):
        office = office_module.build_office()
    store = opened(folder, clock)
    office.opened.take(store)
    made = Clinic(office, store, clock, folder)
    made.wear(Role.CLINICIAN)
    return made
