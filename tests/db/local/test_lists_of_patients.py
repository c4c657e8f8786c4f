"""Lists from a real store: whatever happens to referrals, nobody is on no list, and nobody on two stages."""

from __future__ import annotations

import random
import uuid
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from db.local.opening import LocalStore, open_local
from msk_desk.domain.clinics import Appointment, Status
from msk_desk.domain.lists import Asked
from msk_desk.domain.pathways import Clock, Pathway, PathwayEvent, Referral
from msk_desk.domain.people import Patient, PersonName
from msk_desk.domain.reconciliation import NO_PATHWAY, account_of, behind
from msk_desk.domain.records import Unit
from msk_desk.domain.roles import Actor, Role
from msk_desk.domain.stars import Star, star_id
from msk_desk.domain.waiting.events import AS_OF, KNOWN
from msk_desk.domain.waiting.pathway_clock import clock_of
from msk_desk.domain.waiting_list import WaitingEntry
from tests.db.local.conftest import KEY
from tests.db.local.conftest import Clock as WallClock

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 9, 20, tzinfo=UTC)
ASKED = Asked(TODAY, NOW, "asha", date(2026, 11, 9))
STAGES = ("referred", "triaged", "assessed", "review", "decision", "plan", "pifu", "discharged")
NAMES = sorted(KNOWN - {AS_OF})


def named(name: str) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_OID, name))


def put(store: LocalStore, *records: object) -> None:
    by = Actor("asha", "Asha Rao", Role.ESP, "device")
    store.records.save(Unit(str(uuid.uuid4()), "Before", by, NOW, records))  # type: ignore[arg-type]


@pytest.fixture
def store(tmp_path: Path) -> LocalStore:
    return open_local(tmp_path, KEY, WallClock(), lambda: str(uuid.uuid4()), "device")


def anything(draws: random.Random, number: int) -> list[object]:
    """A referral to which anything happened, in any order: or nothing at all."""
    patient, referral = named(f"p{number}"), named(f"r{number}")
    received = TODAY - timedelta(days=draws.randint(0, 60))
    source = draws.choice(("gp", "fcp", "self", "internal", "other"))
    records: list[object] = [
        Patient(patient, (PersonName("Family", (f"Given{number}",)),), "1970-01-01"),
        Referral(referral, patient, received.isoformat(), source, "Knee pain", status=draws.choice(
            ("active", "active", "completed", "revoked"))),
    ]  # fmt: skip
    for at in range(draws.choice((0, 1, 1, 1, 2))):
        names = draws.choices(NAMES, k=draws.randint(0, 6))
        events = tuple(
            PathwayEvent(named(f"e{number}-{at}-{n}"), received + timedelta(days=draws.randint(0, 60)), name)
            for n, name in enumerate(names)
        )
        kind, status = draws.choice(("rtt", "ahp", "none")), draws.choice(("active", "active", "finished", "onhold"))
        ended = min(TODAY, received + timedelta(days=draws.randint(0, 50))).isoformat() if status == "finished" else ""
        records.append(
            Pathway(
                named(f"w{number}-{at}"),
                patient,
                "Knee",
                status,
                draws.choice(STAGES),
                received.isoformat(),
                ended,
                referral,
                draws.choice(("asha", "")),
                clock=clock_of(kind, events) if events else Clock(kind, received),
                events=events,
            )
        )
    return records


def test_in_is_ended_and_open_and_each_open_one_is_in_exactly_one_stage_list(store: LocalStore) -> None:
    draws = random.Random(20261123)
    for number in range(40):
        put(store, *anything(draws, number))
    referrals = store.lists.traced()
    assert len(referrals) == 40, "none is left out"
    for back in range(0, 70, 7):
        account = account_of(referrals, TODAY.toordinal() - back)
        assert account.balanced
    day = TODAY.toordinal()
    account = account_of(referrals, day)
    assert account.ever[0] == 40
    lists = [behind(referrals, day, stage=stage) for stage in account.by_stage]
    everybody = [one for found in lists for one in found]
    assert len(everybody) == len(set(everybody)) == account.total.open
    for found in lists:
        rows = store.lists.rows("behind", replace(ASKED, ids=tuple(found)))
        assert {row.subject_id for row in rows} == set(found), "behind each number its list"
    unowned = {row.referral_id for row in store.lists.rows("unowned", ASKED) if row.what == "no-pathway"}
    assert unowned == set(behind(referrals, day, stage=NO_PATHWAY))
    worked = ("triage", "waiting", "caseload", "pifu_open", "unowned")
    somewhere = {row.referral_id for code in worked for row in store.lists.rows(code, ASKED)}
    assert set(everybody) <= somewhere, "each open one is on a list that people work through"
    store.close()


def test_counts_are_rows_and_keys_are_of_one(store: LocalStore) -> None:
    draws = random.Random(7)
    for number in range(15):
        put(store, *anything(draws, number))
    codes = ("caseload", "triage", "waiting", "pifu_open", "breaches", "unowned", "rebooking", "did_not_attend")
    counts = store.lists.counts(codes, ASKED)
    for code in codes:
        rows = store.lists.rows(code, ASKED)
        assert counts[code] == len(rows) == len({row.key for row in rows}), code
    assert counts["unowned"]
    store.close()


def test_a_missed_appointment_stays_until_something_was_done_about_it(store: LocalStore) -> None:
    patient, missed = named("p"), named("missed")
    start = NOW - timedelta(days=3)
    pathway = Pathway(named("w"), patient, "Knee", stage="triaged", started="2026-10-01", referral_id=named("r"))
    put(
        store, Patient(patient, (PersonName("Ali", ("Yusuf",)),), "1988-03-25"), pathway,
        Appointment(missed, patient, "asha", "", "", start, start + timedelta(minutes=30), Status.NO_SHOW, "new"),
    )  # fmt: skip
    (row,) = store.lists.rows("did_not_attend", ASKED)
    assert (row.subject_id, row.kind, row.status) == (missed, "new", "1")
    acted = PathwayEvent(named("e"), TODAY, "decision_to_offer_another", (("appointment", missed),))
    put(store, replace(pathway, events=(acted,)))
    assert not store.lists.rows("did_not_attend", ASKED)
    store.close()


def test_bookings_that_cannot_stand_are_found_with_the_reason(store: LocalStore) -> None:
    soon = NOW + timedelta(days=2)

    def booking(name: str, patient: str, start: datetime, status: Status = Status.BOOKED, **more: str) -> Appointment:
        return Appointment(
            named(name), patient, "asha", "", "", start, start + timedelta(minutes=30), status, "new", **more
        )

    lost, called_off, twice, fine = (named(f"p{at}") for at in range(4))
    everybody = (lost, called_off, twice, fine)
    people = [Patient(one, (PersonName("Family", (str(at),)),)) for at, one in enumerate(everybody)]
    pathways = [Pathway(named(f"w{one}"), one, "Knee", stage="triaged", started="2026-10-01") for one in everybody[:3]]
    put(store, *people, *pathways)
    put(store, booking("a", lost, soon, Status.PROPOSED))
    put(store, booking("b", called_off, soon, Status.CANCELLED, cancelled_by="service"))
    put(store, booking("c", twice, soon), booking("d", twice, soon + timedelta(minutes=10)))
    put(store, booking("e", fine, soon))
    found = {(row.patient_id, row.what) for row in store.lists.rows("rebooking", ASKED)}
    assert found == {(lost, "slot-lost"), (called_off, "session-cancelled"), (twice, "two-places")}
    put(store, WaitingEntry(named("entry"), called_off, "", "2026-11-23"))
    assert called_off not in {row.patient_id for row in store.lists.rows("rebooking", ASKED)}, "somebody has them"
    waits = {row.patient_id for row in store.lists.rows("waiting", ASKED)}
    assert waits == {lost, called_off, twice}
    store.close()


def test_silence_surfaces_and_what_is_planned_does_not(store: LocalStore) -> None:
    patient = named("p")
    put(store, Patient(patient, (PersonName("Quiet", ("Ann",)),)))
    seen = PathwayEvent(named("e"), date(2026, 11, 9), "first_appointment")
    pathway = Pathway(named("w"), patient, "Hip", stage="assessed", started="2026-10-01", case_manager_id="asha",
                      events=(seen,))  # fmt: skip
    put(store, pathway)
    (row,) = store.lists.rows("unowned", ASKED)
    assert (row.what, row.last) == ("nothing-next", date(2026, 11, 9).toordinal())
    assert not store.lists.rows("unowned", replace(ASKED, silent=date(2026, 11, 8))), "not yet ten working days"
    put(store, WaitingEntry(named("entry"), patient, "", "2026-11-10", "review"))
    assert not store.lists.rows("unowned", ASKED)
    put(store, replace(pathway, case_manager_id=""))
    assert [each.what for each in store.lists.rows("unowned", ASKED)] == ["no-manager"]
    put(
        store,
        replace(pathway, case_manager_id="asha"),
        Patient(patient, (PersonName("Quiet", ("Ann",)),), deceased="yes"),
    )
    assert [each.what for each in store.lists.rows("unowned", ASKED)] == ["deceased"]
    store.close()


def test_a_star_is_its_owners_alone_and_no_thing_to_do(store: LocalStore) -> None:
    patient = named("p")
    star = Star(star_id("asha", patient), patient, "asha")
    put(store, Patient(patient, (PersonName("Star", ("Stella",)),)), star)
    assert [row.patient_id for row in store.lists.rows("starred", ASKED)] == [patient]
    assert not store.lists.rows("starred", replace(ASKED, staff_id="ben"))
    assert store.records.read(Star, star.id) == star
    assert not store.timelines.of(patient)
    put(store, replace(star, status="cancelled"))
    assert not store.lists.rows("starred", ASKED)
    store.close()
