"""Everybody booked in a session, and what becomes of each when it is changed or cancelled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from msk_desk.domain import telephone
from msk_desk.domain.clinic_time import CLINIC_ZONE, day_of
from msk_desk.domain.dates import staff_date
from msk_desk.domain.session_changes import Cause, Effect, Outcome
from ui.context import Texts
from ui.models.rows_model import Cell, Column
from ui.theme.theme import current
from ui.widgets.table import Table

if TYPE_CHECKING:
    from msk_desk.domain.people import Patient
    from msk_desk.services.session_changes import Look

_TONES = {Outcome.KEPT: "good", Outcome.MOVED: "primary", Outcome.REBOOK: "warn_text"}


class EffectsTable(Table):
    """Space changes between moving along and being rebooked.

    Signals:
        toggled: the Effect whose outcome is to be the other one.
    """

    toggled = Signal(object)

    def __init__(self, texts: Texts) -> None:
        text = texts.get
        self._text = text
        self._look: Look | None = None
        columns: list[Column[Effect]] = [
            Column(text("clinic_setup.column_time"), self._time_cell, 104),
            Column(text("clinic_setup.column_patient"), self._patient_cell, whole=True),
            Column(text("clinic_setup.column_outcome"), self._outcome_cell, 150),
        ]
        super().__init__(columns, name="session_effects", says=text("clinic_setup.effects"), two_lines=True)
        self.setMinimumHeight(current().px(150))

    def show_look(self, look: Look) -> None:
        """Show what becomes of everybody."""
        self._look = look
        self.show_rows(look.changed.effects)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space toggles the current row."""
        if event.key() == Qt.Key.Key_Space and self.chosen_row is not None:
            self.toggled.emit(self.chosen_row)
            return
        super().keyPressEvent(event)

    def _person(self, effect: Effect) -> Patient | None:
        return self._look.patients.get(effect.before.patient_id) if self._look else None

    def _time_cell(self, effect: Effect) -> Cell:
        before, after = (each.start.astimezone(CLINIC_ZONE) for each in (effect.before, effect.after))
        if effect.outcome is Outcome.REBOOK or before == after:
            return Cell(f"{before:%H:%M}", bold=True)
        if day_of(before) != day_of(after):
            return Cell(f"{after:%H:%M}", bold=True, below=staff_date(day_of(after)))
        return Cell(f"{after:%H:%M}", bold=True, below=self._text("clinic_setup.was", time=f"{before:%H:%M}"))

    def _patient_cell(self, effect: Effect) -> Cell:
        person = self._person(effect)
        if person is None:
            return Cell(self._text("clinic_setup.somebody"))
        below = telephone.shown(person.phone()) if person.phone() else self._text("clinic_setup.no_phone")
        return Cell(person.name.listed(), bold=True, below=below)

    def _outcome_cell(self, effect: Effect) -> Cell:
        back = Cause.BACK in effect.causes
        words = self._text("clinic_setup.outcome_back" if back else f"clinic_setup.outcome_{effect.outcome}")
        causes = [cause for cause in effect.causes if cause is not Cause.NOTHING]
        below = ", ".join(self._text(f"clinic_setup.cause_{cause}") for cause in causes)
        if effect.letter:
            below = ", ".join(filter(None, (below, self._text("clinic_setup.letter"))))
        return Cell(words, _TONES[effect.outcome], bold=True, below=below)
