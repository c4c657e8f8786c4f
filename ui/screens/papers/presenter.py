"""Reads and does what the Papers screen shows; its tabs ask this and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from msk_desk.domain.fallback import KeptPaper, Standing
from msk_desk.domain.records import Changes
from ui.context import Context

if TYPE_CHECKING:
    from msk_desk.domain.clinics import ClinicLine
    from msk_desk.domain.form_catalogue import FormEntry
    from msk_desk.domain.messages import LetterWanted
    from msk_desk.services.afterwards import Written
    from msk_desk.services.appointment_letters import Batch, PatientLetter


@dataclass(frozen=True, slots=True)
class Drawn:
    """Letters that can be looked at, what could not be made, and the pages."""

    batch: Batch
    pdf: bytes


class PapersPresenter(QObject):
    """Asks the services, away from the window's thread.

    Signals:
        letters_read: a tuple of LetterWanted.
        letters_drawn: a Drawn.
        letters_kept: how many were put on the record.
        kept_read: a Standing.
        forms_read: a tuple of FormEntry.
        paper_drawn: the bytes of a blank paper.
        day_read: a tuple of ClinicLine, those with somebody booked.
        typed_up: an appointment's id, once what was written of it is on the record.
        refused: why something could not be typed up, to be said beside it.
        failed: an exception to show.
    """

    letters_read = Signal(object)
    letters_drawn = Signal(object)
    letters_kept = Signal(object)
    kept_read = Signal(object)
    forms_read = Signal(object)
    paper_drawn = Signal(object)
    day_read = Signal(object)
    typed_up = Signal(object)
    refused = Signal(object)
    failed = Signal(object)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._desk = context.desk
        self.today: date = context.desk.now().astimezone().date()

    # Letters to send

    def read_letters(self) -> None:
        """Who is still to be told of an appointment."""
        self._run(self._desk.appointment_letters.wanted, then=self._show_letters)

    def draw_letters(self, wanted: Sequence[LetterWanted]) -> None:
        """The letters of these, as they will be printed."""
        self._run(self._drawn, tuple(line.appointment_id for line in wanted), then=self._show_drawn)

    def draw_given(self, appointment_ids: Sequence[str], waiting_ids: Sequence[str]) -> None:
        """The letters of appointments and of waits that another screen named."""
        self._run(self._drawn, tuple(appointment_ids), tuple(waiting_ids), then=self._show_drawn)

    def keep_letters(self, letters: Sequence[PatientLetter], *, by_text: bool = False) -> None:
        """Put them on the record as sent."""
        keep = self._desk.appointment_letters.keep_texts if by_text else self._desk.appointment_letters.keep
        self._context.runner.run(keep, tuple(letters), then=self._kept, failed=self._fail, write=True)

    def _drawn(self, ids: tuple[str, ...], waiting_ids: tuple[str, ...] = ()) -> Drawn:
        batch = self._desk.appointment_letters.batch(ids, waiting_ids)
        return Drawn(batch, self._desk.appointment_letters.preview(batch.letters) if batch.letters else b"")

    def _show_letters(self, found: tuple[LetterWanted, ...]) -> None:
        self.letters_read.emit(found)

    def _show_drawn(self, drawn: Drawn) -> None:
        self.letters_drawn.emit(drawn)

    def _kept(self, changes: Changes) -> None:
        self._context.feed.tell(changes)
        self.letters_kept.emit(len(changes.patients))
        self.read_letters()

    # Clinic lists for when everything fails

    def read_kept(self) -> None:
        """What is kept."""
        self._run(self._desk.fallback.standing, then=self._show_kept)

    def refresh_kept(self) -> None:
        """Make what has changed anew, then read."""
        self._run(self._refreshed, False, then=self._show_kept)

    def make_anew(self) -> None:
        """Make all of them anew, then read."""
        self._run(self._refreshed, True, then=self._show_kept)

    def read(self, name: str) -> tuple[KeptPaper, bytes]:
        """One kept paper; called on a worker."""
        return self._desk.fallback.open(name)

    def standing(self) -> Standing:
        """What is kept; called on a worker."""
        return self._desk.fallback.standing()

    def _refreshed(self, anew: bool) -> Standing:
        self._desk.fallback.refresh(anew=anew)
        return self._desk.fallback.standing()

    def _show_kept(self, standing: Standing) -> None:
        self.kept_read.emit(standing)

    # Blank forms

    def read_forms(self) -> None:
        """The forms that can be printed blank."""
        self._run(self._desk.blank_forms.entries, then=self._show_forms)

    def draw_form(self, canonicals: Sequence[str]) -> None:
        """Some forms blank; all of them when none is named."""
        self._run(self._desk.blank_forms.forms, tuple(canonicals), then=self._show_paper)

    def draw_tally(self) -> None:
        """The empty clinic list."""
        self._run(self._desk.blank_forms.tally, then=self._show_paper)

    def _show_forms(self, found: tuple[FormEntry, ...]) -> None:
        self.forms_read.emit(found)

    def _show_paper(self, pdf: bytes) -> None:
        self.paper_drawn.emit(pdf)

    # Typing up afterwards

    def read_day(self, day: date) -> None:
        """Who was booked on a day."""
        self._run(self._day, day, then=self._show_day)

    def type_up(self, appointment_id: str, written: Written | None) -> None:
        """What stood on the paper; None for somebody who did not come."""
        self._context.runner.run(self._typed, appointment_id, written, then=self._told, failed=self._refuse, write=True)

    def _day(self, day: date) -> tuple[ClinicLine, ...]:
        desk = self._desk.today
        own = self._context.actor.role.writes_notes
        lines = (desk.mine(day) if own else desk.everyone(day)).lines
        return tuple(line for line in lines if line.appointment_id)

    def _typed(self, appointment_id: str, written: Written | None) -> tuple[str, Changes]:
        later = self._desk.afterwards
        changes = later.did_not_come(appointment_id) if written is None else later.came(appointment_id, written)
        return appointment_id, changes

    def _show_day(self, lines: tuple[ClinicLine, ...]) -> None:
        self.day_read.emit(lines)

    def _told(self, typed: tuple[str, Changes]) -> None:
        self._context.feed.tell(typed[1])
        self.typed_up.emit(typed[0])

    def _run(self, work: Callable[..., Any], *arguments: Any, then: Callable[[Any], None]) -> None:
        self._context.runner.run(work, *arguments, then=then, failed=self._fail)

    def _refuse(self, error: Exception) -> None:
        self.refused.emit(error)

    def _fail(self, error: Exception) -> None:
        self.failed.emit(error)
