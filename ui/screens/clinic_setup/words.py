"""Clinics in words: when one is held, what its slots are, why one is left out, what becomes of a patient."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING

from msk_desk.domain.clinic_templates import ALTERNATE, MONTHLY, ClinicTemplate, slot_times, unused_minutes
from msk_desk.domain.clinic_time import CLINIC_ZONE, clock
from msk_desk.domain.dates import staff_date
from msk_desk.domain.leave import Leave

if TYPE_CHECKING:
    from msk_desk.services.clinic_names import ClinicNames

Text = Callable[..., str]
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WEEKS = ("1", "2", "3", "4", "5", "-1")
KINDS = ("any", "new", "review", "decision", "post-op", "group")


def day_words(text: Text, day: date) -> str:
    """`Mon 23-Nov-2026`."""
    return text(f"clinic_setup.day_{DAYS[day.weekday()]}") + " " + staff_date(day)


def span(start: datetime, end: datetime) -> str:
    """`09:00–12:30` by the clinic's clock."""
    first, last = start.astimezone(CLINIC_ZONE), end.astimezone(CLINIC_ZONE)
    return f"{first:%H:%M}–{last:%H:%M}"


def when_words(text: Text, template: ClinicTemplate) -> str:
    """`Mon, Tue · alternate weeks · 09:00–12:30`."""
    days = ", ".join(text(f"clinic_setup.day_{DAYS[day]}") for day in sorted(template.weekdays))
    weeks = text(f"clinic_setup.pattern_{template.pattern}")
    if template.pattern == MONTHLY:
        weeks = ", ".join(text(f"clinic_setup.nth_{nth}") for nth in template.nth)
    parts = [days, weeks] if template.pattern in (ALTERNATE, MONTHLY) else [days]
    return " · ".join((*parts, f"{clock(template.start)}–{clock(template.end)}"))


def slots_words(text: Text, template: ClinicTemplate) -> str:
    """Every slot of a session, and what is left over."""
    slots = slot_times(template)
    if not slots:
        return text("clinic_setup.no_slots")
    listed = ", ".join(f"{clock(slot.start)} {kind_words(text, slot.kind)}" for slot in slots)
    places = sum(slot.capacity for slot in slots)
    said = text("clinic_setup.slots_are", n=len(slots), places=places, listed=listed)
    left = unused_minutes(template)
    unused = text("clinic_setup.unused", n=left)
    return f"{said} {unused}" if left else said


def kind_words(text: Text, kind: str) -> str:
    """A kind of appointment; one that is not ours stands for itself."""
    return text(f"clinic_setup.kind_{kind}") if kind in KINDS else kind


def leave_words(text: Text, entry: Leave, names: ClinicNames) -> str:
    """`Asha Rao: Annual leave`, or the site that is closed."""
    who = names.who(entry.staff_id) or text("clinic_setup.closed", site=names.place(entry.site_id))
    return f"{who}: {entry.reason}" if entry.reason else who
