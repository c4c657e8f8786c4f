"""Buttons: one primary act a card, plain ones beside it, quiet ones in rows, links in text."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from ui.theme.theme import Theme, current

_ICON_TOKENS = {"primary": "on_primary", "danger": "bad_text", "quiet": "primary", "link": "primary", "icon": "muted"}


class Button(QPushButton):
    """A push button that Enter presses too, with an icon in its own colour."""

    def __init__(
        self, text: str, *, look: str = "plain", name: str, icon: str = "", says: str = "", side: int = 18,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        """Make one.

        Args:
            look: primary, plain, quiet, danger, link, choice or icon.
            name: stable object name, by which tests and the tour press it.
            says: what a screen reader says, when the text alone is not enough.
            side: of the icon, in pixels at 100 %.
        """
        super().__init__("" if look == "icon" else text, parent)
        self.setObjectName(name)
        self.setProperty("look", look)
        self.setAccessibleName(says or text.replace("&", ""))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        if look == "icon":
            self.setToolTip(says or text)
        self._look = look
        self._icon_name, self._side = icon, side
        self._drawn: Theme | None = None
        self._draw_icon()

    def set_words(self, text: str) -> None:
        """Change what the button does and says."""
        self.setText(text)
        self.setAccessibleName(text.replace("&", ""))

    def set_icon(self, icon: str) -> None:
        """Change the picture."""
        self._icon_name = icon
        self._draw_icon()

    def _draw_icon(self) -> None:
        self._drawn = current()
        if self._icon_name:
            self.setIcon(current().icon(self._icon_name, _ICON_TOKENS.get(self._look, "ink"), self._side))
            self.setIconSize(current().icon_size(self._side))

    def changeEvent(self, event: QEvent) -> None:
        """Redraw the icon in the new theme."""
        super().changeEvent(event)
        # Qt says that the style changes when a button is first shown, too.
        if event.type() == QEvent.Type.StyleChange and getattr(self, "_drawn", None) not in (None, current()):
            self._draw_icon()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses, like space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)
