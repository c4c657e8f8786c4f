"""The local clock for allied health, and the clock of a pathway read from its events."""

from __future__ import annotations

import itertools
from datetime import UTC, date, datetime
from typing import Any, cast

import pytest

from msk_desk.content.libraries import Services
from msk_desk.domain.pathways import Clock, Pathway, Referral
from msk_desk.domain.waiting.allied_health import read_allied_health
from msk_desk.domain.waiting.clock import ClockState
from msk_desk.domain.waiting.events import ClockEvent
from msk_desk.fhir.mapping import read, write
from msk_desk.services.saving import Saver
from msk_desk.services.waiting import Waiting
from msk_desk.sync.merge import merge

JAN = date(2026, 1, 5)


def day(number: int) -> date:
    return date.fromordinal(JAN.toordinal() + number)


def clocks(*events: tuple[int, str] | tuple[int, str, dict[str, Any]]) -> list[tuple[str, int, int | None]]:
    heard = [ClockEvent(day(each[0]), each[1], each[2] if len(each) == 3 else {}) for each in events]
    found = read_allied_health(heard).clocks
    return [
        (str(c.state), c.start.toordinal() - JAN.toordinal(), c.stop.toordinal() - JAN.toordinal() if c.stop else None)
        for c in found
        if c.start
    ]


@pytest.mark.parametrize(
    "name", ["therapy_treatment_starts", "discharged", "decision_not_to_treat", "patient_declines_treatment",
             "death_notified", "first_definitive_treatment"],
)  # fmt: skip
def test_it_runs_from_receipt_to_what_ends_it(name: str) -> None:
    assert clocks((0, "self_referral_received"), (30, name)) == [("stopped", 0, 30)]


def test_it_never_pauses() -> None:
    quiet = ("patient_cancellation", "patient_unavailable", "thinking_time", "provider_cancellation", "declined")
    assert clocks((0, "referral_received"), *((at + 1, name) for at, name in enumerate(quiet))) == [
        ("running", 0, None)
    ]


def test_a_missed_first_appointment_that_is_rebooked_starts_it_again_on_that_day() -> None:
    missed = (20, "dna", {"appointment": "first"})
    assert clocks((0, "referral_received"), missed) == [("running", 0, None)]
    assert clocks((0, "referral_received"), missed, (22, "booked")) == [("running", 22, None)]
    assert clocks((0, "referral_received"), (20, "dna", {"appointment": "later"}), (22, "booked")) == [
        ("running", 0, None)
    ]
    not_told = (20, "dna", {"appointment": "first", "communicated": False})
    assert clocks((0, "referral_received"), not_told, (22, "booked")) == [("running", 0, None)]


def test_treatment_at_an_appointment_stops_it_and_assessment_alone_does_not() -> None:
    assert clocks((0, "referral_received"), (9, "first_appointment", {"outcome": "assessed"})) == [("running", 0, None)]
    assert clocks((0, "referral_received"), (9, "first_appointment", {"outcome": "treatment given"})) == [
        ("stopped", 0, 9)
    ]


def test_a_new_referral_after_the_end_begins_another() -> None:
    found = clocks((0, "referral_received"), (30, "discharged"), (90, "re_referral"))
    assert found == [("stopped", 0, 30), ("running", 90, None)]


def test_the_order_in_which_events_arrive_changes_nothing() -> None:
    events = [
        ClockEvent(day(0), "referral_received"), ClockEvent(day(5), "dna", {"appointment": "first"}),
        ClockEvent(day(7), "patient_contacts_to_rebook"), ClockEvent(day(20), "therapy_treatment_starts"),
    ]  # fmt: skip
    wanted = read_allied_health(events).clocks
    assert wanted[-1].start == day(7)
    assert wanted[-1].state is ClockState.STOPPED
    assert all(read_allied_health(order).clocks == wanted for order in itertools.permutations(events))


def waiting() -> Waiting:
    ids = itertools.count()
    saver = Saver(cast(Any, None), cast(Any, None), lambda: datetime(2026, 1, 5, tzinfo=UTC), lambda: f"id{next(ids)}")
    return Waiting(Services(), saver)


def test_a_pathway_is_clocked_as_the_service_it_is_triaged_to_from_the_day_it_was_received() -> None:
    clocking = waiting()
    opened = clocking.open_pathway(Referral("r", "p", "2026-01-05", "self", "Knee pain", "Knee"))
    assert opened.clock == Clock("rtt"), "a self-referral has no national clock until somebody ratifies it"
    esp = clocking.triaged(opened, "esp", day(1), "s1")
    assert esp.clock == Clock("rtt", JAN)
    physiotherapy = clocking.triaged(opened, "physiotherapy", day(1), "s1")
    assert physiotherapy.clock == Clock("ahp", JAN)
    applied = clocking.reading(esp, day(20)).applied
    assert [each.event.name for each in applied] == [
        "self_referral_received", "ratified_by_care_professional", "triaged", "as_of",
    ]  # fmt: skip
    assert applied[1].rule == "2"
    assert clocking.reading(esp, day(20)).clocks[-1].wait.days == 20  # type: ignore[union-attr]


def test_a_first_clock_start_that_was_carried_in_stands() -> None:
    referral = Referral("r", "p", "2026-01-05", "other", "Hip", clock_start="2025-11-03", ppi="MSK-1")
    opened = waiting().open_pathway(referral)
    assert opened.clock.start == date(2025, 11, 3)
    assert opened.ppi == "MSK-1"


def test_a_pathway_that_came_with_a_clock_alone_keeps_its_start_when_the_first_event_is_noted() -> None:
    came = Pathway("e", "p", "Knee", clock=Clock("rtt", JAN))
    noted = waiting().note(came, "first_definitive_treatment", day(40))
    assert noted.clock == Clock("rtt", JAN, day(40))
    assert [event.name for event in noted.events] == ["referral_received", "first_definitive_treatment"]


def test_events_that_two_computers_noted_apart_are_both_kept() -> None:
    clocking = waiting()
    base = clocking.open_pathway(Referral("r", "p", "2026-01-05", "gp", "Knee pain"))
    stored = write(base, None)
    here = write(clocking.note(base, "offer", day(2), by="s1"), stored)
    there = write(clocking.note(base, "first_definitive_treatment", day(9)), stored)
    merged = merge(stored, here, there)
    assert merged.clashes == []
    found = cast(Pathway, read(merged.value))
    assert {event.name for event in found.events} == {"referral_received", "offer", "first_definitive_treatment"}
    assert found.clock == Clock("rtt", JAN, day(9))
