"""A part of a screen that scrolls in a low window or at large text, instead of pressing its widgets together."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QWidget


class ScrollColumn(QScrollArea):
    """Holds a layout; as wide as it is given, never wider."""

    def __init__(self, inside: QLayout, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        inside.setContentsMargins(0, 0, 0, 0)
        page = QWidget()
        page.setLayout(inside)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(page)
