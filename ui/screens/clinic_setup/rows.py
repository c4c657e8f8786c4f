"""Rows of one kind below each other, with a button for one more."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets.button import Button


class Rows(QWidget):
    """Keeps its rows in order; each row has `changed`, `removed` and a `remove` button.

    Signals:
        changed: nothing; a row was changed, added or removed by the user.
    """

    changed = Signal()

    def __init__(
        self, make: Callable[[int, Any], QWidget], fresh: Callable[[], Any], add: Button, parent: QWidget | None = None
    ) -> None:
        """Make one.

        Args:
            make: a row from its number and value.
            fresh: the value of a row that is added.
        """
        super().__init__(parent)
        self._make, self._fresh, self.add = make, fresh, add
        self._number = 0
        self.rows: list[Any] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(6)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(6)
        outer.addLayout(self._column)
        outer.addWidget(add, 0, Qt.AlignmentFlag.AlignLeft)
        add.clicked.connect(self._add)

    def show_values(self, values: Sequence[Any]) -> None:
        """Show these rows and no others."""
        for row in self.rows:
            self._drop(row)
        self.rows = []
        self._number = 0
        for value in values:
            self._append(value)

    def _append(self, value: Any) -> Any:
        row: Any = self._make(self._number, value)
        self._number += 1
        row.changed.connect(self.changed)
        row.removed.connect(self._remove)
        self.rows.append(row)
        self._column.addWidget(row)
        return row

    def _add(self) -> None:
        row = self._append(self._fresh())
        self.changed.emit()
        row.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove(self, row: Any) -> None:
        self.rows.remove(row)
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)
        self._drop(row)
        self.changed.emit()

    def _drop(self, row: Any) -> None:
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()
