"""Synchronisation as a person sees it: what was refused waits by name until it is sent again."""

from __future__ import annotations

import pytest

from msk_desk.domain.errors import BadInput
from tests.fakes.small_clinic import MARGARET, Clinic, named


def test_a_refused_save_is_counted_and_goes_again_when_asked(clinic: Clinic) -> None:
    clinic.office.patients.change_phone(MARGARET, "07700 900321")
    (unit,) = clinic.office.sync.waiting()
    clinic.store.outbox.quarantine(unit.unit_id, "The service refused it.")
    assert clinic.office.sync.status().quarantined == 1
    (refused,) = clinic.office.sync.waiting()
    assert (refused.state, refused.reason) == ("quarantined", "The service refused it.")
    assert clinic.office.patients.read(MARGARET).phone() == "07700 900321", "still shown where it was typed"
    clinic.office.sync.retry(unit.unit_id)
    assert clinic.office.sync.status().quarantined == 0
    assert clinic.office.sync.waiting()[0].state == "pending"


def test_a_conflict_that_is_not_there_is_not_decided(clinic: Clinic) -> None:
    with pytest.raises(BadInput):
        clinic.office.sync.decide(named("nothing"), mine=True)
