"""The scrolled area that holds one section; in a narrow window questions take less room than answers."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from ui.forms.field import Field

_NARROW = 640


class ScrolledPage(QScrollArea):
    """One section, scrolled up and down."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._narrow: bool | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_body(self, body: QWidget) -> None:
        """Put the section's widgets in, in place of those there were."""
        self.setWidget(body)
        self._narrow = None
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width between questions and answers anew."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        narrow = self.viewport().width() < _NARROW
        body = self.widget()
        if narrow != self._narrow and body is not None:
            self._narrow = narrow
            for field in body.findChildren(Field):
                field.set_narrow(narrow)
