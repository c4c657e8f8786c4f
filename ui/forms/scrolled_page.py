"""The scrolled area that holds one section; in a narrow window questions give way to answers."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from ui.forms.field import Field, Room
from ui.theme.theme import current

# Pixels at which questions stand beside answers with ample, or with little room.
_LEAST = ((Room.AMPLE, 640), (Room.LITTLE, 536))


class ScrolledPage(QScrollArea):
    """One section, scrolled up and down."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room: Room | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_body(self, body: QWidget) -> None:
        """Put the section's widgets in, in place of those there were."""
        self.setWidget(body)
        self.fit_anew()

    def fit_anew(self) -> None:
        """Share the width in fields that have come since."""
        self._room = None
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width between questions and answers anew."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        width, body = self.viewport().width(), self.widget()
        room = next((room for room, least in _LEAST if width >= current().px(least)), Room.SCANT)
        if room is not self._room and body is not None:
            self._room = room
            for field in body.findChildren(Field):
                field.set_room(room)
