"""How long a wait is: days, weeks, the national weekly bands and the limits people are judged by.

Source: NHS England, Recording and reporting RTT waiting times, version 5.0 (11 February 2025, PRN01045), 10.1.7.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

STANDARD = 18
"""Weeks within which treatment is to begin; exactly 18 weeks is within."""
_LAST_BAND = 104


@dataclass(frozen=True, slots=True)
class Wait:
    """A wait of so many days; the same day is 0."""

    days: int

    @property
    def weeks_completed(self) -> int:
        """Whole weeks."""
        return self.days // 7

    @property
    def weeks_decimal(self) -> float:
        """Weeks to two places."""
        return round(self.days / 7, 2)

    @property
    def band(self) -> str:
        """The band it is reported in: `0-1` holds 0 to 7 days, then each 7 days."""
        if self.days <= 7:
            return "0-1"
        week = (self.days - 1) // 7
        return f">{_LAST_BAND}" if week >= _LAST_BAND else f">{week}-{week + 1}"

    @property
    def within_standard(self) -> bool:
        """Whether it is no longer than 18 weeks: 126 days are within, 127 are not."""
        return self.days <= STANDARD * 7

    @property
    def over_a_year(self) -> bool:
        """Whether it is longer than 52 weeks: 364 days are not."""
        return self.days > 52 * 7


def wait(start: date, until: date) -> Wait:
    """The wait between two days; one that would end before it began is 0."""
    return Wait(max(0, (until - start).days))
