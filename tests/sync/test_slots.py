"""A slot that two desks used at once never holds more than it takes, whatever each of them did."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from msk_desk.domain.booking_rules import with_place_freed, with_place_taken
from msk_desk.domain.clinics import Slot
from msk_desk.fhir.mapping import write
from msk_desk.fhir.scheduling import holders_of
from msk_desk.sync.slots import is_lost, merge_slot, who_stays, without

NINE = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)


def used(slot: Slot, leave: set[str], join: list[str]) -> Slot:
    """What one desk makes of a slot: somebody leaves, others join while there is room."""
    for one in leave & set(slot.holders):
        slot = with_place_freed(slot, one)
    for one in join:
        if len(slot.holders) < slot.capacity:
            slot = with_place_taken(slot, one)
    return slot


WHO = st.sampled_from("abcd")


@given(
    st.integers(1, 3), st.sets(WHO, max_size=3), st.sets(WHO), st.sets(WHO),
    st.lists(st.sampled_from("mno"), unique=True), st.lists(st.sampled_from("xyz"), unique=True), st.booleans(),
)  # fmt: skip
def test_never_more_than_there_is_room_for(
    capacity: int, before: set[str], we_free: set[str], they_free: set[str], we_book: list[str], they_book: list[str],
    closed: bool,
) -> None:  # fmt: skip
    made = used(Slot("1", "s", NINE, NINE + timedelta(minutes=30), capacity=capacity), set(), sorted(before))
    ours, theirs = used(made, we_free, we_book), used(made, they_free, they_book)
    base, local, there = write(made, None), write(ours, None), write(theirs, None)
    if closed:
        there["status"] = "busy-unavailable"
    result = settled(base, local, there)
    held = set(holders_of(result))
    assert len(held) <= capacity
    assert set(theirs.holders) - (set(made.holders) & we_free) <= held, "who was first keeps the place"
    if closed:
        assert result["status"] == "busy-unavailable"
        assert not held & set(we_book)
    else:
        assert (result["status"] == "busy") == (len(held) >= capacity)


def settled(base: dict[str, Any], local: dict[str, Any], there: dict[str, Any]) -> dict[str, Any]:
    """What the synchronisation makes of it."""
    if not is_lost(base, local, there):
        return merge_slot(base, local, there).value
    staying = who_stays(base, local, there)
    added = set(holders_of(local)) - set(holders_of(base))
    return merge_slot(base, without(local, added - set(staying)), there).value
