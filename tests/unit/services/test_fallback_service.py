"""Kept clinic lists: right after each change, sealed, and opened with the key alone."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import pytest
from pypdf import PdfReader

from msk_desk.domain.bank_holidays import is_bank_holiday
from msk_desk.domain.clinics import Appointment, Status
from msk_desk.domain.errors import CacheDamaged
from msk_desk.domain.fallback import Opening, days_kept
from msk_desk.platform.kept_papers import FOLDER, KeptPapers
from msk_desk.platform.sealed_files import SUFFIX
from tests.fakes.small_clinic import DAVID, KEY, MARGARET, TODAY_BOOKING, Clinic


def words(pdf: bytes) -> str:
    return " ".join(" ".join((page.extract_text() or "").split()) for page in PdfReader(io.BytesIO(pdf)).pages)


def alone(clinic: Clinic) -> KeptPapers:
    """The shelf as it is reached with the key alone."""
    return KeptPapers(clinic.folder, KEY)


@pytest.mark.parametrize(
    ("today", "last"),
    [("2026-11-23", "2026-11-24"), ("2026-11-27", "2026-11-30"), ("2026-12-24", "2026-12-29")],
)
def test_every_day_up_to_the_next_working_day_is_kept(today: str, last: str) -> None:
    days = days_kept(date.fromisoformat(today), is_bank_holiday)
    assert (days[0].isoformat(), days[-1].isoformat()) == (today, last)


def test_the_lists_open_when_both_databases_are_gone(clinic: Clinic) -> None:
    assert clinic.office.fallback.refresh().made == 1
    clinic.office.opened.let_go()
    for name in ("work.db", "cache.db"):
        (clinic.folder / name).write_bytes(b"not a database")
    paper = alone(clinic).standing().papers[0]
    assert (paper.day, paper.site, paper.booked) == (date(2026, 11, 23), "Harlow Community Clinic", 1)
    assert paper.clinicians == ("Asha Rao",)
    text = words(alone(clinic).read(paper.name)[1])
    for said in ("HOLLOWAY, Margaret", "14-Mar-1956", "999 012 3457", "07700 900001", "Knee review", "Page 1 of 1"):
        assert said in text


def test_only_what_changed_is_made_again_and_what_is_gone_by_is_dropped(clinic: Clinic) -> None:
    fallback = clinic.office.fallback
    assert (fallback.refresh().made, fallback.refresh().right) == (1, 1)
    first = alone(clinic).standing().papers[0]
    clinic.clock.pass_by(minutes=10)
    appointment = clinic.store.records.read(Appointment, TODAY_BOOKING)
    assert appointment is not None
    clinic.put(replace(appointment, status=Status.ARRIVED))
    assert fallback.refresh().made == 1
    again = alone(clinic).standing()
    assert [paper.name for paper in again.papers] == [first.name]
    assert again.papers[0].made > first.made
    assert "Arrived" in words(alone(clinic).read(first.name)[1])
    assert fallback.refresh(anew=True).made == 1
    clinic.clock.pass_by(days=1)
    fallback.refresh()
    assert alone(clinic).standing().papers == ()


def test_a_paper_that_was_changed_moved_or_is_under_another_key_does_not_open(clinic: Clinic) -> None:
    clinic.office.fallback.refresh()
    name = alone(clinic).standing().papers[0].name
    file = clinic.folder / FOLDER / (name + SUFFIX)
    sealed = file.read_bytes()
    assert b"HOLLOWAY" not in sealed
    assert b"%PDF" not in sealed
    other = file.with_name("another" + SUFFIX)
    other.write_bytes(sealed)
    file.write_bytes(sealed[:-1] + bytes([sealed[-1] ^ 1]))
    for each in (name, "another"):
        with pytest.raises(CacheDamaged):
            alone(clinic).read(each)
    assert KeptPapers(clinic.folder, bytes(32)).standing().papers == ()
    assert alone(clinic).standing().unreadable == 2
    clinic.office.fallback.refresh(anew=True)
    assert alone(clinic).standing().unreadable == 0


def test_what_was_opened_without_the_records_is_told_to_the_audit_once(clinic: Clinic) -> None:
    fallback = clinic.office.fallback
    fallback.refresh()
    by = clinic.office.access.actor
    alone(clinic).note_opening(Opening(clinic.clock(), by, (MARGARET, DAVID)))
    alone(clinic).note_opening(Opening(clinic.clock(), by, (MARGARET,)))
    before = len(clinic.store.audit.events())
    fallback.refresh()
    fallback.refresh()
    told = clinic.store.audit.events()[before:]
    assert [event.patient_id for event in told] == [MARGARET, DAVID, MARGARET]
    assert {event.what for event in told} == {"Clinic list opened while the records could not be"}
