"""What is due: outcome measures by pathway and time point, for one patient, a clinic list, or everybody here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from msk_desk.domain.errors import BadInput
from msk_desk.domain.proms.choices import PromChoice, choice_id
from msk_desk.domain.proms.due_lines import CourseLine, DueLine
from msk_desk.domain.proms.schedule import (
    Due,
    PathwaySchedule,
    Plan,
    State,
    due_now,
    open_now,
    plan_of,
    schedule_for,
    whole_schedule,
)
from msk_desk.domain.records import Changes
from msk_desk.domain.roles import Role
from msk_desk.services.ports import MeasureFacts, ScheduleLibrary
from msk_desk.services.saving import Saver

_READ = (Role.CLINICIAN, Role.ESP, Role.TEAM_LEAD)
_STATUS = {State.DECLINED: "rejected", State.NOT_APPLICABLE: "cancelled"}


@dataclass(frozen=True, slots=True)
class PatientDue:
    """One pathway of a patient: what should be asked now, and the whole schedule behind it."""

    line: CourseLine
    schedule: PathwaySchedule
    now: tuple[Due, ...]
    whole: tuple[Due, ...]


class DueMeasures:
    """Answers what is due today; keeps nothing between calls."""

    def __init__(self, facts: MeasureFacts, schedules: ScheduleLibrary, saver: Saver) -> None:
        self._facts = facts
        self._schedules = schedules
        self._saver = saver

    def of_patient(self, patient_id: str) -> tuple[PatientDue, ...]:
        """What is due for a patient, a pathway each; empty where no pathway is open or the record is not here."""
        self._saver.access.require_clinical()
        found = []
        for line in self._facts.courses(self.today, [patient_id]):
            schedule = schedule_for(self._schedules.every(), line.course.title)
            if schedule is not None:
                day = self.today.toordinal()
                now, whole = due_now(schedule, line.course, day), whole_schedule(schedule, line.course, day)
                found.append(PatientDue(line, schedule, now, whole))
        return tuple(found)

    def required_of(self, patient_ids: Sequence[str], on: date | None = None) -> Mapping[str, tuple[Due, ...]]:
        """What must be asked of each of these patients, on a day or today; nothing for roles that read no answers."""
        if self._saver.access.actor.role not in _READ:
            return {}
        found: dict[str, tuple[Due, ...]] = {}
        day = on or self.today
        for each in self._lines(self._facts.courses(day, [one for one in patient_ids if one]), day):
            found[each.line.course.patient_id] = (*found.get(each.line.course.patient_id, ()), *each.due)
        return found

    def everybody(self, staff_id: str = "") -> tuple[DueLine, ...]:
        """Everyone here of whom something must be asked, the longest overdue first; of one manager when given."""
        self._saver.access.require(*_READ)
        lines = self._facts.courses(self.today)
        if staff_id:
            lines = tuple(line for line in lines if line.manager_id == staff_id)
        return tuple(sorted(self._lines(lines, self.today), key=_longest_first))

    def put_aside(self, due: PatientDue, which: Due, state: State, reason: str) -> Changes:
        """Record that a measure was declined or does not apply at its time point.

        Raises:
            BadInput: no reason was given.
        """
        actor = self._saver.access.require_author()
        if not reason.strip():
            raise BadInput("Why will it not be asked?", advice="Write a few words: they stay on the record.")
        course = due.line.course
        choice = PromChoice(
            choice_id(course.pathway_id, which.instrument, which.point), course.patient_id, course.pathway_id,
            which.instrument, which.point, _STATUS[state], reason.strip(), actor.staff_id, self.today.isoformat(),
        )  # fmt: skip
        return self._saver.save(f"{which.instrument} will not be asked", choice)

    def take_back(self, due: PatientDue, which: Due) -> Changes:
        """Ask again what was put aside; what was said stays in the history."""
        self._saver.access.require_author()
        known = choice_id(due.line.course.pathway_id, which.instrument, which.point)
        choice = self._saver.records.read(PromChoice, known)
        if choice is None or choice.status == "entered-in-error":
            return Changes()
        return self._saver.save(f"{which.instrument} will be asked", replace(choice, status="entered-in-error"))

    @property
    def today(self) -> date:
        """The day it is here."""
        return self._saver.now().astimezone().date()

    def _lines(self, lines: Sequence[CourseLine], day: date) -> list[DueLine]:
        """What must be asked of each; the plan of a schedule is made once for all."""
        schedules, number = self._schedules.every(), day.toordinal()
        plans: dict[str, Plan | None] = {}
        found = []
        for line in lines:
            title = line.course.title
            if title not in plans:
                schedule = schedule_for(schedules, title)
                plans[title] = plan_of(schedule, required=True) if schedule else None
            plan = plans[title]
            due = open_now(plan, line.course, number) if plan else ()
            if due:
                found.append(DueLine(line, due))
        return found


def _longest_first(line: DueLine) -> tuple[int, str]:
    return line.since, line.line.name
