"""Merged records in a store: lists show the one that stands, whatever order changes come in, and after a rebuild."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import orjson
import pytest

from db.local.cache.kin import family_of
from db.local.opening import LocalStore
from db.local.rebuilding import rebuild_projections
from msk_desk.domain.clinics import Appointment, Session, Slot, Status
from msk_desk.domain.merging import merged, parted
from msk_desk.domain.outbox import Remote
from msk_desk.domain.people import Patient
from msk_desk.fhir.mapping import write
from tests.db.local.conftest import Profile

NINE = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
TEN = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
CLINIC = (
    Session("c1", "s1", "r1", "l1", NINE, TEN), Slot("t1", "c1", NINE, TEN, "busy"),
    Appointment("a1", "gone", "s1", "r1", "t1", NINE, TEN, Status.BOOKED, "new"),
)  # fmt: skip


def names(store: LocalStore) -> list[str]:
    return [line.patient_name for line in store.clinics.day(NINE.date())]


@pytest.fixture
def two(patient: Callable[..., Patient]) -> tuple[Patient, Patient]:
    """The record that stands, and the one that was joined to it."""
    kept = patient("kept", "Holloway", "Margaret")
    return kept, patient("gone", "Holoway", "Margret", nhs_number="", contacts=())


def test_lists_show_who_stands_and_again_themselves_when_parted(profile: Profile, two: tuple[Patient, Patient]) -> None:
    store = profile.store
    profile.save(*two, *CLINIC)
    assert names(store) == ["HOLOWAY, Margret"]
    kept, gone = merged(*two, "s1", "2026-11-23T09:00:00Z", "One person")
    profile.save(kept, gone)
    assert names(store) == ["HOLLOWAY, Margaret"]
    assert [line.id for line in store.finder.find("holoway")] == ["kept"]
    rebuild_projections(store.files)
    assert names(store) == ["HOLLOWAY, Margaret"]
    profile.save(*parted(kept, gone))
    assert names(store) == ["HOLOWAY, Margret"]
    assert store.finder.find("holoway")[0].id == "gone"


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_merge_made_elsewhere_is_seen_in_whatever_order_it_comes(
    profile: Profile, two: tuple[Patient, Patient], order: tuple[int, int]
) -> None:
    profile.save(*CLINIC)
    both = merged(*two, "s1", "2026-11-23T09:00:00Z", "One person")
    for at, place in enumerate(order):
        record = write(both[place], None)
        profile.store.mirror.apply_page(
            [Remote("Patient", record["id"], "1", f"2026-11-23T0{at}:00:00Z", orjson.dumps(record))]
        )
    assert names(profile.store) == ["HOLLOWAY, Margaret"]
    with profile.store.files.shown() as cache:
        assert family_of(cache, "gone") == family_of(cache, "kept") == ("kept", "gone")
