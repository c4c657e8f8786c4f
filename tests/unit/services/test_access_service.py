"""Who may do what: each role is refused what is not theirs, and nothing is stored when it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from msk_desk.domain.errors import NotSignedIn, Refused
from msk_desk.domain.letters import Letter
from msk_desk.domain.roles import Role
from msk_desk.services.access import Access
from msk_desk.wiring.office import Office
from tests.fakes.small_clinic import MARGARET, MOMENT, TODAY_BOOKING, Clinic

AUTHORS = {Role.CLINICIAN, Role.ESP}
CLINICAL = AUTHORS | {Role.SECRETARY, Role.TEAM_LEAD}
SEES = set(Role) - {Role.ANALYST}
DESK = SEES - {Role.ADMINISTRATOR}
ENTERS_ANSWERS = AUTHORS | {Role.RECEPTIONIST, Role.SECRETARY}
WRITES_LETTERS = AUTHORS | {Role.SECRETARY}


def _letter() -> Letter:
    return Letter("3f0e4c62-0000-4000-8000-000000000001", MARGARET, "clinic", "Clinic letter", "draft", MOMENT, "")


# What is done, who may, and a call that does it. Source: the table of roles.
READS: dict[str, tuple[set[Role], Callable[[Office], object]]] = {
    "find a patient": (SEES, lambda desk: desk.patients.find("holloway")),
    "read who a patient is": (SEES, lambda desk: desk.patients.read(MARGARET)),
    "banner": (SEES, lambda desk: desk.record.banner(MARGARET)),
    "clinic list": (SEES, lambda desk: desk.today.everyone(MOMENT.date())),
    "free slots": (SEES, lambda desk: desk.booking.offers(MOMENT)),
    "record": (CLINICAL, lambda desk: desk.record.overview(MARGARET)),
    "timeline": (CLINICAL, lambda desk: desk.record.timeline(MARGARET)),
    "documents": (CLINICAL, lambda desk: desk.record.documents(MARGARET)),
    "letters": (CLINICAL, lambda desk: desk.record.letters(MARGARET)),
    "scores": (CLINICAL, lambda desk: desk.outcomes.series(MARGARET)),
    "plans": (CLINICAL, lambda desk: desk.plans.of_patient(MARGARET)),
    "decisions": (CLINICAL, lambda desk: desk.decisions.of_patient(MARGARET)),
}
WRITES: dict[str, tuple[set[Role], Callable[[Office], object]]] = {
    "start a visit": (AUTHORS, lambda desk: desk.visits.start(TODAY_BOOKING)),
    "record no allergies": (AUTHORS, lambda desk: desk.visits.record_no_allergies(MARGARET)),
    "keep a plan": (AUTHORS, lambda desk: desk.plans.keep(desk.plans.begin(MARGARET, "Knee plan"), None)),
    "keep a letter": (WRITES_LETTERS, lambda desk: desk.letters.keep(_letter())),
    "enter answers": (ENTERS_ANSWERS, lambda desk: desk.outcomes.enter(MARGARET, "NPRS", {"PAIN": 4})),
    "change a telephone number": (DESK, lambda desk: desk.patients.change_phone(MARGARET, "07700 900222")),
}
EVERYTHING = READS | WRITES


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("what", list(EVERYTHING))
def test_each_role_may_do_what_is_theirs_and_nothing_else(clinic: Clinic, what: str, role: Role) -> None:
    allowed, act = EVERYTHING[what]
    clinic.wear(role)
    before = clinic.saved()
    if role in allowed:
        act(clinic.office)
        assert clinic.saved() == before + (what in WRITES)
        return
    with pytest.raises(Refused):
        act(clinic.office)
    assert clinic.saved() == before, "a refusal stores nothing"


@pytest.mark.parametrize("role", [Role.RECEPTIONIST, Role.SECRETARY, Role.TEAM_LEAD, Role.ADMINISTRATOR])
def test_only_authors_sign(clinic: Clinic, role: Role) -> None:
    letter = replace(clinic.office.letters.begin(MARGARET, "clinic"))
    clinic.wear(role)
    before = clinic.saved()
    with pytest.raises(Refused):
        clinic.office.letters.sign(letter)
    assert clinic.saved() == before


@pytest.mark.parametrize("what", list(EVERYTHING))
def test_nothing_is_read_or_written_when_nobody_is_there(clinic: Clinic, what: str) -> None:
    clinic.office.access.end()
    before = clinic.saved()
    with pytest.raises(NotSignedIn):
        EVERYTHING[what][1](clinic.office)
    assert clinic.saved() == before


def test_a_receptionist_s_banner_and_preview_hold_nothing_clinical(clinic: Clinic) -> None:
    clinic.office.visits.record_no_allergies(MARGARET)
    assert clinic.office.record.banner(MARGARET).allergies
    clinic.wear(Role.RECEPTIONIST)
    assert clinic.office.record.banner(MARGARET).allergies is None, "not shown is not the same as none"
    preview = clinic.office.today.preview(MARGARET)
    assert (preview.series, preview.last_visit, preview.last_impression) == ((), None, "")


def test_opening_a_record_is_noted_with_who_and_whose(clinic: Clinic) -> None:
    clinic.office.record.overview(MARGARET)
    events = list(clinic.store.audit.events(0, 500))
    assert any("Record overview" in str(event) and MARGARET in str(event) for event in events)


def test_switching_user_reaches_every_service_at_once(clinic: Clinic) -> None:
    access: Access = clinic.office.access
    clinic.office.record.overview(MARGARET)
    clinic.wear(Role.RECEPTIONIST, name="Rita")
    assert access.actor.name == "Rita"
    with pytest.raises(Refused):
        clinic.office.record.overview(MARGARET)
