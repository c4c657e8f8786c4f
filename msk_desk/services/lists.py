"""Lists of patients: which ones a person has, their rows, how many there are, and views that were kept by name."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta

from msk_desk.domain.errors import BadInput, Refused
from msk_desk.domain.lists import Asked, ListDefinition, ListRow, SavedView
from msk_desk.domain.proms.due_lines import DueLine
from msk_desk.domain.records import Changes
from msk_desk.domain.roles import Role
from msk_desk.domain.stars import Star, star_id
from msk_desk.domain.waiting.working_days import IsHoliday, is_working_day
from msk_desk.services.due import DueMeasures
from msk_desk.services.list_columns import Columns, Reading
from msk_desk.services.list_definitions import definition_of, lists_for
from msk_desk.services.ports import ListRows, Settings, Words
from msk_desk.services.saving import Saver
from msk_desk.services.waiting import Waiting

VIEWS, SILENT_DAYS, TRIAGE_DAYS = "lists/views", "lists/silent_days", "triage/working_days"
_SILENT, _TRIAGE = 10, 1
"""Working days, where the settings say nothing else."""
_LOST = ("unowned", "rebooking")
"""The lists that come to people by themselves."""
_EVERYBODYS = (Role.SECRETARY,)
"""Those whose list of letters is everybody's."""
_TRIAGE_TASKS = (Role.SECRETARY, Role.CLINICIAN, Role.ESP, Role.TEAM_LEAD)
_COLUMN_ROLES = {"held": _TRIAGE_TASKS}
"""Columns and facets made of what only some roles receive."""


@dataclass(frozen=True, slots=True)
class ListContents:
    """A list as it was read; `columns` say what its rows hold."""

    definition: ListDefinition
    rows: tuple[ListRow, ...]
    columns: Columns


class Lists:
    """Reads lists; keeps nothing between calls."""

    def __init__(
        self, rows: ListRows, due: DueMeasures, waiting: Waiting, is_holiday: IsHoliday, settings: Settings,
        words: Words, saver: Saver,
    ) -> None:  # fmt: skip
        self._rows = rows
        self._due = due
        self._waiting = waiting
        self._is_holiday = is_holiday
        self._settings = settings
        self._words = words
        self._saver = saver

    @property
    def today(self) -> date:
        """The day it is here."""
        return self._saver.now().astimezone().date()

    @property
    def silent_days(self) -> int:
        """Working days after which a pathway on which nothing happens is said to be silent."""
        return _whole(self._settings.get(SILENT_DAYS), _SILENT)

    def mine(self) -> tuple[ListDefinition, ...]:
        """The lists that the person here has."""
        return tuple(map(self._fitted, lists_for(self._saver.access.actor.role)))

    def columns(self) -> Columns:
        """What columns say today."""
        days = _whole(self._settings.get(TRIAGE_DAYS), _TRIAGE)
        return Columns(Reading(self.today, self._words, self._waiting.services, self._is_holiday, days))

    def read(self, code: str, referral_ids: Sequence[str] = ()) -> ListContents:
        """A list.

        Args:
            referral_ids: for the list behind a number of the reconciliation.

        Raises:
            BadInput: there is no such list.
            Refused: the role does not have it.
        """
        definition = self._definition(code)
        rows = self._measures_due() if code == "prom_due" else self._rows.rows(code, self._asked(code, referral_ids))
        return ListContents(definition, rows, self.columns())

    def counts(self) -> Mapping[str, int]:
        """How many rows each list of the person here has; measures that are due are counted by `measures`."""
        codes = [each.code for each in self.mine() if each.code != "prom_due"]
        own = [code for code in codes if code != "letters"]
        found = dict(self._rows.counts(own, self._asked("")))
        if "letters" in codes:
            found |= self._rows.counts(["letters"], self._asked("letters"))
        return found

    def measures(self) -> Mapping[str, int]:
        """How many pathways a measure must be asked on, for those who have that list: worked out, not counted."""
        if not any(each.code == "prom_due" for each in lists_for(self._saver.access.actor.role)):
            return {}
        return {"prom_due": len(self._due.everybody())}

    def lost(self) -> Mapping[str, int]:
        """How many nobody has or nothing happens on, and how many bookings cannot stand; of the lists of the role."""
        codes = [each.code for each in lists_for(self._saver.access.actor.role) if each.code in _LOST]
        return self._rows.counts(codes, self._asked(""))

    def starred(self, patient_id: str) -> bool:
        """Whether the person here has a star on a patient."""
        star = self._saver.records.read(Star, star_id(self._saver.access.actor.staff_id, patient_id))
        return star is not None and star.status == "requested"

    def star(self, patient_id: str, on: bool) -> Changes:
        """Put a star on a patient, or take it off.

        Raises:
            Refused: the role keeps no tasks.
        """
        if not any(each.code == "starred" for each in self.mine()):
            raise Refused("Your role keeps no stars.")
        staff = self._saver.access.actor.staff_id
        star = Star(star_id(staff, patient_id), patient_id, staff, "requested" if on else "cancelled")
        return self._saver.save("Starred" if on else "Star taken off", star)

    def views(self) -> tuple[SavedView, ...]:
        """The views that the person here has kept, by name; of lists that their role has."""
        codes = {each.code for each in self.mine()}
        kept = (_view(each) for each in json.loads(self._settings.get(VIEWS, "[]")))
        return tuple(sorted((view for view in kept if view.code in codes), key=_by_name))

    def keep_view(self, view: SavedView) -> None:
        """Keep a view under its name; one of the same name gives way.

        Raises:
            BadInput: it has no name.
        """
        if not view.name.strip():
            raise BadInput("What shall the view be called?", advice="Give it a name.")
        others = [each for each in self.views() if each.name.casefold() != view.name.casefold()]
        self._put_views([*others, view])

    def drop_view(self, name: str) -> None:
        """Forget a view."""
        self._put_views([each for each in self.views() if each.name != name])

    def _put_views(self, views: Sequence[SavedView]) -> None:
        self._settings.put(VIEWS, json.dumps([asdict(each) for each in views]))

    def _definition(self, code: str) -> ListDefinition:
        found = definition_of(code)
        if found is None:
            raise BadInput("There is no such list.", advice="Choose one from the left.")
        self._saver.access.require(*found.roles)
        return self._fitted(found)

    def _fitted(self, definition: ListDefinition) -> ListDefinition:
        """Without the columns and facets that the role's own data would leave empty, and say wrongly."""
        role = self._saver.access.actor.role
        away = {code for code, roles in _COLUMN_ROLES.items() if role not in roles}
        if not away.intersection(definition.columns):
            return definition
        return ListDefinition(
            **{
                **{name: getattr(definition, name) for name in definition.__slots__},
                "columns": tuple(each for each in definition.columns if each not in away),
                "facets": tuple(each for each in definition.facets if each not in away),
            }
        )

    def _asked(self, code: str, ids: Sequence[str] = ()) -> Asked:
        actor = self._saver.access.actor
        staff = "" if code == "letters" and actor.role in _EVERYBODYS else actor.staff_id
        return Asked(self.today, self._saver.now(), staff, self._silent_since(), tuple(ids))

    def _silent_since(self) -> date:
        """The last day that lies so many working days back."""
        day, left = self.today, self.silent_days
        while left:
            left -= is_working_day(day, self._is_holiday)
            day -= timedelta(days=1)
        return day

    def _measures_due(self) -> tuple[ListRow, ...]:
        lines = {each.line.course.pathway_id: each for each in self._due.everybody()}
        rows = self._rows.rows("of_pathways", self._asked("", tuple(lines)))
        return tuple(_measure_row(row, lines[row.key]) for row in rows)


def _measure_row(row: ListRow, line: DueLine) -> ListRow:
    points = dict.fromkeys(due.title for due in line.due)
    return row._replace(
        day=line.since, what=", ".join(due.name for due in line.due), kind=", ".join(points),
        status="late" if line.overdue else "",
    )  # fmt: skip


def _view(kept: Mapping[str, object]) -> SavedView:
    chosen = kept.get("chosen")
    pairs = tuple((str(a), str(b)) for a, b in chosen) if isinstance(chosen, list) else ()
    words, order = str(kept.get("words", "")), str(kept.get("order", ""))
    return SavedView(str(kept["name"]), str(kept["code"]), words, pairs, order)


def _by_name(view: SavedView) -> str:
    return view.name.casefold()


def _whole(text: str, otherwise: int) -> int:
    return int(text) if text.isdecimal() and int(text) else otherwise
