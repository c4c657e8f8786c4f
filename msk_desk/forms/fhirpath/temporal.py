"""Dates, date-times and times with the precision they were written in, as FHIRPath compares them."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from msk_desk.forms.errors import FhirpathError

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$")
_TIME = re.compile(r"(\d{2})(?::(\d{2})(?::(\d{2}(?:\.\d+)?))?)?(Z|[+-]\d{2}:\d{2})?$")
_MONTH_UNITS = {"year": 12, "month": 1}
_SECOND_UNITS = {
    "week": Decimal(604800),
    "day": Decimal(86400),
    "hour": Decimal(3600),
    "minute": Decimal(60),
    "second": Decimal(1),
    "millisecond": Decimal("0.001"),
}
_YEAR, _MONTH, _DAY, _HOUR, _MINUTE, _SECOND = range(6)


@dataclass(frozen=True, slots=True)
class Temporal:
    """A date, dateTime or time: the parts that were given, most significant first."""

    kind: str
    parts: tuple[int | Decimal, ...]
    offset: int | None = None

    @staticmethod
    def literal(text: str) -> "Temporal":
        """Read `@2026-11-22`, `@2026-11-22T09:00Z` or `@T09:00`.

        Raises:
            FhirpathError: when there is no such day or time.
        """
        body = text[1:]
        kind = "time" if body.startswith("T") else "dateTime" if "T" in body else "date"
        value = Temporal.parse(body.removeprefix("T"), kind)
        if value is None:
            raise FhirpathError(f"{text} is not a date or time")
        return value

    @staticmethod
    def parse(text: str, kind: str) -> "Temporal | None":
        """Read FHIR text as a `date`, `dateTime` or `time`; None when it is not one."""
        if kind == "time":
            return _with_time((), text, "time")
        day, _, rest = text.partition("T")
        match = _DATE.match(day)
        if match is None:
            return None
        parts = tuple(int(part) for part in match.groups() if part is not None)
        if not _exists(parts):
            return None
        if rest:
            return _with_time(parts, rest, "dateTime") if kind != "date" and len(parts) == 3 else None
        return Temporal(kind, parts)

    @staticmethod
    def guess(text: str) -> "Temporal | None":
        """Read text as whatever date or date-time it looks like."""
        return Temporal.parse(text, "dateTime" if "T" in text else "date")

    @staticmethod
    def of(moment: datetime, kind: str) -> "Temporal":
        """Make a Temporal of a moment in its own time zone."""
        second = Decimal(moment.second) + Decimal(moment.microsecond // 1000) / 1000
        clock = (moment.hour, moment.minute, second.quantize(Decimal("0.001")))
        day = (moment.year, moment.month, moment.day)
        if kind == "date":
            return Temporal("date", day)
        if kind == "time":
            return Temporal("time", clock)
        shift = moment.utcoffset() or timedelta()
        return Temporal("dateTime", day + clock, int(shift.total_seconds() // 60))

    def __str__(self) -> str:
        """Return the FHIR text."""
        if self.kind == "time":
            return _clock_text(self.parts)
        day = "-".join(f"{part:0{4 if at == 0 else 2}d}" for at, part in enumerate(self.parts[:3]))
        if len(self.parts) <= 3:
            return day
        return f"{day}T{_clock_text(self.parts[3:])}{_offset_text(self.offset)}"

    def compare(self, other: "Temporal") -> int | None:
        """Return -1, 0 or 1; None when the precision given does not decide it.

        Raises:
            FhirpathError: for a time against a date.
        """
        if (self.kind == "time") != (other.kind == "time"):
            raise FhirpathError("a time cannot be compared with a date")
        left, right = self._in_utc(), other._in_utc()
        for mine, theirs in zip(left, right, strict=False):
            if mine != theirs:
                return -1 if mine < theirs else 1
        return 0 if len(left) == len(right) else None

    def _in_utc(self) -> tuple[int | Decimal, ...]:
        if not self.offset or len(self.parts) < 5:
            return self.parts
        moment = _moment(self.parts[:5]) - timedelta(minutes=self.offset)
        return (moment.year, moment.month, moment.day, moment.hour, moment.minute, *self.parts[5:])

    def plus(self, amount: Decimal, unit: str) -> "Temporal":
        """Add an amount of a calendar unit (`year` … `millisecond`), to the precision there is.

        Raises:
            FhirpathError: when the unit is not one of time, or the result is out of range.
        """
        try:
            if self.kind == "time":
                return self._later_today(amount, unit)
            if unit in _MONTH_UNITS:
                return self._months_later(int(amount) * _MONTH_UNITS[unit])
            return self._seconds_later(amount, unit)
        except (ValueError, OverflowError) as problem:
            raise FhirpathError("the date would be out of range") from problem

    def _later_today(self, amount: Decimal, unit: str) -> "Temporal":
        seconds = _seconds(amount, unit)
        if unit in ("week", "day"):
            raise FhirpathError(f"cannot add {unit}s to a time")
        padded = (*self.parts, 0, 0)[:3]
        total = padded[0] * 3600 + padded[1] * 60 + padded[2] + seconds
        whole = total % 86400
        hour, rest = divmod(whole, 3600)
        minute, second = divmod(rest, 60)
        return Temporal("time", (int(hour), int(minute), second)[: len(self.parts)])

    def _months_later(self, months: int) -> "Temporal":
        if len(self.parts) == 1:
            return Temporal(self.kind, (int(self.parts[0]) + int(months / 12),), self.offset)
        total = int(self.parts[0]) * 12 + int(self.parts[1]) - 1 + months
        year, month = divmod(total, 12)
        if len(self.parts) == 2:
            return Temporal(self.kind, (year, month + 1), self.offset)
        day = min(int(self.parts[2]), _days_in(year, month + 1))
        return Temporal(self.kind, (year, month + 1, day, *self.parts[3:]), self.offset)

    def _seconds_later(self, amount: Decimal, unit: str) -> "Temporal":
        seconds = _seconds(amount, unit)
        if len(self.parts) < 3:
            months = int(seconds / (86400 * 30))
            return self._months_later(months if len(self.parts) == 2 else int(seconds / (86400 * 365)) * 12)
        if len(self.parts) == 3:
            day = _moment(self.parts) + timedelta(days=int(seconds / 86400))
            return Temporal(self.kind, (day.year, day.month, day.day), self.offset)
        fraction = self.parts[_SECOND] if len(self.parts) > _SECOND else Decimal(0)
        total = Decimal(fraction) + seconds
        whole = int(total // 1)
        moment = _moment(self.parts[:5]) + timedelta(seconds=whole)
        second = moment.second + (total - whole)
        parts = (moment.year, moment.month, moment.day, moment.hour, moment.minute, second)
        return Temporal(self.kind, parts[: len(self.parts)], self.offset)


def _with_time(day: tuple[int, ...], text: str, kind: str) -> Temporal | None:
    match = _TIME.match(text)
    if match is None:
        return None
    hour, minute, second, zone = match.groups()
    if int(hour) > 23 or int(minute or 0) > 59 or Decimal(second or 0) >= 60:
        return None
    clock = [int(hour)] + ([int(minute)] if minute else []) + ([Decimal(second)] if second else [])
    return Temporal(kind, (*day, *clock), _offset(zone))


def _offset(zone: str | None) -> int | None:
    if zone is None:
        return None
    if zone == "Z":
        return 0
    minutes = int(zone[1:3]) * 60 + int(zone[4:6])
    return -minutes if zone[0] == "-" else minutes


def _offset_text(offset: int | None) -> str:
    if offset is None:
        return ""
    if offset == 0:
        return "Z"
    return f"{'-' if offset < 0 else '+'}{abs(offset) // 60:02d}:{abs(offset) % 60:02d}"


def _clock_text(parts: tuple[int | Decimal, ...]) -> str:
    texts = [f"{int(part):02d}" for part in parts[:2]]
    if len(parts) > 2:
        whole, _, fraction = str(parts[2]).partition(".")
        texts.append(whole.zfill(2) + (f".{fraction}" if fraction else ""))
    return ":".join(texts)


def _exists(parts: tuple[int, ...]) -> bool:
    try:
        date(*((*parts, 1, 1))[:3])
    except ValueError:
        return False
    return True


def _moment(parts: tuple[int | Decimal, ...]) -> datetime:
    return datetime(*(int(part) for part in parts))  # type: ignore[arg-type]  # noqa: DTZ001


def _seconds(amount: Decimal, unit: str) -> Decimal:
    if unit not in _SECOND_UNITS:
        raise FhirpathError(f"{unit} is not a length of time")
    return (amount if unit in ("second", "millisecond") else Decimal(int(amount))) * _SECOND_UNITS[unit]


def _days_in(year: int, month: int) -> int:
    following = date(year + month // 12, month % 12 + 1, 1)
    return (following - timedelta(days=1)).day
