"""The list of what is due: reads it, narrows it as the user types, sorts it, gives it as CSV."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from msk_desk.domain.dates import age_in_years, staff_date
from msk_desk.domain.nhs_number import shown
from ui.context import Context
from ui.workers.runner import Job

if TYPE_CHECKING:
    from msk_desk.domain.proms.due_lines import DueLine

MINE, ALL = "mine", "all"
BY_TIME, BY_NAME, BY_PATHWAY = "time", "name", "pathway"


@dataclass(frozen=True, slots=True)
class DueRow:
    """One patient and pathway with what must be asked; `days` since it was to be answered, 0 or less when not late."""

    patient_id: str
    name: str
    age: str
    nhs_number: str
    pathway: str
    what: str
    point: str
    until: str
    days: int
    manager: str
    phone: str

    def holds(self, words: tuple[str, ...]) -> bool:
        """Whether each word stands somewhere in the row."""
        whole = f"{self.name} {self.nhs_number} {self.pathway} {self.what} {self.point} {self.manager}".casefold()
        return all(word in whole or word in whole.replace(" ", "") for word in words)


@dataclass(frozen=True, slots=True)
class DueShown:
    """The rows that match, and how many there are in all."""

    rows: tuple[DueRow, ...]
    of: int
    late: int


class DuePresenter(QObject):
    """Keeps what was read, so that a keystroke reads nothing.

    Signals:
        found: a DueShown.
    """

    found = Signal(object)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.scope = MINE if context.actor.role.writes_notes else ALL
        self._order = BY_TIME
        self._words: tuple[str, ...] = ()
        self._rows: tuple[DueRow, ...] = ()
        self._job: Job | None = None

    def read(self) -> None:
        """Read the list again."""
        if self._job is not None:
            self._job.cancel()
        self._job = self._context.runner.run(self._read, self.scope, then=self._show)

    def choose_scope(self, scope: str) -> None:
        """Those whose pathway the person here manages, or everybody."""
        self.scope = scope
        self.read()

    def sort(self, order: str) -> None:
        """Longest overdue first, or by name or pathway."""
        self._order = order
        self._tell()

    def narrow(self, text: str) -> None:
        """A keystroke in the filter."""
        self._words = tuple(text.casefold().split())
        self._tell()

    @property
    def matching(self) -> tuple[DueRow, ...]:
        """The rows that match what was typed, in the order chosen."""
        rows = [row for row in self._rows if row.holds(self._words)] if self._words else list(self._rows)
        if self._order == BY_NAME:
            rows.sort(key=_name)
        elif self._order == BY_PATHWAY:
            rows.sort(key=_pathway)
        return tuple(rows)

    def csv(self) -> str:
        """The rows in sight, with headings, for a spreadsheet."""
        text = self._context.text
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\r\n")
        heads = ("patient", "nhs_number", "pathway", "what", "point", "until", "clinician", "phone")
        writer.writerow([text(f"due.column_{head}") for head in heads])
        for row in self.matching:
            cells = (row.name, row.nhs_number, row.pathway, row.what, row.point, row.until, row.manager, row.phone)
            writer.writerow([_harmless(cell) for cell in cells])
        return out.getvalue()

    def _read(self, scope: str) -> tuple[DueRow, ...]:
        """On a worker."""
        staff = self._context.actor.staff_id if scope == MINE else ""
        service = self._context.desk.due
        today = service.today
        return tuple(_row(line, today) for line in service.everybody(staff))

    def _show(self, rows: tuple[DueRow, ...]) -> None:
        self._rows = rows
        self._tell()

    def _tell(self) -> None:
        rows = self.matching
        self.found.emit(DueShown(rows, len(self._rows), sum(row.days > 0 for row in rows)))


def _row(line: DueLine, today: date) -> DueRow:
    who, course = line.line, line.line.course
    age = age_in_years(who.born, today)
    points = dict.fromkeys(due.title for due in line.due)
    return DueRow(
        course.patient_id, who.name, "" if age is None else f"{age}y", shown(who.nhs_number) if who.nhs_number else "",
        course.title, ", ".join(due.name for due in line.due), ", ".join(points),
        staff_date(date.fromordinal(line.since)), today.toordinal() - line.since, who.manager, who.phone,
    )  # fmt: skip


def _harmless(cell: str) -> str:
    """A cell that a spreadsheet takes for words, not for a formula."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


def _name(row: DueRow) -> str:
    return row.name


def _pathway(row: DueRow) -> tuple[str, str]:
    return row.pathway, row.name
