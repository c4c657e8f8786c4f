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
        plural = "" if self.value == 1 else "s"
        return f"{number} {self.unit}{plural}" if self.calendar else f"{number} '{self.unit}'"

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
        if self.calendar and other.calendar:
            return _calendar_order(self, other)
        converted = other.to(self.unit)
        return None if converted is None else _order(self.value, converted.value)

    def is_about(self, other: "Quantity") -> bool:
        """Tell whether two amounts are equivalent: to the fewer decimal places, calendar years as UCUM ones."""
        mine, theirs = Quantity(self.value, self.ucum), Quantity(other.value, other.ucum)
        converted = theirs if theirs.unit == mine.unit else theirs.to(mine.unit)
        if converted is None:
            return False
        places = min(_places(mine.value), _places(theirs.value))
        return round(mine.value, places) == round(converted.value, places)

    def to(self, unit: str) -> "Quantity | None":
        """Return the same amount in another unit; None when there is no conversion."""
        word = CALENDAR_UNITS.get(unit)
        target = Quantity(Decimal(1), word or unit, word is not None)
        if (self.unit, self.calendar) == (target.unit, target.calendar):
            return self
        if self.calendar != target.calendar and {self.ucum, target.ucum} & {"a", "mo"}:
            return None
        if (degrees := _degrees(self.value, self.ucum, target.ucum)) is not None:
            return Quantity(degrees, target.unit)
        scale = _scale(self, target)
        return None if scale is None else Quantity(self.value * scale, target.unit, target.calendar)

    def plus(self, other: "Quantity") -> "Quantity | None":
        """Add, in the finer of the two units; None when there is no common one."""
        there, back = self.to(other.unit), other.to(self.unit)
        if there is None or back is None:
            return None
        if self.value and abs(there.value) > abs(self.value):
            return Quantity(there.value + other.value, other.unit, other.calendar)
        return Quantity(self.value + back.value, self.unit, self.calendar)

    def times(self, other: "Quantity", sign: int = 1) -> "Quantity | None":
        """Multiply (sign 1) or divide (sign -1), joining the units; None when they cannot be joined.

        Raises:
            FhirpathError: when dividing by zero.
        """
        if sign < 0 and not other.value:
            raise FhirpathError("division by zero")
        value = self.value * other.value if sign > 0 else self.value / other.value
        if other.unit == "1":
            return Quantity(value, self.unit, self.calendar)
        if self.unit == "1" and sign > 0:
            return Quantity(value, other.unit, other.calendar)
        if sign < 0 and (same := other.to(self.unit)) is not None and same.value:
            return Quantity(self.value / same.value, "1")
        if any(one.calendar and one.unit in _NOT_FIXED for one in (self, other)):
            return None
        return Quantity(value, _joined(self.ucum, other.ucum, sign))


# Source: FHIRPath N1, calendar durations: 1 year is 12 months or 365 days, 1 month is 30 days.
_CALENDAR_DAYS = {"year": 365, "month": 30}
_KELVIN = Decimal("273.15")


def _joined(left: str, right: str, sign: int) -> str:
    if sign < 0:
        return f"{left if left != '1' else ''}/{right}"
    return f"{left}.{right}"


def _scale(source: Quantity, target: Quantity) -> Decimal | None:
    """Return how many of the target's unit one of the source's is; None when they measure different things."""
    if source.calendar and target.calendar:
        if {source.unit, target.unit} == {"year", "month"}:
            return Decimal(12) if source.unit == "year" else Decimal(1) / 12
        one = Quantity(Decimal(1), source.unit, calendar=True)
        return _calendar_seconds(one) / _calendar_seconds(Quantity(Decimal(1), target.unit, calendar=True))
    mine, theirs = measure(source.ucum), measure(target.ucum)
    if mine is None or theirs is None or mine[1] != theirs[1]:
        return None
    return mine[0] / theirs[0]


def _calendar_order(left: Quantity, right: Quantity) -> int:
    if left.unit in _NOT_FIXED and right.unit in _NOT_FIXED:
        months = {"year": 12, "month": 1}
        return _order(left.value * months[left.unit], right.value * months[right.unit])
    return _order(_calendar_seconds(left), _calendar_seconds(right))


def _calendar_seconds(quantity: Quantity) -> Decimal:
    days = _CALENDAR_DAYS.get(quantity.unit)
    if days is not None:
        return quantity.value * days * 86400
    found = quantity.in_base()
    return quantity.value if found is None else found[0]


def _degrees(value: Decimal, unit: str, target: str) -> Decimal | None:
    """Convert between degrees Celsius, Fahrenheit and kelvin; None for other units."""
    if unit not in ("Cel", "[degF]", "K") or target not in ("Cel", "[degF]", "K"):
        return None
    celsius = {"Cel": value, "[degF]": (value - 32) * 5 / 9, "K": value - _KELVIN}[unit]
    return {"Cel": celsius, "[degF]": celsius * 9 / 5 + 32, "K": celsius + _KELVIN}[target]


def _places(number: Decimal) -> int:
    exponent = number.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _order(left: Decimal, right: Decimal) -> int:
    return (left > right) - (left < right)
