"""Lists of patients: one row of any list, which list it is, and what narrows it."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from msk_desk.domain.roles import Role

RTT, ALLIED_HEALTH = "rtt", "ahp"
BREACH_AFTER = 126
"""Days that the national standard allows, 18 weeks: a treatment on a later day is a breach (domain.waiting.length)."""
AHEAD_WEEKS = 8
"""Weeks ahead that breaches are looked for."""


class ListRow(NamedTuple):
    """One line of any list; a list fills the parts that it has.

    A tuple, not a frozen dataclass: 45,000 are made of database rows at a time, ten times as quickly. Days are
    counted from 0001-01-01, moments in seconds since 1970, 0 for none. `key` is unique within its list; `subject_id`
    is the thing the line is of (an appointment, a waiting-list entry, a letter); `day`, `at`, `what` and `status` are
    the list's own: see its columns.
    """

    key: str
    patient_id: str
    name: str
    born: str
    nhs_number: str
    phone: str
    pathway_id: str = ""
    referral_id: str = ""
    problem: str = ""
    service: str = ""
    stage: str = ""
    manager_id: str = ""
    manager: str = ""
    clock: str = ""
    clock_start: int = 0
    clock_stop: int = 0
    next_at: int = 0
    site: str = ""
    staff: str = ""
    subject_id: str = ""
    day: int = 0
    at: int = 0
    what: str = ""
    status: str = ""
    kind: str = ""
    mode: str = ""
    priority: str = ""
    needs: str = ""
    source: str = ""
    last: int = 0

    @property
    def runs(self) -> bool:
        """Whether a clock runs."""
        return bool(self.clock_start) and not self.clock_stop

    def days_waited(self, today: int) -> int | None:
        """Days on the clock until it stopped or today; None where there is no clock."""
        if not self.clock_start or self.clock not in (RTT, ALLIED_HEALTH):
            return None
        return max(0, (self.clock_stop or today) - self.clock_start)

    def breach_day(self) -> int:
        """The first day on which the national standard is not met, 0 where no national clock runs."""
        return self.clock_start + BREACH_AFTER + 1 if self.clock == RTT and self.runs else 0


@dataclass(frozen=True, slots=True)
class ListDefinition:
    """A list as data: who has it, its columns, its order, what narrows it and what can be done with its lines.

    `order` names the column it begins sorted by, with `-` before it for the largest first. `made_of` are the FHIR
    types that it is read from: when one changes it is read again. `place` is the screen that Enter opens.
    """

    code: str
    columns: tuple[str, ...]
    order: str
    roles: frozenset[Role]
    made_of: tuple[str, ...]
    facets: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    place: str = "record"
    tab: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """For whom and when lists are read; on or before `silent` something must have happened, or it is said."""

    today: date
    now: datetime
    staff_id: str
    silent: date
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SavedView:
    """A list as somebody likes to see it: narrowed by words and by values of facets, in an order."""

    name: str
    code: str
    words: str = ""
    chosen: tuple[tuple[str, str], ...] = ()
    order: str = ""


def plain(text: str) -> str:
    """Words as they are compared: no capitals, no marks on letters."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold().replace("ł", "l").replace("ø", "o"))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def harmless(cell: str) -> str:
    """A cell that a spreadsheet takes for words, not for a formula.

    Source: OWASP, CSV injection: what begins with = + - @, a tab, a line's end or their full-width forms.
    """
    return f"'{cell}" if cell[:1] in _FORMULA else cell


_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")
