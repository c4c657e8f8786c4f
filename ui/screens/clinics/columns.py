"""The calendar's columns and the blocks in them, made from the diary; no widgets, so that tests and readers use it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from msk_desk.domain.diary import Booked, Diary, Sitting, Space

FREE, TAKEN, BREAK, BOOKED, LOST = "free", "taken", "break", "booked", "lost"
"""What a block is: a free place, one taken by somebody not known here, a break, a booking, a booking without a slot."""

_LAST = "\uffff"
"""Sorts after the name of any site."""


@dataclass(frozen=True, slots=True)
class Block:
    """One thing in a column, `held` by a computer that is out. Minutes after midnight; lanes lie side by side."""

    what: str
    top: int
    bottom: int
    space: Space | None = None
    sitting: Sitting | None = None
    booked: Booked | None = None
    lane: int = 0
    lanes: int = 1
    held: bool = False

    @property
    def key(self) -> tuple[str, str]:
        """What stays the same while everything else about it changes."""
        return self.space.slot_id if self.space else "", self.booked.appointment_id if self.booked else ""

    @property
    def bookable(self) -> bool:
        """Whether a patient may be put here."""
        return self.what == FREE and not self.held and self.sitting is not None and self.sitting.active


@dataclass(frozen=True, slots=True)
class Column:
    """One clinician at one place on one day; `key` names it whatever is booked in it. Blocks by time, then lane."""

    key: str
    day: date
    staff_id: str
    title: str
    subtitle: str
    group: str
    sittings: tuple[Sitting, ...]
    blocks: tuple[Block, ...]
    held: tuple[Sitting, ...] = ()
    """Of its sessions the ones that another computer holds."""

    @property
    def called_off(self) -> bool:
        """Whether none of its sessions is held."""
        return bool(self.sittings) and not any(sitting.active for sitting in self.sittings)

    @property
    def places(self) -> tuple[int, int]:
        """Free places and all places."""
        free = sum(block.space.places_left for block in self.blocks if block.what == FREE and block.space is not None)
        spaces = {block.space.slot_id: block.space for block in self.blocks if block.space and block.what != BREAK}
        return free, sum(space.capacity for space in spaces.values())


def columns_of(
    diary: Diary,
    home_site: str = "",
    now: datetime | None = None,
    device_id: str = "",
    weekdays: Iterable[date] = (),
) -> tuple[Column, ...]:
    """The columns in order: by day, the home site first, then by site and name.

    Args:
        now, device_id: when and where it is looked at, which says what other computers hold.
        weekdays: days that have a column even when nobody works.
    """
    out = frozenset(each.id for each in diary.sittings if now is not None and each.held_at(now, device_id))
    held: dict[tuple[date, str, str], list[Sitting]] = defaultdict(list)
    for sitting in diary.sittings:
        held[sitting.start.date(), sitting.staff_id, sitting.site_id].append(sitting)
    loose = list(diary.loose)
    made = [((day, True, "", ""), _no_clinic(day)) for day in weekdays if all(day != key[0] for key in held)]
    for (day, staff_id, site_id), sittings in held.items():
        mine = [each for each in loose if each.staff_id == staff_id and each.start.date() == day]
        loose = [each for each in loose if each not in mine]
        first = sittings[0]
        order = (day, site_id != home_site, first.site, first.staff_name)
        made.append((order, _column(day, tuple(sittings), mine, out)))
    for booked in loose:  # somebody is booked with a clinician who has no session that day: it must be seen
        order = (booked.start.date(), True, _LAST, booked.staff_name)
        made.append((order, _without_session(booked)))
    return tuple(column for _, column in sorted(made, key=_order))


def _order(made: tuple[tuple[date, bool, str, str], Column]) -> tuple[object, ...]:
    return (*made[0], made[1].key)


def _column(day: date, sittings: tuple[Sitting, ...], loose: Iterable[Booked], out: frozenset[str]) -> Column:
    first = sittings[0]
    rooms = list(dict.fromkeys(sitting.room for sitting in sittings if sitting.room))
    blocks = [
        replace(block, held=sitting.id in out)
        for sitting in sittings for space in sitting.spaces for block in _blocks(space, sitting)
    ]  # fmt: skip
    blocks = [*_without_second_slots(blocks), *map(_lost, loose)]
    held = tuple(sitting for sitting in sittings if sitting.id in out)
    key = f"{day.isoformat()}/{first.staff_id}/{first.site_id}"
    return Column(
        key, day, first.staff_id, first.staff_name, " · ".join(rooms), first.site, sittings, _laned(blocks), held
    )


def _no_clinic(day: date) -> Column:
    return Column(f"{day.isoformat()}//", day, "", "", "", "", (), ())


def _without_session(booked: Booked) -> Column:
    day = booked.start.date()
    key = f"{day.isoformat()}/{booked.staff_id}/{booked.appointment_id}"
    return Column(key, day, booked.staff_id, booked.staff_name, booked.place, "", (), (_lost(booked),))


def _blocks(space: Space, sitting: Sitting) -> Iterator[Block]:
    """A slot's bookings, and its free places as one more."""
    top, bottom = minutes_of(space.start), max(minutes_of(space.end), minutes_of(space.start) + 1)
    if space.is_break:
        yield Block(BREAK, top, bottom, space, sitting)
        return
    for booked in space.booked:
        yield Block(BOOKED, top, max(bottom, minutes_of(booked.end)), space, sitting, booked)
    if space.places_left:
        yield Block(FREE, top, bottom, space, sitting)
    elif not space.booked:
        yield Block(TAKEN, top, bottom, space, sitting)


def _without_second_slots(blocks: list[Block]) -> list[Block]:
    """A booking over two slots in a row is one block: its second slot is not taken by somebody else."""
    long = [
        (block.sitting.id, block.top, block.bottom)
        for block in blocks if block.what == BOOKED and block.sitting and block.space
        and block.bottom > minutes_of(block.space.end)
    ]  # fmt: skip
    return [
        block for block in blocks if block.what != TAKEN or block.sitting is None
        or not any(id == block.sitting.id and top < block.top and block.bottom <= end for id, top, end in long)
    ]  # fmt: skip


def _lost(booked: Booked) -> Block:
    top = minutes_of(booked.start)
    return Block(LOST, top, max(minutes_of(booked.end), top + 5), booked=booked)


def _laned(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """By time; what overlaps lies side by side, so that nothing is hidden behind anything."""
    made: list[Block] = []
    together: list[Block] = []
    until = 0
    for block in sorted(blocks, key=_by_time):
        if together and block.top >= until:
            made += _side_by_side(together)
            together = []
        together.append(block)
        until = max(until, block.bottom) if len(together) > 1 else block.bottom
    return tuple(made + _side_by_side(together))


def _side_by_side(blocks: list[Block]) -> list[Block]:
    ends: list[int] = []
    lanes = []
    for block in blocks:
        lane = next((at for at, end in enumerate(ends) if end <= block.top), len(ends))
        ends[lane : lane + 1] = [block.bottom]
        lanes.append(lane)
    return [replace(block, lane=lane, lanes=len(ends)) for block, lane in zip(blocks, lanes, strict=True)]


def _by_time(block: Block) -> tuple[int, bool]:
    return block.top, block.what == FREE


def minutes_of(moment: datetime) -> int:
    """Minutes after midnight on the clinic's own clock."""
    return moment.hour * 60 + moment.minute


def hours_of(columns: Iterable[Column]) -> tuple[int, int]:
    """The whole hours, in minutes after midnight, that hold everything; an ordinary day when there is nothing."""
    tops = [block.top for column in columns for block in column.blocks]
    bottoms = [block.bottom for column in columns for block in column.blocks]
    if not tops:
        return 8 * 60, 18 * 60
    return min(tops) // 60 * 60, -(-max(bottoms) // 60) * 60


def shortest(columns: Iterable[Column]) -> int:
    """Minutes of the shortest block; thirty when there is none."""
    return min((block.bottom - block.top for column in columns for block in column.blocks), default=30)
