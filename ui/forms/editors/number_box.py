"""A field for a number that the arrow keys step: a spin box to a screen reader, with no buttons inside."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractSpinBox, QWidget


class NumberBox(QAbstractSpinBox):
    """Holds text, so that what is typed stays as typed until it is a number.

    Signals:
        stepped: how many steps up, or down below nought, the user asked for.
    """

    stepped = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.NoButtons)
        self.line = self.lineEdit()
        self.line.setObjectName(name)

    def stepBy(self, steps: int) -> None:
        """Qt's way of asking for a step, by key or wheel."""
        self.stepped.emit(steps)

    def stepEnabled(self) -> QAbstractSpinBox.StepEnabledFlag:
        """Both ways; the limits are the form's."""
        return QAbstractSpinBox.StepEnabledFlag.StepUpEnabled | QAbstractSpinBox.StepEnabledFlag.StepDownEnabled
