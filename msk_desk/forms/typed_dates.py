"""Dates as people type them: 23/11/26, 23-Nov-2026, 2/52 (in two weeks), +6w."""

import re
from datetime import date, timedelta

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NUMERIC = re.compile(r"(\d{1,2})[\s./-](\d{1,2})[\s./-](\d{4}|\d{2})$")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})$")
_NAMED = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[\s./-]*([a-z]{3,9})\.?[\s./-]*(\d{4}|\d{2})$")
# Clinicians write lengths of time as number over days, weeks or months: 3/7, 2/52, 6/12.
_FRACTION = re.compile(r"(\d{1,3})/(7|52|12)$")
_AHEAD = re.compile(r"([+-])?\s*(\d{1,3})\s*(d|days?|w|wks?|weeks?|m|months?|y|yrs?|years?)$")
_YEAR = re.compile(r"\d{4}$")
_NUMBERED_MONTH = re.compile(r"(?:(?P<month>\d{1,2})[/.-](?P<year>\d{4})|(?P<iso_year>\d{4})-(?P<iso_month>\d{2}))$")
_NAMED_MONTH = re.compile(r"([a-z]{3,9})\.?[\s./-]*(\d{4})$")
_WORDS = {"today": 0, "tomorrow": 1, "yesterday": -1}


def parse_date(text: str, today: date) -> date | None:
    """Return the day meant, or None when it cannot be told.

    Args:
        today: the day that lengths of time are counted from.
    """
    words = text.strip().lower()
    if words in _WORDS:
        return today + timedelta(days=_WORDS[words])
    if match := _FRACTION.match(words):
        return _later(today, int(match.group(1)), {"7": "d", "52": "w", "12": "m"}[match.group(2)])
    if match := _AHEAD.match(words):
        amount = int(match.group(2)) * (-1 if match.group(1) == "-" else 1)
        return _later(today, amount, match.group(3)[0])
    if match := _ISO.match(words):
        return _day(int(match.group(1)), int(match.group(2)), int(match.group(3)))
    if match := _NUMERIC.match(words):
        return _day(_year(match.group(3), today), int(match.group(2)), int(match.group(1)))
    if (match := _NAMED.match(words)) and match.group(2)[:3] in _MONTHS:
        return _day(_year(match.group(3), today), _MONTHS.index(match.group(2)[:3]) + 1, int(match.group(1)))
    return None


def part_of_date(text: str) -> str:
    """Return a year or a month as FHIR writes part of a date, `2019` or `2019-11`; empty when it is neither."""
    words = text.strip().lower()
    if _YEAR.match(words):
        return words
    if match := _NUMBERED_MONTH.match(words):
        year, month = match["year"] or match["iso_year"], int(match["month"] or match["iso_month"])
        return f"{year}-{month:02d}" if 1 <= month <= 12 else ""
    if (match := _NAMED_MONTH.match(words)) and match.group(1)[:3] in _MONTHS:
        return f"{match.group(2)}-{_MONTHS.index(match.group(1)[:3]) + 1:02d}"
    return ""


def month_text(part: str) -> str:
    """Return a month as staff read it, `Nov-2019`; a year as it is."""
    year, _, month = part.partition("-")
    return f"{_MONTHS[int(month) - 1].capitalize()}-{year}" if month else year


def date_text(day: date) -> str:
    """Return a day as staff read it, `23-Nov-2026`, whatever the computer's language."""
    return f"{day.day:02d}-{_MONTHS[day.month - 1].capitalize()}-{day.year:04d}"


def _year(digits: str, today: date) -> int:
    """Return a year; two digits mean the century that puts it nearest, at most ten years ahead."""
    year = int(digits)
    if len(digits) == 4:
        return year
    year += today.year // 100 * 100
    return year if year <= today.year + 10 else year - 100


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _later(today: date, amount: int, unit: str) -> date | None:
    if unit in "dw":
        return today + timedelta(days=amount * (7 if unit == "w" else 1))
    total = today.year * 12 + today.month - 1 + amount * (12 if unit == "y" else 1)
    for day in range(today.day, 27, -1):
        found = _day(total // 12, total % 12 + 1, day)
        if found is not None:
            return found
    return _day(total // 12, total % 12 + 1, min(today.day, 28))
