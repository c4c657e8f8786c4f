"""A row of boxes to tick: days of the week, weeks of the month, ways of being seen."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from ui.widgets.flow import FlowLayout
from ui.widgets.panel import Panel


class Ticks(Panel):
    """Any number of a few choices.

    Signals:
        ticked: nothing; the user changed it, `keys` says to what.
    """

    ticked = Signal()

    def __init__(
        self, choices: Sequence[tuple[str, str]], *, name: str, says: str, parent: QWidget | None = None
    ) -> None:
        """Make one of (key, words); the boxes are named `<name>_<key>`."""
        super().__init__(parent, says=says)
        self.setObjectName(name)
        self._boxes: dict[str, QCheckBox] = {}
        row = FlowLayout(self, gap=12)
        for key, words in choices:
            box = QCheckBox(words)
            box.setObjectName(f"{name}_{key}")
            box.clicked.connect(self._say)
            self._boxes[key] = box
            row.addWidget(box)

    @property
    def keys(self) -> tuple[str, ...]:
        """What is ticked, in order."""
        return tuple(key for key, box in self._boxes.items() if box.isChecked())

    def show_keys(self, keys: Collection[str]) -> None:
        """Tick these and no others."""
        for key, box in self._boxes.items():
            box.setChecked(key in keys)

    def _say(self) -> None:
        self.ticked.emit()
