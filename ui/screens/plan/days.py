"""A day as staff type it: 15-Dec-2026, 15/12/26, 15 dec; what was meant, or nothing."""

from __future__ import annotations

import re
from datetime import date

from msk_desk.domain.dates import MONTHS

_SHORT = {month[:3].lower(): number for number, month in enumerate(MONTHS, 1)}


def typed_day(text: str, today: date) -> date | None:
    """The day that was typed; without a year the next such day. None when it is not one (yet)."""
    parts = [part for part in re.split(r"[\s/.\-]+", text.strip().lower()) if part]
    if len(parts) not in (2, 3) or not parts[0].isdigit():
        return None
    month = int(parts[1]) if parts[1].isdigit() else _SHORT.get(parts[1][:3], 0)
    if len(parts) == 2:
        found = _day(today.year, month, int(parts[0]))
        return found if found is None or found >= today else _day(today.year + 1, month, int(parts[0]))
    if not parts[2].isdigit() or len(parts[2]) not in (2, 4):
        return None
    year = int(parts[2])
    return _day(year + 2000 if year < 100 else year, month, int(parts[0]))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
