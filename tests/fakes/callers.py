"""Somebody who rings the booking desk: made up, triaged, and waiting for a first appointment."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import timedelta

from msk_desk.domain.pathways import Clock, Pathway, PathwayEvent, Referral
from msk_desk.domain.people import Address, Contact, Patient, PersonName
from msk_desk.domain.records import Record, Unit
from msk_desk.domain.roles import Actor, Role
from msk_desk.domain.waiting_list import WaitingEntry
from tests.fakes.window_desk import MOMENT, MONDAY, MadeUpDesk


@dataclass(frozen=True)
class Caller:
    """Their records, as they are before the call."""

    patient: Patient
    referral: Referral
    pathway: Pathway
    entry: WaitingEntry


def caller(made: MadeUpDesk, family: str = "Quillfeather") -> Caller:
    """Put a caller into the store."""
    since = (MONDAY - timedelta(weeks=9)).isoformat()
    contact, home = (
        Contact("phone", "07700 900321", "mobile"),
        Address(("2 Alder Row",), "Eastbrook", "HW3 1AB", "home"),
    )
    patient = Patient(_id(), (PersonName(family, ("Una",), "Ms"),), "1968-02-11", "female", "", (contact,), (home,))
    referral = Referral(_id(), patient.id, since, "gp", "Hip pain", "Hip")
    began = PathwayEvent(_id(), MONDAY - timedelta(weeks=9), "referral_received")
    pathway = Pathway(
        _id(), patient.id, "Hip", stage="triaged", started=since, referral_id=referral.id,
        clock=Clock("rtt", began.on), events=(began,),
    )  # fmt: skip
    entry = WaitingEntry(_id(), patient.id, referral.id, since)
    put(made, patient, referral, pathway, entry)
    return Caller(patient, referral, pathway, entry)


def put(made: MadeUpDesk, *records: Record) -> None:
    """Store records as they are: what had happened before."""
    by = Actor(made.lock.known[0].staff_id, "Before", Role.ESP, "laptop-4")
    made.office.ports.records.save(Unit(_id(), "Before", by, MOMENT, records))


def _id() -> str:
    return str(uuid.uuid4())
