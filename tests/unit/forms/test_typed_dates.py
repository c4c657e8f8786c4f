"""Dates as people type them."""

from datetime import date

import pytest

from msk_desk.forms.typed_dates import date_text, parse_date

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("23/11/26", date(2026, 11, 23)),
        ("23-Nov-2026", date(2026, 11, 23)),
        ("23 november 2026", date(2026, 11, 23)),
        ("1st Dec 26", date(2026, 12, 1)),
        ("4.5.60", date(1960, 5, 4)),
        ("2026-11-23", date(2026, 11, 23)),
        ("3/7", date(2026, 11, 25)),
        ("2/52", date(2026, 12, 6)),
        ("6/12", date(2027, 5, 22)),
        ("+6w", date(2027, 1, 3)),
        ("-1y", date(2025, 11, 22)),
        ("+10 days", date(2026, 12, 2)),
        ("today", TODAY),
        ("31/02/2026", None),
        ("12/13/26", None),
        ("soon", None),
        ("", None),
    ],
)
def test_a_typed_date(typed: str, meant: date | None) -> None:
    assert parse_date(typed, TODAY) == meant


def test_a_month_later_than_the_31st_is_the_last_day() -> None:
    assert parse_date("3/12", date(2026, 11, 30)) == date(2027, 2, 28)


def test_a_date_reads_the_same_whatever_the_locale() -> None:
    assert date_text(date(2026, 3, 4)) == "04-Mar-2026"
