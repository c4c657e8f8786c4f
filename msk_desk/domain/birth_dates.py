"""Birth dates as they are typed at a desk, and how two of them may be the same day written wrongly."""

from __future__ import annotations

import re
from datetime import date

from msk_desk.domain.dates import MONTHS, whole_date

_PARTS = re.compile(r"[\s/.\-]+")
_SHORT = {month[:3].casefold(): at for at, month in enumerate(MONTHS, 1)}
OLDEST_YEARS = 130


def typed_date(text: str, today: date) -> date | None:
    """A day as people type it: 4/5/60, 04.05.1960, 4 May 1960, 04051960; a year of two digits is in the past.

    None when it is no day, a later day than today, or longer ago than anybody lives.
    """
    parts = _spread(text.strip())
    if len(parts) != 3:
        return None
    if len(parts[0]) == 4:  # as computers write it: 1960-05-04
        parts = parts[::-1]
    month = _SHORT.get(parts[1][:3].casefold()) if parts[1].isalpha() else _number(parts[1])
    day, year = _number(parts[0]), _number(parts[2])
    if day is None or month is None or year is None or len(parts[2]) not in (2, 4):
        return None
    if len(parts[2]) == 2:
        year += today.year // 100 * 100
        year -= 100 if year > today.year else 0
    return _possible(year, month, day, today)


def _spread(text: str) -> list[str]:
    if len(text) == 8 and text.isdigit() and text.isascii():
        return [text[:2], text[2:4], text[4:]]
    return [part for part in _PARTS.split(text) if part]


def _number(text: str) -> int | None:
    return int(text) if text.isdigit() and text.isascii() and len(text) <= 4 else None


def _possible(year: int, month: int, day: int, today: date) -> date | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found if found <= today and today.year - year <= OLDEST_YEARS else None


def born_alike(one: str, other: str) -> tuple[str, str]:
    """How far two ISO birth dates agree (`same`, `near`, `different`, `unknown`), and how a near one differs."""
    if not one or not other:
        return "unknown", ""
    if one == other:
        return ("same", "") if whole_date(one) else ("near", "partial")
    first, second = whole_date(one), whole_date(other)
    if first is None or second is None:
        return ("near", "partial") if one.startswith(other) or other.startswith(one) else ("different", "")
    if (first.year, first.month, first.day) == (second.year, second.day, second.month):
        return "near", "swapped"
    return ("near", "slip") if _one_slip(first, second) else ("different", "")


def _one_slip(first: date, second: date) -> bool:
    """One digit typed wrongly, or two neighbours exchanged."""
    mine, theirs = f"{first:%d%m%Y}", f"{second:%d%m%Y}"
    apart = [at for at, (a, b) in enumerate(zip(mine, theirs, strict=True)) if a != b]
    if len(apart) == 1:
        return True
    return len(apart) == 2 and apart[1] == apart[0] + 1 and mine[apart[0]] == theirs[apart[1]] \
        and mine[apart[1]] == theirs[apart[0]]  # fmt: skip
