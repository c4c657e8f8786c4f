"""Deciding together: 'still deciding' is a record, a gap is named, a recorded decision is recorded once."""

from __future__ import annotations

import pytest

from msk_desk.domain.records import Changes
from msk_desk.services.form_answers import Incomplete
from tests.fakes.filled_forms import AID, decision
from tests.fakes.small_clinic import DAVID, MARGARET, Clinic


def test_still_deciding_is_a_record(clinic: Clinic) -> None:
    desk = clinic.office
    draft = decision(desk, desk.decisions.open(AID, MARGARET), "still-deciding")
    desk.decisions.record(draft)
    (stored,) = desk.decisions.of_patient(MARGARET)
    assert "still-deciding" in str(stored.items)
    assert stored.status == "completed"
    assert desk.drafting.unfinished() == ()
    assert desk.decisions.record(draft) == Changes()
    assert len(desk.decisions.of_patient(MARGARET)) == 1


def test_a_decision_without_the_options_talked_about_is_not_recorded_and_kept(clinic: Clinic) -> None:
    desk = clinic.office
    draft = decision(desk, desk.decisions.open(AID, MARGARET), discussed=False)
    with pytest.raises(Incomplete) as refused:
        desk.decisions.record(draft)
    assert [finding.link_id for finding in refused.value.findings] == ["options-discussed"]
    assert desk.decisions.of_patient(MARGARET) == ()
    clinic.reopen()
    assert desk.decisions.open(AID, MARGARET) == draft
    assert desk.decisions.open(AID, DAVID).content == {}


def test_a_later_decision_is_added_not_written_over(clinic: Clinic) -> None:
    desk = clinic.office
    desk.decisions.record(decision(desk, desk.decisions.open(AID, MARGARET), "still-deciding"))
    clinic.clock.pass_by(days=14)
    desk.decisions.record(decision(desk, desk.decisions.open(AID, MARGARET), "exercise"))
    newest, oldest = desk.decisions.of_patient(MARGARET)
    assert newest.authored > oldest.authored
    assert "exercise" in str(newest.items)


def test_the_record_says_which_version_of_the_aid_was_used(clinic: Clinic) -> None:
    desk = clinic.office
    desk.decisions.record(decision(desk, desk.decisions.open(AID, MARGARET)))
    (stored,) = desk.decisions.of_patient(MARGARET)
    assert f"{AID}|" in str(stored.items)
    assert "|" in stored.form
