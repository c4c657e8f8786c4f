"""The waiting-time clock against the guidance's rules, and what must hold whatever happens."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msk_desk.domain.errors import BadInput
from msk_desk.domain.waiting.clock import ClockState, clocks_json
from msk_desk.domain.waiting.events import KNOWN, ClockEvent, event_of
from msk_desk.domain.waiting.length import Wait, wait
from msk_desk.domain.waiting.rtt import read_clocks

VECTORS = json.loads((Path(__file__).parent / "vectors.json").read_text())
MONDAY = date(2026, 1, 5)


def clocks(*events: tuple[str, str] | tuple[str, str, dict[str, Any]]) -> list[dict[str, object]]:
    made = [{"date": e[0], "event": e[1], **(e[2] if len(e) > 2 else {})} for e in events]
    return clocks_json(read_clocks([event_of(raw) for raw in made]).clocks)


@pytest.mark.parametrize("case", VECTORS["rtt"], ids=[case["id"] for case in VECTORS["rtt"]])
def test_the_rules_of_the_guidance(case: dict[str, Any]) -> None:
    found = clocks_json(read_clocks([event_of(raw) for raw in case["events"]]).clocks)
    assert [{key: clock.get(key) for key in wanted} for clock, wanted in zip(found, case["clocks"], strict=True)] == (
        case["clocks"]
    )


@pytest.mark.parametrize(
    ("days", "band", "within", "over"),
    [(0, "0-1", True, False), (7, "0-1", True, False), (8, ">1-2", True, False), (126, ">17-18", True, False),
     (127, ">18-19", False, False), (364, ">51-52", False, False), (365, ">52-53", False, True),
     (728, ">103-104", False, True), (729, ">104", False, True), (5000, ">104", False, True)],
)  # fmt: skip
def test_edges_of_the_bands(days: int, band: str, within: bool, over: bool) -> None:
    assert (Wait(days).band, Wait(days).within_standard, Wait(days).over_a_year) == (band, within, over)


def test_a_wait_is_never_negative() -> None:
    assert wait(MONDAY, MONDAY - timedelta(3)).days == 0


def test_active_monitoring_that_the_patient_asks_for_is_31() -> None:
    found = clocks(
        ("2026-01-05", "referral_received", {"service": "interface"}),
        ("2026-02-02", "active_monitoring", {"by": "patient"}),
    )
    assert [c["code"] for c in found] == [31]


def test_a_consultant_led_community_service_is_under_the_rules_but_not_in_the_return() -> None:
    found = clocks(
        ("2026-01-05", "referral_received", {"service": "consultant_led_community"}), ("2026-02-02", "as_of")
    )
    assert (found[0]["status"], found[0]["report_in"]) == ("running", "community dataset")


def test_a_new_referral_after_a_stop_starts_at_zero() -> None:
    found = clocks(
        ("2026-01-05", "referral_received"), ("2026-02-02", "discharged_to_gp"), ("2026-03-02", "referral_received"),
        ("2026-03-09", "as_of"),
    )  # fmt: skip
    assert [(c["status"], c["code"], c["days"]) for c in found] == [("stopped", 34, 28), ("running", 10, 7)]


@pytest.mark.parametrize("lacking", ["clinical_decision", "policy_followed", "in_best_interests"])
def test_a_later_missed_appointment_stops_nothing_unless_all_conditions_are_met(lacking: str) -> None:
    found = clocks(
        ("2026-01-05", "referral_received"), ("2026-03-02", "dna", {"appointment": "follow_up", "communicated": True}),
        ("2026-03-04", "discharged_to_gp", {lacking: False}), ("2026-03-09", "as_of"),
    )  # fmt: skip
    assert found[0]["status"] == "running"


def test_a_consultant_changed_by_way_of_the_gp_stops_the_clock() -> None:
    found = clocks(("2026-01-05", "referral_received"), ("2026-02-02", "change_of_consultant", {"via_gp": True}))
    assert (found[0]["status"], found[0]["stop"]) == ("stopped", "2026-02-02")


def test_a_second_first_appointment_missed_nullifies_the_second_clock_too() -> None:
    found = clocks(
        ("2026-01-05", "referral_received"), ("2026-02-02", "dna", {"appointment": "first", "communicated": True}),
        ("2026-02-05", "patient_contacts_to_rebook"),
        ("2026-03-02", "dna", {"appointment": "first", "communicated": True}),
    )  # fmt: skip
    assert [c["status"] for c in found] == ["nullified", "nullified"]
    assert all("days" not in c for c in found)


@pytest.mark.parametrize("raw", [None, [], {}, {"event": "dna"}, {"event": "no such", "date": "2026-01-05"}])
def test_what_is_no_event_is_told_of(raw: Any) -> None:
    with pytest.raises(BadInput):
        event_of(raw)


SOME = st.lists(
    st.builds(
        ClockEvent,
        st.integers(0, 900).map(lambda days: MONDAY + timedelta(days)),
        st.sampled_from(sorted(KNOWN)),
        st.fixed_dictionaries(
            {},
            optional={
                "service": st.sampled_from(["interface", "consultant_led", "community_physio"]),
                "appointment": st.sampled_from(["first", "follow_up"]),
                "communicated": st.booleans(),
                "by": st.sampled_from(["patient", "clinician"]),
            },
        ),
    ),
    max_size=12,
)


@given(SOME)
def test_whatever_happens_at_most_one_clock_runs_and_none_runs_backwards(events: list[ClockEvent]) -> None:
    reading = read_clocks(events)
    running = [clock for clock in reading.clocks if clock.state is ClockState.RUNNING]
    assert len(running) <= 1
    assert not running or reading.clocks[-1] is running[0]
    assert len(reading.applied) == len(events)
    for clock in reading.clocks:
        assert clock.stop is None or (clock.start is not None and clock.stop >= clock.start)
        assert (clock.stop is not None) == (clock.state in (ClockState.STOPPED, ClockState.NULLIFIED))
    starts = [clock.start for clock in reading.clocks if clock.start is not None]
    assert starts == sorted(starts)


@given(SOME, st.randoms())
def test_events_of_different_days_may_come_in_any_order(events: list[ClockEvent], chance: Any) -> None:
    one_a_day = list({event.on: event for event in events}.values())
    mixed = list(one_a_day)
    chance.shuffle(mixed)
    assert read_clocks(mixed) == read_clocks(one_a_day)


def test_a_stop_is_on_the_day_of_admission_whenever_the_operation_is() -> None:
    """Section 5.1: also when treatment begins the day after, and not while an operation is called off."""
    came = ClockEvent(date(2026, 1, 5), "referral_received")
    admitted = ClockEvent(date(2026, 3, 2), "admission")
    operated = ClockEvent(date(2026, 3, 3), "operation")
    assert read_clocks([came, admitted, operated]).clocks[-1].stop == date(2026, 3, 2)
    called_off = ClockEvent(date(2026, 3, 2), "admission_for_treatment", {"operation": "cancelled"})
    assert read_clocks([came, called_off]).clocks[-1].stop is None


@pytest.mark.parametrize(
    ("outcome", "stops"),
    [("exercise programme started", True), ("no treatment given", False), ("splint not fitted", False)],
)  # fmt: skip
def test_only_an_outcome_that_says_treatment_was_given_stops_the_clock(outcome: str, stops: bool) -> None:
    seen = ClockEvent(date(2026, 2, 2), "first_appointment", {"outcome": outcome})
    clock = read_clocks([ClockEvent(date(2026, 1, 5), "referral_received"), seen]).clocks[-1]
    assert (clock.stop is not None) == stops


@pytest.mark.parametrize(("reasonable", "code"), [(True, 32), (False, 31)])
def test_dates_at_short_notice_do_not_count_as_reasonable_offers(reasonable: bool, code: int) -> None:
    """Section 8.1: active monitoring after two offers is the clinician's only where both were reasonable."""
    events = [ClockEvent(date(2026, 1, 5), "referral_received")]
    for day in (2, 9):
        events.append(ClockEvent(date(2026, 2, day), "offer", {"reasonable": reasonable}))
        events.append(ClockEvent(date(2026, 2, day), "declined"))
    events.append(ClockEvent(date(2026, 2, 20), "active_monitoring", {"by": "patient"}))
    assert read_clocks(events).clocks[-1].code == code
