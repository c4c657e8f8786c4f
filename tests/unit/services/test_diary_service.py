"""The diary: one question answers many columns, and nobody who is booked is left out of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from msk_desk.domain.clinics import Appointment, Session, Slot, Status
from msk_desk.domain.errors import Refused
from msk_desk.domain.roles import Role
from msk_desk.domain.waiting_list import WaitingEntry
from msk_desk.services.diary import DiaryWish
from tests.fakes.small_clinic import ASHA, BEN, DAVID, MARGARET, ROOM, SESSION, SITE, TODAY_BOOKING, Clinic, named

DAY = date(2026, 11, 23)
WISH = DiaryWish(DAY)


def test_a_day_has_its_sessions_slots_and_bookings_with_names(clinic: Clinic) -> None:
    (sitting,) = clinic.office.diary.read(WISH).sittings
    assert (sitting.staff_name, sitting.room, sitting.site) == ("Asha Rao", "Room 2", "Harlow Community Clinic")
    assert [space.places_left for space in sitting.spaces] == [0, 1, 1, 1, 1, 1]
    (booked,) = sitting.spaces[0].booked
    assert (booked.name, booked.born, booked.status) == ("HOLLOWAY, Margaret Ann", "1956-03-14", "booked")
    assert clinic.office.diary.read(replace(WISH, day=DAY + timedelta(days=1))).sittings == ()


@pytest.mark.parametrize(
    ("wish", "found"),
    [({"staff_id": ASHA}, 1), ({"staff_id": BEN}, 0), ({"site_id": SITE}, 1), ({"site_id": "x"}, 0),
     ({"profession": "Physiotherapist"}, 1), ({"profession": "Podiatrist"}, 0), ({"view": "week"}, 1)],
)  # fmt: skip
def test_a_choice_of_clinicians_narrows_it(clinic: Clinic, wish: dict[str, str], found: int) -> None:
    assert len(clinic.office.diary.read(replace(WISH, **wish)).sittings) == found  # type: ignore[arg-type]


def test_a_booking_whose_slot_or_session_is_not_here_is_still_there(clinic: Clinic) -> None:
    start = clinic.offer(3).start
    clinic.put(
        Appointment(named("lost"), DAVID, BEN, ROOM, named("no such slot"), start, start + timedelta(minutes=30)),
        Slot(named("orphan"), named("no such session"), start, start + timedelta(minutes=30), "busy"),
        Appointment(named("of it"), DAVID, ASHA, ROOM, named("orphan"), start, start + timedelta(minutes=30)),
    )
    loose = clinic.office.diary.read(WISH).loose
    assert {(each.appointment_id, each.staff_name, each.place) for each in loose} == {
        (named("lost"), "Ben Carter", "Room 2"), (named("of it"), "Asha Rao", "Room 2"),
    }  # fmt: skip
    assert len(clinic.office.diary.read(replace(WISH, staff_id=BEN)).loose) == 1
    assert clinic.office.diary.read(replace(WISH, site_id="x")).loose == ()


def test_a_cancelled_booking_frees_its_line_and_a_lost_one_keeps_it(clinic: Clinic) -> None:
    booked = clinic.store.records.read(Appointment, TODAY_BOOKING)
    assert booked is not None
    clinic.put(replace(booked, status=Status.CANCELLED))
    assert clinic.office.diary.read(WISH).sittings[0].spaces[0].booked == ()
    clinic.put(replace(booked, status=Status.PROPOSED))
    assert clinic.office.diary.read(WISH).sittings[0].spaces[0].booked[0].status == "proposed"


def test_a_session_that_is_called_off_says_why(clinic: Clinic) -> None:
    session = clinic.store.records.read(Session, SESSION)
    assert session is not None
    clinic.put(replace(session, active=False, cancel_reason="Sickness"))
    (sitting,) = clinic.office.diary.read(WISH).sittings
    assert (sitting.active, sitting.cancel_reason) == (False, "Sickness")


def test_who_waits_is_in_the_order_of_need_and_wait(clinic: Clinic) -> None:
    clinic.put(
        WaitingEntry(named("w1"), MARGARET, named("referral"), "2026-10-01"),
        WaitingEntry(named("w2"), DAVID, "", "2026-09-20", minutes=40, needs=("interpreter",)),
        WaitingEntry(named("w3"), DAVID, "", "2026-11-20", priority="urgent"),
        WaitingEntry(named("w4"), DAVID, "", "2026-01-01", status="completed"),
    )
    waiting = clinic.office.diary.waiting()
    assert [each.entry_id for each in waiting] == [named("w3"), named("w1"), named("w2")]
    assert (waiting[1].began, waiting[1].title, waiting[1].since) == ("2026-08-31", "Right knee", "2026-10-01")
    assert (waiting[2].minutes, waiting[2].needs, waiting[2].began) == (40, ("interpreter",), "2026-09-20")


def test_the_days_with_clinics_are_known(clinic: Clinic) -> None:
    assert clinic.office.diary.days_around(DAY) == {DAY}


def test_an_analyst_sees_no_names(clinic: Clinic) -> None:
    clinic.wear(Role.ANALYST)
    for ask in (clinic.office.diary.waiting, clinic.office.diary.workforce):
        with pytest.raises(Refused):
            ask()
    with pytest.raises(Refused):
        clinic.office.diary.read(WISH)
