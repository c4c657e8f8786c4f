"""England's bank holidays with their substitutes, from the holidays library, loaded when they are first asked for."""

from __future__ import annotations

from datetime import date
from functools import cache


def is_bank_holiday(day: date) -> bool:
    """Whether a day is a bank holiday in England."""
    return day in _of_year(day.year)


@cache
def _of_year(year: int) -> frozenset[date]:
    import holidays

    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))
