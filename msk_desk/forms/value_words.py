"""An answer as words for reading: codings by their display, dates as staff write them."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from msk_desk.forms.item import Value
from msk_desk.forms.typed_dates import date_text, month_text, part_of_date


def number_words(number: Any) -> str:
    """Return a number without trailing zeros."""
    if isinstance(number, Decimal | float):
        text = format(Decimal(str(number)), "f")
        return text.rstrip("0").rstrip(".") if "." in text else text
    return str(number)


def day_words(text: str) -> str:
    """Return a FHIR date or date-time as staff read it; part of a date as it is."""
    day, _, clock = text.partition("T")
    try:
        words = date_text(date.fromisoformat(day))
    except ValueError:
        part = part_of_date(day)
        return month_text(part) if part else text
    return f"{words} {clock[:5]}".strip()


def value_words(value: Value, yes: str = "Yes", no: str = "No") -> str:
    """Return one answer as words."""
    key, given = next(iter(value.items()))
    if isinstance(given, bool):
        return yes if given else no
    if key == "valueQuantity":
        return with_unit(number_words(given.get("value")), str(given.get("unit") or given.get("code") or ""))
    if isinstance(given, dict):
        return str(given.get("display") or given.get("code") or given.get("reference") or "")
    return day_words(given) if key in ("valueDate", "valueDateTime") else number_words(given)


def values_words(values: Sequence[Value], yes: str = "Yes", no: str = "No") -> str:
    """Return all answers of an item as words."""
    return ", ".join(value_words(value, yes, no) for value in values)


def with_unit(number: str, unit: str) -> str:
    """Return a number with its unit: `115°`, `17 seconds`."""
    return f"{number}{'' if unit in ('°', '%', '') else ' '}{unit}"
