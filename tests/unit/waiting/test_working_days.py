"""Working days in England, across Easter, Christmas and substitute days."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from msk_desk.domain.bank_holidays import is_bank_holiday
from msk_desk.domain.waiting.working_days import due_after, is_working_day, working_days_between

VECTORS = json.loads((Path(__file__).parent / "vectors.json").read_text())


@pytest.mark.parametrize("case", VECTORS["working_days"], ids=[case["id"] for case in VECTORS["working_days"]])
def test_due_after_working_days(case: dict[str, str]) -> None:
    received = date.fromisoformat(case["received"])
    assert due_after(received, int(case["working_days"]), is_bank_holiday).isoformat() == case["due"]


def test_the_bank_holidays_are_the_ones_that_were_published() -> None:
    wanted = {date.fromisoformat(day) for day in VECTORS["bank_holidays"]}
    years = range(min(wanted).year, max(wanted).year + 1)
    every = (date(year, 1, 1) + timedelta(at) for year in years for at in range(365 + (year % 4 == 0)))
    assert {day for day in every if is_bank_holiday(day) and day.weekday() < 5} == {
        day for day in wanted if day.weekday() < 5
    }


def test_working_days_between_counts_the_last_day_and_not_the_first() -> None:
    assert working_days_between(date(2026, 12, 24), date(2026, 12, 29), is_bank_holiday) == 1
    assert working_days_between(date(2026, 12, 29), date(2026, 12, 24), is_bank_holiday) == 0
    assert not is_working_day(date(2026, 12, 28), is_bank_holiday)
