"""The clinic day: reads it, steps through days, previews the chosen patient, arrives them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from msk_desk.domain.clinics import ClinicLine
from msk_desk.domain.errors import BadInput
from msk_desk.domain.records import Changes
from ui.context import Context
from ui.workers.runner import Job

if TYPE_CHECKING:
    from msk_desk.services.today import ClinicDay, Preview

MINE, ALL = "mine", "all"
PAUSE = 120
"""Milliseconds a row stays chosen before its patient is read, so that walking past opens nobody."""


@dataclass(frozen=True, slots=True)
class DayShown:
    """A day's list as read; `scope` is mine or all."""

    day: date
    scope: str
    clinic: ClinicDay


@dataclass(frozen=True, slots=True)
class Unfinished:
    """Work begun and not signed, and whose it is."""

    draft_id: str
    kind: str
    patient_id: str
    visit_id: str
    patient: str
    updated: datetime


class TodayPresenter(QObject):
    """Keeps the day and the scope.

    Signals:
        day_read: a DayShown.
        unfinished_read: a tuple of Unfinished, newest first.
        preview_read: a Preview.
        preview_cleared: nobody is chosen.
        list_drawn: the bytes of the day's list on paper.
    """

    day_read = Signal(object)
    unfinished_read = Signal(object)
    preview_read = Signal(object)
    preview_cleared = Signal()
    list_drawn = Signal(object)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.day = self.today
        self.scope = MINE if context.actor.role.writes_notes else ALL
        self._wanted = ""
        self._previewed = ""
        self._reading: Job | None = None
        self._previewing: Job | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._read_preview)

    @property
    def today(self) -> date:
        """The day it is here."""
        return self._context.desk.now().astimezone().date()

    def read(self) -> None:
        """Read the day's list."""
        if self._reading is not None:
            self._reading.cancel()
        self._reading = self._context.runner.run(self._read, self.day, self.scope, then=self._show_day)
        if self._context.actor.role.writes_notes:
            self._context.runner.run(self._read_unfinished, then=self._show_unfinished)

    def step(self, days: int) -> None:
        """Go some days on or back; 0 goes to today."""
        self.day = self.today if days == 0 else self.day + timedelta(days=days)
        self.read()

    def draw_list(self) -> None:
        """The day's list on paper: one's own, or everybody's with each clinician on pages of their own."""
        own = self._context.actor.staff_id if self.scope == MINE else ""
        self._context.runner.run(self._context.desk.fallback.clinic_list, self.day, "", own, then=self._show_paper)

    def _show_paper(self, pdf: bytes) -> None:
        self.list_drawn.emit(pdf)

    def choose_scope(self, scope: str) -> None:
        """My clinic or all of them."""
        self.scope = scope
        self.read()

    def choose(self, line: ClinicLine | None) -> None:
        """Preview the patient of a row."""
        if self._previewing is not None:
            self._previewing.cancel()
        self._wanted = line.patient_id if line is not None else ""
        if not self._wanted:
            self._pause.stop()
            self._previewed = ""
            self.preview_cleared.emit()
        elif self._wanted == self._previewed:
            self._read_preview()  # the day was read again under the same patient: nobody is walked past
        else:
            self._pause.start()

    def arrive(self, line: ClinicLine) -> None:
        """The patient is at the desk."""
        self._context.runner.run(self._context.desk.today.arrive, line.appointment_id, then=self._tell, write=True)

    def _read(self, day: date, scope: str) -> DayShown:
        service = self._context.desk.today
        return DayShown(day, scope, service.mine(day) if scope == MINE else service.everyone(day))

    def go_on(self, work: Unfinished) -> None:
        """Open the visit that a piece of work belongs to, the triage, or the record."""
        if work.kind == "triage":
            self._context.navigator.go("triage", work.patient_id)
        elif work.visit_id:
            self._context.navigator.go("visit", work.patient_id, visit_id=work.visit_id)
        else:
            self._context.navigator.go("record", work.patient_id)

    def _read_unfinished(self) -> tuple[Unfinished, ...]:
        return tuple(
            Unfinished(
                each.id, each.kind, each.patient_id, each.visit_id,
                self._name(each.patient_id), each.updated,
            ) for each in self._context.desk.drafting.unfinished()
        )  # fmt: skip

    def _name(self, patient_id: str) -> str:
        try:
            return self._context.desk.patients.read(patient_id).name.listed()
        except BadInput:
            return self._context.text("today.patient_not_here")  # out of this computer's scope: the work is not

    def _read_preview(self) -> None:
        if self._wanted:
            service = self._context.desk.today
            self._previewing = self._context.runner.run(service.preview, self._wanted, then=self._show_preview)

    def _show_day(self, shown: DayShown) -> None:
        self.day_read.emit(shown)

    def _show_unfinished(self, works: tuple[Unfinished, ...]) -> None:
        self.unfinished_read.emit(works)

    def _show_preview(self, preview: Preview) -> None:
        self._previewed = preview.banner.patient.id
        self.preview_read.emit(preview)

    def _tell(self, changes: Changes) -> None:
        self._context.feed.tell(changes)
