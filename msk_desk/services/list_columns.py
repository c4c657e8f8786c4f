"""The columns of lists: what each says of a row in words, how it is sorted, and what a facet holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from msk_desk.domain import telephone
from msk_desk.domain.dates import age_in_years, clock_time, staff_date
from msk_desk.domain.lists import ListRow
from msk_desk.domain.nhs_number import shown
from msk_desk.domain.services import ServiceList
from msk_desk.domain.waiting.working_days import IsHoliday, due_after
from msk_desk.services.ports import Words

_ZONE = ZoneInfo("Europe/London")
_NEVER = 9_999_999
Sort = Callable[[ListRow], Any]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a column needs beside the row: the day, the words, the services, the days off and how triage is timed."""

    today: date
    words: Words
    services: ServiceList
    is_holiday: IsHoliday
    triage_days: int = 1
    dues: dict[int, int] = field(default_factory=dict)

    @property
    def day(self) -> int:
        """Today as a number."""
        return self.today.toordinal()

    def triage_due(self, received: int) -> int:
        """The day by which a referral is to be triaged; worked out once for each day of receipt."""
        if received and received not in self.dues:
            due = due_after(date.fromordinal(received), self.triage_days, self.is_holiday)
            self.dues[received] = due.toordinal()
        return self.dues.get(received, 0)


class Columns:
    """Says what a row holds in a column; made once for each reading of a list."""

    def __init__(self, about: Reading) -> None:
        self.about = about
        self._say: Mapping[str, Callable[[ListRow], str]] = {
            "weeks": self.weeks, "patient": _name, "age": self._age, "nhs_number": _number, "phone": _phone,
            "problem": _problem, "service": self._service, "stage": self._stage, "manager": self._manager,
            "next": self.next, "time": _time, "reason": self._reason, "how": self._how, "status": self._status,
            "staff": _staff, "site": _site, "due": self._due, "priority": self._priority, "source": self._source,
            "as_written": _what, "held": _staff, "kind": self._kind, "last": self._last,
            "review": self._review, "until": _day, "answer_by": _day, "measures": _what, "point": _kind,
            "written": _day, "letter": _what, "author": _staff, "missed": _moment, "missed_before": self._missed,
            "planned": _moment, "why": self._why, "breach": self._breach, "received": _day,
        }  # fmt: skip
        self._facets: Mapping[str, Callable[[ListRow], str]] = {
            "appointment": self._appointment, "clock": self._clock, "needs": self._needs, "week": self.week,
        }  # fmt: skip

    def text(self, code: str, row: ListRow) -> str:
        """What a column says of a row."""
        return self._say[code](row)

    def value(self, facet: str, row: ListRow) -> str:
        """What a facet holds of a row: a column of that name, or a value of its own; empty for none."""
        own = self._facets.get(facet)
        return own(row) if own is not None else self._say[facet](row)

    def weeks(self, row: ListRow) -> str:
        """`16 RTT`; `6 AHP, stopped`; nothing where no clock is kept."""
        days = row.days_waited(self.about.day)
        if days is None:
            return ""
        kind = self.about.words.get(f"lists.clock_{row.clock}")
        key = "lists.weeks" if row.runs else "lists.weeks_stopped"
        return self.about.words.get(key, n=days // 7, kind=kind)

    def next(self, row: ListRow) -> str:
        """`Booked 02-Dec-2026`, or that there is none."""
        if not row.next_at:
            return self.about.words.get("lists.no_appointment")
        return self.about.words.get("lists.booked", when=staff_date(moment(row.next_at).date()))

    def week(self, row: ListRow) -> str:
        """In which week the national standard ends: over, this week, or the Monday of a week."""
        ends = row.breach_day()
        if not ends:
            return ""
        if ends <= self.about.day:
            return self.about.words.get("lists.week_over")
        monday = ends - (ends - 1) % 7
        if monday <= self.about.day:
            return self.about.words.get("lists.week_this")
        return self.about.words.get("lists.week_of", date=staff_date(date.fromordinal(monday)))

    def _age(self, row: ListRow) -> str:
        age = age_in_years(row.born, self.about.today)
        return "" if age is None else f"{age}y"

    def _service(self, row: ListRow) -> str:
        return self.about.services.title(row.service) if row.service else ""

    def _stage(self, row: ListRow) -> str:
        return self._known(f"lists.stage_{_tail(row.stage)}", row.stage, _STAGES)

    def _manager(self, row: ListRow) -> str:
        return row.manager or self.about.words.get("lists.nobody")

    def _reason(self, row: ListRow) -> str:
        return " · ".join(part for part in (row.what, self._kind(row)) if part)

    def _kind(self, row: ListRow) -> str:
        return self._known(f"lists.kind_{_tail(row.kind)}", row.kind, ("new", "review", "post-op", "decision"))

    def _how(self, row: ListRow) -> str:
        return self._known(f"lists.mode_{_tail(row.mode)}", row.mode, ("f2f", "telephone", "video", "home"))

    def _status(self, row: ListRow) -> str:
        return self._known(
            f"lists.status_{_tail(row.status)}", row.status, ("proposed", "booked", "arrived", "fulfilled", "noshow")
        )

    def _priority(self, row: ListRow) -> str:
        return self._known(f"lists.priority_{_tail(row.priority)}", row.priority, ("routine", "urgent", "asap", "stat"))

    def _source(self, row: ListRow) -> str:
        return self._known(f"lists.source_{_tail(row.source)}", row.source, ("gp", "fcp", "self", "internal", "other"))

    def _known(self, key: str, code: str, known: tuple[str, ...]) -> str:
        """The words of a code of ours; one that is not stands for itself."""
        return self.about.words.get(key) if code in known else code

    def _due(self, row: ListRow) -> str:
        due = self.about.triage_due(row.day)
        return staff_date(date.fromordinal(due)) if due else ""

    def _last(self, row: ListRow) -> str:
        return staff_date(date.fromordinal(row.last)) if row.last else ""

    def _review(self, row: ListRow) -> str:
        return _day(row) or self.about.words.get("lists.now")

    def _missed(self, row: ListRow) -> str:
        return self.about.words.get("lists.missed", n=int(row.status or 0))

    def _why(self, row: ListRow) -> str:
        return self._known(f"lists.why_{_tail(row.what)}", row.what, WHYS)

    def _breach(self, row: ListRow) -> str:
        return staff_date(date.fromordinal(row.breach_day())) if row.breach_day() else ""

    def _appointment(self, row: ListRow) -> str:
        return self.about.words.get("lists.has_appointment" if row.next_at else "lists.no_appointment")

    def _clock(self, row: ListRow) -> str:
        return self._known(f"lists.clock_{_tail(row.clock)}", row.clock, ("rtt", "ahp")) if row.clock_start else ""

    def _needs(self, row: ListRow) -> str:
        first = row.needs.split(" ")[0]
        return self._known(f"lists.need_{_tail(first)}", first, NEEDS)


def _tail(code: str) -> str:
    """A code as the end of a text's key."""
    return code.replace("-", "_")


def sort_key(code: str, columns: Columns) -> Sort:
    """How a column is sorted: numbers and days by their value, all else by its words."""
    if code == "weeks":
        return by_weeks(columns.about.day)
    if code == "due":
        return _by_due(columns.about)
    number = _NUMBERS.get(code)
    return number if number is not None else _by_words(code, columns)


def by_weeks(today: int) -> Sort:
    """By days waited; those without a clock last of all."""

    def key(row: ListRow) -> tuple[int, str]:
        days = row.days_waited(today)
        return (-1 if days is None else days), row.name

    return key


def _by_due(about: Reading) -> Sort:
    urgent = {"stat": 0, "asap": 1, "urgent": 2}

    def key(row: ListRow) -> tuple[int, int, str]:
        return about.triage_due(row.day) or _NEVER, urgent.get(row.priority, 3), row.name

    return key


def _by_words(code: str, columns: Columns) -> Sort:
    def key(row: ListRow) -> tuple[str, str]:
        return columns.text(code, row).casefold(), row.name

    return key


def _by_day(row: ListRow) -> tuple[int, str]:
    return row.day, row.name


def _by_moment(row: ListRow) -> tuple[int, str]:
    return row.at, row.name


def _by_breach(row: ListRow) -> tuple[int, str]:
    return row.breach_day() or _NEVER, row.name


def _by_age(row: ListRow) -> tuple[str, str]:
    """The youngest first; who has no birth date last."""
    return "".join(chr(0x10000 - ord(c)) for c in row.born) or "\U0010ffff", row.name


def _by_next(row: ListRow) -> tuple[int, str]:
    return row.next_at, row.name


def _by_last(row: ListRow) -> tuple[int, str]:
    return row.last, row.name


def _by_missed(row: ListRow) -> tuple[int, str]:
    return int(row.status or 0), row.name


_NUMBERS: Mapping[str, Sort] = {
    "time": _by_moment, "missed": _by_moment, "planned": _by_moment, "review": _by_day, "until": _by_day,
    "answer_by": _by_day, "written": _by_day, "received": _by_day, "breach": _by_breach, "age": _by_age,
    "next": _by_next, "last": _by_last, "missed_before": _by_missed,
}  # fmt: skip
_STAGES = ("referred", "triaged", "assessed", "review", "decision", "plan", "pifu", "discharged", "no-pathway")
WHYS = (
    "no-pathway", "no-manager", "nothing-next", "deceased", "slot-lost", "session-cancelled", "two-places",
    "booked-twice", "on-hold",
)  # fmt: skip
NEEDS = ("interpreter", "step-free", "double-slot")


def moment(seconds: int) -> datetime:
    """A moment on the clinic's clock."""
    return datetime.fromtimestamp(seconds, UTC).astimezone(_ZONE)


def _when(seconds: int) -> str:
    at = moment(seconds)
    return f"{staff_date(at.date())} {clock_time(at)}"


def _moment(row: ListRow) -> str:
    return _when(row.at) if row.at else ""


def _time(row: ListRow) -> str:
    return clock_time(moment(row.at)) if row.at else ""


def _day(row: ListRow) -> str:
    return staff_date(date.fromordinal(row.day)) if row.day else ""


def _name(row: ListRow) -> str:
    return row.name


def _number(row: ListRow) -> str:
    return shown(row.nhs_number) if row.nhs_number else ""


def _phone(row: ListRow) -> str:
    return telephone.shown(row.phone)


def _problem(row: ListRow) -> str:
    return row.problem


def _staff(row: ListRow) -> str:
    return row.staff


def _site(row: ListRow) -> str:
    return row.site


def _what(row: ListRow) -> str:
    return row.what


def _kind(row: ListRow) -> str:
    return row.kind
