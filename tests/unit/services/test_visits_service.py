"""Visits and their forms: nothing typed is lost, nobody else's draft is opened, a gap keeps a form from signing."""

from __future__ import annotations

import pytest

from msk_desk.domain.clinics import Appointment, Status
from msk_desk.domain.errors import BadInput, FormIncomplete
from msk_desk.domain.records import Changes
from msk_desk.domain.roles import Role
from msk_desk.domain.visits import Allergy, FormAnswers, Visit
from msk_desk.services.form_answers import Incomplete, opened
from tests.fakes.filled_forms import assessment
from tests.fakes.small_clinic import ASHA, BEN, DAVID, MARGARET, TODAY_BOOKING, Clinic, named


def answers_of(clinic: Clinic, patient_id: str = MARGARET) -> tuple[FormAnswers, ...]:
    return clinic.store.records.of_patient(FormAnswers, patient_id)


def test_starting_a_visit_arrives_the_patient_and_starting_again_goes_on(clinic: Clinic) -> None:
    visit = clinic.begin_visit()
    assert clinic.begin_visit() == visit
    assert len(clinic.store.records.of_patient(Visit, MARGARET)) == 1
    appointment = clinic.store.records.read(Appointment, TODAY_BOOKING)
    assert appointment is not None
    assert appointment.status is Status.ARRIVED
    assert clinic.office.visits.start_without(MARGARET) == visit


def test_a_visit_from_the_record_takes_the_appointment_of_today(clinic: Clinic) -> None:
    assert clinic.office.visits.start_without(MARGARET).appointment_id == TODAY_BOOKING
    assert clinic.office.visits.start_without(DAVID).appointment_id == ""


@pytest.mark.parametrize("appointment", [named("nothing"), "cancelled"])
def test_a_visit_is_not_started_from_what_is_gone(clinic: Clinic, appointment: str) -> None:
    booked = clinic.store.records.read(Appointment, TODAY_BOOKING)
    assert booked is not None
    if appointment == "cancelled":
        from dataclasses import replace

        clinic.put(replace(booked, status=Status.CANCELLED))
        appointment = booked.id
    with pytest.raises(BadInput):
        clinic.office.visits.start(appointment)
    assert clinic.store.records.of_patient(Visit, MARGARET) == ()


def test_a_draft_comes_back_to_the_field_and_cursor_after_a_power_cut(clinic: Clinic) -> None:
    visits, visit = clinic.office.visits, clinic.begin_visit()
    form = visits.open_form(visit.id)
    state = opened(form.questionnaire, {}, clinic.clock())
    state.set_answer("complaint", "Pain on st")
    visits.note(form.draft, state.snapshot(), "complaint@10")
    clinic.reopen()
    again = visits.open_form(visit.id)
    assert again.draft.id == form.draft.id
    assert again.draft.focus == "complaint@10"
    restored = opened(again.questionnaire, again.draft.content, clinic.clock())
    assert restored.values("complaint") == [{"valueString": "Pain on st"}]


def test_a_draft_of_another_patient_is_never_returned(clinic: Clinic) -> None:
    visits = clinic.office.visits
    margaret, david = clinic.begin_visit(), visits.start_without(DAVID)
    draft = visits.note(visits.open_form(margaret.id).draft, {"response": {}, "words": "of Margaret"}, "")
    assert visits.open_form(david.id).draft.id != draft.id
    assert visits.open_form(david.id).draft.content == {}
    assert clinic.office.drafting.unfinished(DAVID) == ()


def test_somebody_else_s_draft_is_never_returned_changed_or_signed(clinic: Clinic) -> None:
    visits, visit = clinic.office.visits, clinic.begin_visit()
    form = visits.open_form(visit.id)
    draft = visits.note(form.draft, assessment(form.questionnaire).snapshot(), "")
    clinic.wear(Role.CLINICIAN, BEN, "Ben Carter")
    assert visits.open_form(visit.id).draft.content == {}
    assert clinic.office.drafting.unfinished() == ()
    for act in (lambda: visits.note(draft, {}, ""), lambda: visits.sign(draft)):
        with pytest.raises(BadInput):
            act()
    assert answers_of(clinic) == ()
    clinic.wear(Role.CLINICIAN)
    assert visits.open_form(visit.id).draft.content == draft.content


def test_an_incomplete_form_names_its_gaps_and_loses_nothing(clinic: Clinic) -> None:
    visits, visit = clinic.office.visits, clinic.begin_visit()
    form = visits.open_form(visit.id)
    state = assessment(form.questionnaire, flags=-1)
    state.set_answer("plan-words", None)
    draft = visits.note(form.draft, state.snapshot(), "plan-words@0")
    with pytest.raises(Incomplete) as refused:
        visits.sign(draft)
    assert {finding.link_id for finding in refused.value.findings} == {"rf-self-harm", "plan-words"}
    assert answers_of(clinic) == ()
    assert visits.open_form(visit.id).draft == draft
    with pytest.raises(FormIncomplete):
        visits.finish(visit.id)


def test_a_signed_form_holds_what_was_said_and_is_not_a_draft_any_more(clinic: Clinic) -> None:
    visits, visit = clinic.office.visits, clinic.begin_visit()
    form = visits.open_form(visit.id)
    draft = visits.note(form.draft, assessment(form.questionnaire).snapshot(), "")
    changes = visits.sign(draft)
    assert changes.touches_patient(MARGARET)
    (stored,) = answers_of(clinic)
    assert (stored.author_id, stored.visit_id, stored.form) == (ASHA, visit.id, draft.subject)
    assert "Pain on stairs" in str(stored.items)
    assert "No red flags found. 16 of 16 asked." in str(stored.items)
    assert clinic.office.drafting.unfinished() == ()
    signed = visits.open_form(visit.id).signed
    assert signed is not None
    assert signed.items == stored.items
    visits.finish(visit.id)
    assert visits.read(visit.id).status == "finished"


def test_a_form_is_signed_once_however_often_it_is_asked(clinic: Clinic) -> None:
    visits, visit = clinic.office.visits, clinic.begin_visit()
    form = visits.open_form(visit.id)
    draft = visits.note(form.draft, assessment(form.questionnaire).snapshot(), "")
    visits.sign(draft)
    assert visits.sign(draft) == Changes()
    assert len(answers_of(clinic)) == 1


def test_power_lost_between_signing_and_tidying_leaves_no_ghost_draft(clinic: Clinic) -> None:
    visits, visit = clinic.office.visits, clinic.begin_visit()
    form = visits.open_form(visit.id)
    draft = visits.note(form.draft, assessment(form.questionnaire).snapshot(), "")
    visits.sign(draft)
    clinic.store.drafts.note(draft)  # as if the journal had not been cleared
    clinic.reopen()
    assert clinic.office.drafting.unfinished(MARGARET) == ()
    visits.finish(visit.id)
    assert len(answers_of(clinic)) == 1


def test_finishing_fulfils_the_appointment(clinic: Clinic) -> None:
    visit = clinic.begin_visit()
    clinic.office.visits.finish(visit.id)
    appointment = clinic.store.records.read(Appointment, TODAY_BOOKING)
    assert appointment is not None
    assert appointment.status is Status.FULFILLED


def test_no_known_allergies_is_recorded_once_and_never_over_a_real_one(clinic: Clinic) -> None:
    visits = clinic.office.visits
    visits.record_no_allergies(MARGARET)
    assert visits.record_no_allergies(MARGARET) == Changes()
    clinic.put(Allergy(named("penicillin"), DAVID, "Penicillin", "Rash"))
    assert visits.record_no_allergies(DAVID) == Changes()
    (one,) = clinic.office.record.banner(DAVID).allergies or ()
    assert one.text == "Penicillin"
