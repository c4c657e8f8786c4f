"""Answers that reception typed from paper arrive at the service whole, and a clinician's computer scores them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from msk_desk.domain.alerts import PromAlert
from msk_desk.domain.roles import Role
from msk_desk.wiring.office import Office, build_office
from tests.fakes.computers import Computer, somebody

Make = Callable[..., Computer]


def office_of(computer: Computer) -> Office:
    """The services over a computer's store; the store is closed by its owner."""
    office = build_office()
    office.opened.take(computer.store)
    office.access.begin(computer.actor)
    return office


@pytest.mark.parametrize("typist", [Role.RECEPTIONIST, Role.SECRETARY])
def test_the_service_takes_them_and_the_clinician_sees_the_score(computer: Make, typist: Role) -> None:
    ann, desk = computer("ann"), computer("desk", typist)
    nell = somebody()
    ann.save(nell)
    office_of(ann).visits.start_without(nell.id)  # takes Nell into Ann's care
    ann.sync()
    desk.sync()
    typing = office_of(desk)
    items = [item.code for item in typing.outcomes.instrument("PHQ-9").items]
    typing.outcomes.enter(nell.id, "NPRS", {"PAIN": 0})
    typing.outcomes.enter(nell.id, "PHQ-9", dict.fromkeys(items, 0) | {items[8]: 1})
    report = desk.sync()
    assert [unit.reason for unit in desk.store.sync_states.waiting()] == []
    assert (report.quarantined, report.waiting) == (0, 0)
    ann.sync()
    found = {series.instrument.code: series.scores[-1].value for series in office_of(ann).outcomes.series(nell.id)}
    assert found["NPRS"] == 0
    assert found["PHQ-9"] == 1
    (alert,) = ann.store.records.of_patient(PromAlert, nell.id)
    assert (alert.instrument, alert.item, alert.answer, alert.open) == ("PHQ-9", items[8], 1, True)
