"""The first load: today's clinic first, everything in the end, with detail only of those in scope."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from msk_desk.domain.roles import Role
from msk_desk.fhir import exact_json as exact
from msk_desk.sync import wire
from msk_desk.sync.capabilities import Feed
from msk_desk.sync.detail import held_patients, open_patient
from msk_desk.sync.engine import exchanging, synchronising
from msk_desk.sync.scopes import clinic, desk
from msk_desk.sync.session import OPENED_FOR, Point
from tests.fakes.computers import Computer, somebody
from tests.fakes.service import RunningService

Make = Callable[..., Computer]
NELL, OMAR = str(uuid.UUID(int=1)), str(uuid.UUID(int=2))


def clinic_day(computer: Computer) -> list[dict[str, Any]]:
    """Nell is seen today, Omar is not; each has a visit with a note."""
    today = computer.clock().date().isoformat()
    tomorrow = (computer.clock().date() + timedelta(days=1)).isoformat()
    site, session = "site-1", "session-1"
    made: list[dict[str, Any]] = [
        {"resourceType": "Location", "id": site, "name": "Made-up Health Centre"},
        {"resourceType": "Practitioner", "id": "prac-1", "name": [{"family": "Rao"}]},
        {
            "resourceType": "Schedule",
            "id": session,
            "actor": [{"reference": "Practitioner/prac-1"}, {"reference": f"Location/{site}"}],
            "planningHorizon": {"start": f"{today}T09:00:00Z", "end": f"{today}T12:00:00Z"},
        },
    ]
    for number, (patient, day) in enumerate(((NELL, today), (OMAR, tomorrow))):
        subject = {"reference": f"Patient/{patient}"}
        start, end = f"{day}T09:00:00Z", f"{day}T09:30:00Z"
        slot = {"resourceType": "Slot", "id": f"slot-{number}", "schedule": {"reference": f"Schedule/{session}"}}
        made += [
            {"resourceType": "Patient", "id": patient, "name": [{"family": f"Person{number}"}]},
            slot | {"status": "busy", "start": start, "end": end},
            {
                "resourceType": "Appointment",
                "id": f"booking-{number}",
                "status": "booked",
                "start": start,
                "end": end,
                "slot": [{"reference": f"Slot/slot-{number}"}],
                "participant": [{"actor": subject, "status": "accepted"}],
            },
            {
                "resourceType": "Encounter",
                "id": f"visit-{number}",
                "status": "finished",
                "class": {"code": "AMB"},
                "subject": subject,
                "participant": [{"individual": {"reference": "Practitioner/prac-1"}}],
            },
            {
                "resourceType": "Observation",
                "id": f"score-{number}",
                "status": "final",
                "category": [{"coding": [{"code": "survey"}]}],
                "code": {"text": "Score"},
                "subject": subject,
            },
        ]
    return made


def held(computer: Computer, type: str) -> set[str]:
    return {id for id, _ in computer.store.mirror.identities(type)}


def test_today_is_there_before_the_rest(computer: Make, service: RunningService) -> None:
    ann = computer("ann")
    service.load(clinic_day(ann))
    for point in (steps := synchronising(ann.session())):
        if point is Point.LOAD_STORED:
            break
        early = held(ann, "Patient"), held(ann, "Slot"), held(ann, "Practitioner")
    steps.close()
    assert early == ({NELL}, {"slot-0"}, {"prac-1"})
    ann.sync()
    assert held(ann, "Patient") == {NELL, OMAR}


def test_desk_holds_the_index_alone(computer: Make, service: RunningService) -> None:
    ben = computer("ben", Role.TEAM_LEAD, scope=desk())
    service.load(clinic_day(ben))
    ben.sync()
    assert held(ben, "Appointment") == {"booking-0", "booking-1"}
    assert not held(ben, "Observation")


def test_detail_comes_and_goes_with_the_scope(computer: Make, service: RunningService) -> None:
    wanted = {NELL}
    ann = computer("ann", scope=clinic(lambda: frozenset(wanted)))
    service.load(clinic_day(ann))
    ann.sync()
    assert held(ann, "Observation") == {"score-0"}
    assert held(ann, "Patient") == {NELL, OMAR}

    wanted.add(OMAR)
    ann.sync()
    assert held(ann, "Observation") == {"score-0", "score-1"}
    assert held_patients(ann.session()) == {NELL, OMAR}

    wanted.discard(NELL)
    ann.sync()
    assert held(ann, "Observation") == {"score-1"}
    assert held(ann, "Patient") == {NELL, OMAR}


def test_opened_record_stays_for_two_weeks(computer: Make, service: RunningService) -> None:
    ann = computer("ann", scope=clinic(frozenset))
    service.load(clinic_day(ann))
    ann.sync()
    session = ann.session()
    session.capabilities = session.known_capabilities()
    for _ in open_patient(session, NELL):
        pass
    assert held(ann, "Observation") == {"score-0"}
    ann.sync()
    assert held(ann, "Observation") == {"score-0"}
    ann.clock.ahead += OPENED_FOR
    session = ann.session()
    session.capabilities = session.known_capabilities()
    for _ in exchanging(session):
        pass
    assert not held(ann, "Observation")


@pytest.mark.parametrize("feed", [Feed.SYSTEM_HISTORY, Feed.TYPE_HISTORY, Feed.SEARCH])
def test_service_without_our_extras(computer: Make, service: RunningService, feed: Feed) -> None:
    """A stranger's way to the same data: by search, then by `_since` or `_lastUpdated` with an overlap."""
    ann, ben = computer("ann"), computer("ben")
    service.load(clinic_day(ann))
    able = {"probed": True, "if_match": True, "if_none_match": True, "atomic": feed is Feed.SEARCH, "feed": feed}
    ann.store.server.put(able)
    for _ in range(2):
        session = ann.session()
        session.capabilities = session.known_capabilities()
        for _ in exchanging(session):
            pass
        assert held(ann, "Patient") == {NELL, OMAR} | held(ben, "Patient")
        nell = somebody()
        ben.save(nell)
        ben.sync()
        ann.save(somebody())
        steps = exchanging(session)
        for _ in steps:
            pass
        assert ann.patient(nell.id) == nell
        assert not ann.store.sync_states.waiting()
        ben.sync()
        assert held(ann, "Patient") == held(ben, "Patient")


def test_what_cannot_be_read_comes_apart_from_the_rest() -> None:
    bundle = {"entry": [{"resource": {"resourceType": "Patient"}}, {"resource": 7}, "nothing"]}
    broken = [raw for remote, raw in wire.entries_of(bundle) if remote is None]
    assert [exact.loads(raw) for raw in broken] == bundle["entry"]
