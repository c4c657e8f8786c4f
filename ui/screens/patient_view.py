"""What every part of one patient's visit is: a view of one patient that a screen puts on a tab."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from msk_desk.domain.records import Changes
from ui.context import Context


class PatientView(QWidget):
    """Base of the views of one patient; a screen embeds them and hands on what it hears.

    Signals:
        troubled: an exception to show above the screen.
    """

    troubled = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.patient_id = ""
        self.visit_id = ""

    def open(self, patient_id: str, visit_id: str = "") -> None:
        """The view comes into sight; another patient replaces everything of the one before."""
        if (patient_id, visit_id) == (self.patient_id, self.visit_id):
            self.come_back()
            return
        self.leave()
        self.patient_id, self.visit_id = patient_id, visit_id
        self.begin()

    def begin(self) -> None:
        """Show this patient from the beginning; nothing of an earlier one may stay."""

    def come_back(self) -> None:
        """The same patient comes into sight again."""

    def leave(self) -> None:
        """The view goes out of sight; keep what was typed."""

    def take_changes(self, changes: Changes) -> None:
        """Something was saved or synchronised."""

    def text(self, key: str, **values: object) -> str:
        """One text of the window."""
        return self.context.text(key, **values)


def retire(presenter: QObject | None) -> None:
    """Silence and delete the presenter of an earlier patient, so that its late answers reach nobody."""
    if presenter is not None:
        presenter.blockSignals(True)
        presenter.deleteLater()
