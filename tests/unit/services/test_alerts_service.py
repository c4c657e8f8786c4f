"""Alerts: raised whatever the score, owned by somebody, closed by nothing but what a clinician recorded."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from msk_desk.domain.alerts import AlertResponse, PromAlert, Risk
from msk_desk.domain.errors import FormIncomplete, Refused
from msk_desk.domain.people import PersonName, Staff
from msk_desk.domain.proms.scorer import Answer
from msk_desk.domain.roles import Actor, Role
from msk_desk.fhir.names import ROLE
from tests.fakes.small_clinic import ASHA, BEN, MARGARET, SITE, Clinic, named

LEAD = named("lead")
DONE = AlertResponse("Thoughts, plans, means, what keeps her safe", Risk.NONE_FOUND, "Talked for 20 minutes", "", True)


def answers(clinic: Clinic, last: Answer, others: Answer = 0) -> dict[str, Answer]:
    items = [item.code for item in clinic.office.outcomes.instrument("PHQ-9").items]
    return {**dict.fromkeys(items, others), items[8]: last}


def raised(clinic: Clinic) -> tuple[PromAlert, ...]:
    return clinic.store.records.of_patient(PromAlert, MARGARET)


def staffed(clinic: Clinic) -> None:
    """Two clinicians and a team lead, with their hats."""
    clinic.put(Staff(LEAD, PersonName("Drummond", ("Fiona",))))
    hats = [hat(ASHA, Role.ESP, SITE), hat(BEN, Role.CLINICIAN, SITE), hat(LEAD, Role.TEAM_LEAD)]
    clinic.store.whole.store_whole(hats, Actor(LEAD, "Fiona Drummond", Role.TEAM_LEAD), "Staff")


def hat(staff_id: str, role: Role, site_id: str = "") -> dict[str, Any]:
    made = {
        "resourceType": "PractitionerRole", "id": named(f"hat {staff_id}"), "active": True,
        "practitioner": {"reference": f"Practitioner/{staff_id}"},
        "code": [{"coding": [{"system": ROLE, "code": role.value}]}],
    }  # fmt: skip
    return made | ({"location": [{"reference": f"Location/{site_id}"}]} if site_id else {})


def test_any_answer_but_none_raises_an_alert_due_today_whatever_the_score(clinic: Clinic) -> None:
    clinic.office.outcomes.enter(MARGARET, "PHQ-9", answers(clinic, 1))
    (alert,) = raised(clinic)
    assert (alert.item, alert.answer, alert.due, alert.open) == ("Q09", 1, "2026-11-23", True)


@pytest.mark.parametrize("last", [0, None])
def test_none_and_not_answered_raise_nothing(clinic: Clinic, last: Answer) -> None:
    clinic.office.outcomes.enter(MARGARET, "PHQ-9", answers(clinic, last, others=3))
    assert raised(clinic) == ()


def test_outside_a_visit_it_goes_to_the_duty_clinician_of_the_patient_s_site(clinic: Clinic) -> None:
    staffed(clinic)
    clinic.wear(Role.ADMINISTRATOR)
    clinic.office.duty.put(clinic.clock().date(), ASHA)
    clinic.office.duty.put(clinic.clock().date(), BEN, SITE)
    clinic.wear(Role.RECEPTIONIST)
    clinic.office.outcomes.enter(MARGARET, "PHQ-9", answers(clinic, 2))
    (alert,) = raised(clinic)
    assert (alert.owner_id, alert.stands_in) == (BEN, "")


def test_with_nobody_on_the_rota_a_team_lead_answers_and_it_is_said(clinic: Clinic) -> None:
    staffed(clinic)
    clinic.wear(Role.SECRETARY)
    clinic.office.outcomes.enter(MARGARET, "PHQ-9", answers(clinic, 3))
    (alert,) = raised(clinic)
    assert (alert.owner_id, alert.stands_in) == (LEAD, "team-lead")


def test_with_nobody_at_all_it_stays_open_and_says_so(clinic: Clinic) -> None:
    clinic.office.outcomes.enter(MARGARET, "PHQ-9", answers(clinic, 3))
    (alert,) = raised(clinic)
    assert (alert.owner_id, alert.stands_in, alert.open) == ("", "nobody", True)


def test_in_a_visit_it_is_the_clinician_s_own_and_the_visit_does_not_close_before(clinic: Clinic) -> None:
    visit = clinic.begin_visit()
    clinic.office.outcomes.enter(MARGARET, "PHQ-9", answers(clinic, 1), visit_id=visit.id)
    (alert,) = clinic.office.alerts.unacted(visit.id)
    assert (alert.owner_id, alert.visit_id) == (ASHA, visit.id)
    with pytest.raises(FormIncomplete, match="asks for action"):
        clinic.office.visits.finish(visit.id)
    clinic.office.alerts.act(alert, DONE)
    clinic.office.visits.finish(visit.id)
    assert clinic.office.alerts.unacted(visit.id) == ()


@pytest.mark.parametrize(
    ("said", "missing"),
    [
        (replace(DONE, asked=" "), "asked"),
        (replace(DONE, action=""), "action"),
        (replace(DONE, risk=Risk.POSSIBLE), "told"),
        (replace(DONE, risk=Risk.IMMEDIATE), "told"),
        (replace(DONE, safety_plan=False), "no_plan_because"),
    ],
)
def test_what_was_done_must_be_said_whole(clinic: Clinic, said: AlertResponse, missing: str) -> None:
    clinic.office.outcomes.enter(MARGARET, "PHQ-9", answers(clinic, 1))
    (alert,) = raised(clinic)
    with pytest.raises(FormIncomplete, match=missing):
        clinic.office.alerts.act(alert, said)
    assert raised(clinic)[0].open


def test_what_was_done_stands_with_who_and_when_and_is_not_done_over(clinic: Clinic) -> None:
    clinic.office.outcomes.enter(MARGARET, "PHQ-9", answers(clinic, 1))
    (alert,) = raised(clinic)
    clinic.office.alerts.act(alert, DONE)
    clinic.clock.pass_by(hours=1)
    clinic.wear(Role.TEAM_LEAD, LEAD, "Fiona Drummond")
    assert not clinic.office.alerts.act(alert, replace(DONE, asked="Nothing")).refs
    clinic.reopen()
    (kept,) = raised(clinic)
    assert kept.response == replace(DONE, by=ASHA, at=clinic.clock() - timedelta(hours=1))
    assert not kept.open


@pytest.mark.parametrize("role", [Role.RECEPTIONIST, Role.SECRETARY, Role.ADMINISTRATOR, Role.ANALYST])
def test_nobody_else_closes_an_alert(clinic: Clinic, role: Role) -> None:
    clinic.office.outcomes.enter(MARGARET, "PHQ-9", answers(clinic, 1))
    (alert,) = raised(clinic)
    clinic.wear(role)
    with pytest.raises(Refused):
        clinic.office.alerts.act(alert, DONE)
    assert raised(clinic)[0].open


def test_it_is_late_when_its_day_is_over_and_only_then(clinic: Clinic) -> None:
    clinic.office.outcomes.enter(MARGARET, "PHQ-9", answers(clinic, 1))
    (alert,) = raised(clinic)
    today = clinic.office.alerts.today
    assert not alert.late(today)
    assert alert.late(today + timedelta(days=1))


@pytest.mark.parametrize("role", [Role.RECEPTIONIST, Role.CLINICIAN, Role.ESP, Role.SECRETARY])
def test_the_rota_is_set_by_team_leads_and_administrators(clinic: Clinic, role: Role) -> None:
    staffed(clinic)
    clinic.wear(role)
    with pytest.raises(Refused):
        clinic.office.duty.put(clinic.clock().date(), ASHA)


def test_a_name_taken_off_the_rota_leaves_the_day_to_the_team_lead(clinic: Clinic) -> None:
    staffed(clinic)
    clinic.wear(Role.TEAM_LEAD, LEAD)
    day = clinic.clock().date()
    clinic.office.duty.put(day, ASHA)
    (today,) = clinic.office.duty.rota(day, 1)
    assert (today.named_id, today.answers.by) == (ASHA, "service")
    clinic.office.duty.put(day, "")
    (today,) = clinic.office.duty.rota(day, 1)
    assert (today.named_id, today.answers.staff_id, today.answers.by) == ("", LEAD, "team-lead")
