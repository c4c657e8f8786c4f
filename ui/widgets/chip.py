"""A chip: one or two words in a soft colour; the words carry the meaning, the colour only helps."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QEvent, QPointF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.delegates.chip_painter import chip_size, paint_chip


class Chip(QLabel):
    """A small rounded label; roles are neutral, info, good, warn and bad."""

    def __init__(self, text: str, role: str = "neutral", *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setObjectName(name)
        self.role = role
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_state(self, text: str, role: str) -> None:
        """Change words and colour."""
        self.role = role
        self.setText(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as its words."""
        size = chip_size(self.text())
        return QSize(ceil(size.width()), ceil(size.height()))

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        """Take the new text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        paint_chip(painter, QPointF(0, self.height() / 2), self.text(), self.role)
        painter.end()
