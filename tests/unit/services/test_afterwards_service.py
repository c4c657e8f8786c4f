"""What was typed up afterwards bears the true times, says who typed it, and counts on the day that it was."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from msk_desk.domain.clinics import Appointment, Status
from msk_desk.domain.errors import BadInput
from msk_desk.domain.pathways import Pathway
from msk_desk.domain.proms.answering import Circumstances
from msk_desk.domain.roles import Role
from msk_desk.domain.visits import Score, Visit
from msk_desk.services.afterwards import Afterwards, Written
from tests.fakes.small_clinic import ASHA, MARGARET, TODAY_BOOKING, Clinic


def at(hour: int, minute: int, day: int = 23) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


@pytest.fixture
def later(clinic: Clinic) -> Afterwards:
    """The next afternoon, with the paper in hand."""
    clinic.clock.moment = at(14, 10, 24)
    return clinic.office.afterwards


def stored(clinic: Clinic) -> Appointment:
    found = clinic.store.records.read(Appointment, TODAY_BOOKING)
    assert found is not None
    return found


def test_who_was_seen_has_the_true_times_and_the_visit(clinic: Clinic, later: Afterwards) -> None:
    later.came(TODAY_BOOKING, Written(at(8, 55), at(9, 5), at(9, 40), "treatment started"))
    told = stored(clinic)
    assert told.status is Status.FULFILLED
    assert [datetime.fromisoformat(each) for each in (told.arrived, told.started, told.finished)] == [
        at(8, 55), at(9, 5), at(9, 40),
    ]  # fmt: skip
    assert told.typed is not None
    assert (datetime.fromisoformat(told.typed.at), told.typed.by) == (at(14, 10, 24), ASHA)
    (visit,) = [v for v in clinic.store.records.of_patient(Visit, MARGARET) if v.appointment_id == TODAY_BOOKING]
    assert (visit.started, visit.ended, visit.status) == (at(9, 5), at(9, 40), "finished")
    event = clinic.store.records.of_patient(Pathway, MARGARET)[0].events[-1]
    assert (event.name, event.on) == ("first_appointment", date(2026, 11, 23))
    entry = next(e for e in clinic.office.record.timeline(MARGARET) if e.kind == "Encounter")
    assert entry.when.startswith("2026-11-23")
    assert (datetime.fromisoformat(entry.typed_at), entry.typed_by) == (at(14, 10, 24), "Asha Rao")


def test_the_desk_types_up_who_came_and_who_did_not_and_makes_no_visit(clinic: Clinic, later: Afterwards) -> None:
    clinic.wear(Role.RECEPTIONIST)
    later.did_not_come(TODAY_BOOKING)
    assert (stored(clinic).status, stored(clinic).letter_wanted) == (Status.NO_SHOW, "did-not-attend")
    event = clinic.store.records.of_patient(Pathway, MARGARET)[0].events[-1]
    assert (event.name, event.on) == ("dna", date(2026, 11, 23))
    assert clinic.store.records.of_patient(Visit, MARGARET) == ()
    with pytest.raises(BadInput):
        later.came(TODAY_BOOKING, Written(at(9, 0)))


@pytest.mark.parametrize(
    "written",
    [
        Written(), Written(at(9, 10), at(9, 5), at(9, 40)), Written(at(9, 0), at(9, 5)), Written(at(9, 0, 24)),
        Written(at(3, 0)), Written(at(9, 0), outcome="cured"),
    ],
)  # fmt: skip
def test_times_that_cannot_be_are_refused_and_nothing_changes(
    clinic: Clinic, later: Afterwards, written: Written
) -> None:
    with pytest.raises(BadInput):
        later.came(TODAY_BOOKING, written)
    assert stored(clinic).status is Status.BOOKED


def test_answers_typed_up_later_say_so(clinic: Clinic, later: Afterwards) -> None:
    clinic.office.outcomes.enter(MARGARET, "NPRS", {"PAIN": 4}, how=Circumstances(taken=date(2026, 11, 23)))
    score = next(s for s in clinic.store.records.of_patient(Score, MARGARET) if s.instrument == "NPRS")
    assert score.taken.date() == date(2026, 11, 23)
    assert score.typed is not None
    clinic.office.outcomes.enter(MARGARET, "NPRS", {"PAIN": 3}, how=Circumstances())
    newest = next(s for s in clinic.store.records.of_patient(Score, MARGARET) if s.value == 3)
    assert newest.typed is None
