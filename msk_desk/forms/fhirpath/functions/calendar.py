"""`yearOf`, `monthOf` … `dateOf`, `timeOf`: the parts of dates and times."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from msk_desk.forms.fhirpath.context import Compiled, Context, Function
from msk_desk.forms.fhirpath.items import Collection, single
from msk_desk.forms.fhirpath.temporal import Temporal

Work = Callable[[Temporal], Any]
_DAY, _CLOCK = 3, 3


def _function(name: str, work: Work) -> Function:
    def run(_context: Context, items: Collection, _arguments: tuple[Compiled, ...]) -> Collection:
        value = single(items, f"{name}()")
        if isinstance(value, str):
            value = Temporal.parse(value.removeprefix("T"), "time") or Temporal.parse(value, "dateTime")
        found = work(value) if isinstance(value, Temporal) else None
        return [] if found is None else [found]

    return run


def _part(at: int) -> Work:
    """Read a part of the day (at 0, 1, 2) or of the clock (at 3, 4)."""

    def work(value: Temporal) -> Any:
        place = at - _DAY if value.kind == "time" else at
        return value.parts[place] if 0 <= place < len(value.parts) else None

    return work


def _second(value: Temporal) -> int | None:
    found = _part(_CLOCK + 2)(value)
    return None if found is None else int(found)


def _millisecond(value: Temporal) -> int | None:
    found = _part(_CLOCK + 2)(value)
    return None if found is None or found == int(found) else int(found % 1 * 1000)


def _offset(value: Temporal) -> Decimal | None:
    return None if value.offset is None else Decimal(value.offset) / 60


def _date(value: Temporal) -> Temporal | None:
    return None if value.kind == "time" else Temporal("date", value.parts[:_DAY])


def _time(value: Temporal) -> Temporal | None:
    clock = value.parts if value.kind == "time" else value.parts[_DAY:]
    return Temporal("time", clock) if clock else None


_PARTS: dict[str, Work] = {
    "yearOf": _part(0),
    "monthOf": _part(1),
    "dayOf": _part(2),
    "hourOf": _part(3),
    "minuteOf": _part(4),
    "secondOf": _second,
    "millisecondOf": _millisecond,
    "timezoneOffsetOf": _offset,
    "dateOf": _date,
    "timeOf": _time,
}
FUNCTIONS: dict[str, tuple[int, int, Function]] = {name: (0, 0, _function(name, work)) for name, work in _PARTS.items()}
