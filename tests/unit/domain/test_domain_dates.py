"""Dates: partial ones stay partial, ages are right on leap days, nothing follows the computer's locale."""

from __future__ import annotations

import locale
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msk_desk.domain.dates import (
    NOT_KNOWN,
    age_in_years,
    clock_time,
    patient_date,
    staff_date,
    weeks_completed,
    whole_date,
)


@pytest.mark.parametrize(
    ("given_text", "shown"),
    [
        ("1960-05-04", "04-May-1960"),
        ("1960-05", "May-1960"),
        ("1960", "1960"),
        ("1960-05-04T23:30:00Z", "04-May-1960"),
        ("", NOT_KNOWN),
        (None, NOT_KNOWN),
        ("1960-13", NOT_KNOWN),
        (date(1960, 5, 4), "04-May-1960"),
    ],
)
def test_staff_read_dates_with_the_month_in_letters(given_text: str | date | None, shown: str) -> None:
    assert staff_date(given_text) == shown


@pytest.mark.parametrize(("text", "shown"), [("2026-02-03", "3 February 2026"), ("2026-02", NOT_KNOWN)])
def test_patients_read_whole_dates_in_words(text: str, shown: str) -> None:
    assert patient_date(text) == shown


@pytest.mark.parametrize("text", [None, "", "1960", "1960-05", "1960-02-30", "not a date", "1961-02-29"])
def test_what_is_not_a_day_is_no_day(text: str | None) -> None:
    assert whole_date(text) is None
    assert age_in_years(text, date(2026, 1, 1)) is None


@pytest.mark.parametrize(
    ("born", "on", "age"),
    [
        ("2000-02-29", date(2025, 2, 28), 24),
        ("2000-02-29", date(2025, 3, 1), 25),
        ("2000-02-29", date(2024, 2, 28), 23),
        ("2000-02-29", date(2024, 2, 29), 24),
        ("1956-03-14", date(2026, 3, 13), 69),
        ("1956-03-14", date(2026, 3, 14), 70),
        ("2026-03-14", date(2026, 3, 14), 0),
        ("2026-03-15", date(2026, 3, 14), None),
    ],
)
def test_ages_are_completed_years(born: str, on: date, age: int | None) -> None:
    assert age_in_years(born, on) == age


@given(st.dates(date(1900, 1, 1), date(2026, 12, 31)), st.dates(date(1900, 1, 1), date(2026, 12, 31)))
def test_an_age_grows_by_one_a_year_and_is_never_negative(born: date, on: date) -> None:
    age = age_in_years(born, on)
    if born > on:
        assert age is None
        return
    assert age is not None
    assert 0 <= age <= on.year - born.year
    assert (on.year - born.year) - age in (0, 1)


@pytest.mark.parametrize(("days", "weeks"), [(0, 0), (6, 0), (7, 1), (125, 17), (126, 18)])
def test_weeks_are_completed_weeks(days: int, weeks: int) -> None:
    start = date(2026, 1, 1)
    assert weeks_completed(start, date.fromordinal(start.toordinal() + days)) == weeks


def test_a_foreign_locale_changes_no_date() -> None:
    before = locale.setlocale(locale.LC_TIME)
    available = [name for name in ("de_DE.UTF-8", "fr_FR.UTF-8", "C.UTF-8", "C") if _takes(name)]
    try:
        for name in available:
            locale.setlocale(locale.LC_TIME, name)
            assert staff_date("2026-03-05") == "05-Mar-2026"
            assert patient_date("2026-05-05") == "5 May 2026"
    finally:
        locale.setlocale(locale.LC_TIME, before)


def _takes(name: str) -> bool:
    before = locale.setlocale(locale.LC_TIME)
    try:
        locale.setlocale(locale.LC_TIME, name)
    except locale.Error:
        return False
    finally:
        locale.setlocale(locale.LC_TIME, before)
    return True


def test_times_are_24_hours() -> None:
    assert clock_time(datetime(2026, 11, 23, 9, 5, tzinfo=UTC)) == "09:05"
    assert clock_time(datetime(2026, 11, 23, 21, 5, tzinfo=UTC)) == "21:05"
    assert clock_time(None) == NOT_KNOWN
