"""Whatever happens to referrals, in any order, what came in is what ended and what is open, each in one stage."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from msk_desk.domain.reconciliation import NO_PATHWAY, Traced, Way, account_of, accounts_of, behind, parts_of

DAYS = st.integers(1000, 1030)
EVENTS = st.lists(
    st.tuples(
        DAYS,
        st.sampled_from(
            ("referral_received", "triaged", "first_appointment", "follow_up", "decision", "pifu_opened", "discharged",
             "dna", "booked", "offer", "re_referral")
        ),
    ),
    max_size=6,
)  # fmt: skip
WAYS = st.builds(
    Way,
    pathway_id=st.uuids().map(str),
    status=st.sampled_from(("active", "finished", "cancelled", "onhold", "planned", "entered-in-error", "")),
    stage=st.sampled_from(("referred", "triaged", "assessed", "review", "pifu", "discharged", "of another system")),
    started=st.one_of(st.just(0), DAYS),
    ended=st.one_of(st.just(0), DAYS),
    events=EVENTS.map(tuple),
)
REFERRALS = st.lists(
    st.builds(
        Traced,
        referral_id=st.uuids().map(str),
        patient_id=st.just("p"),
        source=st.sampled_from(("gp", "fcp", "self", "internal", "other", "")),
        received=st.one_of(st.just(0), DAYS),
        status=st.sampled_from(("active", "completed", "revoked", "entered-in-error", "draft", "")),
        ways=st.lists(WAYS, max_size=3).map(tuple),
    ),
    max_size=12,
)
MANY = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
PARTS = ("opening", "received", "back", "ended", "open")


@MANY
@given(REFERRALS, DAYS)
def test_in_is_ended_and_open_and_each_open_one_is_in_exactly_one_stage(referrals: list[Traced], day: int) -> None:
    account = account_of(referrals, day)
    assert account.balanced
    came = [each for each in referrals if each.received <= day]
    assert account.ever[0] == len(came)
    in_stages = [behind(referrals, day, stage=stage) for stage in account.by_stage]
    listed = [each for stage in in_stages for each in stage]
    assert len(listed) == len(set(listed)) == account.total.open
    assert [len(found) for found in in_stages] == list(account.by_stage.values())
    # Nobody is on no list: who is not open has ended, and who has ended had a pathway or was withdrawn.
    for each in came:
        if each.referral_id not in listed:
            assert each.ways or each.status in ("completed", "revoked", "entered-in-error")


@MANY
@given(REFERRALS, DAYS)
def test_a_day_begins_where_the_day_before_ended(referrals: list[Traced], day: int) -> None:
    assert account_of(referrals, day).total.opening == account_of(referrals, day - 1).total.open


@MANY
@given(REFERRALS, DAYS)
def test_a_fortnight_at_once_says_what_its_days_say(referrals: list[Traced], day: int) -> None:
    one_by_one = tuple(account_of(referrals, each) for each in range(day - 13, day + 1))
    assert accounts_of(referrals, day, 14) == one_by_one


@MANY
@given(REFERRALS, DAYS)
def test_behind_each_number_is_its_list(referrals: list[Traced], day: int) -> None:
    account = account_of(referrals, day)
    for source, tally in account.by_source.items():
        for part in PARTS:
            found = behind([r for r in referrals if r.source == source], day, part=part)
            assert len(found) == getattr(tally, part)
    for each in referrals:
        assert len(parts_of(each, day)) in (0, 2)


def test_a_referral_that_nobody_carries_is_open_and_named() -> None:
    alone = Traced("r", "p", "gp", 1000)
    assert alone.standing(999) is None
    assert alone.standing(1000) == NO_PATHWAY
    assert account_of([alone], 1000).lost == 1
    in_error = replace(alone, ways=(Way("w", "entered-in-error", "triaged", 1000),))
    assert in_error.standing(1001) == NO_PATHWAY
    assert replace(alone, status="revoked").standing(1001) == ""


def test_looking_back_shows_the_stage_of_that_day() -> None:
    events = ((1000, "referral_received"), (1001, "triaged"), (1010, "first_appointment"))
    way = Way("w", "active", "assessed", 1000, events=events)
    assert [way.stage_on(day) for day in (1000, 1001, 1009, 1010, 1020)] == [
        "referred", "triaged", "triaged", "assessed", "assessed",
    ]  # fmt: skip
    ended = replace(way, status="finished", stage="discharged", ended=1020)
    assert (ended.open_on(1019), ended.open_on(1020)) == (True, False)


def test_a_referral_taken_up_again_is_counted_as_having_come_back() -> None:
    first = Way("a", "finished", "discharged", 1000, 1005)
    again = Way("b", "active", "triaged", 1008)
    came_back = Traced("r", "p", "self", 1000, ways=(first, again))
    assert parts_of(came_back, 1005) == ("opening", "ended")
    assert parts_of(came_back, 1006) == ()
    assert parts_of(came_back, 1008) == ("back", "open")
    assert account_of([came_back], 1008).balanced
