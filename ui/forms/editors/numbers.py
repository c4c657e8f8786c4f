"""Numbers and units of answers, as the editors of numbers read and show them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from msk_desk.forms.fhirpath.items import primitive
from msk_desk.forms.fhirpath.quantity import Quantity
from ui.forms.events import Value


def unit_words(unit: dict[str, Any] | None) -> str:
    """Return a unit in words; nothing for none."""
    return "" if unit is None else str(unit.get("display") or unit.get("unit") or unit.get("code") or "")


def number_in(value: Value) -> Any:
    """Return the number of an answer."""
    given = next(iter(value.values()))
    return given.get("value") if isinstance(given, dict) else given


def bound(limit: Any) -> Decimal | None:
    """Return a least or greatest value as a number."""
    if isinstance(limit, dict):
        limit = limit.get("value")
    value = primitive(limit)
    if isinstance(value, Quantity):
        return value.value
    if isinstance(value, float):
        return Decimal(repr(value))
    return Decimal(value) if isinstance(value, int | Decimal) and not isinstance(value, bool) else None
