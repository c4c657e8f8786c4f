"""Where columns and blocks lie in the calendar, what is under a point, and which block is next by keyboard."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from ui.screens.clinics.columns import Block, Column, hours_of, shortest

GAP = 4
"""Pixels left free at the right of and below each block."""
_MINUTE, _MOST, _LEAST_HIGH = 1.4, 2.6, 22
_NARROW, _WIDE = 148, 440

Spot = tuple[int, int]
"""A block: the number of its column, and its own in the column."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels of the whole calendar."""

    x: float
    y: float
    width: float
    height: float


class Geometry:
    """The columns laid out for one width of the viewport and one text size."""

    def __init__(self, columns: tuple[Column, ...], room: int, scale: float = 1.0) -> None:
        """Args: `room`, the viewport's width in pixels; `scale`, of the text, 1 at 100 %."""
        self.columns = columns
        self.first, self.last = hours_of(columns)
        self.minute = scale * min(_MOST, max(_MINUTE, _LEAST_HIGH / max(1, shortest(columns))))
        fair = room / len(columns) if columns else room
        self.column = max(_NARROW * scale, min(_WIDE * scale, fair))
        self.width = round(self.column * len(columns))
        self.height = round((self.last - self.first) * self.minute) + 2 * GAP
        self._tops = [[block.top for block in column.blocks] for column in columns]
        self._longest = [
            max((block.bottom - block.top for block in column.blocks), default=0) for column in columns
        ]  # fmt: skip

    def y_of(self, minute: float) -> float:
        """Where a time of day lies, in minutes after midnight."""
        return GAP + (minute - self.first) * self.minute

    def minute_at(self, y: float) -> float:
        """The time of day at a height."""
        return self.first + (y - GAP) / self.minute

    def box(self, at: int, block: Block) -> Box:
        """The place of a block in a column, in whole pixels so that its edges are sharp."""
        lane = (self.column - GAP) / block.lanes
        left, right = round(at * self.column + block.lane * lane), round(at * self.column + (block.lane + 1) * lane)
        top, bottom = round(self.y_of(block.top)), round(self.y_of(block.bottom))
        return Box(left, top, right - left - GAP, bottom - top - GAP)

    def columns_between(self, left: float, right: float) -> range:
        """The numbers of the columns that touch a stretch."""
        first = max(0, int(left // self.column))
        return range(first, min(len(self.columns), int(right // self.column) + 1))

    def spots_between(self, at: int, top: float, bottom: float) -> Iterator[tuple[int, Block]]:
        """The blocks of a column that touch a stretch of height."""
        early, late = self.minute_at(top), self.minute_at(bottom)
        blocks = self.columns[at].blocks
        number = bisect_left(self._tops[at], early - self._longest[at])
        while number < len(blocks) and blocks[number].top <= late:
            if blocks[number].bottom >= early:
                yield number, blocks[number]
            number += 1

    def spot_at(self, x: float, y: float) -> Spot | None:
        """The block under a point; bookings before the free place they overlap."""
        for at in self.columns_between(x, x):
            for number, block in self.spots_between(at, y, y):
                box = self.box(at, block)
                if box.x <= x < box.x + box.width and box.y <= y < box.y + box.height:
                    return at, number
        return None

    def block(self, spot: Spot) -> Block:
        """The block of a spot."""
        return self.columns[spot[0]].blocks[spot[1]]

    def find(self, column_key: str, key: tuple[str, str]) -> Spot | None:
        """Where a block is now: by its column, slot and booking, else by its slot alone."""
        found: Spot | None = None
        for at, column in enumerate(self.columns):
            if column.key == column_key:
                for number, block in enumerate(column.blocks):
                    if block.key == key:
                        return at, number
                    if found is None and key[0] and block.key[0] == key[0]:
                        found = at, number
        return found

    def nearest(self, at: int, minute: float) -> Spot | None:
        """The block of a column that is at a time or next to it; None in an empty column."""
        blocks = self.columns[at].blocks
        if not blocks:
            return None
        return at, min(range(len(blocks)), key=_Distance(blocks, minute))

    def up_or_down(self, spot: Spot, step: int) -> Spot:
        """The block before or after in the column."""
        last = len(self.columns[spot[0]].blocks) - 1
        return spot[0], min(last, max(0, spot[1] + step))

    def across(self, spot: Spot, step: int, minute: float) -> Spot:
        """The block at a time in the next column that has any; the spot itself at the edge."""
        at = spot[0] + step
        while 0 <= at < len(self.columns):
            found = self.nearest(at, minute)
            if found is not None:
                return found
            at += step
        return spot


class _Distance:
    """How far a block is from a time, in minutes; none when the time lies in it."""

    def __init__(self, blocks: tuple[Block, ...], minute: float) -> None:
        self._blocks, self._minute = blocks, minute

    def __call__(self, number: int) -> float:
        block = self._blocks[number]
        return max(block.top - self._minute, self._minute - block.bottom + 0.01, 0.0)
