"""Look-alikes found in a real store; merged, seen as one, synchronised as two, and parted again as they were."""

from __future__ import annotations

from dataclasses import replace

import pytest

from msk_desk.domain.errors import BadInput, Refused
from msk_desk.domain.matching import Verdict
from msk_desk.domain.pathways import Pathway, Referral
from msk_desk.domain.people import Address, Contact, Patient, PersonName
from msk_desk.domain.roles import Role
from tests.fakes.small_clinic import MARGARET, Clinic, named

TWIN = named("margaret again")
MARGRET = Patient(
    TWIN, (PersonName("Holoway", ("Margret",), "", "official"),), "1956-03-14", "female", "",
    (Contact("phone", "+44 7700 900001", "mobile"),), (Address(("12 Mill Lane",), "Harlow", "HR2 3BB"),),
)  # fmt: skip


@pytest.fixture
def both(clinic: Clinic) -> Clinic:
    """Margaret, written down a second time with a referral of her own; reception at the desk."""
    clinic.put(
        MARGRET,
        Referral(named("second"), TWIN, "2026-11-20", "self", "Left shoulder pain", "Shoulder"),
        Pathway(named("second way"), TWIN, "Left shoulder", referral_id=named("second"), started="2026-11-20"),
    )
    clinic.wear(Role.RECEPTIONIST)
    return clinic


def stands(clinic: Clinic, patient_id: str) -> set[str]:
    return {each.id for each in clinic.store.records.of_patient(Referral, patient_id)}


def test_somebody_new_is_compared_with_everybody_here(both: Clinic) -> None:
    found = both.office.matching.look_alikes(replace(MARGRET, id="new"))
    assert {each.patient.id: each.match.verdict for each in found} == {
        TWIN: Verdict.LIKELY, MARGARET: Verdict.LIKELY,
    }  # fmt: skip
    assert both.office.matching.certain(replace(MARGRET, id="new")) is None, "never without a number"


def test_the_list_of_look_alikes_holds_a_pair_once_until_somebody_decides(both: Clinic) -> None:
    (pair,) = both.office.matching.pairs()
    assert (pair.first.id, pair.second.id) == (MARGARET, TWIN), "the fuller record first"
    both.office.matching.tell_apart(TWIN, MARGARET)
    assert both.office.matching.pairs() == ()


def test_merged_records_are_read_as_one_and_parted_as_they_were(both: Clinic) -> None:
    matching = both.office.matching
    before = both.store.records.read(Patient, MARGARET), both.store.records.read(Patient, TWIN)
    matching.merge(MARGARET, TWIN, "She says that she is both")
    assert stands(both, MARGARET) == stands(both, TWIN) == {named("referral"), named("second")}
    assert [line.id for line in both.office.patients.find("holoway")] == [MARGARET]
    assert matching.pairs() == ()
    (merge,) = matching.merges()
    assert (merge.survivor.id, merge.other.id, merge.reason) == (
        MARGARET,
        TWIN,
        "She says that she is both",
    )
    assert both.office.record.banner(TWIN).patient.id == MARGARET
    both.reopen()
    both.wear(Role.RECEPTIONIST)
    both.office.matching.unmerge(MARGARET, TWIN)
    assert (both.store.records.read(Patient, MARGARET), both.store.records.read(Patient, TWIN)) == before
    assert (stands(both, MARGARET), stands(both, TWIN)) == ({named("referral")}, {named("second")})
    assert both.office.matching.merges() == ()


def test_a_merge_wants_a_reason_two_records_and_somebody_who_may(both: Clinic) -> None:
    matching = both.office.matching
    with pytest.raises(BadInput, match="Say why"):
        matching.merge(MARGARET, TWIN, "  ")
    with pytest.raises(BadInput):
        matching.merge(MARGARET, MARGARET, "the same")
    matching.merge(MARGARET, TWIN, "One person")
    with pytest.raises(BadInput, match="meanwhile"):
        matching.merge(TWIN, MARGARET, "One person")
    both.wear(Role.ADMINISTRATOR)
    with pytest.raises(Refused):
        matching.unmerge(MARGARET, TWIN)


def test_a_number_that_agrees_with_the_day_and_a_name_is_certain(clinic: Clinic) -> None:
    clinic.put(replace(MARGRET, nhs_number="9990123454"))
    sent = replace(MARGRET, id="new", nhs_number="999 012 3454")
    sure = clinic.office.matching.certain(sent)
    assert sure is not None
    assert sure.id == TWIN
    assert clinic.office.matching.certain(replace(sent, born="1956-03-15")) is None
