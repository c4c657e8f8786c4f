"""A white card with a heading, a quieter word beside it, actions on the right and a body below."""

from __future__ import annotations

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from ui.widgets.label import Label
from ui.widgets.stripe import paint_stripe


class Card(QFrame):
    """Holds one subject. Add widgets to `body`; put buttons beside the heading with `add_action`."""

    def __init__(
        self, title: str = "", subtitle: str = "", *, look: str = "true", name: str = "", parent: QWidget | None = None
    ) -> None:
        """Make one.

        Args:
            look: true (plain), accent, good, warn, bad or sunk.
        """
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("card", look)
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(16, 13, 16, 14)
        self._outer.setSpacing(8)
        self.title = Label(title, size="heading")
        self.subtitle = Label(subtitle, tone="muted")
        self._header = QHBoxLayout()
        self._header.setSpacing(9)
        self._header.addWidget(self.title)
        self._header.addWidget(self.subtitle)
        self._header.addStretch(1)
        self._outer.addLayout(self._header)
        self.body = QVBoxLayout()
        self.body.setSpacing(6)
        self._outer.addLayout(self.body, 1)
        self.set_heading(title, subtitle)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The card, and its stripe."""
        super().paintEvent(event)
        paint_stripe(self)

    def set_heading(self, title: str, subtitle: str = "") -> None:
        """Change heading and the word beside it."""
        self.title.setText(title)
        self.subtitle.setText(subtitle)
        self.title.setVisible(bool(title))
        self.subtitle.setVisible(bool(subtitle))
        if title:
            self.setAccessibleName(title)

    def add_action(self, widget: QWidget) -> None:
        """Put a control at the right of the heading."""
        self._header.addWidget(widget)

    def add(self, part: QWidget | QLayout, stretch: int = 0) -> None:
        """Put something at the end of the body."""
        if isinstance(part, QLayout):
            self.body.addLayout(part, stretch)
        else:
            self.body.addWidget(part, stretch)

    def clear(self) -> None:
        """Take everything out of the body."""
        clear_layout(self.body)


def clear_layout(layout: QLayout) -> None:
    """Take out and delete everything in a layout."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear_layout(inner)
            inner.deleteLater()
