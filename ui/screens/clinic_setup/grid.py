"""Labelled rows of fields: small labels at the left, fields beside them, as every card of the clinic panels has."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from ui.theme.theme import current
from ui.widgets.label import Label

_FIELD = 30
"""Height of a field at 100 %: a label stands beside the first line of a row."""


class FieldGrid(QGridLayout):
    """Rows of one label and some fields."""

    def __init__(self) -> None:
        super().__init__()
        self.setHorizontalSpacing(12)
        self.setVerticalSpacing(8)
        self.setColumnStretch(1, 1)
        self._labels: dict[int, Label] = {}
        self._holders: dict[int, QWidget] = {}

    def add_row(self, words: str, *fields: QWidget, stretch: bool = False) -> int:
        """One row; with `stretch` the first field takes the width. Returns its number."""
        at = len(self._labels)
        label = Label(words, tone="muted")
        label.setBuddy(fields[0])
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for number, field in enumerate(fields):
            row.addWidget(field, 1 if stretch and number == 0 else 0)
        if not stretch:
            row.addStretch(1)
        label.setMinimumHeight(current().px(_FIELD))
        self.addWidget(label, at, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.addWidget(holder, at, 1)
        self._labels[at] = label
        self._holders[at] = holder
        return at

    def show_row(self, at: int, shown: bool) -> None:
        """Show or hide a row."""
        self._labels[at].setVisible(shown)
        self._holders[at].setVisible(shown)
