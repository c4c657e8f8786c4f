"""What is due: from the pathway, the diary and the answers that are here; put aside only with a reason."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from msk_desk.domain.clinics import Appointment, Status
from msk_desk.domain.errors import BadInput, Refused
from msk_desk.domain.proms.schedule import Due, State
from msk_desk.domain.roles import Role
from msk_desk.services.due import PatientDue
from tests.fakes.small_clinic import ASHA, DAVID, MARGARET, ROOM, Clinic, named


def seen(clinic: Clinic, days: int) -> None:
    """Margaret was treated so many days ago."""
    start = datetime(2026, 11, 23, 10, 0, tzinfo=UTC) - timedelta(days=days)
    end = start + timedelta(minutes=30)
    clinic.put(Appointment(named("first"), MARGARET, ASHA, ROOM, "", start, end, Status.FULFILLED, "new"))


def of_margaret(clinic: Clinic) -> PatientDue:
    (found,) = clinic.office.due.of_patient(MARGARET)
    return found


def asked(clinic: Clinic) -> dict[str, Due]:
    return {due.instrument: due for due in of_margaret(clinic).now}


def test_before_the_first_treatment_the_baseline_is_due(clinic: Clinic) -> None:
    found = asked(clinic)
    assert (found["MSK-HQ"].point, found["MSK-HQ"].state) == ("baseline", State.DUE)
    assert found["NPRS"].optional


def test_six_weeks_on_the_next_is_due_and_an_answer_settles_it(clinic: Clinic) -> None:
    seen(clinic, 42)
    clinic.clock.pass_by(days=-41)
    clinic.office.outcomes.enter(MARGARET, "NPRS", {"PAIN": 5})
    clinic.clock.pass_by(days=41)
    assert (asked(clinic)["MSK-HQ"].point, asked(clinic)["NPRS"].point) == ("6-weeks", "6-weeks")
    clinic.office.outcomes.enter(MARGARET, "NPRS", {"PAIN": 0})
    assert "NPRS" not in asked(clinic)


def test_answers_marked_as_an_error_count_no_more(clinic: Clinic) -> None:
    clinic.office.outcomes.enter(MARGARET, "NPRS", {"PAIN": 5})
    (series,) = clinic.office.outcomes.series(MARGARET)
    assert "NPRS" not in asked(clinic)
    clinic.office.outcomes.withdraw(series.scores[0].answers_id, "Another patient's")
    assert "NPRS" in asked(clinic)


@pytest.mark.parametrize("state", [State.DECLINED, State.NOT_APPLICABLE])
def test_put_aside_with_a_reason_and_taken_back(clinic: Clinic, state: State) -> None:
    due = asked(clinic)["OKS"]
    clinic.office.due.put_aside(of_margaret(clinic), due, state, "  Has no knee pain ")
    assert "OKS" not in asked(clinic)
    kept = next(each for each in of_margaret(clinic).whole if each.instrument == "OKS")
    assert (kept.state, kept.reason) == (state, "Has no knee pain")
    clinic.office.due.take_back(of_margaret(clinic), kept)
    assert "OKS" in asked(clinic)


def test_without_a_reason_nothing_is_put_aside(clinic: Clinic) -> None:
    with pytest.raises(BadInput, match="Why"):
        clinic.office.due.put_aside(of_margaret(clinic), asked(clinic)["OKS"], State.DECLINED, " ")
    assert clinic.saved() == 0


def test_the_clinic_list_says_what_must_be_asked_of_whom(clinic: Clinic) -> None:
    lines = {line.patient_id: line for line in clinic.office.today.mine(clinic.clock().date()).lines}
    assert [due.instrument for due in lines[MARGARET].proms_due] == ["MSK-HQ", "OKS"]
    clinic.wear(Role.RECEPTIONIST)
    lines = {line.patient_id: line for line in clinic.office.today.everyone(clinic.clock().date()).lines}
    assert lines[MARGARET].proms_due == (), "reception reads no answers, so it cannot know"


def test_the_list_of_everybody_holds_those_with_something_to_ask(clinic: Clinic) -> None:
    assert [line.line.course.patient_id for line in clinic.office.due.everybody()] == [MARGARET]
    assert clinic.office.due.everybody("somebody else") == ()
    assert clinic.office.due.of_patient(DAVID) == ()


@pytest.mark.parametrize("role", [Role.RECEPTIONIST, Role.SECRETARY, Role.ADMINISTRATOR, Role.ANALYST])
def test_others_do_not_read_it(clinic: Clinic, role: Role) -> None:
    clinic.wear(role)
    with pytest.raises(Refused):
        clinic.office.due.everybody()
