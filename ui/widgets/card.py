"""A white card with a heading, a quieter word beside it, actions on the right and a body below."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from ui.widgets.label import Label
from ui.widgets.stripe import paint_stripe

_SIDE = 16


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
        self._outer.setContentsMargins(_SIDE, 13, _SIDE, 14)
        self._outer.setSpacing(8)
        self.title = Label(title, size="heading")
        self.subtitle = Label(subtitle, tone="muted")
        words = QHBoxLayout()
        words.setSpacing(9)
        for label in (self.title, self.subtitle):
            label.setMinimumWidth(1)
            words.addWidget(label)
        words.addStretch(1)
        self._actions = QHBoxLayout()
        self._actions.setSpacing(8)
        self._header = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._header.setSpacing(9)
        self._header.addLayout(words, 1)
        self._header.addLayout(self._actions)
        self._outer.addLayout(self._header)
        self.body = QVBoxLayout()
        self.body.setSpacing(6)
        self._outer.addLayout(self.body, 1)
        self.set_heading(title, subtitle)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The card, and its stripe."""
        super().paintEvent(event)
        paint_stripe(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Heading and actions side by side where they fit, else one below the other."""
        super().resizeEvent(event)
        self._fit_header()

    def _fit_header(self) -> None:
        wanted = 2 * _SIDE + self._actions.sizeHint().width() + 9
        for label in (self.title, self.subtitle):
            wanted += label.sizeHint().width() + 9 if not label.isHidden() else 0
        beside = wanted <= self.width()
        directions = QBoxLayout.Direction
        self._header.setDirection(directions.LeftToRight if beside else directions.TopToBottom)
        self._header.setAlignment(self._actions, Qt.AlignmentFlag(0) if beside else Qt.AlignmentFlag.AlignLeft)

    def set_heading(self, title: str, subtitle: str = "") -> None:
        """Change heading and the word beside it."""
        self.title.setText(title)
        self.subtitle.setText(subtitle)
        self.title.setVisible(bool(title))
        self.subtitle.setVisible(bool(subtitle))
        if title:
            self.setAccessibleName(title)
        self._fit_header()

    def add_action(self, widget: QWidget) -> None:
        """Put a control at the right of the heading."""
        self._actions.addWidget(widget)

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
