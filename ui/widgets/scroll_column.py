"""A part of a screen that scrolls in a low window or at large text, instead of pressing its widgets together."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QWidget

_SCROLL_BAR = 16


class ScrollColumn(QScrollArea):
    """Holds a layout; never narrower than what is inside and its scroll bar."""

    def __init__(self, inside: QLayout, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        inside.setContentsMargins(0, 0, 0, 0)
        self._page = QWidget()
        self._page.setLayout(inside)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(self._page)

    def minimumSizeHint(self) -> QSize:
        """It scrolls up and down only."""
        return QSize(self._page.minimumSizeHint().width() + _SCROLL_BAR, super().minimumSizeHint().height())
