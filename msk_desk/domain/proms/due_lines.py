"""A course of care with whose it is, as lists of what is due show it."""

from __future__ import annotations

from dataclasses import dataclass

from msk_desk.domain.proms.schedule import Course, Due, State


@dataclass(frozen=True, slots=True)
class CourseLine:
    """A course, its patient and who manages it; `born` is ISO text."""

    course: Course
    name: str
    born: str = ""
    nhs_number: str = ""
    phone: str = ""
    manager_id: str = ""
    manager: str = ""


@dataclass(frozen=True, slots=True)
class DueLine:
    """One course on the list of what is due, with what must be asked now."""

    line: CourseLine
    due: tuple[Due, ...]

    @property
    def overdue(self) -> bool:
        """Whether any that must be asked is overdue."""
        return any(due.state is State.OVERDUE for due in self.due)

    @property
    def since(self) -> int:
        """The day (an ordinal) by which the oldest that must be asked was to be answered."""
        return min((due.late for due in self.due), default=0)
