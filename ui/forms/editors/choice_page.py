"""Where radio buttons and check boxes stand: in a row that wraps, or in columns read downwards."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QWidget

from ui.forms.room import ROOM
from ui.theme.theme import current
from ui.widgets.flow import FlowLayout
from ui.widgets.panel import Panel

# From so many choices on a column is broken into two, if their words are short.
_MANY, _SHORT, _GAP = 7, 250, 24


class ChoicePage(Panel):
    """Holds the buttons of one question."""

    def __init__(self, flowing: bool, parent: QWidget | None = None, *, bare: bool = False, room: float = ROOM) -> None:
        """Make an empty one.

        Args:
            flowing: in a row that wraps, rather than one under another.
            bare: without a layout, for those who bring their own.
            room: the width there is, in pixels at 100 %.
        """
        super().__init__(parent)
        self._room = room
        self._flow = FlowLayout(self, gap=6) if flowing and not bare else None
        self._grid = None if flowing or bare else QGridLayout(self)
        if self._grid is not None:
            self._grid.setContentsMargins(0, 0, 0, 0)
            self._grid.setHorizontalSpacing(_GAP)
            self._grid.setVerticalSpacing(1)
        self._buttons: list[QWidget] = []

    def add(self, button: QWidget) -> None:
        """Put a button after the others."""
        if self._flow is not None:
            button.setMinimumWidth(button.sizeHint().width() + 14)
            self._flow.addWidget(button)
        self._buttons.append(button)

    def done(self) -> None:
        """Lay the buttons out, now that all are there."""
        if self._grid is None:
            return
        widest = max((one.sizeHint().width() for one in self._buttons), default=0)
        most = current().px(min(_SHORT, (self._room - _GAP) / 2))
        columns = 2 if len(self._buttons) >= _MANY and widest <= most else 1
        rows = -(-len(self._buttons) // columns)
        for at, button in enumerate(self._buttons):
            self._grid.addWidget(button, at % max(1, rows), at // max(1, rows))
        self._grid.setColumnStretch(columns, 1)
