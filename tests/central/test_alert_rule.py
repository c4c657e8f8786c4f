"""At the service too nothing lowers or hides an alert but what a clinician records."""

from __future__ import annotations

import pytest

from tests.fakes.made_up import BASE, new_id, of_patient

KIND = {"coding": [{"system": f"{BASE}/CodeSystem/task-kind", "code": "prom-alert"}]}


@pytest.mark.parametrize(
    ("role", "status"),
    [("receptionist", 403), ("secretary", 403), ("clinician", 200), ("esp", 200), ("team-lead", 200)],
)
def test_an_alert_is_changed_by_clinicians_alone(service, staff, role: str, status: int) -> None:
    alert = of_patient("Task", new_id(), code=KIND)
    service.load([alert])
    where, at = f"/Task/{alert['id']}", {"If-Match": 'W/"1"'}
    answer = staff(role).put(where, json=alert | {"status": "completed"}, headers=at)
    assert answer.status_code == status


def test_an_alert_does_not_stop_being_one_by_losing_its_kind(service, staff) -> None:
    alert = of_patient("Task", new_id(), code=KIND)
    service.load([alert])
    changed = {name: value for name, value in alert.items() if name != "code"}
    at = {"If-Match": 'W/"1"'}
    assert staff("receptionist").put(f"/Task/{alert['id']}", json=changed, headers=at).status_code == 403
