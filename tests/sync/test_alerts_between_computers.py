"""Alerts between computers: typed at the desk, on the duty clinician's screen, closed for all, late for the lead."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta
from unittest.mock import patch

import pytest

from msk_desk.domain.alerts import AlertResponse, PromAlert, Risk
from msk_desk.domain.records import Unit
from msk_desk.domain.roles import Role
from msk_desk.domain.visits import FormAnswers
from msk_desk.fhir.names import ROLE
from msk_desk.services.alerts import PROM_FORM
from msk_desk.wiring import office as office_module
from msk_desk.wiring.office import Office, build_office
from tests.fakes.computers import Computer, somebody

Make = Callable[..., Computer]
DONE = AlertResponse("Thoughts, plans, means", Risk.POSSIBLE, "GP seen the same day", "Dr Hill, 10:20", True)


def office_of(computer: Computer) -> Office:
    """The services over a computer's store and clock; the store is closed by its owner."""
    with patch.object(office_module, "now", computer.clock):
        office = build_office()
    office.opened.take(computer.store)
    office.access.begin(computer.actor)
    return office


def employ(administrator: Computer, clinician: Computer) -> None:
    """An administrator's computer tells the service what hat somebody wears."""
    staff = clinician.actor
    person = {"resourceType": "Practitioner", "id": staff.staff_id, "name": [{"family": staff.name}]}
    hat = {
        "resourceType": "PractitionerRole", "id": str(uuid.uuid4()), "active": True,
        "practitioner": {"reference": f"Practitioner/{staff.staff_id}"},
        "code": [{"coding": [{"system": ROLE, "code": staff.role.value}]}],
    }  # fmt: skip
    administrator.store.whole.store_whole([person, hat], administrator.actor, "Staff")
    administrator.sync()


def answers(office: Office, last: int) -> dict[str, float]:
    items = [item.code for item in office.outcomes.instrument("PHQ-9").items]
    return {**dict.fromkeys(items, 0.0), items[8]: float(last)}


def test_what_the_desk_types_stands_on_the_duty_clinician_s_computer_until_acted_on(computer: Make) -> None:
    ann, desk, lead = computer("ann"), computer("desk", Role.RECEPTIONIST), computer("lead", Role.TEAM_LEAD)
    nell = somebody()
    ann.save(nell)
    ann.sync()
    employ(computer("office", Role.ADMINISTRATOR), ann)
    lead.sync()
    leading = office_of(lead)
    leading.duty.put(leading.due.today, ann.actor.staff_id)
    lead.sync()
    desk.sync()
    typing = office_of(desk)
    typing.outcomes.enter(nell.id, "PHQ-9", answers(typing, 1))
    report = desk.sync()
    assert (report.quarantined, report.waiting) == (0, 0)
    ann.sync()
    (alert,) = office_of(ann).alerts.standing().mine
    assert (alert.patient_id, alert.owner_id, alert.stands_in) == (nell.id, ann.actor.staff_id, "")
    lead.sync()
    assert [one.id for one in leading.alerts.standing().others] == [alert.id]
    ann.clock.pass_by(minutes=20)
    office_of(ann).alerts.act(alert, DONE)
    ann.sync()
    lead.sync()
    desk.sync()
    standing = leading.alerts.standing()
    assert (standing.mine, standing.others) == ((), ())
    (closed,) = lead.store.records.of_patient(PromAlert, nell.id)
    assert closed.response is not None
    assert (closed.response.told, closed.response.by) == ("Dr Hill, 10:20", ann.actor.staff_id)


def test_not_acted_on_by_the_end_of_the_day_it_is_late_for_the_team_lead(computer: Make) -> None:
    ann, lead = computer("ann"), computer("lead", Role.TEAM_LEAD)
    nell = somebody()
    ann.save(nell)
    acting = office_of(ann)
    acting.visits.start_without(nell.id)
    acting.outcomes.enter(nell.id, "PHQ-9", answers(acting, 3))
    ann.sync()
    lead.sync()
    leading = office_of(lead)
    (alert,) = leading.alerts.standing().others
    assert not alert.late(leading.alerts.today)
    lead.clock.pass_by(days=1)
    assert alert.late(office_of(lead).alerts.today)


@pytest.mark.parametrize(("last", "raised"), [(2, 1), (0, 0)])
def test_answers_that_another_system_sent_raise_it_once_however_many_look(
    computer: Make, last: int, raised: int
) -> None:
    ann, ben = computer("ann"), computer("ben")
    nell = somebody()
    items = tuple({"linkId": f"Q{at:02d}", "answer": [{"valueInteger": last if at == 9 else 0}]} for at in range(1, 10))
    when = ann.clock() - timedelta(days=3)
    sent = FormAnswers(str(uuid.uuid4()), nell.id, f"{PROM_FORM}phq-9|1", "completed", when, "", items=items)
    ann.store.records.save(Unit(str(uuid.uuid4()), "Received", ann.actor, ann.clock(), (nell, sent)))
    ann.sync()
    ben.sync()
    for each in (ann, ben):
        office_of(each).alerts.look()
    for each in (ann, ben, ann, ben):
        report = each.sync()
    assert (report.quarantined, report.waiting) == (0, 0)
    for each in (ann, ben):
        assert len(each.store.records.of_patient(PromAlert, nell.id)) == raised
        assert each.store.sync_states.conflicts() == ()
        assert not office_of(each).alerts.look().refs
