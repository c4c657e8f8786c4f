"""What the blocks of the calendar say: on their lines, by sign, and aloud."""

from __future__ import annotations

from dataclasses import dataclass

from msk_desk.domain.dates import age_in_years, clock_time, staff_date
from msk_desk.domain.diary import Booked, Space
from ui.context import Texts
from ui.screens.clinics.columns import BOOKED, BREAK, FREE, LOST, Block, Column

KINDS = {
    "new": "calendar.kind_new", "review": "calendar.kind_review", "post-op": "calendar.kind_post_op",
    "decision": "calendar.kind_decision",
}  # fmt: skip
MODES = {
    "f2f": "calendar.mode_f2f", "telephone": "calendar.mode_telephone", "video": "calendar.mode_video",
    "home": "calendar.mode_home",
}  # fmt: skip
STATES = {
    "proposed": "calendar.state_proposed", "booked": "calendar.state_booked", "arrived": "calendar.state_arrived",
    "started": "calendar.state_started", "fulfilled": "calendar.state_fulfilled", "noshow": "calendar.state_noshow",
    "cancelled": "calendar.state_cancelled",
}  # fmt: skip
WEEKDAYS = (
    "calendar.monday", "calendar.tuesday", "calendar.wednesday", "calendar.thursday", "calendar.friday",
    "calendar.saturday", "calendar.sunday",
)  # fmt: skip

_KEPT = 5000


@dataclass(frozen=True, slots=True)
class Said:
    """A block in words: the bold line, the word after it, the line below, and the look with its sign."""

    head: str
    state: str
    below: str
    look: str


def state_of(booked: Booked) -> str:
    """Where a booking stands; one that has begun is `started`."""
    return "started" if booked.status == "arrived" and booked.started else booked.status


class BlockWords:
    """Words of blocks; the same block always says the same."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._said: dict[int, tuple[Block, Said]] = {}

    def said(self, block: Block) -> Said:
        """What a block says; kept, since a calendar is painted many times a second."""
        found = self._said.get(id(block))
        if found is None:
            if len(self._said) > _KEPT:
                self._said.clear()
            # The block is kept with its words, so that its number stays its own.
            found = self._said[id(block)] = (block, self._say(block))
        return found[1]

    def _say(self, block: Block) -> Said:
        text = self._texts.get
        if block.what in (BOOKED, LOST) and block.booked is not None:
            return self._booked(block.booked, block)
        called_off = block.sitting is not None and not block.sitting.active
        if block.what == BREAK:
            return Said(text("calendar.break"), "", "", "break")
        if block.what == FREE and block.space is not None:
            if called_off:
                return Said(text("calendar.not_held"), "", "", "off")
            return Said(text("calendar.free", minutes=block.space.minutes), "", self._wanted(block.space), "free")
        return Said(text("calendar.taken"), "", "", "off" if called_off else "taken")

    def _booked(self, booked: Booked, block: Block) -> Said:
        text = self._texts.get
        state = state_of(booked)
        known = text(STATES[state]) if state in STATES else state
        shown = "" if state == "booked" else known
        look = state if state in STATES else "proposed"
        off = block.what == LOST or (block.sitting is not None and not block.sitting.active)
        if off and booked.status in ("booked", "proposed"):
            look, shown = "lost", shown or text("calendar.state_lost" if block.what == LOST else "calendar.state_off")
        if booked.overbook_reason:
            shown = " · ".join(filter(None, (shown, text("calendar.overbooked"))))
        return Said(booked.name or text("calendar.not_here"), shown, self.what_for(booked), look)

    def what_for(self, booked: Booked) -> str:
        """`Video · review · shoulder`: the mode unless face to face, the kind, the reason."""
        mode = "" if booked.mode in ("", "f2f") else self.mode(booked.mode)
        words = " · ".join(filter(None, (mode, self.kind(booked.kind), booked.reason)))
        return words[:1].upper() + words[1:]

    def _wanted(self, space: Space) -> str:
        left = space.places_left
        places = self._texts.get("calendar.places_left", n=left) if space.capacity > 1 else ""
        mode = self.mode(space.mode) if space.mode else ""
        words = " · ".join(filter(None, (places, mode, self.kind(space.kind))))
        return words[:1].upper() + words[1:]

    def kind(self, code: str) -> str:
        """A kind of appointment."""
        return self._texts.get(KINDS[code]) if code in KINDS else code

    def mode(self, code: str) -> str:
        """A way of being seen."""
        return self._texts.get(MODES[code]) if code in MODES else code

    def weekday(self, column: Column) -> str:
        """`Monday 23-Nov-2026`."""
        return f"{self._texts.get(WEEKDAYS[column.day.weekday()])} {staff_date(column.day)}"

    def aloud(self, column: Column, block: Block) -> str:
        """A block as a screen reader says it: when, who or free, what for, with whom, on which day."""
        said = self.said(block)
        times = self._texts.get("calendar.from_to", start=_clock(block.top), end=_clock(block.bottom))
        state = said.state
        if block.booked is not None and not state:
            state = self._texts.get("calendar.state_booked")
        parts = (times, said.head, state, said.below, column.title, column.subtitle, self.weekday(column))
        return ", ".join(part for part in parts if part)

    def born(self, booked: Booked, column: Column) -> str:
        """`14-Mar-1956 (70y)`."""
        age = age_in_years(booked.born, column.day)
        return staff_date(booked.born) + (f" ({age}y)" if age is not None else "")

    def when(self, booked: Booked) -> str:
        """`09:00–09:40`."""
        return f"{clock_time(booked.start)}–{clock_time(booked.end)}"


def _clock(minute: int) -> str:
    return f"{minute // 60 % 24:02d}:{minute % 60:02d}"
