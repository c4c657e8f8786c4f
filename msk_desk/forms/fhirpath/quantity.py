"""Quantities with UCUM or calendar units: comparison, conversion and arithmetic."""

from dataclasses import dataclass
from decimal import Decimal

from msk_desk.forms.errors import FhirpathError
from msk_desk.forms.fhirpath.units import Dimension, measure

_WORDS = ("year", "month", "week", "day", "hour", "minute", "second", "millisecond")
CALENDAR_UNITS = {name: word for word in _WORDS for name in (word, word + "s")}
UCUM_OF_CALENDAR = {
    "year": "a",
    "month": "mo",
    "week": "wk",
    "day": "d",
    "hour": "h",
    "minute": "min",
    "second": "s",
    "millisecond": "ms",
}
CALENDAR_OF_UCUM = {ucum: word for word, ucum in UCUM_OF_CALENDAR.items()}
# A calendar year or month is not a fixed length, so it never equals a UCUM one. Source: FHIRPath N1, 2.1.5.
_NOT_FIXED = ("year", "month")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with a unit: a UCUM code, or a calendar word such as `year`."""

    value: Decimal
    unit: str
    calendar: bool = False

    def __str__(self) -> str:
        """Return it as FHIRPath writes it: `4 days`, `10 'kg'`."""
        number = format(self.value.normalize(), "f")
        return f"{number} {self.unit}s" if self.calendar else f"{number} '{self.unit}'"

    @property
    def ucum(self) -> str:
        """The unit as UCUM code."""
        return UCUM_OF_CALENDAR[self.unit] if self.calendar else self.unit

    @property
    def calendar_unit(self) -> str:
        """The unit as calendar word, or as it is when it is no length of time."""
        return self.unit if self.calendar else CALENDAR_OF_UCUM.get(self.unit, self.unit)

    def in_base(self) -> tuple[Decimal, Dimension] | None:
        """Return the value in base units and the dimension; None for a unit we do not know."""
        found = measure(self.ucum)
        if found is None:
            return None
        factor, dimension = found
        return self.value * factor, dimension

    def compare(self, other: "Quantity") -> int | None:
        """Return -1, 0 or 1; None when the two cannot be compared."""
        if self.ucum == other.ucum and self.calendar == other.calendar:
            return _order(self.value, other.value)
        odd = self.unit if self.calendar else other.unit
        if self.calendar != other.calendar and odd in _NOT_FIXED:
            return None
        mine, theirs = self.in_base(), other.in_base()
        if mine is None or theirs is None or mine[1] != theirs[1]:
            return None
        return _order(mine[0], theirs[0])

    def to(self, unit: str) -> "Quantity | None":
        """Return the same amount in another unit; None when there is no conversion."""
        calendar = CALENDAR_UNITS.get(unit)
        target = Quantity(Decimal(1), calendar or unit, calendar is not None)
        if self.ucum == target.ucum:
            return Quantity(self.value, target.unit, target.calendar)
        mine, one = self.in_base(), target.in_base()
        if mine is None or one is None or mine[1] != one[1]:
            return None
        return Quantity(mine[0] / one[0], target.unit, target.calendar)

    def plus(self, other: "Quantity") -> "Quantity | None":
        """Add, in this quantity's unit; None when the dimensions differ."""
        converted = other if other.unit == self.unit else other.to(self.unit)
        if converted is None:
            return None
        return Quantity(self.value + converted.value, self.unit, self.calendar)

    def times(self, other: "Quantity", sign: int = 1) -> "Quantity":
        """Multiply (sign 1) or divide (sign -1), joining the units.

        Raises:
            FhirpathError: when dividing by zero.
        """
        if sign < 0 and not other.value:
            raise FhirpathError("division by zero")
        value = self.value * other.value if sign > 0 else self.value / other.value
        return Quantity(value, _joined(self.ucum, other.ucum, sign))


def _joined(left: str, right: str, sign: int) -> str:
    if right == "1":
        return left
    if sign < 0:
        return "1" if left == right else f"{left if left != '1' else ''}/{right}"
    return right if left == "1" else f"{left}.{right}"


def _order(left: Decimal, right: Decimal) -> int:
    return (left > right) - (left < right)
