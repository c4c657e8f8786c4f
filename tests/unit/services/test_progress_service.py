"""Work done at a visit moves the pathway on, and nothing moves it back."""

from __future__ import annotations

import uuid
from dataclasses import replace

import pytest

from msk_desk.domain.pathways import STAGES, Pathway
from msk_desk.domain.records import Changes
from msk_desk.services.progress import move_on
from msk_desk.services.saving import Saver
from tests.fakes.small_clinic import MARGARET, Clinic


def saver_of(clinic: Clinic) -> Saver:
    return Saver(clinic.store.records, clinic.office.access, clinic.clock, lambda: str(uuid.uuid4()))


def stage_of(clinic: Clinic) -> str:
    return clinic.store.records.of_patient(Pathway, MARGARET)[0].stage


@pytest.mark.parametrize("before", STAGES)
@pytest.mark.parametrize("reached", ["assessed", "decision", "plan"])
def test_a_pathway_goes_on_and_never_back(clinic: Clinic, before: str, reached: str) -> None:
    saver = saver_of(clinic)
    pathway = clinic.store.records.of_patient(Pathway, MARGARET)[0]
    clinic.put(replace(pathway, stage=before))
    touched = move_on(saver, MARGARET, reached, Changes())
    further = max(before, reached, key=STAGES.index)
    assert stage_of(clinic) == further
    assert touched.touches("EpisodeOfCare") is (further != before)


def test_a_pathway_that_ended_stays_as_it_is(clinic: Clinic) -> None:
    saver = saver_of(clinic)
    for pathway in clinic.store.records.of_patient(Pathway, MARGARET):
        clinic.put(replace(pathway, status="finished", stage="assessed"))
    assert move_on(saver, MARGARET, "plan", Changes()) == Changes()
    assert stage_of(clinic) == "assessed"
