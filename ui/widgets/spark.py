"""A sparkline as a widget: as high as a line of text, whatever room there is."""

from __future__ import annotations

from PySide6.QtCore import QEvent

from msk_desk.drawing.display_list import Drawing
from ui.theme.theme import current
from ui.widgets.drawing_view import DrawingView

_HEIGHT = 28


class Spark(DrawingView):
    """Keeps its height."""

    def __init__(self, drawing: Drawing) -> None:
        super().__init__(drawing)
        self._keep_height()

    def changeEvent(self, event: QEvent) -> None:
        """Take a new text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._keep_height()

    def _keep_height(self) -> None:
        self.setFixedHeight(current().px(_HEIGHT))
