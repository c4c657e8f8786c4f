"""An answer as words for reading: codings by their display, dates as staff write them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from msk_desk.forms.typed_dates import date_text
from ui.forms.events import Value
from ui.forms.words import Words


def number_words(number: object) -> str:
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
        return text
    return f"{words} {clock[:5]}".strip()


def value_words(value: Value, words: Words) -> str:
    """Return one answer as words."""
    key, given = next(iter(value.items()))
    if isinstance(given, bool):
        return words.get("forms.yes") if given else words.get("forms.no")
    if key == "valueQuantity":
        unit = given.get("unit") or given.get("code") or ""
        return f"{number_words(given.get('value'))} {unit}".strip()
    if isinstance(given, dict):
        return str(given.get("display") or given.get("code") or given.get("reference") or "")
    return day_words(given) if key in ("valueDate", "valueDateTime") else number_words(given)


def values_words(values: Sequence[Value], words: Words) -> str:
    """Return all answers of an item as words."""
    return ", ".join(value_words(value, words) for value in values)
