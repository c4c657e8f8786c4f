"""A person's initials in a circle."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.theme import current
from ui.theme.tokens import SMALL


def initials(name: str) -> str:
    """`AR` of `Asha Rao`; at most two letters."""
    words = name.split()
    return "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)).upper()


class Avatar(QWidget):
    """Decoration: the name always stands beside it."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._initials = initials(name)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """A circle that grows with the text."""
        return QSize(current().px(32), current().px(32))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(current().colour("avatar_edge"))
        painter.setBrush(current().colour("avatar"))
        place = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawEllipse(place)
        painter.setPen(current().colour("avatar_ink"))
        painter.setFont(current().font(SMALL, bold=True))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self._initials)
        painter.end()
